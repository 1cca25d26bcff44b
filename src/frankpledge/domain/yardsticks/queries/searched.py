"""Stop and search: who was searched, and why that is no rate: nothing loaded says how many of each group live here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.analysis import NoDenominator
from frankpledge.analysis.periods import Month, Window
from frankpledge.analysis.rates import Estimate, Share, disproportionality, proportion
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

NOT_STATED = "Not stated"


@dataclass(frozen=True)
class Searched:
    """Searches of a whole force by the group that the person gave, with Wilson's interval of each group's share.

    `stated` are those of people whose group is known, on which the shares rest; `missing` months are not there.
    """

    force: str
    months: tuple[Month, ...]
    missing: tuple[Month, ...]
    total: int
    stated: int
    shares: tuple[tuple[str, Share], ...]


def searched(snapshot: Snapshot, area: Area, window: Window) -> Searched | None:
    """Return the searches of the area's force in a window, None where no month of them is loaded."""
    force = areas.force_of(snapshot, area)
    if force is None or not snapshot.has("stops"):
        return None
    slug = areas.slug_of(force)
    held = {Month.parse(month) for month, of in snapshot.partitions("stops") if of == slug}
    months = tuple(month for month in window.months() if month in held)
    if not months:
        return None
    counts = queries.searches(snapshot, slug, first=str(window.first), last=str(window.last))
    stated = {group: n for group, n in counts.items() if group != NOT_STATED}
    known = sum(stated.values())
    return Searched(
        force=force.name,
        months=months,
        missing=tuple(month for month in window.months() if month not in held),
        total=sum(counts.values()),
        stated=known,
        shares=tuple(
            (group, proportion(count=n, total=known)) for group, n in sorted(stated.items(), key=lambda one: -one[1])
        ),
    )


def against_residents(counts: Mapping[str, int], residents: Mapping[str, int] | None) -> Mapping[str, Estimate]:
    """Return each group's share of the counts ÷ its share of the residents, for victims or for people searched.

    Without residents by the same groups there is nothing to divide by: `NoDenominator`, never a guess from elsewhere.
    """
    if not residents:
        raise NoDenominator(
            "No count of residents by these groups is loaded.",
            where="residents",
            cure="Load residents by the same groups, of a stated year.",
        )
    if gone := sorted(set(counts) - set(residents)):
        raise NoDenominator(f"No residents are known for {', '.join(gone)}.", where="residents")
    total, people = sum(counts.values()), sum(residents.values())
    return {
        group: disproportionality(count=n, total=total, population=residents[group], total_population=people)
        for group, n in counts.items()
    }
