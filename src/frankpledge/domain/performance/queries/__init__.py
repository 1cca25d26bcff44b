"""What the pages of indicators, and programs, read besides the register."""
