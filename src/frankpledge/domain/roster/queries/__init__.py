"""Reading what happened, and the member lists that came in."""
