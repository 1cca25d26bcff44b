"""Pages of chapters: one as it stands, and the writing under its headings."""
