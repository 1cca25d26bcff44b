"""What the explorer asks of the evidence."""
