"""One's own notices, and the way out that each message carries."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from frankpledge.ground.notices.actions.wishes import choose
from frankpledge.ground.notices.actions.wishes import stop as stop_messages
from frankpledge.ground.notices.forms import WishForm, as_typed
from frankpledge.ground.notices.presenters.pages import how_it_goes, own_table
from frankpledge.ground.notices.queries.mails import mails_to
from frankpledge.ground.notices.queries.wishes import chosen_by, stopping_by
from frankpledge.ground.ui.pages import paged, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal

ON_A_PAGE = 25
QUIET = {"Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Show how the reader is told and what they were sent, and keep what they wish."""
    person, refusal = reader(request), None
    form = WishForm(request.POST if request.method == "POST" else None, initial=as_typed(chosen_by(person)))
    if form.is_bound and form.is_valid():
        try:
            choose(person=person, chosen=form.chosen(), by=person)
            messages.success(request, "Kept. It holds from the next message on.")
            return redirect("notices:mine")
        except Refusal as refused:
            refusal = refused
    mails, pages = paged(request, mails_to(person), ON_A_PAGE)
    crumbs = (Crumb("Account", reverse("web:account")), Crumb("My notices"))
    shown: dict[str, Any] = {"form": form, "refusal": refusal, "how": how_it_goes(), "crumbs": crumbs}
    shown |= {"table": own_table(mails) if mails else None, "pages": pages}
    return render(request, "notices/mine.html", shown, status=WRONG if form.is_bound else 200)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, sign: str) -> HttpResponse:
    """Ask whether messages are to stop, and stop them. Looking changes nothing: some mail programs look by themselves.

    The address is the authority, and a mail program sends the form without coming here, so that it carries no token.
    """
    request.user, request.guest_of = AnonymousUser(), None  # type: ignore[attr-defined]  # the page's frame reads it
    stopping = stopping_by(sign)
    if stopping is not None and request.method == "POST":
        stop_messages(stopping=stopping)
    shown = {"stopping": stopping, "done": stopping is not None and request.method == "POST"}
    response = render(request, "notices/stop.html", shown, status=200 if stopping else 404)
    for name, value in QUIET.items():
        response[name] = value
    return response
