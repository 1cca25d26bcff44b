"""Every area larger than an LSOA that the loaded files name, by code and by name."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.areas.area import KINDS, Area
from frankpledge.lake.areas.memory import remembered
from frankpledge.lake.places import Links, links_from_tables, plain_name
from frankpledge.lake.store import Snapshot

_PLACED = {"csp": "csp_code", "district": "district_code", "ward": "ward_code", "force": "force_code"}
_PLACED |= {"county": "county_code", "region": "region_code"}
_TABLES = ("areas", "memberships", "places", "releases")
_TELLING = 2
_COMPASS = frozenset({"north", "south", "east", "west", "mid"})


@dataclass(frozen=True)
class Gazetteer:
    """The areas by kind and code, and the LSOAs of both vintages with the areas that they lie in (table `places`)."""

    areas: Mapping[tuple[str, str], Area]
    links: Links
    places: pa.Table

    @cached_property
    def placed(self) -> Mapping[str, frozenset[str]]:
        """Return, by kind, the codes in which at least one LSOA is known to lie: the areas of today."""
        return {
            kind: frozenset(code for code in pc.unique(self.places[column]).to_pylist() if code)
            for kind, column in _PLACED.items()
        }

    def inside(self, column: str, code: str) -> pa.Table:
        """Return the rows of `places` with a code in a column, in order of LSOA."""
        if column not in self._rows:
            rows: dict[str, list[int]] = defaultdict(list)
            for row, found in enumerate(self.places[column].to_pylist()):
                rows[found].append(row)
            self._rows[column] = rows
        return self.places.take(pa.array(self._rows[column].get(code, []), pa.int64()))

    @cached_property
    def _rows(self) -> dict[str, Mapping[str, list[int]]]:
        return {}

    @cached_property
    def wards(self) -> Mapping[str, str | None]:
        """Return the ward of every LSOA, None where it is in no one ward."""
        return dict(zip(*(self.places[name].to_pylist() for name in ("lsoa_code", "ward_code")), strict=True))

    @cached_property
    def vintages(self) -> Mapping[str, str]:
        """Return of every LSOA whether it is of 2011, of 2021 or of both."""
        return dict(zip(*(self.places[name].to_pylist() for name in ("lsoa_code", "vintage")), strict=True))

    @cached_property
    def districts_of(self) -> Mapping[str, frozenset[str]]:
        """Return the districts of today that each partnership has a part in."""
        found: dict[str, set[str]] = defaultdict(set)
        for district in self.links.standing_districts():
            for csp in self.links.current_csps(district):
                found[csp].add(district)
        return {csp: frozenset(districts) for csp, districts in found.items()}

    @cached_property
    def group_sizes(self) -> Mapping[str, int]:
        """Return how many LSOA codes each group common to both vintages has."""
        return Counter(self.places["component"].to_pylist())

    @cached_property
    def named(self) -> Mapping[tuple[str, str], tuple[Area, ...]]:
        """Return the areas of a kind by plain name, old and other names included."""
        found: dict[tuple[str, str], dict[Area, None]] = defaultdict(dict)
        for area in self.areas.values():
            for name in (area.name, *area.other_names):
                found[area.kind, plain_name(name)][area] = None
        return {at: tuple(areas) for at, areas in found.items()}

    def by_code(self, code: str, kind: str | None = None) -> Area | None:
        """Return the area of a code: the first kind in the order of KINDS that has it."""
        wanted = code.strip().upper()
        return next((self.areas[at, wanted] for at in _kinds(kind) if (at, wanted) in self.areas), None)

    def by_name(self, name: str, kind: str) -> tuple[Area, ...]:
        """Return the areas of a kind that bear a name; those of today before former ones."""
        found = self.named.get((kind, plain_name(name)), ())
        today = tuple(area for area in found if area.code in self.placed.get(kind, frozenset()))
        if not today:
            newest = max((area.last_year or 0 for area in found), default=0)
            today = tuple(area for area in found if area.last_year in (None, newest))
        present = tuple(area for area in today if plain_name(area.name) == plain_name(name))
        return present or today

    def suggestions(self, name: str, kind: str | None = None, limit: int = 5) -> tuple[Area, ...]:
        """Return the areas whose names are most like one that nothing bears."""
        wanted = plain_name(name)
        names = [plain for at in _kinds(kind) for known, plain in self.named if known == at]
        close = difflib.get_close_matches(wanted, dict.fromkeys(names), n=limit * 2, cutoff=0.72)
        holding = [plain for plain in dict.fromkeys(names) if _shares(plain, wanted)]
        found: dict[Area, None] = {}
        for plain in dict.fromkeys((*close, *sorted(holding, key=len))):
            for at in _kinds(kind):
                found.update(dict.fromkeys(self.named.get((at, plain), ())))
        return tuple(found)[:limit]

    def of_kind(self, kind: str) -> tuple[Area, ...]:
        """Return the areas of a kind that stand today (all known ones where no LSOA is placed), by name."""
        today = self.placed.get(kind) or None
        areas = (area for (at, code), area in self.areas.items() if at == kind and (today is None or code in today))
        return tuple(sorted(areas, key=lambda area: (plain_name(area.name), area.code)))


def gazetteer(snapshot: Snapshot) -> Gazetteer:
    """Return the gazetteer of a snapshot, kept until a lookup is loaded."""
    return remembered(snapshot, _TABLES[:3], "gazetteer", _gazetteer)


def gazetteer_of(*, areas: pa.Table, memberships: pa.Table, places: pa.Table, releases: pa.Table | None) -> Gazetteer:
    """Return the gazetteer of the lake's tables; LSOAs are known through `places` alone."""
    larger = pc.invert(pc.starts_with(areas["kind"], "lsoa"))
    above = pc.invert(pc.starts_with(memberships["child_kind"], "lsoa"))
    no_changes = pa.table({name: pa.array([], pa.string()) for name in ("lsoa11_code", "lsoa21_code", "release_id")})
    links = links_from_tables(
        areas=areas.filter(larger), memberships=memberships.filter(above), lsoa_changes=no_changes, releases=releases
    )
    within = _within_names(links, places)
    found = {(kind, code): _area(links, kind, code, years, within) for kind, code, years in _named(links)}
    return Gazetteer(areas=found, links=links, places=places.combine_chunks())


