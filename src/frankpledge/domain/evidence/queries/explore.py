"""One question put to the evidence: how much, of what, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.analysis.rates import Rate, rate
from frankpledge.domain.evidence.queries.area import ASB, around, find, types_reading
from frankpledge.domain.evidence.queries.events import standing_events
from frankpledge.domain.evidence.queries.months import (
    Chosen,
    NothingRecorded,
    asb,
    compared,
    crime,
    expected,
    like_months,
    months_of,
)
from frankpledge.domain.evidence.queries.naming import day_in_words, display_name
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.reading import Band, Compared, Series, TypeReading, lately
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake import areas, queries
from frankpledge.lake.store import EmptyLake, Snapshot
from frankpledge.statute.events import Event


@dataclass(frozen=True)
class Explored:
    """The answer for one kind of record in one area: total, rate, months, comparison and what to know of it."""

    name: str
    what: str
    force: str
    window: Window
    total: int
    people: int | None
    people_year: int | None
    people_flag: str
    rate: Rate | None
    like: tuple[Month, ...]
    compared: Compared | None
    series: Series
    expected: tuple[Band | None, ...]
    missing: tuple[Month, ...]
    cut_off: str
    caveats: tuple[str, ...]
    events: tuple[Event, ...] = ()


def explored(
    *, area: str, what: str, window: Window, as_known: date | None = None, events: tuple[Event, ...] = ()
) -> Explored:
    """Return what is recorded of a kind ("crime", "asb" or a type's name) in an area over whole months.

    `events` are those registered beside the national ones (`events.standing_events`).
    """
    snapshot = the_lake().snapshot(as_known)
    return explored_of(snapshot, find(snapshot, area), what=what, window=window, events=events)


def explored_of(
    snapshot: Snapshot, found: areas.Area, *, what: str, window: Window, events: tuple[Event, ...] = ()
) -> Explored:
    """Return the same of an area that is already found, as known at a snapshot."""
    months = months_of(snapshot, found, window)
    chosen = chosen_by(what)
    comparing = around(snapshot, found, events)
    people, year, flag = residents(snapshot, found, window)
    missing = months.missing(window)
    total = months.total(window.months(), chosen)
    whole = months.series(chosen, last=window.last)
    series, bands = lately(whole, expected(whole, window, crime_type=type_of(what), **comparing))
    note = queries.counts(snapshot, area=found, first=str(window.first), last=str(window.last), measure=what)
    return Explored(
        name=display_name(found),
        what=what,
        force=comparing["force"],
        window=window,
        total=total,
        people=people,
        people_year=year,
        people_flag=flag,
        rate=rate(events=total, population=people) if people and not missing else None,
        like=like_months(months, window),
        compared=compared(months, window, chosen, crime_type=type_of(what), **comparing),
        series=series,
        expected=bands,
        missing=missing,
        cut_off=f"As known on {day_in_words(snapshot.manifest.known_at.date())}",
        caveats=tuple(note.caveats),
        events=events,
    )


def chosen_by(what: str) -> Chosen:
    """Return which types are counted as "crime", "asb", or a type of that name."""
    return {"crime": crime, "asb": asb}.get(what) or what.__eq__


def type_of(what: str) -> str | None:
    """Return the type that is counted, None for all crime."""
    return {"crime": None, "asb": ASB}.get(what, what)


@dataclass(frozen=True)
class Changed:
    """Which types of crime changed in the last twelve months of an area that are loaded."""

    window: Window
    types: tuple[TypeReading, ...]
    cut_off: str


def what_changed(*, kind: str, code: str, workspace: Workspace | None = None) -> Changed | None:
    """Return the types of an area in its last twelve months; None where nothing of it is loaded."""
    try:
        snapshot = the_lake().snapshot()
        events = standing_events(workspace, snapshot, find(snapshot, code, kind)) if workspace else ()
        return _changed(snapshot.root, snapshot.manifest.id, kind, code, events)
    except (EmptyLake, areas.UnknownArea, areas.NoExtent, NothingRecorded):
        return None


@lru_cache(maxsize=64)
def _changed(_root: Path, _manifest: str, kind: str, code: str, events: tuple[Event, ...]) -> Changed:
    """Return the same for a state of the lake, which never changes and so is read once."""
    snapshot = the_lake().snapshot()
    found = find(snapshot, code, kind)
    own = set(queries.own_forces(snapshot, found))
    held = [Month.parse(month) for month, slug in snapshot.partitions("street") if slug in own]
    if not held:
        raise NothingRecorded(f"No month is loaded for {found.name}.")
    months = months_of(snapshot, found, year_ending(max(held)))
    window = year_ending(months.present[-1])
    force = areas.force_of(snapshot, found)
    name = force.name if force else ""
    types = types_reading(months, window, nation=areas.nation(found), force=name, events=events)
    return Changed(window, types, f"As known on {day_in_words(snapshot.manifest.known_at.date())}")
