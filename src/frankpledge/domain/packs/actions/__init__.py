"""What is done to papers and packs."""
