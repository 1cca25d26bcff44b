"""Evidence that is a partnership's own: a force's records and agencies' workbooks, each with its own columns."""
