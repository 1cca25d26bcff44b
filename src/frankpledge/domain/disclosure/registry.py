"""What this app adds to the ground."""

AUDIT_SENTENCES = {"disclosure.released": "released {cells} figures to the {audience}: {what}"}
