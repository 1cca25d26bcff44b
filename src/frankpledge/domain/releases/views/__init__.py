"""Pages about files: sending them, what became of them, what was ever loaded, and taking one back."""