def loosened(name: str) -> str | None:
    """Return the shorter form of a name such as South Worcestershire, which official files call South Worcester.

    Only names that begin with a point of the compass: Oxfordshire must never become Oxford.
    """
    words = plain_name(name).split()
    if len(words) == 2 and words[0] in _COMPASS and words[1].endswith("shire"):
        return f"{words[0]} {words[1].removesuffix('shire')}"
    return None


def _gazetteer(snapshot: Snapshot) -> Gazetteer:
    areas, memberships = snapshot.table("areas"), snapshot.table("memberships")
    return gazetteer_of(
        areas=snapshot.arrow(areas.filter(~areas.kind.startswith("lsoa"))),
        memberships=snapshot.arrow(memberships.filter(~memberships.child_kind.startswith("lsoa"))),
        places=snapshot.read("places"),
        releases=snapshot.read("releases"),
    )


def _area(links: Links, kind: str, code: str, years: Mapping[int, str], within: Mapping[tuple[str, str], str]) -> Area:
    name = links.name(kind, code)
    dated = [year for year in years if year]
    return Area(
        kind=kind,
        code=code,
        name=name,
        other_names=tuple(sorted({other for other in years.values() if other != name})),
        first_year=min(dated, default=None),
        last_year=max(dated, default=None),
        successors=links.successors.get(code, ()) if kind == "district" else (),
        within=within.get((kind, code), ""),
    )


def _within_names(links: Links, places: pa.Table) -> dict[tuple[str, str], str]:
    """Return the names of the larger areas that tell areas of one name apart: a ward's district, a district's force."""
    found: dict[tuple[str, str], str] = {}
    for kind, column, parent, parent_column in (
        ("ward", "ward_code", "district", "district_code"),
        ("district", "district_code", "force", "force_code"),
        ("csp", "csp_code", "force", "force_code"),
    ):
        pairs = places.select([column, parent_column]).group_by([column, parent_column]).aggregate([])
        for code, larger in zip(pairs[column].to_pylist(), pairs[parent_column].to_pylist(), strict=True):
            if code and larger:
                found[kind, code] = links.name(parent, larger)
        for _, code, _ in _named(links, kind):
            if (kind, code) not in found and (parents := links.latest(kind, code, parent)):
                found[kind, code] = links.name(parent, parents[0])
    return found


def _named(links: Links, kind: str | None = None) -> Iterator[tuple[str, str, dict[int, str]]]:
    """Yield every area that a file names: its kind, its code, and its names by year."""
    for at in [kind] if kind else links.titles:
        for code in dict.fromkeys(code for named in links.titles.get(at, {}).values() for code in named):
            yield at, code, links.names(at, code)


def _kinds(kind: str | None) -> Iterable[str]:
    return (kind,) if kind else KINDS


def _shares(plain: str, wanted: str) -> bool:
    """Return whether one name holds the other; very short ones are in too many to tell anything."""
    shorter, longer = sorted((plain, wanted), key=len)
    return len(shorter) > _TELLING and shorter in longer
