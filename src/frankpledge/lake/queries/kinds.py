"""Counts by type for many partnerships or small places at once: for comparisons, themes and harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frankpledge.lake.areas import Area, extent, force_of, forces, slug_of
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.counts import cube_of
from frankpledge.lake.queries.window import checked_coverage, coverage_of
from frankpledge.lake.store import Snapshot


@dataclass(frozen=True)
class ByPartnership:
    """The rows of several partnerships by type, each from its own force alone; codes that are not there had none.

    `missing` are the pairs of force slug and month that are not there for any of them.
    """

    counts: Mapping[str, Mapping[str, int]]
    missing: tuple[tuple[str, str], ...]
    forces: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Return whether every force has every month."""
        return not self.missing

    def total(self, code: str, types: Sequence[str] | None = None) -> int:
        """Return the rows of a partnership, of some types or of all."""
        found = self.counts.get(code, {})
        return sum(n for kind, n in found.items() if types is None or kind in types)


def by_partnership(snapshot: Snapshot, partnerships: Sequence[Area], *, first: str, last: str) -> ByPartnership:
    """Return the rows of partnerships by type over the months that are there, through the LSOA of each row.

    One source at a time: rows that another force reported in a partnership are in none.
    """
    slugs = {csp.code: _own_slug(snapshot, csp) for csp in partnerships}
    wanted = tuple(sorted({slug for slug in slugs.values() if slug}))
    covered = coverage_of(snapshot, wanted, first=first, last=last)
    part = snapshot.part("street_cube", first=first, last=last)
    cube = ask.reported_by(ask.during(part, first=first, last=last), wanted)
    rows = snapshot.arrow(ask.by_csp_force_type(cube, snapshot.table("places"), csps=sorted(slugs))).to_pylist()
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        if row["force"] == slugs[row["csp"]]:
            counts.setdefault(row["csp"], {})[row["crime_type"]] = row["count"]
    return ByPartnership(counts=counts, missing=covered.missing, forces=wanted)


def _own_slug(snapshot: Snapshot, csp: Area) -> str:
    force = force_of(snapshot, csp)
    if force is not None:
        return slug_of(force)
    known = forces(snapshot, csp)
    return known[0] if known else ""


def component_types(snapshot: Snapshot, area: Area, *, first: str, last: str) -> Mapping[str, Mapping[str, int]]:
    """Return the rows of an area by smallest group of LSOAs and type, over the months that are there."""
    covered = checked_coverage(snapshot, area, first=first, last=last)
    cube = cube_of(snapshot, extent(snapshot, area), first=first, last=last, measure="all")
    own = ask.reported_by(cube, covered.forces)
    found: dict[str, dict[str, int]] = {}
    for row in snapshot.arrow(ask.by_component_type(own, snapshot.table("places"))).to_pylist():
        found.setdefault(row["component"], {})[row["crime_type"]] = row["count"]
    return found
