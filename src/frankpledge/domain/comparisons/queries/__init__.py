"""Reading how areas stand to each other."""
