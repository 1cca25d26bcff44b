"""Taking files in, saying how they are read, and taking them back."""
