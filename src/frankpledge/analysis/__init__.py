"""Pure numbers: arrays in, frozen results out, each with its source and its limits."""
