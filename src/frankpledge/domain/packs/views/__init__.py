"""Pages of papers and packs."""
