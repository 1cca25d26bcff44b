"""The pages of who sits where."""
