"""Notices in words: as a mail, and on pages."""
