"""The WSGI application, for gunicorn and for the server of `frankpledge serve`; and the same for the public's port."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application

from frankpledge.config.public import MARK

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")

application = get_wsgi_application()


def public_application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer what came to the public's port: the same program, marked so that it shows the public's site alone."""
    environ[MARK] = "1"
    return application(environ, start_response)
