"""What this app adds to the ground."""

AUDIT_SENTENCES = {"partnerships.partnership_founded": "founded the partnership for area {area}"}
