"""What is recorded in the whole of a partnership's area, from open data alone, for the public to read as it renews.

Open data are republished as they are: what is told of the whole area needs no gate. Months that lack are told as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.periods import Month, Window, rolling
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.beside import beside
from frankpledge.domain.evidence.queries.months import spread
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.reading import Comparison, Series
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake import queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import EmptyLake, Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_types

YEARS_BEFORE = 36
CRIME, ASB = "crime", "asb"


@dataclass(frozen=True)
class Whole:
    """The whole area over twelve months: crimes, anti-social behaviour, residents; and the months that lack."""

    area: Area
    window: Window
    crimes: int
    asb: int
    people: int | None
    year: int | None
    complete: bool


def snapshot_now() -> Snapshot | None:
    """Return what is loaded now; None where nothing is."""
    try:
        return the_lake().snapshot()
    except EmptyLake:
        return None


def home_of(partnership: Partnership, snapshot: Snapshot) -> Area | None:
    """Return the area of a partnership; None where nothing tells where it is."""
    try:
        return find(snapshot, partnership.area_code, partnership.area_kind)
    except Refusal:
        return None


def own_area(workspace: Workspace) -> tuple[Snapshot, Area] | None:
    """Return the evidence that is loaded and the area of a workspace; None where either is not known."""
    partnership = getattr(workspace, "partnership", None)
    snapshot = snapshot_now()
    whole = home_of(partnership, snapshot) if partnership and snapshot else None
    return (snapshot, whole) if snapshot and whole else None


@lru_cache(maxsize=32)
def last_year(snapshot: Snapshot, whole: Area) -> Window | None:
    """Return the twelve months that end with the newest of an area's own force; None where there is none."""
    slugs = set(queries.own_forces(snapshot, whole))
    held = [Month.parse(month) for month, slug in snapshot.partitions("street") if slug in slugs]
    return rolling(max(held), 12) if held else None


def is_complete(snapshot: Snapshot, area: Area, window: Window) -> bool:
    """Return whether every month of a window is there."""
    return not queries.coverage(snapshot, area, first=str(window.first), last=str(window.last)).missing


@lru_cache(maxsize=32)
def whole_of(snapshot: Snapshot, whole: Area) -> Whole | None:
    """Return what is recorded in the whole area; None where nothing is loaded of it."""
    window = last_year(snapshot, whole)
    if window is None:
        return None
    held = counted(snapshot, whole, window)
    asb = sum(held.get(one.name, 0) for one in crime_types() if one.is_asb)
    people, year, _ = residents(snapshot, whole, window)
    complete = is_complete(snapshot, whole, window)
    return Whole(whole, window, sum(held.values()) - asb, asb, people, year, complete)


@lru_cache(maxsize=32)
def beside_force(snapshot: Snapshot, whole: Area) -> Comparison | None:
    """Return the whole area beside the others of its force; None where a month lacks, or there are no others."""
    window = last_year(snapshot, whole)
    if window is None or not is_complete(snapshot, whole, window):
        return None
    _, year, _ = residents(snapshot, whole, window)
    found = queries.monthly(snapshot, whole, first=str(window.first - YEARS_BEFORE), last=str(window.last))
    phi = spread(Series(tuple(Month.parse(m) for m in found.months), found.values), window, excluded=())
    compared = beside(snapshot, whole, window, people_year=year, phi=phi)
    return compared if compared and compared.verdict != "cannot_tell" else None


def counted(snapshot: Snapshot, area: Area, window: Window) -> dict[str, int]:
    """Return the counts of an area by type over a window."""
    return dict(queries.by_type(snapshot, area, first=str(window.first), last=str(window.last)))


@lru_cache(maxsize=64)
def months_of(snapshot: Snapshot, whole: Area, what: str) -> Series | None:
    """Return the months of three years of crime, of anti-social behaviour or of one type; None where nothing is."""
    window = last_year(snapshot, whole)
    if window is None:
        return None
    first, last = str(window.last - (YEARS_BEFORE - 1)), str(window.last)
    if what in {CRIME, ASB}:
        found = queries.monthly(snapshot, whole, first=first, last=last, measure=what)
    else:
        by_type = queries.monthly_by_type(snapshot, whole, first=first, last=last)
        if what not in by_type:
            return None
        found = by_type[what]
    return Series(tuple(Month.parse(month) for month in found.months), found.values)
