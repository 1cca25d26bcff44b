"""The duties in the words and parts of a page."""
