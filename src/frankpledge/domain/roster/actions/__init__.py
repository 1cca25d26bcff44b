"""Taking in member lists, and taking them back."""
