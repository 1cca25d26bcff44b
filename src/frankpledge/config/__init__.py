"""Settings, root addresses, the WSGI application, and how an installation starts and serves."""

from frankpledge.config.serving import Addresses, serve
from frankpledge.config.start import initialise, setup

__all__ = ["Addresses", "initialise", "serve", "setup"]
