"""The register of what bends a series without any change in crime: changes of recording, missing data, lockdowns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from frankpledge.analysis.periods import Month, Window
from frankpledge.statute.forces import find_force
from frankpledge.statute.load import Confidence, as_nation, records

Kind = Literal["recording", "lockdown", "event", "mark"]
UNUSUAL: tuple[Kind, ...] = ("lockdown", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated that is drawn on charts. `first` to `last` are months, both included.

    A change of recording with `first` = `last` is a step from that month; a longer one moves the level all through.
    A lockdown and an `event` make months unusual, so that no baseline is made of them; a `mark` is drawn and nothing
    else. `forces` are slugs and `types` names of crime types; empty means all.
    """

    id: str
    kind: Kind
    first: Month
    last: Month
    nation: Literal["england", "wales", "both"]
    forces: tuple[str, ...]
    types: tuple[str, ...]
    words: str
    source: str
    confidence: Confidence

    def concerns(self, *, nation: str, slug: str | None, crime_type: str | None) -> bool:
        """Return whether it concerns a nation, a force (None: only events of all forces) and a type (None: any)."""
        here = self.nation in ("both", nation)
        its_force = not self.forces or slug in self.forces
        return here and its_force and (crime_type is None or not self.types or crime_type in self.types)

    def parts(self, before: Window, after: Window) -> bool:
        """Return whether it came between or into two windows, so that their levels cannot be held against each other.

        A step in or before the first month of the earlier window is common to both and parts nothing.
        """
        moving = self.last if self.last > self.first else self.first - 1
        return before.first <= moving and self.first <= after.last


def events_touching(
    *,
    first: Month,
    last: Month,
    force: str | None = None,
    nation: str | None = None,
    crime_type: str | None = None,
    also: Iterable[Event] = (),
) -> tuple[Event, ...]:
    """Return the events in a run of months, the earliest first.

    `force` takes any name of a force; its nation follows from it. A force that is not in the register of forces has the
    national events of `nation` (England's unless told). `also` adds events registered elsewhere.
    """
    window = Window(first, last)
    return tuple(
        each
        for each in _concerning(force, nation, crime_type, also)
        if each.first <= window.last and window.first <= each.last
    )


def recording_changes(
    *,
    before: Window,
    after: Window,
    force: str | None = None,
    nation: str | None = None,
    crime_type: str | None = None,
    also: Iterable[Event] = (),
) -> tuple[Event, ...]:
    """Return the changes of recording that came between or into two windows: any means "cannot tell" of crime."""
    return tuple(
        each
        for each in _concerning(force, nation, crime_type, also)
        if each.kind == "recording" and each.parts(before, after)
    )


def lockdown_months(*, nation: str) -> tuple[Month, ...]:
    """Return the months of the COVID-19 lockdowns of a nation, in order: kept from baselines and averages."""
    months: set[Month] = set()
    for each in _events():
        if each.kind == "lockdown" and each.nation == as_nation(nation):
            months.update(Window(each.first, each.last).months())
    return tuple(sorted(months))


def unusual_months(
    *,
    nation: str,
    force: str | None = None,
    crime_type: str | None = None,
    also: Iterable[Event] = (),
) -> tuple[Month, ...]:
    """Return the months that no baseline or average is made of: lockdowns, and what `also` holds of that kind."""
    months = set(lockdown_months(nation=nation))
    for each in _concerning(force, nation, crime_type, also):
        if each.kind in UNUSUAL:
            months.update(Window(each.first, each.last).months())
    return tuple(sorted(months))


def registered_events() -> tuple[Event, ...]:
    """Return the whole register, the earliest first."""
    return _events()


def _concerning(
    force: str | None, nation: str | None, crime_type: str | None, also: Iterable[Event]
) -> tuple[Event, ...]:
    known = find_force(force) if force else None
    slug = known.slug if known else force
    if known and (known.nation == "england" or known.nation == "wales"):
        nation = known.nation
    found = [
        each
        for each in (*_events(), *also)
        if each.concerns(nation=as_nation(nation or "england"), slug=slug, crime_type=crime_type)
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.last, each.id)))


@cache
def _events() -> tuple[Event, ...]:
    return tuple(sorted(records(Event, "events.toml", "event"), key=lambda each: (each.first, each.last, each.id)))
