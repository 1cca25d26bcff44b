"""How long a session lasts, that nobody works without a second factor, and that what they see is stored nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from frankpledge.ground import clock
from frankpledge.ground.accounts.queries import has_second_factor

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


class SecondFactor:
    """Leads whoever has no second factor to where one is set up, where every account needs one.

    Until then they reach only what strangers reach, and the pages of setting it up.
    """

    OPEN = frozenset(
        {
            "mfa_index",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_view_recovery_codes",
            "account_reauthenticate",
            "web:sign_out",
        }
    )

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the way to the second factor, or nothing where the page may be seen without."""
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        open_to_all = name in self.OPEN or not getattr(view, "login_required", True)
        if open_to_all or has_second_factor(request.user) or proved_by_council(request, request.user):
            return None
        return redirect("mfa_index")


def proved_by_council(request: HttpRequest, user: Any) -> bool:
    """Return whether a person came by the council's own sign-in, whose second factor the administrator relies on."""
    if settings.PROVIDER is None or not settings.PROVIDER.second_factor_is_theirs:
        return False
    return any(proof["method"] == "socialaccount" for proof in get_authentication_records(request, user))


class RolesReadOnce:
    """Lets the roles of whoever reads a page be asked of the database once for the page: reading changes none of them.

    The next request asks anew, so that what was taken away is gone at once.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if request.method in {"GET", "HEAD"} and request.user.is_authenticated:
            request.user.roles_read = {}
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
