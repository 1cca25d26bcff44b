"""Pages of scorings."""
