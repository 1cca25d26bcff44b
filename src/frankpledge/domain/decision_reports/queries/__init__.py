"""Reading decision reports: which there are, how far each is, and what its way asks."""
