"""Reading meetings: which there are, who came, what was decided."""
