"""The pages of what was sent up."""
