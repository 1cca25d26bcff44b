"""What every page of the public is set in: whose it is, the navigation, the colours, and where leaving leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from frankpledge.domain.site.queries import shown_pages
from frankpledge.domain.site.rules import CONTACT, HELP, PRIVACY, SAY
from frankpledge.ground import clock
from frankpledge.ground.ui.frame import Entry, Named
from frankpledge.web.public.place import Place

# The words of the masthead and of the foot, each with its route. A page that the partnership has not shown yet is left
# out.
AT_THE_TOP = (
    ("Near you", "public:near"),
    ("Priorities", "public:priorities"),
    ("Have your say", "public:say"),
    ("Find help", "public:help"),
    ("Documents", "public:documents"),
)
AT_THE_FOOT = (
    ("Anti-social behaviour: ask for a review", "asking:start"),
    ("The board", "public:board"),
    ("Dates", "board:dates"),
    ("You said, we did", "board:said"),
    ("Reviews", "public:reviews"),
    ("Open data", "public:open_data"),
    ("Be told by e-mail", "subscribing:ask"),
    ("Search", "public:search"),
    ("Accessibility", "public:accessibility"),
    ("Privacy", "public:privacy"),
    ("Cookies: none", "public:cookies"),
    ("Contact", "public:contact"),
)
WRITTEN = {"public:help": HELP, "public:say": SAY, "public:privacy": PRIVACY, "public:contact": CONTACT}


@dataclass(frozen=True)
class PublicFrame(Named):
    """What the layouts of the public draw around a page."""

    contrast: bool
    other_colours: str
    leave: str
    entries: tuple[Entry, ...] = ()
    foot: tuple[Entry, ...] = ()
    # What the workspace's frame has and templates ask: here there is nobody who is signed in.
    person: None = None
    guest: bool = True

    @property
    def theme(self) -> str:
        """Return the colours that the address asks for, or nothing, which leaves it to the reader's system."""
        return "contrast" if self.contrast else ""


def frame_of(request: HttpRequest, place: Place | None) -> PublicFrame:
    """Return the frame of a page of the public, or of what is not there."""
    if place is None:
        return PublicFrame(None, contrast=False, other_colours="", leave=settings.PUBLIC.leave)
    workspace = place.workspace
    linked = workspace is not None and not place.quiet
    shown = {slug for slug, _ in shown_pages(workspace, on=clock.today())} if workspace and linked else set()
    return PublicFrame(
        place.workspace,
        place.contrast,
        place.in_other_colours,
        settings.PUBLIC.leave,
        _entries(request, AT_THE_TOP, shown) if linked else (),
        _entries(request, AT_THE_FOOT, shown) if linked else (),
    )


def _entries(request: HttpRequest, routes: tuple[tuple[str, str], ...], shown: set[str]) -> tuple[Entry, ...]:
    there = ((label, route) for label, route in routes if WRITTEN.get(route) in shown or route not in WRITTEN)
    return tuple(_entry(request, label, reverse(route)) for label, route in there)


def _entry(request: HttpRequest, label: str, href: str) -> Entry:
    current = "page" if request.path == href else "true" if request.path.startswith(href) else ""
    return Entry(label, href, current)
