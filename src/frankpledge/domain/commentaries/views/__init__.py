"""The pages of commentaries."""
