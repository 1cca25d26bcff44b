"""Finding an area by the name or code that a person gives."""

from __future__ import annotations

import difflib

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.areas.area import KINDS, AmbiguousArea, Area, UnknownArea
from frankpledge.lake.areas.gazetteer import Gazetteer, gazetteer, loosened
from frankpledge.lake.areas.memory import remembered
from frankpledge.lake.places import plain_name
from frankpledge.lake.readers.police_uk_names import force_slug
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.forces import find_force


class BadArea(Refusal):
    """The question names no area, or a kind of area that there is none of."""


def find_area(snapshot: Snapshot, name_or_code: str, *, kind: str | None = None) -> Area:
    """Return the area of a code or name. A name means a partnership, then a district, a ward, a police force area.

    Case, `&` for `and`, and `County of` make no difference. Raises UnknownArea with suggestions, AmbiguousArea where
    several areas of the same kind bear the name.
    """
    if kind is not None and kind not in KINDS:
        raise BadArea(f"“{kind}” is not a kind of area.", where="--kind", cure=f"Use one of {', '.join(KINDS)}.")
    known = gazetteer(snapshot)
    asked = name_or_code.strip()
    if not asked:
        raise BadArea("No area is named.", where="--area", cure="Give the name or code of an area.")
    found = (
        known.by_code(asked, kind)
        or _lsoa(known, asked, kind)
        or _by_name(snapshot, known, asked, kind)
        or _by_name(snapshot, known, loosened(asked) or "", kind)
    )
    if found is None:
        raise UnknownArea(asked, known.suggestions(asked, kind) or _like_police(snapshot, known, asked), kind=kind)
    return found


def all_of(snapshot: Snapshot, kind: str) -> tuple[Area, ...]:
    """Return every area of a kind that stands today, by name."""
    return gazetteer(snapshot).of_kind(kind)


def search(snapshot: Snapshot, query: str = "", *, kind: str | None = None, limit: int = 50) -> tuple[Area, ...]:
    """Return the areas whose name or code holds the query, exact ones first; with no query, the partnerships."""
    known = gazetteer(snapshot)
    wanted = plain_name(query)
    if not wanted:
        return known.of_kind(kind or "csp")[:limit]
    held: dict[Area, None] = {}
    for at in (kind,) if kind else KINDS:
        for area in known.of_kind(at):
            names = [plain_name(name) for name in (area.name, *area.other_names)]
            if any(wanted in name for name in names) or query.strip().upper() == area.code:
                held[area] = None
    if not held and (meant := _by_name(snapshot, known, loosened(query.strip()) or "", kind)):
        return (meant,)
    ranked = sorted(held, key=lambda area: (plain_name(area.name) != wanted, KINDS.index(area.kind), area.name))
    return tuple(ranked)[:limit] or known.suggestions(query, kind, limit)


def _by_name(snapshot: Snapshot, known: Gazetteer, name: str, kind: str | None) -> Area | None:
    if not name:
        return None
    for at in (kind,) if kind else KINDS:
        found = known.by_name(name, at)
        if not found and at == "district":
            found = _from_police(snapshot, known, name)
        if not found and at == "force":
            found = _force(snapshot, known, name)
        if len(found) > 1:
            raise AmbiguousArea(name, found)
        if found:
            return found[0]
    return None


def _force(snapshot: Snapshot, known: Gazetteer, name: str) -> tuple[Area, ...]:
    """Return the force of any of its usual names, or one of whose rows some are loaded."""
    usual = find_force(name)
    if usual is not None:
        listed = known.by_code(usual.pfa_code or "", "force")
        return (listed or Area("force", usual.pfa_code or usual.slug, usual.pfa_name or usual.reported_by),)
    slug = force_slug(name)
    loaded = {force for _, force in snapshot.partitions("street")}
    return (Area("force", slug, name),) if slug in loaded else ()


def _lsoa(known: Gazetteer, asked: str, kind: str | None) -> Area | None:
    """Return an LSOA by code or name; an unchanged one is taken as of 2021."""
    for column, wanted in (("lsoa_code", asked.upper()), ("lsoa_name", asked)):
        rows = known.places.filter(pc.equal(known.places[column], wanted)).to_pylist()
        for row in rows:
            at = "lsoa11" if row["vintage"] == "2011" or kind == "lsoa11" else "lsoa21"
            if kind in (None, at) and (at == "lsoa21" or row["vintage"] != "2021"):
                return Area(at, row["lsoa_code"], row["lsoa_name"] or row["lsoa_code"])
    return None


def _from_police(snapshot: Snapshot, known: Gazetteer, name: str) -> tuple[Area, ...]:
    """Return the district that police rows name, while no lookup says which LSOAs any district has."""
    if known.placed["district"]:
        return ()
    wanted = plain_name(name)
    names = remembered(snapshot, ("street",), "district names", _names_in_street)
    return tuple(Area("district", "", district) for district in names if plain_name(district) == wanted)


def _like_police(snapshot: Snapshot, known: Gazetteer, name: str) -> tuple[Area, ...]:
    """Return districts of police rows whose names are like one that nothing bears, while no lookup is loaded."""
    if known.placed["district"]:
        return ()
    names = remembered(snapshot, ("street",), "district names", _names_in_street)
    close = difflib.get_close_matches(name.title(), names, n=5)
    return tuple(Area("district", "", district) for district in close)


def _names_in_street(snapshot: Snapshot) -> tuple[str, ...]:
    street = snapshot.table("street")
    names: pa.Table = snapshot.arrow(street.filter(street.lsoa_name.notnull()).select("lsoa_name").distinct())
    return tuple(sorted({name.rpartition(" ")[0] for name in names["lsoa_name"].to_pylist() if " " in name}))
