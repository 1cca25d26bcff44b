"""Pages of the explorer: asking, tracing a figure to its rows, and the register of events."""
