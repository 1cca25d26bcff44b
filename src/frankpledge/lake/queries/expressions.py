"""The named questions: plain functions from tables to an Ibis expression, for DuckDB here and Spark at national size.

`cube` is the table `street_cube` (rows by month, force, LSOA and type; LSOA "" where a row has no place), `street` the
rows themselves, `places` and `population` the tables of those names. Months are texts such as "2025-01", both ends in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from frankpledge.lake.areas import Extent

if TYPE_CHECKING:
    import ibis.expr.types as ir

ASB = "Anti-social behaviour"
# What a row of `street` says beyond where it stood in which file: two rows alike in all of it are exact duplicates.
PUBLISHED = (
    "month",
    "force",
    "crime_id",
    "reported_by",
    "falls_within",
    "longitude",
    "latitude",
    "location",
    "lsoa_code",
    "lsoa_name",
    "crime_type",
    "outcome",
    "context",
)
_GROUPS = {"month": "month", "type": "crime_type", "lsoa": "lsoa_code", "ward": "ward_code", "outcome": "outcome"}


def within(table: ir.Table, extent: Extent) -> ir.Table:
    """Return the rows that lie in an area: by LSOA code, by reporting force, or by the district in the LSOA's name."""
    if extent.force:
        return table.filter(table.force == extent.force)
    if extent.prefix:
        return table.filter(table.lsoa_name.re_search(f"^{re.escape(extent.prefix)} [0-9]+[A-Z]*$"))
    return table.filter(table.lsoa_code.isin(_texts(extent.codes)))


@lru_cache(maxsize=1)
def _one() -> ir.Scalar:
    import ibis  # noqa: PLC0415

    return ibis.literal(1, "int64")


@lru_cache(maxsize=512)
def _texts(values: tuple[str, ...]) -> list[ir.Scalar]:
    """Return texts as they stand in a question: an area has a hundred LSOAs, and is asked about again and again."""
    import ibis  # noqa: PLC0415 (half a second that a load never needs)

    return [ibis.literal(value) for value in values]


def reported_by(table: ir.Table, forces: Sequence[str]) -> ir.Table:
    """Return the rows that some forces reported: an area's figures come from its own, so that one source speaks."""
    return table.filter(table.force.isin(list(forces)))


def during(table: ir.Table, *, first: str, last: str, measure: str = "all") -> ir.Table:
    """Return the rows of some months: `crime`, `asb` (anti-social behaviour, never a crime), `all`, or of one type."""
    rows = table.filter((table.month >= first) & (table.month <= last))
    if measure == "all":
        return rows
    if measure == "crime":
        return rows.filter(rows.crime_type != ASB)
    return rows.filter(rows.crime_type == (ASB if measure == "asb" else measure))


def as_cube(street: ir.Table) -> ir.Table:
    """Return rows counted as the cube has them."""
    keys = ["month", "force", "lsoa_code", "crime_type"]
    wanted = street.select(keys)
    placed = wanted.mutate(lsoa_code=wanted.lsoa_code.fill_null(""))
    return placed.group_by(keys).aggregate(n=placed.count())


def as_cells(street: ir.Table) -> ir.Table:
    """Return every row as a cell of its own, with its outcome: to be counted at once by what the cube leaves out."""
    return street.select("month", "force", "crime_type", "outcome", lsoa_code=street.lsoa_code.fill_null(""), n=_one())


def total(cube: ir.Table) -> ir.Table:
    """Return one row with the number of rows, 0 for none."""
    return cube.aggregate(count=cube.n.sum().fill_null(0).cast("int64"))


def grouped(cube: ir.Table, places: ir.Table, *, by: Sequence[str]) -> ir.Table:
    """Return counts by any of month, type, lsoa, ward and outcome, in the order of those.

    A ward is that of the LSOA, null where an LSOA 2011 was divided between wards; an LSOA "" is a row without place.
    """
    rows = cube
    if "ward" in by:
        wards = places.select(place="lsoa_code", ward_code="ward_code")
        rows = rows.left_join(wards, rows.lsoa_code == wards.place)
    keys = {name: rows[_GROUPS[name]] for name in by}
    counted = rows.group_by(**keys).aggregate(count=rows.n.sum().cast("int64"))
    return counted.order_by(list(by))


def by_force(cube: ir.Table) -> ir.Table:
    """Return for each force the number of its rows, and of those without a place."""
    return (
        cube.group_by("force")
        .aggregate(
            count=cube.n.sum().cast("int64"),
            placeless=cube.n.sum(where=cube.lsoa_code == "").fill_null(0).cast("int64"),
        )
        .order_by("force")
    )


def rolled_up(cube: ir.Table) -> ir.Table:
    """Return a cube with all places put together: LSOA "" for rows without a place, `placed` for all that have one."""
    keys = {"month": cube.month, "force": cube.force, "crime_type": cube.crime_type}
    known = (cube.lsoa_code == "").ifelse("", "placed")
    rows = cube.group_by(**keys, lsoa_code=known).aggregate(n=cube.n.sum().cast("int64"))
    return rows.select("month", "force", "lsoa_code", "crime_type", "n")


