"""The risk register in the words and parts of its pages."""
