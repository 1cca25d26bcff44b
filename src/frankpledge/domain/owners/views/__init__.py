"""The pages of who answers for duties."""
