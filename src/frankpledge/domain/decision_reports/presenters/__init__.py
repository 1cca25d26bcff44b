"""Decision reports in the words and parts of a page."""
