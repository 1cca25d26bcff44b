"""What an assessment asks of an area: months, types, outcomes, the partnerships around it, and what to distrust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frankpledge.lake.areas import Area, extent, force_of, members, slug_of
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.counts import check_question, cube_of, force_rows, split_cube, street_rows
from frankpledge.lake.queries.window import Coverage, checked_coverage, coverage_of, window
from frankpledge.lake.store import Snapshot

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True)
class Monthly:
    """Counts by month, in order; None for a month that is not there for every force: missing, never zero."""

    months: tuple[str, ...]
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class AreaCount:
    """The rows of one area."""

    area: Area
    count: int


@dataclass(frozen=True)
class ForceCount:
    """All rows that a force reported, how many of them have no place, and what of the window is missing."""

    force: str
    count: int
    placeless: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Return whether every month is there."""
        return not self.missing


@dataclass(frozen=True)
class Comparators:
    """The partnerships of one force side by side, and the force: one source, one window, one version."""

    areas: tuple[AreaCount, ...]
    force: ForceCount


@dataclass(frozen=True)
class Repeats:
    """How many rows there are; how many repeat another in every column; how many repeat a Crime ID.

    They are counted in every total: repeated rows may be distinct incidents at one snapped point.
    """

    rows: int
    duplicates: int
    repeated_ids: int


def monthly(snapshot: Snapshot, area: Area, *, first: str, last: str, measure: str = "crime") -> Monthly:
    """Return the counts of an area for every month of a window."""
    covered, found = _by(snapshot, area, first, last, measure, ("month",))
    return _series(covered, first, last, {key[0]: count for key, count in found.items()})


def monthly_by_type(snapshot: Snapshot, area: Area, *, first: str, last: str) -> Mapping[str, Monthly]:
    """Return the counts of an area for every month, by each type that occurs, anti-social behaviour among them."""
    covered, found = _by(snapshot, area, first, last, "all", ("month", "type"))
    types = sorted({kind for _, kind in found})
    return {
        kind: _series(covered, first, last, {month: n for (month, at), n in found.items() if at == kind})
        for kind in types
    }


def by_type(snapshot: Snapshot, area: Area, *, first: str, last: str, measure: str = "all") -> Mapping[str, int]:
    """Return the counts of an area by type over the months that are there; types that do not occur are left out."""
    _, found = _by(snapshot, area, first, last, measure, ("type",))
    return {key[0]: count for key, count in found.items()}


def by_outcome(snapshot: Snapshot, area: Area, *, first: str, last: str) -> Mapping[str, int]:
    """Return the crimes of an area by the last outcome on the street file; "" where none is given."""
    _, found = _by(snapshot, area, first, last, "crime", ("outcome",))
    return {key[0]: count for key, count in found.items()}


def by_ward(
    snapshot: Snapshot, area: Area, *, first: str, last: str, measure: str = "crime"
) -> tuple[tuple[AreaCount, ...], int]:
    """Return the counts of the wards in an area (best fit), most first, and the rows that are in no one ward."""
    _, found = _by(snapshot, area, first, last, measure, ("ward",))
    counts = {key[0]: count for key, count in found.items()}
    wards = [AreaCount(ward, counts.get(ward.code, 0)) for ward in members(snapshot, area, "ward")]
    return tuple(sorted(wards, key=lambda one: (-one.count, one.area.name))), counts.get("", 0)


def by_part(
    snapshot: Snapshot, area: Area, kind: str, *, first: str, last: str, measure: str = "crime"
) -> tuple[tuple[AreaCount, ...], int]:
    """Return the counts of the wards, districts or partnerships in an area, most first, and the rows in no one."""
    check_question((), measure)
    covered = checked_coverage(snapshot, area, first=first, last=last)
    cube = cube_of(snapshot, extent(snapshot, area), first=first, last=last, measure=measure)
    own = ask.reported_by(cube, covered.forces)
    rows = snapshot.arrow(ask.by_part(own, snapshot.table("places"), kind=kind)).to_pylist()
    counts = {row["part"] or "": row["count"] for row in rows}
    parts = [AreaCount(part, counts.pop(part.code, 0)) for part in members(snapshot, area, kind)]
    return tuple(sorted(parts, key=lambda one: (-one.count, one.area.name))), sum(counts.values())


