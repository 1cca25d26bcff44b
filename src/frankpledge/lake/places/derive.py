"""From published lookups to one row for each LSOA of either vintage.

No published file says in which community safety partnership (CSP) an LSOA lies. Districts mostly lie in one; seven
merged councils lie in two to four, the ones of the districts that they were made of. There the name of the LSOA 2011
still carries the former district (`South Bucks 001A`), an older lookup that district's partnership, and the newest
lookup the partnership of that name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

import pyarrow as pa

from frankpledge.lake.places.components import components
from frankpledge.lake.places.links import Links, PlacesConflict, links_from_tables, plain_name
from frankpledge.lake.schemas import TABLES

_VINTAGE = {
    frozenset({"lsoa11"}): "2011",
    frozenset({"lsoa21"}): "2021",
    frozenset({"lsoa11", "lsoa21"}): "both",
}
Row = tuple[str | None, ...]
# The tables that `places` follows from.
GEOGRAPHY = ("areas", "memberships", "lsoa_changes")


def derive_places(read: Callable[[str], pa.Table], write: Callable[[str, pa.Table], None]) -> None:
    """Write `places` anew from the lookups loaded so far; what they do not tell yet stays null.

    Raises PlacesConflict when an LSOA lies in two partnerships, or in none although nothing is missing.
    """
    links = links_from_tables(
        areas=read("areas"),
        memberships=read("memberships"),
        lsoa_changes=read("lsoa_changes"),
        releases=read("releases"),
    )
    write("places", places_table(links))


def places_table(links: Links) -> pa.Table:
    """Return the table `places`: one row for each LSOA code, in order of code."""
    placing = _Placing(links)
    groups = components(links.changes)
    rows = [placing.row(code, groups.get(code, code)) for code in sorted(links.lsoas)]
    columns = list(zip(*rows, strict=True)) or [()] * len(TABLES["places"])
    return pa.table([pa.array(column, pa.string()) for column in columns], TABLES["places"])


class _Placing:
    """Finds the areas of one LSOA after another."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def row(self, code: str, component: str) -> Row:
        """Return the row of one LSOA, in the order of the schema."""
        links, kinds = self._links, self._links.lsoas[code]
        name = next((found for kind in sorted(kinds, reverse=True) if (found := links.name(kind, code))), None)
        district = self._district(code, kinds)
        csp, conversion = self._csp(code, district) if district else (None, None)
        force = self._above("force", ("csp", csp), ("district", district))
        county = self._above("county", ("district", district))
        region = self._above("region", ("district", district), ("county", county), ("csp", csp), ("force", force))
        return (
            code,
            name,
            _VINTAGE[kinds],
            component,
            self._ward(code),
            district,
            csp,
            force,
            county if county != district else None,
            region,
            conversion,
        )

    def _above(self, kind: str, *known: tuple[str, str | None]) -> str | None:
        """Return the one larger area of a kind that the newest lookup of any known area states."""
        for child, code in known:
            found = self._links.latest(child, code, kind) if code else ()
            if len(found) == 1:
                return found[0]
        return None

    def _ward(self, code: str) -> str | None:
        """Return the ward; an LSOA 2011 whose ground was divided between wards has none."""
        own = self._links.latest("lsoa21", code, "ward") or self._links.latest("lsoa11", code, "ward")
        if own:
            return own[0] if len(own) == 1 else None
        wards = {self._links.latest("lsoa21", new, "ward") for new in self._links.newer.get(code, ())}
        return next(iter(wards))[0] if len(wards) == 1 and all(len(ward) == 1 for ward in wards) else None

    def _district(self, code: str, kinds: frozenset[str]) -> str | None:
        """Return today's district of an LSOA, its own or that of the ground it shares with the other vintage."""
        if own := self._stated_district(code, kinds):
            return own
        twins = {("lsoa21", new) for new in self._links.newer.get(code, ())}
        twins |= {("lsoa11", old) for old in self._links.older.get(code, ())}
        found = {self._stated_district(twin, frozenset({kind})) for kind, twin in twins}
        return found.pop() if len(found) == 1 else None

    def _stated_district(self, code: str, kinds: frozenset[str]) -> str | None:
        """Return the newest exact statement carried forward to today; a best fit (by ward) only where none stands."""
        candidates: list[str] = []
        for fitted in (False, True):
            stated = [
                found for kind in kinds for found in self._links.of(kind, code, "district", fitted=fitted).items()
            ]
            for _, districts in sorted(stated, reverse=True):
                candidates.extend(self._links.today(one) for one in districts)
        standing = [one for one in candidates if one in self._standing.get(one[0], frozenset({one}))]
        return next(iter(standing or candidates), None)

    @cached_property
    def _standing(self) -> Mapping[str, frozenset[str]]:
        """Return the districts of the newest partnership lookup of each nation: those that stand today."""
        found: dict[str, set[str]] = defaultdict(set)
        for code in self._links.standing_districts():
            found[code[0]].add(code)
        return {nation: frozenset(codes) for nation, codes in found.items()}

    def _csp(self, code: str, district: str) -> tuple[str | None, str | None]:
        """Return the partnership and how it was found."""
        choice = self._links.current_csps(district)
        if len(choice) == 1:
            return choice[0], "exact"
        if not self._former_csps.get(district[0]):
            return None, None
        if not choice:
            return self._by_former_codes(code, district)
        former = self._former_districts(code)
        found = {csp for name in former for csp in self._by_former_name(name, choice)}
        if len(found) == 1:
            return found.pop(), "former_district"
        if former:
            told = "none of its partnerships" if not found else "two partnerships, " + " and ".join(sorted(found))
            raise PlacesConflict(
                f"{code} lies in {self._links.name('district', district) or district}, and by its former district "
                f"({', '.join(sorted(former))}) in {told}.",
                where="places",
                cure="Load the lookups of one edition again, the older district to partnership lookup included.",
            )
        return None, None

    def _former_districts(self, code: str) -> frozenset[str]:
        """Return the districts that the names of the LSOA 2011 on this ground carry."""
        links = self._links
        older = (code,) if "lsoa11" in links.lsoas[code] else links.older.get(code, ())
        names = [links.name("lsoa11", old) for old in older]
        return frozenset(name.rpartition(" ")[0] for name in names if name) if all(names) else frozenset()

    def _by_former_name(self, name: str, choice: tuple[str, ...]) -> set[str]:
        former = self._former_csps[choice[0][0]].get(plain_name(name), frozenset())
        wanted = {plain_name(self._links.name("csp", csp)) for csp in former}
        return {csp for csp in choice if csp in former or plain_name(self._links.name("csp", csp)) in wanted}

    def _by_former_codes(self, code: str, district: str) -> tuple[str | None, str | None]:
        """Return the partnership of a district that the newest lookup no longer knows and nothing carries forward."""
        former = self._former_csps[district[0]].get(plain_name(self._links.name("district", district)), frozenset())
        wanted = {plain_name(self._links.name("csp", csp)) for csp in former}
        found = {csp for csp in self._current if plain_name(self._links.name("csp", csp)) in wanted}
        return (found.pop(), "former_district") if len(found) == 1 else (None, None)

    @cached_property
    def _current(self) -> frozenset[str]:
        return frozenset(csp for code in self._links.standing_districts() for csp in self._links.current_csps(code))

    @cached_property
    def _former_csps(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """Return, by nation, the name of each district in an older lookup and the partnerships it then had."""
        found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        for year in sorted(self._links.district_csps):
            for code, csps in self._links.district_csps[year].items():
                if year < self._links.newest_csp_year[code[0]]:
                    for name in self._links.names("district", code).values():
                        found[code[0]][plain_name(name)] = frozenset(csps)
        return found
