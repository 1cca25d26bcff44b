"""The duties of a partnership, one app each."""
