"""How releases are spoken of on pages."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from frankpledge.analysis.periods import Month
from frankpledge.domain.releases.queries.history import Held
from frankpledge.ground.ui.components import component

STATES = {"current": ("Current", "done"), "replaced": ("Replaced", ""), "withdrawn": ("Taken back", "late")}
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
    if one.month:
        return ", ".join(part for part in (Month.parse(one.month).label, force) if part)
    months = sorted({month for thing in one.covers for month in thing.split()[1:2] if is_month(month)})
    if months:
        first, last = (Month.parse(month).label for month in (months[0], months[-1]))
        return ", ".join(part for part in (first if first == last else f"{first} to {last}", force) if part)
    return force or one.label


def force_words(slug: str) -> str:
    """Return a force's name from the way that it stands in files."""
    named = slug.partition(".")[0]
    return named.replace("-", " ").title().replace(" And ", " and ").replace(" Of ", " of ")


def our_own(one: Held) -> str:
    """Return what follows the name of a release that is the partnership's own; nothing after open data."""
    return " (our own)" if one.own else ""


def is_month(text: str) -> bool:
    """Return whether a text is a month as files write it."""
    return len(text) == 7 and text[4] == "-" and text.replace("-", "").isdigit()
