"""The pages of the risk register."""
