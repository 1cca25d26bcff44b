"""Access in the parts of pages."""
