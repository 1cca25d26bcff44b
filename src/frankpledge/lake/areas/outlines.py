"""Outlines of areas and of their parts for maps, dissolved from LSOAs where no file draws the area itself.

Nothing but a map needs them: every count is answered without a boundary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely

from frankpledge.lake.areas.area import Area, NoOutline
from frankpledge.lake.areas.extent import members, places_in
from frankpledge.lake.areas.memory import load_order
from frankpledge.lake.store import Snapshot

_CENSUS = ("lsoa21", "lsoa11")
# About a metre: closes the hairline gaps that rounding leaves between neighbours, and is far below what a map shows.
_GRID = 1e-5


@dataclass(frozen=True)
class Part:
    """A piece of a map in longitude and latitude; `dissolved` when it was put together from LSOAs."""

    kind: str
    code: str
    name: str
    shape: shapely.Geometry
    dissolved: bool = False

    @property
    def wkb(self) -> bytes:
        """Return the outline as well-known binary."""
        return bytes(shapely.to_wkb(self.shape))


def outline(snapshot: Snapshot, area: Area) -> Part:
    """Return the outline of an area. Raises NoOutline where neither it nor all of its LSOAs are drawn in any file."""
    drawn = _drawn(snapshot, area.kind, [area.code])
    if area.code in drawn:
        return Part(area.kind, area.code, area.name, drawn[area.code])
    for kind in _CENSUS if area.kind not in _CENSUS else ():
        codes = _codes(snapshot, area, kind)
        pieces = _drawn(snapshot, kind, codes)
        if codes and pieces.keys() >= set(codes):
            return Part(area.kind, area.code, area.name, _dissolve(pieces.values()), dissolved=True)
    raise NoOutline(
        f"No boundary of {area.name} has been loaded.", cure="Load boundaries of it or of its LSOAs (GeoJSON)."
    )


def parts(snapshot: Snapshot, area: Area, by: str = "lsoa") -> tuple[Part, ...]:
    """Return the pieces of an area by `lsoa`, `component` (groups common to both vintages), `ward`, `district`, `csp`.

    Pieces that no file draws are left out; none at all is an empty tuple, never an error.
    """
    if by == "lsoa":
        return _lsoa_parts(snapshot, area)
    if by == "component":
        return _component_parts(snapshot, area)
    return _member_parts(snapshot, area, by)


def _member_parts(snapshot: Snapshot, area: Area, by: str) -> tuple[Part, ...]:
    """Return the outlines of the larger areas in an area, as drawn, or of the LSOAs of each together."""
    inside = members(snapshot, area, by)
    drawn = _drawn(snapshot, by, [member.code for member in inside])
    missing = {member.code: member for member in inside if member.code not in drawn}
    groups: dict[str, list[str]] = defaultdict(list)
    for row in places_in(snapshot, area).to_pylist() if missing else ():
        if row[f"{by}_code"] in missing and row["vintage"] != "2011":
            groups[row[f"{by}_code"]].append(row["lsoa_code"])
    pieces = _drawn(snapshot, "lsoa21", [code for codes in groups.values() for code in codes])
    whole = {code: codes for code, codes in groups.items() if pieces.keys() >= set(codes)}
    dissolved = {code: _dissolve(pieces[piece] for piece in codes) for code, codes in whole.items()}
    shapes = {**dissolved, **drawn}
    return tuple(
        Part(by, member.code, member.name, shapes[member.code], dissolved=member.code in dissolved)
        for member in inside
        if member.code in shapes
    )


def _lsoa_parts(snapshot: Snapshot, area: Area) -> tuple[Part, ...]:
    names = _names(snapshot, area)
    for kind in _CENSUS:
        drawn = _drawn(snapshot, kind, _codes(snapshot, area, kind))
        if drawn:
            return tuple(Part(kind, code, names[code], drawn[code]) for code in sorted(drawn))
    return ()


def _component_parts(snapshot: Snapshot, area: Area) -> tuple[Part, ...]:
    """Return each group's outline: that of its LSOAs of one vintage together, the newer where all of them are drawn."""
    names = _names(snapshot, area)
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in places_in(snapshot, area).to_pylist():
        for kind, vintage in (("lsoa21", "2021"), ("lsoa11", "2011")):
            if row["vintage"] in (vintage, "both"):
                groups[row["component"]][kind].append(row["lsoa_code"])
    drawn = {kind: _drawn(snapshot, kind, _codes(snapshot, area, kind)) for kind in _CENSUS}
    found = []
    for group in sorted(groups):
        for kind in _CENSUS:
            codes = groups[group][kind]
            if codes and drawn[kind].keys() >= set(codes):
                shape = _dissolve(drawn[kind][code] for code in codes)
                found.append(Part("component", group, names.get(group, group), shape, dissolved=len(codes) > 1))
                break
    return tuple(found)


def _names(snapshot: Snapshot, area: Area) -> dict[str, str]:
    return {row["lsoa_code"]: row["lsoa_name"] or row["lsoa_code"] for row in places_in(snapshot, area).to_pylist()}


def _codes(snapshot: Snapshot, area: Area, kind: str) -> list[str]:
    vintages = ("both", "2021" if kind == "lsoa21" else "2011")
    return [row["lsoa_code"] for row in places_in(snapshot, area).to_pylist() if row["vintage"] in vintages]


def drawn(snapshot: Snapshot, kind: str, codes: Sequence[str]) -> dict[str, shapely.Geometry]:
    """Return the outlines of areas of a kind as files draw them, by code; those that none draws are left out."""
    return _drawn(snapshot, kind, codes)


def _drawn(snapshot: Snapshot, kind: str, codes: Sequence[str]) -> dict[str, shapely.Geometry]:
    """Return the newest outline of each code that some file draws."""
    if not codes:
        return {}
    table = snapshot.table("boundaries")
    wanted = table.filter((table.kind == kind) & table.code.isin(list(codes)))
    order = load_order(snapshot)
    rows = snapshot.arrow(wanted.select("code", "year", "release_id", "wkb")).to_pylist()
    rows.sort(key=lambda row: (row["year"] or 0, order.get(row["release_id"], 0)))
    shapes = shapely.from_wkb([row["wkb"] for row in rows])
    return dict(zip([row["code"] for row in rows], shapes, strict=True))


def _dissolve(pieces: Iterable[shapely.Geometry]) -> shapely.Geometry:
    shapes = list(pieces)
    return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes, grid_size=_GRID)
