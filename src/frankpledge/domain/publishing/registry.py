"""What this app adds to the ground."""

AUDIT_SENTENCES = {
    "publishing.edition_published": "published edition {edition}",
    "publishing.publication_withdrawn": "withdrew a publication",
}
