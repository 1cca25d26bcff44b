"""Changing who sits where."""
