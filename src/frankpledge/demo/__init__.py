"""The demonstration, built through the actions, and the generator of its evidence."""
