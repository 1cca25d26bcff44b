"""Browsers that somebody signed in with before, so that a guesser elsewhere cannot shut that person out.

Wrong passwords and codes are counted for each such browser by itself; all browsers that were never signed in with share
one count for an account. Whoever guesses from elsewhere fills that one, and the person's own browser stays open. (OWASP
calls it a device cookie.)
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "frankpledge.entrance.device"
DAYS = 180


def cookie_name() -> str:
    """Return the name of the cookie; behind TLS it is bound to this host."""
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def counted_as(request: HttpRequest, email: str) -> str:
    """Return under which name a wrong guess at an account is counted: its own browser's, or everybody else's."""
    who, nonce = _kept(request)
    known = bool(nonce) and constant_time_compare(who, _mark(email))
    return f"browser:{nonce}" if known else f"account:{_mark(email)}"


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Mark the browser as one that this person signed in with."""
    who, nonce = _kept(request)
    kept = nonce if nonce and constant_time_compare(who, _mark(email)) else secrets.token_urlsafe(16)
    response.set_cookie(
        cookie_name(),
        signing.dumps([_mark(email), kept], salt=SALT),
        max_age=DAYS * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _kept(request: HttpRequest) -> tuple[str, str]:
    try:
        who, nonce = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=DAYS * 24 * 60 * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return "", ""
    return str(who), str(nonce)


def _mark(email: str) -> str:
    """Return the mark of an address, from which it cannot be read."""
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
