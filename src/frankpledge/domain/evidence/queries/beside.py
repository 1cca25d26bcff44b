"""An area beside the partnerships of its force: one source, one window, the area itself out of its comparator."""

from __future__ import annotations

from frankpledge.analysis.comparison import compare_with_rest
from frankpledge.analysis.periods import Window
from frankpledge.analysis.rates import Rate, rate
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.reading import AreaLevel, Comparison
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

TOGETHER = ", together"


def beside(
    snapshot: Snapshot,
    area: Area,
    window: Window,
    *,
    people_year: int | None,
    phi: float | None,
    measure: str = "crime",
) -> Comparison | None:
    """Return the area beside the partnerships of its force, and against the rest of them together.

    None for a force itself, where none is known, and where it has one partnership alone.
    """
    force = areas.force_of(snapshot, area)
    first, last = str(window.first), str(window.last)
    found = queries.comparators(snapshot, area, first=first, last=last, measure=measure)
    if force is None or found is None or area.kind == "force" or len(found.areas) < 2:
        return None
    partnerships = tuple(_level(snapshot, one, window, own=one.area == area, year=people_year) for one in found.areas)
    placed = sum(one.events for one in partnerships)
    people = [one.people for one in partnerships]
    whole = sum(number for number in people if number) if all(people) else None
    levels = partnerships
    if not any(one.own for one in partnerships):
        levels = (_own(snapshot, area, window, year=people_year, measure=measure), *partnerships)
    together = AreaLevel(force.code, f"{force.name}{TOGETHER}", placed, whole, _rate(placed, whole))
    outside = max(0, found.force.count - placed)
    own = next((one for one in levels if one.own), None)
    if own is None or own.people is None or whole is None:
        reason = "No comparison of rates: residents are not known for every partnership of the force."
        return Comparison(levels, together, "cannot_tell", reason, placeless=outside)
    return _compared(levels, together, own, people=own.people, whole=whole, phi=phi, outside=outside)


def _compared(
    levels: tuple[AreaLevel, ...],
    together: AreaLevel,
    own: AreaLevel,
    *,
    people: int,
    whole: int,
    phi: float | None,
    outside: int,
) -> Comparison:
    """Return the levels with what may be said of the area against the rest of its force."""
    verdict = compare_with_rest(
        events=own.events,
        population=people,
        rest_events=together.events - own.events,
        rest_population=whole - people,
        dispersion=phi,
    )
    return Comparison(
        areas=levels,
        force=together,
        verdict=verdict.verdict,
        reason=_reason(verdict.verdict, together.name.removesuffix(TOGETHER), verdict.reason),
        lower=verdict.low,
        upper=verdict.high,
        ratio=verdict.ratio,
        placeless=outside,
    )


def _own(snapshot: Snapshot, area: Area, window: Window, *, year: int | None, measure: str) -> AreaLevel:
    """Return the level of an area that is no partnership."""
    found = queries.counts(snapshot, area=area, first=str(window.first), last=str(window.last), measure=measure)
    return _level(snapshot, queries.AreaCount(area, found.total), window, own=True, year=year)


def _level(snapshot: Snapshot, found: queries.AreaCount, window: Window, *, own: bool, year: int | None) -> AreaLevel:
    people, of_year, _ = residents(snapshot, found.area, window)
    usable = people if of_year == year else None
    return AreaLevel(found.area.code, display_name(found.area), found.count, usable, _rate(found.count, usable), own)


def _rate(events: int, people: int | None) -> Rate | None:
    return rate(events=events, population=people) if people else None


def _reason(verdict: str, force: str, reason: str) -> str:
    if verdict == "none":
        return f"The rate of recorded crime is about that of the rest of {force}: {reason[:1].lower()}{reason[1:]}"
    if verdict == "cannot_tell":
        return f"We cannot tell whether the rate differs from that of the rest of {force}. {reason}"
    return reason
