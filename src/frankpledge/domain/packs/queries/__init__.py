"""What is asked of papers and packs: their source, the pack as one reader may see it, a reader's own notes."""
