"""Reading the evidence: for the command line, the explorer and the assessment."""
