"""How releases are spoken of on pages."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils.timezone import localtime

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.releases.queries.history import Held
from frankpledge.ground.ui.components import component

STATES = {"current": ("Current", "done"), "replaced": ("Replaced", ""), "withdrawn": ("Taken back", "late")}
_PERIOD = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:--\d{4}-(?:0[1-9]|1[0-2]))?")
SOMEBODY = "the installation"


def day(at: datetime) -> str:
    """Return the day of a moment, as it is here."""
    return f"{localtime(at):%-d %B %Y}"


def moment(at: datetime) -> str:
    """Return a moment, as it is here."""
    return f"{localtime(at):%-d %B %Y, %H:%M}"


def state_tag(one: Held) -> str:
    """Return the state of a release as a word on it."""
    words, kind = STATES[one.state]
    return component("tag", words=words, kind=kind)


def what_it_covers(one: Held) -> str:
    """Return what a release is the whole of, in words."""
    force = force_words(one.force)
    named = [one.month] if one.month else [part for thing in one.covers for part in thing.split()[1:2]]
    windows = [window for window in map(window_of, named) if window]
    if not windows:
        return force or one.label
    whole = Window(min(window.first for window in windows), max(window.last for window in windows))
    return ", ".join(part for part in (whole.label, force) if part)


def force_words(slug: str) -> str:
    """Return a force's name from the way that it stands in files."""
    named = slug.partition(".")[0]
    return named.replace("-", " ").title().replace(" And ", " and ").replace(" Of ", " of ")


def our_own(one: Held) -> str:
    """Return what follows the name of a release that is the partnership's own; nothing after open data."""
    return " (our own)" if one.own else ""


def window_of(text: str) -> Window | None:
    """Return the months that a text names as the store writes them: 2025-01, or 2025-04--2025-06 of a partner."""
    if not _PERIOD.fullmatch(text):
        return None
    first, _, last = text.partition("--")
    return Window(Month.parse(first), Month.parse(last or first))
