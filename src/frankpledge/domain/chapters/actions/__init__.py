"""Changing chapters: laid out, written, ordered, remarked on, restored."""
