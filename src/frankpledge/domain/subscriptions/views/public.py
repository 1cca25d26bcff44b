"""The resident's pages: asking to be told, confirming it, and stopping, each at a button.

No account, no cookie. The sign in a mail's address is the whole authority, so these pages are kept nowhere and tell
nobody where their reader came from. Opening one changes nothing: mail programs open every link by themselves.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from frankpledge.domain.subscriptions import actions
from frankpledge.domain.subscriptions.forms import AskForm
from frankpledge.domain.subscriptions.queries import CONFIRM, STOP, signed, site_address
from frankpledge.domain.subscriptions.rules import OLD, QUICK, Topic, topics_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.settings import settings as shipped

SALT = "subscriptions.shown"
QUIET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
AGAIN = "Please press the button once more: the page was open for a long time, or was sent very fast."


def _shown(request: HttpRequest, page: str, status: int = 200, **shown: Any) -> HttpResponse:
    shown["crumbs"] = (Crumb("Home", reverse("public:home")), Crumb("Be told by e-mail"))
    shown["days"] = shipped().subscription_confirm_days
    response = render(request, f"subscriptions/public/{page}.html", shown, status=status)
    for name, value in QUIET.items():
        response[name] = value
    return response


def own(request: HttpRequest) -> Workspace:
    """Return the partnership whose site is read."""
    found: Workspace = request.workspace  # type: ignore[attr-defined]  # set by the public's host
    return found


def sender_of(request: HttpRequest) -> str:
    """Return the connection that something came from: behind our own proxy, the last that it names."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _stamp() -> str:
    return signing.Signer(salt=SALT).sign(str(int(clock.now().timestamp())))


def _by_a_person(request: HttpRequest) -> bool:
    """Return whether the page was read for as long as a person reads, and is not an old copy."""
    try:
        shown = int(signing.Signer(salt=SALT).unsign(request.POST.get("at", "")))
    except signing.BadSignature:
        return False
    return QUICK <= clock.now().timestamp() - shown <= OLD


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask of what and where, and answer alike whether the address is known or not, and whoever may have sent it."""
    workspace = own(request)
    if not site_address(workspace):
        return _shown(request, "not_yet", 404 if request.method == "POST" else 200)
    form = AskForm(request.POST if request.method == "POST" else None)
    shown = {"form": form, "at": _stamp(), "topics": tuple(Topic)}
    if not form.is_bound or not form.is_valid():
        return _shown(request, "ask", 422 if form.is_bound else 200, **shown)
    if request.POST.get("website"):
        return _shown(request, "asked")
    if not _by_a_person(request):
        form.add_error(None, AGAIN)
        return _shown(request, "ask", 422, **shown)
    actions.ask(workspace=workspace, sender=sender_of(request), **form.cleaned_data)
    return _shown(request, "asked")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, confirm_sign: str) -> HttpResponse:
    """Show what was asked for with the button that confirms it, and confirm it where that is pressed."""
    _, subscriber = signed(confirm_sign, CONFIRM, workspace=own(request))
    if subscriber is None:
        return _shown(request, "over", 404)
    if request.method == "POST":
        actions.confirm(subscriber=subscriber)
    asked = topics_of(subscriber.asked or subscriber.topics)
    return _shown(request, "confirm", topics=asked, waits=bool(subscriber.asked))


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, stop_sign: str) -> HttpResponse:
    """Show the button that stops, and stop where it is pressed: by a person, or by a mail program (RFC 8058)."""
    ours, subscriber = signed(stop_sign, STOP, workspace=own(request))
    if request.method == "POST" and subscriber is not None:
        actions.stop(subscriber=subscriber)
        subscriber = None
    return _shown(request, "stop", 200 if ours else 404, ours=ours, there=subscriber is not None)
