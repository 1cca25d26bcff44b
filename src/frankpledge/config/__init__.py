"""Settings, root addresses, the WSGI application, and how an installation starts and serves."""

from frankpledge.config.serving import serve
from frankpledge.config.start import initialise, setup

__all__ = ["initialise", "serve", "setup"]
