"""Which months a figure is about, and whether every force that should have reported did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.analysis.periods import Month, Window
from frankpledge.lake.areas import Area, extent, forces
from frankpledge.lake.areas.memory import remembered
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.forces import find_force


class BadWindow(Refusal):
    """Months that are no months, or end before they begin."""


class NothingLoaded(Refusal):
    """No month of the window is there for any force of the area: nothing can be said, least of all zero."""


@dataclass(frozen=True)
class Coverage:
    """Which of the wanted months the wanted forces have published, as pairs of force slug and month ("2025-01")."""

    forces: tuple[str, ...]
    present: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def complete(self) -> bool:
        """Return whether nothing is missing."""
        return not self.missing

    @property
    def months(self) -> tuple[str, ...]:
        """Return the months for which every force is there."""
        gone = {month for _, month in self.missing}
        return tuple(sorted({month for _, month in self.present} - gone))

    @property
    def missing_months(self) -> tuple[str, ...]:
        """Return the months for which a force is missing."""
        return tuple(sorted({month for _, month in self.missing}))


def window(first: str, last: str) -> Window:
    """Return the window of two months written like 2025-01, both in it. Raises BadWindow."""
    try:
        begin, end = Month.parse(first.strip()), Month.parse(last.strip())
    except ValueError as error:
        raise BadWindow(f"{error}.", cure="Write months as 2025-01.") from error
    if end < begin:
        raise BadWindow(f"The window ends ({last}) before it begins ({first}).", cure="Give the earlier month first.")
    return Window(begin, end)


def coverage(snapshot: Snapshot, area: Area, *, first: str, last: str) -> Coverage:
    """Return what the forces of an area have published of a window."""
    return coverage_of(snapshot, own_forces(snapshot, area), first=first, last=last)


def coverage_of(snapshot: Snapshot, slugs: Sequence[str], *, first: str, last: str) -> Coverage:
    """Return what some forces have published of a window. Reads no rows."""
    held = remembered(snapshot, ("street",), "months held", lambda state: frozenset(state.partitions("street")))
    wanted = [(slug, str(month)) for slug in slugs for month in window(first, last).months()]
    return Coverage(
        forces=tuple(slugs),
        present=tuple(pair for pair in wanted if (pair[1], pair[0]) in held),
        missing=tuple(pair for pair in wanted if (pair[1], pair[0]) not in held),
    )


def checked_coverage(snapshot: Snapshot, area: Area, *, first: str, last: str) -> Coverage:
    """Return the coverage of a window; raise NothingLoaded where no month of it is there."""
    found = coverage(snapshot, area, first=first, last=last)
    if not found.present:
        names = " and ".join(force_name(slug) for slug in found.forces) or f"the force of {area.name}"
        raise NothingLoaded(
            f"No month from {window(first, last).first.label} to {window(first, last).last.label} "
            f"has been loaded for {names}.",
            cure="Load the street files of these months.",
        )
    return found


def own_forces(snapshot: Snapshot, area: Area) -> tuple[str, ...]:
    """Return the forces that must have reported: by the lookups, or without them the one with most rows in the area."""
    known = forces(snapshot, area)
    if known:
        return known
    limits = extent(snapshot, area)
    street = snapshot.table("street")
    rows = snapshot.arrow(ask.by_force(ask.as_cube(ask.within(street, limits)))).to_pylist()
    return (max(rows, key=lambda row: row["count"])["force"],) if rows else ()


def force_name(slug: str) -> str:
    """Return a force as it calls itself."""
    usual = find_force(slug)
    return usual.reported_by if usual is not None else slug.replace("-", " ").title()
