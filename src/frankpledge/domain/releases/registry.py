"""What this app adds to the ground."""

AUDIT_SENTENCES = {
    "releases.mapping_remembered": "said how the {columns} columns of a file of {kind} are read",
}
