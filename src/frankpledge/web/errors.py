"""Pages for what went wrong: they say what happened and what to do, in the frame of every other page."""

# ruff: noqa: ARG001 (Django gives every handler its arguments by name)

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from frankpledge.refusal import Refusal


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be understood."""
    return render(request, "web/error.html", BAD_REQUEST, status=400)


@login_not_required
def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for something that the reader may not do, with the reason."""
    return render(request, "web/error.html", NOT_PERMITTED | {"reason": str(exception or "")}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address that leads nowhere."""
    return render(request, "web/error.html", NOT_FOUND, status=404)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page for something that the product declined to do, with its reason and its cure."""
    words = {"title": "This was not done", "words": refusal.reason, "reason": refusal.where, "cure": refusal.cure}
    return render(request, "web/error.html", words, status=422)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Return the page for our own failure. It asks nothing of the database, which may be what failed."""
    return HttpResponse(get_template("web/failure.html").render({}), status=500)


@login_not_required
def not_from_this_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that was sent without its token."""
    return render(request, "web/error.html", STALE_FORM, status=403)


BAD_REQUEST = {
    "title": "That request made no sense to us",
    "words": "The address or the form was not complete.",
    "cure": "Go back, load the page again and send it once more.",
}
NOT_PERMITTED = {
    "title": "Your role does not allow this",
    "words": "You are signed in, and this is here, but not for the role you hold.",
    "cure": "If you need it, ask an administrator of your partnership.",
}
NOT_FOUND = {
    "title": "There is no page here",
    "words": "It may have moved, or it may belong to another partnership.",
    "cure": "Check the address, or start again from the first page.",
}
STALE_FORM = {
    "title": "This form was open for too long",
    "words": "For safety a form is taken only from the page it was on, and within one session.",
    "cure": "Go back, load the page again and send it once more. Nothing was changed.",
}
