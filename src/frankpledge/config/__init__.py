"""Settings, root addresses and the WSGI application."""