def comparators(snapshot: Snapshot, area: Area, *, first: str, last: str, measure: str = "crime") -> Comparators | None:
    """Return every partnership of the area's force and the force itself, None where its force is not known.

    Partnerships are counted from the force's rows in their LSOAs, the force from all that it reported, with place or
    without.
    """
    check_question((), measure)
    force = force_of(snapshot, area)
    if force is None:
        return None
    csps = members(snapshot, force, "csp")
    part = snapshot.part("street_cube", first=first, last=last)
    whole = ask.during(part, first=first, last=last, measure=measure)
    cube = ask.reported_by(whole, [slug_of(force)])
    rows = snapshot.arrow(ask.by_csp(cube, snapshot.table("places"), csps=[csp.code for csp in csps])).to_pylist()
    counts = {row["csp"]: row["count"] for row in rows}
    return Comparators(
        areas=tuple(AreaCount(csp, counts.get(csp.code, 0)) for csp in csps),
        force=force_count(snapshot, slug_of(force), first=first, last=last, measure=measure),
    )


def force_count(snapshot: Snapshot, slug: str, *, first: str, last: str, measure: str = "crime") -> ForceCount:
    """Return all that a force reported in the months that are there."""
    rows = force_rows(snapshot, slug, first, last, measure)
    covered = coverage_of(snapshot, [slug], first=first, last=last)
    return ForceCount(
        force=slug,
        count=sum(row["count"] for row in rows),
        placeless=sum(row["placeless"] for row in rows),
        missing=covered.missing_months,
    )


def repeats(snapshot: Snapshot, area: Area, *, first: str, last: str, measure: str = "all") -> Repeats:
    """Return how many rows of an area repeat another; nothing is dropped for it."""
    check_question((), measure)
    covered = checked_coverage(snapshot, area, first=first, last=last)
    limits = extent(snapshot, area)

    def question() -> ir.Table:
        return ask.duplicates(street_rows(snapshot, limits, covered.forces, first=first, last=last, measure=measure))

    known_as = ("repeats", limits, covered.forces, first, last, measure)
    row = snapshot.asked(question, *known_as).to_pylist()[0]
    return Repeats(rows=row["rows"] or 0, duplicates=row["duplicates"] or 0, repeated_ids=row["repeated_ids"] or 0)


def releases_used(snapshot: Snapshot, area: Area, *, first: str, last: str) -> tuple[str, ...]:
    """Return the releases that the rows of an area's forces in a window came from, in the order of loading."""
    covered = checked_coverage(snapshot, area, first=first, last=last)
    wanted = {f"street {month} {force}" for force, month in covered.present}
    rows = snapshot.releases().select(["release_id", "covers"]).to_pylist()
    return tuple(row["release_id"] for row in rows if wanted & set(row["covers"]))


def _by(
    snapshot: Snapshot, area: Area, first: str, last: str, measure: str, by: tuple[str, ...]
) -> tuple[Coverage, dict[tuple[str, ...], int]]:
    check_question(by, measure)
    covered = checked_coverage(snapshot, area, first=first, last=last)
    limits = extent(snapshot, area)
    outcomes_of = covered.forces if "outcome" in by else ()
    cube = split_cube(snapshot, limits, first=first, last=last, measure=measure, outcomes_of=outcomes_of)
    rows = cube.reported_by(covered.forces).grouped(by=by)
    return covered, {tuple(row[name] or "" for name in by): row["count"] for row in rows}


def _series(covered: Coverage, first: str, last: str, counts: Mapping[str, int]) -> Monthly:
    months = tuple(str(month) for month in window(first, last).months())
    whole = set(covered.months)
    return Monthly(months, tuple(counts.get(month, 0) if month in whole else None for month in months))
