"""What this app adds to the ground."""

__all__ = ["AUDIT_SENTENCES"]

AUDIT_SENTENCES: dict[str, str] = {}
