"""Which LSOAs an area is made of, which forces report on it, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.areas.area import Area, NoExtent
from frankpledge.lake.areas.gazetteer import gazetteer
from frankpledge.lake.areas.memory import remembered
from frankpledge.lake.readers.police_uk_names import force_slug
from frankpledge.lake.store import Snapshot
from frankpledge.statute.forces import find_force

_COLUMNS = {
    "csp": "csp_code",
    "district": "district_code",
    "ward": "ward_code",
    "force": "force_code",
    "county": "county_code",
    "region": "region_code",
    "lsoa11": "lsoa_code",
    "lsoa21": "lsoa_code",
}


@dataclass(frozen=True)
class Extent:
    """The rows that count in an area: those of its LSOAs, of a force, or with LSOA names that begin with a district's.

    `codes` holds LSOA codes of both vintages. `force` is set for a police force area, in which all that the force
    reported counts. `prefix` is set while no lookup has been loaded.
    """

    codes: tuple[str, ...] = ()
    force: str = ""
    prefix: str = ""


def extent(snapshot: Snapshot, area: Area) -> Extent:
    """Return which rows count in an area. Raises NoExtent where nothing loaded tells."""
    if area.kind == "force":
        return Extent(force=slug_of(area))
    codes = _codes(snapshot, area)
    if not codes and area.kind == "district" and not gazetteer(snapshot).placed["district"]:
        return Extent(prefix=area.name.partition(",")[0])
    return Extent(codes=lsoa_codes(snapshot, area))


def lsoa_codes(snapshot: Snapshot, area: Area) -> tuple[str, ...]:
    """Return the codes of both vintages of the LSOAs in an area, in order. Raises NoExtent where they are not known."""
    codes = _codes(snapshot, area)
    if not codes:
        raise NoExtent(
            f"It is not known which LSOAs {area.name} is made of.",
            cure="Load the lookups from LSOA to district and ward, and from district to partnership and force.",
        )
    if area.kind == "csp" and (open_ones := _undecided(snapshot, area)):
        raise NoExtent(
            f"{open_ones} LSOAs of the councils that {area.name} is part of are in no partnership yet.",
            cure="Load the LSOA 2011 to 2021 lookup, the LSOA 2011 names and an older district to partnership lookup.",
        )
    return codes


def places_in(snapshot: Snapshot, area: Area) -> pa.Table:
    """Return the rows of `places` for the LSOAs of an area, in order of code."""
    known = gazetteer(snapshot)
    column = _COLUMNS.get(area.kind)
    rows = known.inside(column, area.code) if column else known.places.slice(0, 0)
    if area.kind == "county" and not rows.num_rows:
        rows = known.inside("district_code", area.code)  # a council of one tier is listed as its own county
    if rows.num_rows or (column and not area.successors):
        return rows
    return known.places.filter(
        pc.is_in(known.places["lsoa_code"], value_set=pa.array(_stated(snapshot, area), pa.string()))
    )


def forces(snapshot: Snapshot, area: Area) -> tuple[str, ...]:
    """Return the slugs of the forces whose rows must be there before a count of the area is whole."""
    if area.kind == "force":
        return (slug_of(area),)
    codes = sorted({code for code in places_in(snapshot, area)["force_code"].to_pylist() if code})
    known = gazetteer(snapshot).areas
    return tuple(slug_of(known.get(("force", code), Area("force", code, code))) for code in codes)


def slug_of(area: Area) -> str:
    """Return the name by which data.police.uk knows the force of a police force area."""
    usual = find_force(area.code) or find_force(area.name)
    return usual.slug if usual is not None else force_slug(area.name)


def force_of(snapshot: Snapshot, area: Area) -> Area | None:
    """Return the police force area that an area lies in, None where it is not known or not one."""
    if area.kind == "force":
        return area
    codes = {code for code in places_in(snapshot, area)["force_code"].to_pylist() if code}
    return gazetteer(snapshot).areas.get(("force", codes.pop())) if len(codes) == 1 else None


def members(snapshot: Snapshot, area: Area, kind: str) -> tuple[Area, ...]:
    """Return the areas of a kind that share ground with an area, by name: a partnership's districts, a force's CSPs."""
    column = _COLUMNS[kind]
    codes = {code for code in places_in(snapshot, area)[column].to_pylist() if code}
    known = gazetteer(snapshot).areas
    found = (known.get((kind, code), Area(kind, code, code)) for code in codes)
    return tuple(sorted(found, key=lambda one: (one.name, one.code)))


def neighbours(snapshot: Snapshot, area: Area) -> tuple[Area, ...]:
    """Return the other partnerships of the area's force, by name; those that share ground with the area left out."""
    force = force_of(snapshot, area)
    if force is None:
        return ()
    own = {one.code for one in members(snapshot, area, "csp")} if area.kind != "force" else set()
    return tuple(one for one in members(snapshot, force, "csp") if one.code not in own)


