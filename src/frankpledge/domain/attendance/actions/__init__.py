"""Taking in attendance sheets, and taking them back."""
