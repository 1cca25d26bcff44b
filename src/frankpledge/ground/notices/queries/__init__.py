"""Reading notices: how people wish to be told, what there is to tell them, what went out, and what is to go."""
