"""What every page of the public is set in: whose it is, the navigation, the colours, and where leaving leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from frankpledge.ground.ui.frame import PARTNERSHIP, PRODUCT, Entry
from frankpledge.web.public.place import Place

# The words of the masthead and of the foot, each with its route.
AT_THE_TOP = (("Documents", "public:documents"), ("Open data", "public:open_data"))
AT_THE_FOOT = (
    ("Anti-social behaviour: ask for a review", "asking:start"),
    ("Accessibility", "public:accessibility"),
    ("Cookies: none", "public:cookies"),
)


@dataclass(frozen=True)
class PublicFrame:
    """What the layouts of the public draw around a page."""

    workspace: Any
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

    @property
    def name(self) -> str:
        """Return whose page this is, for the title."""
        return self.workspace.name if self.workspace else PRODUCT

    @property
    def name_first(self) -> str:
        """Return the place of a partnership's name, which stands above the rest of it."""
        return self.name.removesuffix(PARTNERSHIP).strip() or self.name

    @property
    def name_rest(self) -> str:
        """Return the rest of a partnership's name."""
        return PARTNERSHIP if self.name.endswith(f" {PARTNERSHIP}") else ""


def frame_of(request: HttpRequest, place: Place | None) -> PublicFrame:
    """Return the frame of a page of the public, or of what is not there."""
    if place is None:
        return PublicFrame(None, contrast=False, other_colours="", leave=settings.PUBLIC.leave)
    linked = place.workspace is not None and not place.quiet
    return PublicFrame(
        place.workspace,
        place.contrast,
        place.in_other_colours,
        settings.PUBLIC.leave,
        _entries(request, AT_THE_TOP) if linked else (),
        _entries(request, AT_THE_FOOT) if linked else (),
    )


def _entries(request: HttpRequest, routes: tuple[tuple[str, str], ...]) -> tuple[Entry, ...]:
    return tuple(_entry(request, label, reverse(route)) for label, route in routes)


def _entry(request: HttpRequest, label: str, href: str) -> Entry:
    current = "page" if request.path == href else "true" if request.path.startswith(href) else ""
    return Entry(label, href, current)
