"""What this app adds to the ground."""

__all__ = ["AUDIT_SENTENCES"]

AUDIT_SENTENCES = {
    "site.opened": "opened the public site",
    "site.closed": "closed the public site",
}
