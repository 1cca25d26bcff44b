"""Reading scorings: where each stands, one's own sheet, and what the marks come to once they may be seen."""
