"""Pages of serious violence strategies."""
