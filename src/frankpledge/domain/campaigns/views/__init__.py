"""The pages of the register of campaigns."""
