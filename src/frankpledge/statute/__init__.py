"""The law as dated values: contents, thresholds, deadlines, who must sit. Pure."""
