"""Reading the evidence more deeply than the explorer does: one module a study."""
