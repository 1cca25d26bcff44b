"""What a partnership's own lake says of an area."""
