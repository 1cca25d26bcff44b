"""The pages of notices: one's own, what goes out of a partnership, and the way out of each message."""