def by_csp(cube: ir.Table, places: ir.Table, *, csps: Sequence[str]) -> ir.Table:
    """Return counts by community safety partnership, through the LSOA, for those asked for."""
    inside = places.filter(places.csp_code.isin(list(csps))).select(place="lsoa_code", csp="csp_code")
    rows = cube.inner_join(inside, cube.lsoa_code == inside.place)
    return rows.group_by("csp").aggregate(count=rows.n.sum().cast("int64")).order_by("csp")


def by_csp_force_type(cube: ir.Table, places: ir.Table, *, csps: Sequence[str]) -> ir.Table:
    """Return counts by partnership, reporting force and type, for the partnerships asked for."""
    inside = places.filter(places.csp_code.isin(list(csps))).select(place="lsoa_code", csp="csp_code")
    rows = cube.inner_join(inside, cube.lsoa_code == inside.place)
    keys = ["csp", "force", "crime_type"]
    return rows.group_by(keys).aggregate(count=rows.n.sum().cast("int64")).order_by(keys)


def nationwide(cube: ir.Table, places: ir.Table) -> ir.Table:
    """Return counts by month, partnership, reporting force and type, for every partnership: a country at once."""
    inside = places.filter(places.csp_code.notnull()).select(place="lsoa_code", csp="csp_code")
    rows = cube.inner_join(inside, cube.lsoa_code == inside.place)
    keys = ["month", "csp", "force", "crime_type"]
    return rows.group_by(keys).aggregate(count=rows.n.sum().cast("int64")).order_by(keys)


def by_component_type(cube: ir.Table, places: ir.Table) -> ir.Table:
    """Return counts by smallest group of LSOAs and type."""
    groups = places.select(place="lsoa_code", component="component")
    rows = cube.inner_join(groups, cube.lsoa_code == groups.place)
    keys = ["component", "crime_type"]
    return rows.group_by(keys).aggregate(count=rows.n.sum().cast("int64")).order_by(keys)


def by_part(cube: ir.Table, places: ir.Table, *, kind: str) -> ir.Table:
    """Return counts by the areas of a kind (`ward`, `district`, `csp`) that an LSOA lies in; null where in no one."""
    inside = places.select(place="lsoa_code", part=f"{kind}_code")
    rows = cube.left_join(inside, cube.lsoa_code == inside.place)
    return rows.group_by("part").aggregate(count=rows.n.sum().cast("int64")).order_by("part")


def by_release(street: ir.Table) -> ir.Table:
    """Return how many rows came from each release."""
    return street.group_by("release_id").aggregate(count=street.count()).order_by("release_id")


def by_component(cube: ir.Table, places: ir.Table) -> ir.Table:
    """Return counts by the smallest groups of LSOAs that are the same ground in both vintages."""
    groups = places.select(place="lsoa_code", component="component")
    rows = cube.inner_join(groups, cube.lsoa_code == groups.place)
    return rows.group_by("component").aggregate(count=rows.n.sum().cast("int64")).order_by("component")


def duplicates(street: ir.Table) -> ir.Table:
    """Return one row: how many rows there are, how many repeat another in every published column, how many IDs repeat.

    Repeated rows may be distinct incidents at one snapped point, so they are counted and never dropped.
    """
    alike = street.group_by(list(PUBLISHED)).aggregate(n=street.count())
    # From the groups of rows that are alike, so that the rows themselves are read once.
    named = alike.n.sum(where=alike.crime_id.notnull()).fill_null(0)
    return alike.aggregate(
        rows=alike.n.sum().cast("int64"),
        duplicates=(alike.n - 1).sum().cast("int64"),
        repeated_ids=(named - alike.crime_id.nunique()).cast("int64"),
    )


def spread(places: ir.Table, population: ir.Table, *, kind: str, year: int) -> ir.Table:
    """Return residents by partnership: the sum of the LSOA estimates of one vintage (`lsoa11`, `lsoa21`) and year."""
    vintages = ["both", "2011" if kind == "lsoa11" else "2021"]
    whole = population.filter(
        (population.area_kind == kind) & (population.year == year) & population.age.isnull() & (population.sex == "all")
    ).select(place="code", people="people")
    inside = places.filter(places.vintage.isin(vintages) & places.csp_code.notnull())
    rows = inside.inner_join(whole, inside.lsoa_code == whole.place)
    return rows.group_by(csp=rows.csp_code).aggregate(people=rows.people.sum()).order_by("csp")


def without_partnership(places: ir.Table) -> ir.Table:
    """Return the LSOAs that no partnership is known for."""
    return places.filter(places.csp_code.isnull()).select("lsoa_code", "district_code").order_by("lsoa_code")


__all__ = [
    "ASB",
    "PUBLISHED",
    "as_cells",
    "as_cube",
    "by_component",
    "by_component_type",
    "by_csp",
    "by_csp_force_type",
    "by_force",
    "by_part",
    "by_release",
    "duplicates",
    "during",
    "grouped",
    "nationwide",
    "reported_by",
    "rolled_up",
    "spread",
    "total",
    "within",
    "without_partnership",
]
