"""The interface for programs knows no cookie: whoever forges a request from a browser brings nothing with it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PROGRAMS = "/api/"


class NoCookies:
    """Takes every cookie off a request to the interface for programs, so that no session is read, kept or made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if request.path_info.startswith(PROGRAMS):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}
        return self.get_response(request)
