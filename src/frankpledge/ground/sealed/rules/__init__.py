"""Keys and what they seal; who may know of a case; how long a case is kept. Pure."""
