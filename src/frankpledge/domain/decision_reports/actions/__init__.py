"""Changing decision reports: begun and written, sent and agreed, taken on their way; and what is local practice."""
