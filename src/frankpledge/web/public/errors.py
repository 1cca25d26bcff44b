"""Pages of the public for what went wrong: they say what happened and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frankpledge.refusal import Refusal

NOT_FOUND = {
    "title": "There is no page here",
    "words": "It may have moved, or the address may be wrong.",
    "cure": "Check the address, or start again from the first page.",
}
BAD_REQUEST = {
    "title": "That did not reach us whole",
    "words": "The address or the form was not complete.",
    "cure": "Go back, load the page again and send it once more.",
}


def _shown(request: HttpRequest, words: dict[str, str], status: int) -> HttpResponse:
    place = getattr(request, "public", None)
    layout = "public/safety.html" if place is not None and place.quiet else "public/base.html"
    return render(request, "public/error.html", words | {"layout": layout}, status=status)


def not_found(request: HttpRequest) -> HttpResponse:
    """Return the page for an address that leads nowhere."""
    return _shown(request, NOT_FOUND, 404)


def bad_request(request: HttpRequest) -> HttpResponse:
    """Return the page for a request that cannot be understood."""
    return _shown(request, BAD_REQUEST, 400)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page for something that was declined, with its reason and its cure."""
    return _shown(request, {"title": "This was not done", "words": refusal.reason, "cure": refusal.cure or ""}, 422)
