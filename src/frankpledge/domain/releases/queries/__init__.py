"""What a partnership is sent: which layouts it knows, what is under way, and what was ever loaded."""
