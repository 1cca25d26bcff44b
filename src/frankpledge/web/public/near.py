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


# Why a place is not compared, as residents read it.
REASONS = {
    "no_figures": "No police figures are held for this area yet.",
    "month_missing": "The police figures of one month or more are missing for this area. A year with a gap misleads.",
    "people_unknown": "No estimate of how many people live here is held, or it is too old.",
    "years_differ": "The estimates of people here and in the whole area are of different years.",
}


@lru_cache(maxsize=512)
def lacking(snapshot: Snapshot, whole: Area, place: Area) -> str:
    """Return why a place cannot be compared fairly: one of `REASONS`, or nothing where it can.

    It is safe to tell which, since each follows from what is loaded of the whole area (months, estimates of residents:
    both open data), and none from a count of the place itself. Disclosure is no reason here, and must never become
    one: it works line by line in `compared_line`, where one and the same mark stands for a few and for none at all.
    "There is nothing" told apart from "it is held back" would say of the second that somebody is behind it; so would
    a place that is missing from the list only while its counts are small.
    """
    window = last_year(snapshot, whole)
    if window is None:
        return "no_figures"
    if not is_complete(snapshot, whole, window):
        return "month_missing"
    here, all_ = (residents(snapshot, one, window)[:2] for one in (place, whole))
    return lacking_of_people(here, all_)


def lacking_of_people(here: tuple[int | None, int | None], all_: tuple[int | None, int | None]) -> str:
    """Return what estimates of residents lack for a comparison; each is how many people, and of which year."""
    (people, year), (everybody, of_year) = here, all_
    if not people or not everybody or people >= everybody:
        return "people_unknown"
    return "years_differ" if year != of_year else ""


@lru_cache(maxsize=512)
def near(snapshot: Snapshot, whole: Area, place: Area) -> Near | None:
    """Return what is recorded in a place, kind by kind; None where it cannot be compared fairly (`lacking`)."""
    window = last_year(snapshot, whole)
    if window is None or lacking(snapshot, whole, place):
        return None
    people, year, word = residents(snapshot, place, window)
    everybody, _, _ = residents(snapshot, whole, window)
    if people is None or everybody is None or year is None:
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
    if disclosure().sensitivity_of_type(kind):
        return Line(kind, None, None, whole, "whole_only")
    if here <= disclosure().hidden_up_to:
        return Line(kind, None, None, whole, "few")
    found = compare_with_rest(
        events=here, population=people, rest_events=all_ - here, rest_population=everybody - people, dispersion=phi
    )
    verdict = found.verdict if found.verdict in {"higher", "lower"} else "same"
    return Line(kind, here, rate(events=here, population=people), whole, verdict)
