"""Reading who sits where, as at any day."""
