"""Template tags of page pieces."""
