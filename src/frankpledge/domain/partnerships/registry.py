"""What this app adds to the ground."""

AUDIT_SENTENCES = {
    "partnerships.partnership_founded": "founded the partnership for area {area}",
    "partnerships.level_founded": "founded the {level} of area {area}",
    "partnerships.placed_within": "recorded that it lies within: {parent}",
}
