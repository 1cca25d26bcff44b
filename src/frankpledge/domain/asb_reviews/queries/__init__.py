"""Reading cases: which there are, one that was opened, its threshold, its clock, and the counts."""
