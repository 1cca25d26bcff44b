"""What a safety page shows to whoever comes to it by Back, without scripts too: nothing but a word to go on.

With scripts a visit leaves no page behind. Without them the page that was left is asked for again when somebody presses
Back; a browser says of every page whether a person asked for it (`Sec-Fetch-User`), and of this one it does not. Where
a browser is not known to say so, nothing is covered: a cover that came too often would itself keep people from help.
"""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SALT = "public.shown"
SHOWN = "s"
SECONDS = 60


def is_come_back_to(request: HttpRequest) -> bool:
    """Return whether a page is shown again, by Back or anew, and was not just asked to be uncovered."""
    said = request.headers
    if (
        request.method != "GET"
        or said.get("Sec-Fetch-Mode") != "navigate"
        or "Chromium" not in said.get("Sec-CH-UA", "")
    ):
        return False
    return said.get("Sec-Fetch-User") != "?1" and not _uncovered(request.GET.get(SHOWN, ""))


def _uncovered(said: str) -> bool:
    try:
        signing.TimestampSigner(salt=SALT).unsign(said, max_age=SECONDS)
    except signing.BadSignature:
        return False
    return True


def cover(request: HttpRequest) -> HttpResponse:
    """Return the page that shows nothing, with a button to go on for whoever is still the reader."""
    kept = {name: value for name, value in request.GET.items() if name != SHOWN}
    shown = signing.TimestampSigner(salt=SALT).sign("s")
    return render(request, "public/cover.html", {"shown": shown, "name": SHOWN, "kept": kept})
