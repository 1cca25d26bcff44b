"""Finished numbers to accessible pictures, and the table that goes with each. Pure."""
