"""What is asked when a scoring is prepared, marked and decided upon."""
