"""How long a session lasts, and that what a signed-in person sees is stored nowhere."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from frankpledge.ground import clock

BEGAN, SEEN = "began", "seen"
SECONDS_BETWEEN_NOTES = 60
Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    """Ends a session after half an hour without use, and after twelve hours whatever its use."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, as a stranger's where the session is over."""
        if request.user.is_authenticated:
            now = clock.now().timestamp()
            began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
            if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif BEGAN not in request.session or now - seen > SECONDS_BETWEEN_NOTES:
                request.session[BEGAN], request.session[SEEN] = began, now
        return self.get_response(request)


class NothingStored:
    """Marks every page of a signed-in person as not to be stored, by browser or proxy."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and forbid keeping the answer."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response
