"""Changing notices: what people wish, messages made, sent, failed and tried again, reminders let out and held."""
