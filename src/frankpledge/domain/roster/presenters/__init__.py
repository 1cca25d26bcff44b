"""Who sits where, in the words and parts of a page."""
