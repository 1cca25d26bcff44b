"""The pages of the release gate."""
