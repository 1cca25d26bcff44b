"""Which types are recorded more, or less, often here than in the rest of the force area."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.comparison import Comparison, compare_with_rest
from frankpledge.analysis.periods import Window
from frankpledge.domain.evidence.queries.months import Months, spread
from frankpledge.domain.yardsticks.queries.people import base_reading
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.events import Event, unusual_months


@dataclass(frozen=True)
class TypeAgainst:
    """One type here and in the rest of the force area, with what may be said of the ratio of the two rates."""

    name: str
    events: int
    rest_events: int
    found: Comparison


@dataclass(frozen=True)
class Against:
    """Every type against the rest of the force area, or why there is no comparison (`why`, and then no types)."""

    rest: str
    people: int
    rest_people: int
    year: int
    types: tuple[TypeAgainst, ...]
    why: str = ""


def against_rest(
    snapshot: Snapshot, area: Area, window: Window, months: Months, *, events: tuple[Event, ...] = ()
) -> Against | None:
    """Return each type of record here against the other partnerships of the force, None where its force is not known.

    The area itself is taken out of its comparator, and both sides are rows with a place from one source. Intervals are
    widened by the spread of the area's own months of the type.
    """
    force = areas.force_of(snapshot, area)
    if force is None:
        return None
    rest = f"the rest of {force.name}"
    others = areas.neighbours(snapshot, area)
    bases = {one.code: base_reading(snapshot, one, window, "residents") for one in (area, *others)}
    years = {base.year for base in bases.values() if base and base.age.verdict != "refused"}
    known = [base.number for base in bases.values() if base and base.age.verdict != "refused"]
    if not others or len(known) < len(bases) or len(years) != 1:
        return Against(rest, 0, 0, 0, (), "residents are not known for every partnership of the force, for one year")
    found = queries.by_partnership(snapshot, [area, *others], first=str(window.first), last=str(window.last))
    if not found.complete:
        gone = sorted({month for _, month in found.missing})
        return Against(rest, 0, 0, 0, (), f"months are missing: {', '.join(gone)}")
    people = known[0]
    elsewhere = sum(known[1:])
    kinds = sorted({kind for counts in found.counts.values() for kind in counts})
    types = tuple(
        _type(
            kind,
            own=found.total(area.code, [kind]),
            rest=sum(found.total(one.code, [kind]) for one in others),
            people=(people, elsewhere),
            phi=_spread(kind, area, force, months, window, events),
        )
        for kind in kinds
    )
    return Against(rest, people, elsewhere, years.pop(), tuple(sorted(types, key=lambda one: -(one.found.ratio or 0))))


def _type(kind: str, *, own: int, rest: int, people: tuple[int, int], phi: float | None) -> TypeAgainst:
    compared = compare_with_rest(
        events=own, population=people[0], rest_events=rest, rest_population=people[1], dispersion=phi
    )
    return TypeAgainst(kind, own, rest, compared)


def _spread(
    kind: str, area: Area, force: Area, months: Months, window: Window, events: tuple[Event, ...]
) -> float | None:
    excluded = unusual_months(nation=areas.nation(area), force=force.name, crime_type=kind, also=events)
    return spread(months.series(kind.__eq__, last=window.last), window, excluded=excluded)
