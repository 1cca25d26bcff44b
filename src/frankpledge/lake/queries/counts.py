"""How much was recorded in an area: the one answer behind `frankpledge counts`, pages and documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from frankpledge.analysis.periods import Month
from frankpledge.lake.areas import Area, Extent, extent, places_in
from frankpledge.lake.areas.gazetteer import gazetteer
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.area_cube import AskedCube, Cube, area_cube, force_cube
from frankpledge.lake.queries.window import Coverage, checked_coverage, force_name
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_types

if TYPE_CHECKING:
    import ibis.expr.types as ir

GROUPS = ("month", "type", "lsoa", "ward", "outcome")
MEASURES = ("crime", "asb", "all")


class BadQuestion(Refusal):
    """Something that cannot be counted, or not by what was asked."""


@dataclass(frozen=True)
class Counts:
    """Rows published for an area over a window, exact duplicates included.

    `rows` carry the `by` names and `count`; `names` has the name of every code in them. `missing` are the pairs of
    force slug and month that are not there: with any, the total is that of an incomplete window. `placeless` and
    `force_rows` are the rows of the area's forces without a place, in no area, and all of their rows. `elsewhere` are
    rows that other forces reported in the area, not in the total: one source at a time.
    """

    area: Area
    first: str
    last: str
    measure: str
    by: tuple[str, ...]
    total: int
    rows: tuple[Mapping[str, object], ...]
    names: Mapping[str, str]
    source: str
    cut_off: str
    known_at: datetime
    manifest: str
    caveats: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    complete: bool
    placeless: int
    force_rows: int
    elsewhere: Mapping[str, int]

    @property
    def placeless_share(self) -> float | None:
        """Return the share of the forces' rows that have no place, None when they have no rows."""
        return self.placeless / self.force_rows if self.force_rows else None

    def as_json(self) -> dict[str, object]:
        """Return what `--json` prints."""
        return {
            "total": self.total,
            "rows": [dict(row) for row in self.rows],
            "source": self.source,
            "cut_off": self.cut_off,
            "caveats": list(self.caveats),
            "area": {"kind": self.area.kind, "code": self.area.code, "name": self.area.name},
            "from": self.first,
            "to": self.last,
            "measure": self.measure,
            "names": dict(self.names),
            "complete": self.complete,
            "missing": [{"force": force, "month": month} for force, month in self.missing],
        }


def counts(
    snapshot: Snapshot, *, area: Area, first: str, last: str, by: Sequence[str] = (), measure: str = "crime"
) -> Counts:
    """Return the counts of an area by any of month, type, lsoa, ward and outcome; `crime` has no anti-social behaviour.

    Rows of the area's own force count in it through their LSOA, of either vintage; in a police force area all count
    that the force reported. Raises NothingLoaded where no month is there, BadWindow, BadQuestion, NoExtent.
    """
    check_question(by, measure)
    limits = extent(snapshot, area)
    covered = checked_coverage(snapshot, area, first=first, last=last)
    window = {"first": first, "last": last, "measure": measure}
    cube = split_cube(snapshot, limits, **window)
    reporters = {row["force"]: row["count"] for row in cube.by_force()}
    if "outcome" in by:
        cube = split_cube(snapshot, limits, **window, outcomes_of=covered.forces)
    rows = _rows(cube.reported_by(covered.forces), by, covered) if by else ()
    placeless, force_rows = _placeless(snapshot, covered, first=first, last=last, measure=measure)
    elsewhere = {slug: n for slug, n in reporters.items() if slug not in covered.forces}
    of_area = (*_placeless_caveats(limits, placeless, force_rows), *_extent_caveats(snapshot, area, limits, elsewhere))
    return Counts(
        area=area,
        first=first,
        last=last,
        measure=measure,
        by=tuple(by),
        total=sum(n for slug, n in reporters.items() if slug in covered.forces),
        rows=rows,
        names=_names(snapshot, area, by, rows),
        source=source_of(covered),
        cut_off=snapshot.manifest.known_at.isoformat(),
        known_at=snapshot.manifest.known_at,
        manifest=snapshot.manifest.id,
        caveats=(*missing_caveats(covered), *of_area, *_group_caveats(snapshot, rows, by)),
        missing=covered.missing,
        complete=covered.complete,
        placeless=placeless,
        force_rows=force_rows,
        elsewhere=elsewhere,
    )


def check_question(by: Sequence[str], measure: str) -> None:
    """Refuse what cannot be counted, or cannot be counted by. A measure may also be the name of a type."""
    if measure not in MEASURES and measure not in {each.name for each in crime_types()}:
        raise BadQuestion(f"“{measure}” cannot be counted.", cure=f"Ask for {', '.join(MEASURES)}, or for one type.")
    for name in by:
        if name not in GROUPS:
            raise BadQuestion(f"Nothing can be counted by “{name}”.", cure=f"Use any of {', '.join(GROUPS)}.")
    if len(set(by)) < len(by):
        raise BadQuestion("The same thing stands twice in what to count by.", cure="Name each once.")


def split_cube(
    snapshot: Snapshot, limits: Extent, *, first: str, last: str, measure: str, outcomes_of: Sequence[str] = ()
) -> Cube:
    """Return the cells of an area, window and measure to split up; with the outcomes of some forces when asked for."""
    if not (limits.prefix or outcomes_of):
        return area_cube(snapshot, limits, first=first, last=last, measure=measure)
    own = tuple(outcomes_of)

    def cells() -> ir.Table:
        return ask.as_cells(street_rows(snapshot, limits, own, first=first, last=last, measure=measure))

    return AskedCube(snapshot, cells, ("rows", limits, own, first, last, measure))


