"""All addresses of the public's host: its own pages, then those that each app has for the public."""

from __future__ import annotations

from django.urls import include, path

from frankpledge.config.discovery import public_address_modules

urlpatterns = [
    path("", include("frankpledge.web.public.urls")),
    *(path("", include(module)) for module in public_address_modules()),
]
