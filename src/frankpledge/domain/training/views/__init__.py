"""The pages of the register of training."""
