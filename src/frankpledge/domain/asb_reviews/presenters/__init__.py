"""Cases in the words and parts of the office's pages."""
