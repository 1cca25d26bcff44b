"""What this app adds to the ground."""

AUDIT_SENTENCES = {
    "releases.mapping_remembered": "said how the {columns} columns of a file of {kind} are read",
    "releases.own_files_loaded": "loaded {files} files for this partnership alone: {new} new, {replaced} replaced, "
    "{refused} refused",
}
