"""Published pairs of areas, as look-ups by code: which area lies in which, under which names, in which year."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.refusal import Refusal

NO_YEAR = 0


class PlacesConflict(Refusal):
    """Lookups that put one small area into two partnerships, or into none although all that is needed is there."""


ByYear = Mapping[int, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Links:
    """What the loaded lookups say.

    `parents` and `fitted` (by best fit): child kind and parent kind to year to child's code to parents' codes.
    `titles`: kind to year to code to name. `successors`: a former district to those that took it over. `changes`: LSOA
    2011 and LSOA 2021 on the same ground.
    """

    parents: Mapping[tuple[str, str], ByYear]
    fitted: Mapping[tuple[str, str], ByYear]
    titles: Mapping[str, Mapping[int, Mapping[str, str]]]
    successors: Mapping[str, tuple[str, ...]]
    changes: tuple[tuple[str, str], ...]

    def of(self, kind: str, code: str, parent: str, *, fitted: bool = False) -> dict[int, tuple[str, ...]]:
        """Return the stated parents of one kind, by year."""
        years = (self.fitted if fitted else self.parents).get((kind, parent), {})
        return {year: stated[code] for year, stated in years.items() if code in stated}

    def latest(self, kind: str, code: str, parent: str) -> tuple[str, ...]:
        """Return the parents that the newest lookup states, best fits where there is nothing better."""
        stated = self.of(kind, code, parent) or self.of(kind, code, parent, fitted=True)
        return stated[max(stated)] if stated else ()

    def names(self, kind: str, code: str) -> dict[int, str]:
        """Return the names of an area by year."""
        return {year: named[code] for year, named in self.titles.get(kind, {}).items() if code in named}

    def name(self, kind: str, code: str) -> str:
        """Return the newest name of an area, empty when no file names it."""
        stated = self.names(kind, code)
        return stated[max(stated)] if stated else ""

    def today(self, district: str) -> str:
        """Return the district that stands today where this one stood; itself when it stands, or was divided."""
        seen = {district}
        while len(self.successors.get(district, ())) == 1:
            (district,) = self.successors[district]
            if district in seen:
                break
            seen.add(district)
        return district

    @cached_property
    def district_csps(self) -> ByYear:
        """Return the partnerships of every district, by the year of the lookup."""
        return self.parents.get(("district", "csp"), {})

    @cached_property
    def newest_csp_year(self) -> Mapping[str, int]:
        """Return the year of the newest district to partnership lookup, by the first letter of the codes (nation).

        A lookup of a few districts is an addition to the one before it, not the newest of a nation.
        """
        sizes: dict[str, dict[int, int]] = defaultdict(dict)
        for year, stated in self.district_csps.items():
            for nation, size in Counter(code[0] for code in stated).items():
                sizes[nation][year] = size
        return {
            nation: max(year for year, size in years.items() if size * 2 >= max(years.values()))
            for nation, years in sizes.items()
        }

    def current_csps(self, district: str) -> tuple[str, ...]:
        """Return the partnerships of a district in the newest lookup of its nation; several for a merged council."""
        since = self.newest_csp_year.get(district[0], NO_YEAR)
        found = {year: stated[district] for year, stated in self.district_csps.items() if district in stated}
        newest = max(found, default=NO_YEAR)
        return found[newest] if found and newest >= since else ()

    def standing_districts(self) -> tuple[str, ...]:
        """Return the districts of the newest partnership lookup of each nation: those that stand today."""
        every = dict.fromkeys(code for stated in self.district_csps.values() for code in stated)
        return tuple(code for code in every if self.current_csps(code))

    @cached_property
    def newer(self) -> Mapping[str, tuple[str, ...]]:
        """Return the LSOA 2021 codes on the ground of each LSOA 2011."""
        return _grouped((old, new) for old, new in self.changes)

    @cached_property
    def older(self) -> Mapping[str, tuple[str, ...]]:
        """Return the LSOA 2011 codes on the ground of each LSOA 2021."""
        return _grouped((new, old) for old, new in self.changes)

    @cached_property
    def lsoas(self) -> Mapping[str, frozenset[str]]:
        """Return every LSOA code of which anything is known, with the kinds (vintages) that it occurs under."""
        found: dict[str, set[str]] = {"lsoa11": set(), "lsoa21": set()}
        for kind, known in found.items():
            for named in self.titles.get(kind, {}).values():
                known.update(named)
            for stated in (self.parents, self.fitted):
                known.update(
                    *(codes for (child, _), years in stated.items() if child == kind for codes in years.values())
                )
        found["lsoa11"].update(old for old, _ in self.changes)
        found["lsoa21"].update(new for _, new in self.changes)
        both = found["lsoa11"] & found["lsoa21"]
        kinds = {kind: frozenset({kind}) for kind in found}
        every = {code: kinds[kind] for kind, codes in found.items() for code in codes}
        return every | dict.fromkeys(both, frozenset(found))


def plain_name(name: str) -> str:
    """Return a name for comparing: lower case, `and` for `&`, no punctuation, `County of` and `City of` left out."""
    text = re.sub(r",\s*(county|city|city and county|the city) of$", "", name.casefold().strip())
    text = text.replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def links_from_tables(
    *, areas: pa.Table, memberships: pa.Table, lsoa_changes: pa.Table, releases: pa.Table | None = None
) -> Links:
    """Return the look-ups of the lake's tables. Where two files state the same thing, the one loaded last counts."""
    order = _load_order(releases)
    pairs = _pieces(
        memberships, ("conversion", "child_kind", "parent_kind", "year"), ("child_code", "parent_code"), order
    )
    parents: _Stated = defaultdict(lambda: defaultdict(dict))
    fitted: _Stated = defaultdict(lambda: defaultdict(dict))
    successors: dict[str, tuple[str, ...]] = {}
    for (conversion, child, parent, year), children, larger in pairs:
        if conversion == "successor":
            successors.update(_grouped(zip(children, larger, strict=True)))
        else:
            stated = fitted if conversion == "best_fit" else parents
            stated[child, parent][year or NO_YEAR].update(_grouped(zip(children, larger, strict=True)))
    titles: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for (kind, year), codes, names in _pieces(areas, ("kind", "year"), ("code", "name"), order):
        titles[kind][year or NO_YEAR].update(zip(codes, names, strict=True))
    newer: dict[str, tuple[str, ...]] = {}
    for _, older, later in _pieces(lsoa_changes, (), ("lsoa11_code", "lsoa21_code"), order):
        newer.update(_grouped(zip(older, later, strict=True)))
    changes = tuple((old, new) for old, later in newer.items() for new in later)
    return Links(parents=parents, fitted=fitted, titles=titles, successors=successors, changes=changes)


