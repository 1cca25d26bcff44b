"""How this product writes dates and numbers."""
