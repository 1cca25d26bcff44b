"""What is recorded in a ward or district beside all of the partnership's area, from open data alone.

One source, one window, one estimate of residents. Sensitive types are told for the whole area only, and small counts of
a place are not told at all: fixed rules of disclosure, though the source publishes both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.comparison import compare_with_rest
from frankpledge.analysis.periods import Month, Window
from frankpledge.analysis.rates import Rate, rate
from frankpledge.domain.evidence.queries.months import spread
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.reading import Series
from frankpledge.domain.site.queries.area import YEARS_BEFORE, counted, is_complete, last_year
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.disclosure import disclosure

# Told for the whole area alone, to protect people: the type holds sexual offences.
WHOLE_AREA_ALONE = "Violence and sexual offences"
KINDS = ("district", "ward")


@dataclass(frozen=True)
class Line:
    """One kind: counted here (None where it is not shown), its rate and that of the whole, and how they stand.

    verdict: higher | lower | same | few | whole_only.
    """

    kind: str
    count: int | None
    here: Rate | None
    whole: Rate | None
    verdict: str


@dataclass(frozen=True)
class Near:
    """A place beside the whole, over twelve months."""

    place: Area
    whole: Area
    window: Window
    people: int
    year: int
    lines: tuple[Line, ...]
    word: str


def places(snapshot: Snapshot, whole: Area) -> tuple[Area, ...]:
    """Return the places of an area that can be chosen, by kind and name. A kind's only place is the whole itself."""
    found = (areas.members(snapshot, whole, kind) for kind in KINDS if kind != whole.kind)
    return tuple(one for members in found if len(members) > 1 for one in members)


@lru_cache(maxsize=512)
def near(snapshot: Snapshot, whole: Area, place: Area) -> Near | None:
    """Return what is recorded in a place, kind by kind; None where it cannot be compared fairly.

    That is where a month lacks, where residents are not known of both at one estimate, or where that is too old.
    """
    window = last_year(snapshot, whole)
    if window is None or not is_complete(snapshot, whole, window):
        return None
    people, year, word = residents(snapshot, place, window)
    everybody, of_year, _ = residents(snapshot, whole, window)
    if not people or not everybody or year is None or year != of_year or people >= everybody:
        return None
    here, all_ = (counted(snapshot, one, window) for one in (place, whole))
    varying = _varying(snapshot, whole, window)
    lines = tuple(
        compared_line(kind, here.get(kind, 0), all_[kind], people=people, everybody=everybody, phi=varying.get(kind))
        for kind in sorted(all_, key=lambda one: (-all_[one], one))
    )
    return Near(place, whole, window, people, year, lines, word)


@lru_cache(maxsize=32)
def _varying(snapshot: Snapshot, whole: Area, window: Window) -> dict[str, float | None]:
    """Return how far the months of each kind vary around their season in the whole area before the window."""
    first = str(window.first - YEARS_BEFORE)
    found = queries.monthly_by_type(snapshot, whole, first=first, last=str(window.last))
    return {
        kind: spread(Series(tuple(Month.parse(m) for m in each.months), each.values), window, excluded=())
        for kind, each in found.items()
    }


def compared_line(kind: str, here: int, all_: int, *, people: int, everybody: int, phi: float | None) -> Line:
    """Return one kind here beside the rest of the whole: nothing of it where it is sensitive, or too few."""
    whole = rate(events=all_, population=everybody)
    if kind == WHOLE_AREA_ALONE:
        return Line(kind, None, None, whole, "whole_only")
    if here <= disclosure().hidden_up_to:
        return Line(kind, None, None, whole, "few")
    found = compare_with_rest(
        events=here, population=people, rest_events=all_ - here, rest_population=everybody - people, dispersion=phi
    )
    verdict = found.verdict if found.verdict in {"higher", "lower"} else "same"
    return Line(kind, here, rate(events=here, population=people), whole, verdict)