def is_two_tier(snapshot: Snapshot, area: Area) -> bool:
    """Return whether any of the area lies in a county with districts, where a county strategy group must exist."""
    if area.kind == "county":
        return True
    return any(places_in(snapshot, area)["county_code"].to_pylist())


def _codes(snapshot: Snapshot, area: Area) -> tuple[str, ...]:
    return tuple(places_in(snapshot, area)["lsoa_code"].to_pylist())


def _stated(snapshot: Snapshot, area: Area) -> tuple[str, ...]:
    """Return the LSOAs of an area that `places` has no column for, or that stands no more."""
    tables = ("areas", "memberships", "places")
    return remembered(snapshot, tables, (area.kind, area.code), lambda state: _former(state, area))


def _former(snapshot: Snapshot, area: Area) -> tuple[str, ...]:
    """Return the LSOAs that lookups state; of a district older than they are, those whose LSOA 2011 name carries it."""
    stated = _by_membership(snapshot, area)
    if stated or not area.successors:
        return stated
    table = snapshot.table("areas")
    named = table.filter((table.kind == "lsoa11") & table.name.startswith(f"{area.name.partition(',')[0]} "))
    return _both_vintages(snapshot, set(snapshot.arrow(named)["code"].to_pylist()), newer=False)


def _by_membership(snapshot: Snapshot, area: Area) -> tuple[str, ...]:
    """Return the LSOAs that lookups state for an area, and those of the other vintage on the same ground."""
    table = snapshot.table("memberships")
    stated = table.filter((table.parent_kind == area.kind) & (table.parent_code == area.code))
    own = snapshot.arrow(stated.filter(stated.child_kind.startswith("lsoa")))
    newer = any(kind == "lsoa21" for kind in own["child_kind"].to_pylist())
    return _both_vintages(snapshot, set(own["child_code"].to_pylist()), newer=newer)


def _both_vintages(snapshot: Snapshot, own: set[str], *, newer: bool) -> tuple[str, ...]:
    """Return the LSOAs of one vintage with those of the other in the same groups, where the whole group is inside."""
    places = gazetteer(snapshot).places
    columns = (places[name].to_pylist() for name in ("lsoa_code", "component", "vintage"))
    other = "2011" if newer else "2021"
    rows = list(zip(*columns, strict=True))
    outside = {group for code, group, vintage in rows if vintage != other and code not in own}
    inside = {group for code, group, _ in rows if code in own}
    return tuple(sorted(own | {code for code, group, _ in rows if group in inside - outside}))


def _undecided(snapshot: Snapshot, area: Area) -> int:
    """Return how many LSOAs of the districts that a partnership has a part in are in no partnership."""
    known = gazetteer(snapshot)
    districts = known.districts_of.get(area.code, frozenset())
    if not districts:
        return 0
    inside = pc.is_in(known.places["district_code"], value_set=pa.array(sorted(districts), pa.string()))
    return int(pc.sum(pc.and_(inside, known.places["csp_code"].is_null())).as_py() or 0)
