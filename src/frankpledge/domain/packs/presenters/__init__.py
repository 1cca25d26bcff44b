"""Papers and packs in the words and parts of a page."""
