"""The WSGI application, for gunicorn and for the server of `frankpledge serve`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")

application = get_wsgi_application()