def street_rows(
    snapshot: Snapshot, limits: Extent, forces: Sequence[str], *, first: str, last: str, measure: str
) -> ir.Table:
    """Return the rows of an area, window and measure that some forces reported, all forces where none is named."""
    part = snapshot.part("street", first=first, last=last, forces=tuple(forces))
    street = ask.within(ask.during(part, first=first, last=last, measure=measure), limits)
    return ask.reported_by(street, forces) if forces else street


def cube_of(snapshot: Snapshot, limits: Extent, *, first: str, last: str, measure: str) -> ir.Table:
    """Return the cube's rows of an area and window as a table; from the rows themselves where the cube cannot tell."""
    name = "street" if limits.prefix else "street_cube"
    part = ask.during(snapshot.part(name, first=first, last=last), first=first, last=last, measure=measure)
    rows = ask.within(part, limits)
    return ask.as_cube(rows) if limits.prefix else rows


def source_of(covered: Coverage) -> str:
    """Return the source as it is printed under a figure."""
    return f"data.police.uk, street-level files of {_listed([force_name(slug) for slug in covered.forces])}"


def missing_caveats(covered: Coverage) -> tuple[str, ...]:
    """Return a sentence for each force of which months are missing, naming them."""
    found = []
    for slug in covered.forces:
        months = [Month.parse(month).label for force, month in covered.missing if force == slug]
        if months:
            found.append(
                f"The window is incomplete: {force_name(slug)} has no file loaded for {_listed(months)}. "
                "The total leaves these months out and must not be compared with a whole window."
            )
    return tuple(found)


def _rows(cube: Cube, by: Sequence[str], covered: Coverage) -> tuple[Mapping[str, object], ...]:
    found = cube.grouped(by=by)
    if tuple(by) == ("month",):
        counted = {row["month"]: row["count"] for row in found}
        published = sorted({month for _, month in covered.present} | counted.keys())
        return tuple({"month": month, "count": counted.get(month, 0)} for month in published)
    for row in found:
        if row.get("lsoa") == "":
            row["lsoa"] = None
    return tuple(found)


def _placeless(snapshot: Snapshot, covered: Coverage, *, first: str, last: str, measure: str) -> tuple[int, int]:
    """Return how many rows of the area's forces have no place, and how many they have in all."""
    rows = [row for slug in covered.forces for row in force_rows(snapshot, slug, first, last, measure)]
    return sum(row["placeless"] for row in rows), sum(row["count"] for row in rows)


def force_rows(snapshot: Snapshot, slug: str, first: str, last: str, measure: str) -> list[dict[str, Any]]:
    """Return one row with how much a force reported and how much of it has no place; none where it reported nothing."""
    return force_cube(snapshot, slug, first=first, last=last, measure=measure).by_force()


def _names(snapshot: Snapshot, area: Area, by: Sequence[str], rows: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Return the names of the codes that occur in the rows."""
    if not {"lsoa", "ward"} & set(by):
        return {}
    known = gazetteer(snapshot)
    places = known.places if area.kind == "force" else places_in(snapshot, area)
    names: dict[object, str] = {}
    for row in places.select(["lsoa_code", "lsoa_name", "ward_code"]).to_pylist():
        names[row["lsoa_code"]] = row["lsoa_name"] or row["lsoa_code"]
        ward = known.areas.get(("ward", row["ward_code"] or ""))
        if ward is not None:
            names[ward.code] = ward.name
    return {str(row[name]): names[row[name]] for row in rows for name in by if row[name] in names}


def _placeless_caveats(limits: Extent, placeless: int, force_rows: int) -> tuple[str, ...]:
    if not placeless:
        return ()
    share = f"{placeless:,} of {force_rows:,} rows of the force ({placeless / force_rows:.1%}) have no place"
    return (f"{share}: they are in this total." if limits.force else f"{share} and are in no area's count.",)


def _extent_caveats(snapshot: Snapshot, area: Area, limits: Extent, elsewhere: Mapping[str, int]) -> tuple[str, ...]:
    found = []
    if limits.prefix:
        found.append(
            f"No lookups are loaded: rows were taken whose LSOA name begins with “{limits.prefix}”, "
            "which is the district at the time the LSOA was named."
        )
    if area.successors:
        known = gazetteer(snapshot).areas
        after = [known[at].name for code in area.successors if (at := ("district", code)) in known]
        found.append(f"{area.name} no longer exists: it became part of {_listed(after or list(area.successors))}.")
    if elsewhere:
        told = _listed([f"{force_name(slug)} ({n:,})" for slug, n in sorted(elsewhere.items())])
        found.append(f"Rows in the area that other forces reported are not in this total: {told}.")
    return tuple(found)


def _group_caveats(snapshot: Snapshot, rows: Sequence[Mapping[str, object]], by: Sequence[str]) -> tuple[str, ...]:
    found = []
    if "ward" in by:
        loose = sum(int(str(row["count"])) for row in rows if row["ward"] is None)
        found.append("Wards are those in which the LSOA of the snapped point mostly lies (best fit).")
        if loose:
            found.append(f"{loose:,} rows lie in an LSOA that is in no one ward, or have no place.")
    if "lsoa" in by:
        vintages = gazetteer(snapshot).vintages
        if {"2011", "2021"} <= {vintages.get(str(row["lsoa"])) for row in rows}:
            found.append(
                "Some months use LSOAs of 2011 and others of 2021: an LSOA that was redrawn stands under both codes."
            )
    return tuple(found)


def _listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
