"""Finished words of the pages of performance."""
