"""Pages of plans of other bodies."""
