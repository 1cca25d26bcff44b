"""Addresses of the interface for programs, and of the page that describes it."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from frankpledge.api import views
from frankpledge.api.openapi import described
from frankpledge.api.views import by_token

app_name = "api"
ROOT = "api/v1/"


def routes() -> Iterator[URLPattern]:
    """Yield every registered route, open to whoever brings a token and to no session."""
    for pattern in described().urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name not in {"api-root", None}:
            address = f"{ROOT}{str(pattern.pattern).lstrip('/')}"
            yield path(address, login_not_required(by_token(pattern.callback)), name=pattern.name)


urlpatterns = [
    path("account/api/", views.reference, name="reference"),
    path(f"{ROOT}openapi.json", views.description, name="description"),
    *routes(),
    path("api/<path:rest>", views.nowhere, name="nowhere"),
    path("api/", views.nowhere, name="nowhere_at_all"),
]
