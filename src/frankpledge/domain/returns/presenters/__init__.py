"""Returns in the words and parts of pages."""
