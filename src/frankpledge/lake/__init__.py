"""The evidence store: files in, dated and reproducible figures out. Knows nothing of Django."""
