"""Saying who answers for many duties, and taking that back."""
