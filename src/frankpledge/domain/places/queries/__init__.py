"""Reading where it lasts."""
