"""What is held against what, in the parts of a page."""