_Stated = dict[tuple[str, str], dict[int, dict[str, tuple[str, ...]]]]
_LAST = 1 << 60


def _load_order(releases: pa.Table | None) -> dict[str, int]:
    if releases is None:
        return {}
    return dict(zip(releases["release_id"].to_pylist(), releases["sequence"].to_pylist(), strict=True))


def _pieces(
    table: pa.Table, keys: tuple[str, ...], values: tuple[str, str], order: Mapping[str, int]
) -> Iterator[tuple[tuple[Any, ...], list[str], list[str]]]:
    """Yield the rows of each release and key as two columns, those loaded last at the end, so that they have the word.

    Rows of one key and release come together, so that several parents of one child in one file all stand.
    """
    marked = [_without_parts(table, key) for key in keys]
    piece = pa.table([*marked, table["release_id"], table[values[0]], table[values[1]]], [*keys, "release_id", *values])
    kinds = piece.group_by([*keys, "release_id"], use_threads=False).aggregate([(value, "list") for value in values])
    rows = kinds.to_pylist()
    rows.sort(key=lambda row: (order.get(row["release_id"], _LAST), row["release_id"]))
    for row in rows:
        yield tuple(row[key] for key in keys), row[f"{values[0]}_list"], row[f"{values[1]}_list"]


def _without_parts(table: pa.Table, key: str) -> pa.ChunkedArray:
    """Return a key column; `part` pairs stand beside `exact` ones of the same file and must not be told apart here."""
    if key != "conversion":
        return table[key]
    return pc.if_else(pc.equal(table[key], "part"), "exact", table[key])


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for left, right in pairs:
        known = found.get(left)
        if known is None:
            found[left] = (right,)
        elif right not in known:
            found[left] = tuple(sorted((*known, right)))
    return found
