"""The pages of reports of performance."""
