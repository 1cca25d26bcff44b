"""Published pairs of areas, as look-ups by code: which area lies in which, under which names, in which year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from frankpledge.refusal import Refusal

NO_YEAR = 0


class PlacesConflict(Refusal):
    """Lookups that put one small area into two partnerships, or into none although all that is needed is there."""


@dataclass(frozen=True)
class Links:
    """What the loaded lookups say.

    `parents` and `fitted` (by best fit): child kind, code and parent kind to year to parents. `names`: kind and code
    to year to name. `successors`: a former district to those that took it over. `changes`: LSOA 2011 and 2021.
    """

    parents: Mapping[tuple[str, str, str], Mapping[int, tuple[str, ...]]]
    fitted: Mapping[tuple[str, str, str], Mapping[int, tuple[str, ...]]]
    names: Mapping[tuple[str, str], Mapping[int, str]]
    successors: Mapping[str, tuple[str, ...]]
    changes: tuple[tuple[str, str], ...]

    def of(self, kind: str, code: str, parent: str) -> Mapping[int, tuple[str, ...]]:
        """Return the stated parents of one kind, by year."""
        return self.parents.get((kind, code, parent), {})

    def latest(self, kind: str, code: str, parent: str) -> tuple[str, ...]:
        """Return the parents that the newest lookup states, best fits where there is nothing better."""
        stated = self.of(kind, code, parent) or self.fitted.get((kind, code, parent), {})
        return stated[max(stated)] if stated else ()

    def name(self, kind: str, code: str) -> str:
        """Return the newest name of an area, empty when no file names it."""
        stated = self.names.get((kind, code), {})
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
    def newest_csp_year(self) -> Mapping[str, int]:
        """Return the year of the newest district to partnership lookup, by the first letter of the codes (nation)."""
        newest: dict[str, int] = {}
        for (kind, code, parent), years in self.parents.items():
            if kind == "district" and parent == "csp":
                newest[code[0]] = max(newest.get(code[0], NO_YEAR), *years)
        return newest

    def current_csps(self, district: str) -> tuple[str, ...]:
        """Return the partnerships of a district in the newest lookup of its nation; several for a merged council."""
        return self.of("district", district, "csp").get(self.newest_csp_year.get(district[0], NO_YEAR), ())

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
        found: dict[str, set[str]] = defaultdict(set)
        for kind, code in self.names:
            found[code].update({kind} & {"lsoa11", "lsoa21"})
        for kind, code, _ in (*self.parents, *self.fitted):
            found[code].update({kind} & {"lsoa11", "lsoa21"})
        for old, new in self.changes:
            found[old].add("lsoa11")
            found[new].add("lsoa21")
        return {code: frozenset(kinds) for code, kinds in found.items() if kinds}


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
    exact, fitted, successors = _memberships(memberships, order)
    names: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    rank: dict[tuple[str, str, int], int] = {}
    for row in zip(*(areas[name].to_pylist() for name in ("kind", "code", "name", "year", "release_id")), strict=True):
        kind, code, name, year, release = row
        at = (kind, code, year or NO_YEAR)
        if order.get(release, _LAST) >= rank.get(at, -1):
            rank[at] = order.get(release, _LAST)
            names[kind, code][year or NO_YEAR] = name
    changes = _newest_changes(lsoa_changes, order)
    return Links(parents=exact, fitted=fitted, names=names, successors=successors, changes=changes)


_LAST = 1 << 30
_Parents = dict[tuple[str, str, str], dict[int, tuple[str, ...]]]


def _load_order(releases: pa.Table | None) -> dict[str, int]:
    if releases is None:
        return {}
    return dict(zip(releases["release_id"].to_pylist(), releases["sequence"].to_pylist(), strict=True))


def _memberships(table: pa.Table, order: Mapping[str, int]) -> tuple[_Parents, _Parents, dict[str, tuple[str, ...]]]:
    names = ("child_kind", "child_code", "parent_kind", "parent_code", "conversion", "year", "release_id")
    stated: dict[tuple[bool, str, str, str, int], tuple[int, set[str]]] = {}
    successors: dict[str, set[str]] = defaultdict(set)
    for row in zip(*(table[name].to_pylist() for name in names), strict=True):
        kind, code, parent_kind, parent, conversion, year, release = row
        if conversion == "successor":
            successors[code].add(parent)
            continue
        at = (conversion == "best_fit", kind, code, parent_kind, year or NO_YEAR)
        rank = order.get(release, _LAST)
        before, parents = stated.get(at, (-1, set()))
        if rank >= before:
            stated[at] = (rank, {*parents, parent} if rank == before else {parent})
    exact: _Parents = defaultdict(dict)
    fitted: _Parents = defaultdict(dict)
    for (by_fit, kind, code, parent_kind, year), (_, parents) in stated.items():
        (fitted if by_fit else exact)[kind, code, parent_kind][year] = tuple(sorted(parents))
    return dict(exact), dict(fitted), {code: tuple(sorted(after)) for code, after in successors.items()}


def _newest_changes(table: pa.Table, order: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of the two vintages, each LSOA 2011 as the newest file has it."""
    found: dict[str, tuple[int, list[str]]] = {}
    columns = (table[name].to_pylist() for name in ("lsoa11_code", "lsoa21_code", "release_id"))
    for old, new, release in zip(*columns, strict=True):
        rank = order.get(release, _LAST)
        before, codes = found.get(old, (-1, []))
        if rank >= before:
            found[old] = (rank, [*codes, new] if rank == before else [new])
    return tuple((old, new) for old, (_, codes) in found.items() for new in dict.fromkeys(codes))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for left, right in pairs:
        found[left].append(right)
    return {left: tuple(sorted(set(rights))) for left, rights in found.items()}
