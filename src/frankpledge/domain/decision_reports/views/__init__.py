"""The pages of decision reports."""
