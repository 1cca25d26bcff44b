"""The real geography of England and Wales, and West Mercia's and Norfolk's real rows, where they are at hand."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analysis.rates import rate
from frankpledge.lake import queries
from frankpledge.lake.areas import (
    all_of,
    find_area,
    is_two_tier,
    lsoa_codes,
    members,
    nation,
    neighbours,
    outline,
    parts,
    population,
    search,
)
from frankpledge.lake.places import plain_name
from frankpledge.lake.store import Lake, Snapshot
from tests.lake.files import take

YEAR = {"first": "2025-01", "last": "2025-12"}
SPLIT = {
    "E06000058": 3,
    "E06000060": 4,
    "E06000061": 4,
    "E06000062": 2,
    "E06000063": 3,
    "E06000064": 3,
    "E07000244": 2,
}


@pytest.fixture(scope="module")
def country(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    lake = Lake(tmp_path_factory.mktemp("country") / "lake")
    geography = shared_data / "geography"
    paths = [path for path in sorted(geography.iterdir()) if path.name.startswith(("look", "lad"))]
    paths += [geography / "boundaries_ltla24.geojson", geography / "csp24_dissolved_20lads.geojson"]
    paths += [geography / "lsoa21" / "E06000019.geojson", geography / "ward" / "E06000019.geojson"]
    paths += [shared_data / "population" / "population20_lsoa11.csv.gz"]
    paths += [shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip"]
    paths += [shared_data / "police_uk" / "norfolk-2025.zip"]
    report = take(lake, *paths)
    assert {file.status for file in report.files} == {"new"}
    return lake.snapshot()


@pytest.fixture(scope="module")
def places(country: Snapshot) -> dict[str, dict[str, Any]]:
    return {row["lsoa_code"]: row for row in country.read("places").to_pylist()}


def lines(path: Path) -> Iterator[dict[str, str]]:
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8-sig")
    yield from csv.DictReader(text.splitlines())


def test_every_lsoa_of_england_and_wales_lies_in_exactly_one_partnership(places: dict[str, dict[str, Any]]) -> None:
    vintages = [row["vintage"] for row in places.values()]
    assert (vintages.count("both"), vintages.count("2011"), vintages.count("2021")) == (33_647, 1_106, 2_025)
    assert all(row["csp_code"] and row["force_code"] and row["district_code"] for row in places.values())
    assert len({row["csp_code"] for row in places.values()}) == 314
    assert len({row["force_code"] for row in places.values()}) == 43


def test_there_are_as_many_groups_common_to_both_vintages_as_published(
    country: Snapshot, places: dict[str, dict[str, Any]]
) -> None:
    assert len({row["component"] for row in places.values()}) == 34_630
    changes = country.read("lsoa_changes")["change"].to_pylist()
    assert {mark: changes.count(mark) for mark in "USMX"} == {"U": 33_647, "S": 1_900, "M": 239, "X": 9}


def test_a_naive_walk_through_the_files_places_every_lsoa_alike(
    shared_data: Path, places: dict[str, dict[str, Any]]
) -> None:
    folder = shared_data / "geography"
    csps: dict[str, dict[str, str]] = {}
    for row in lines(folder / "lookup_ltla24_csp24_pfa24.csv.gz"):
        csps.setdefault(row["ltla24_code"], {})[plain_name(row["csp24_name"])] = row["csp24_code"]
    former = {row["LAD17NM"]: plain_name(row["CSP17NM"]) for row in lines(folder / "lad17_csp17_pfa17.csv")}
    today = {row["ltla22_code"]: row["ltla24_code"] for row in lines(folder / "lookup_ltla_ltla.csv.gz")}
    differing = []
    for row in lines(folder / "lookup_lsoa11_lsoa21_ltla22.csv.gz"):
        choice = csps[today[row["ltla22_code"]]]
        if len(choice) > 1:
            expected = choice[former[row["lsoa11_name"].rpartition(" ")[0]]]
        else:
            (expected,) = choice.values()
        if places[row["lsoa21_code"]]["csp_code"] != expected:
            differing.append(row["lsoa21_code"])
    assert differing == []


@pytest.mark.parametrize(("council", "number"), SPLIT.items())
def test_each_merged_council_is_divided_among_its_partnerships(country: Snapshot, council: str, number: int) -> None:
    district = find_area(country, council)
    inside = members(country, district, "csp")
    assert len(inside) == number
    whole = set(lsoa_codes(country, district))
    shares = [whole & set(lsoa_codes(country, csp)) for csp in inside]
    assert sum(len(share) for share in shares) == len(whole)
    assert all(shares)


def test_the_nine_populations_of_the_published_comparison_come_out_of_lsoas(
    country: Snapshot, shared_data: Path
) -> None:
    table = shared_data.parent / "reference" / "herefordshire" / "ons-comparators-ye-2022-09.csv"
    if not table.exists():
        pytest.skip("no published comparison here")
    for row in lines(table):
        name = row["community safety partnership"]
        people = population(country, find_area(country, name)).people
        assert round(people, -2) == int(row["population mid-2020 (to 100)"]), name
        crimes = int(row["recorded crime excluding fraud"])
        assert round(rate(events=crimes, population=round(people, -2)).value) == int(row["rate per 1000"]), name


def test_12382_crimes_on_193600_people_is_64_in_a_thousand() -> None:
    assert round(rate(events=12_382, population=193_600).value) == 64


@pytest.mark.parametrize(
    ("asked", "kind", "code"),
    [
        ("Herefordshire", "csp", "E22000326"),
        ("Telford & Wrekin", "csp", "E22000333"),
        ("South Worcestershire", "csp", "E22000332"),
        ("King's Lynn and West Norfolk", "csp", "E22000221"),
        ("West Suffolk", "district", "E07000245"),
        ("Bournemouth, Christchurch and Poole", "district", "E06000058"),
        ("Rhondda Cynon Taf", "district", "W06000016"),
        ("Devon and Cornwall", "force", "E23000035"),
        ("Camden", "csp", "E22000191"),
    ],
)
def test_areas_are_found_by_the_names_people_use(country: Snapshot, asked: str, kind: str, code: str) -> None:
    area = find_area(country, asked)
    assert (area.kind, area.code) == (kind, code)


def test_a_search_by_the_name_people_use_finds_what_a_question_by_it_does(country: Snapshot) -> None:
    assert [area.code for area in search(country, "South Worcestershire")] == ["E22000332"]


def test_two_tiers_and_wales_are_known(country: Snapshot) -> None:
    tiers = {name: is_two_tier(country, find_area(country, name)) for name in ("North Worcestershire", "Herefordshire")}
    assert tiers == {"North Worcestershire": True, "Herefordshire": False}
    assert nation(find_area(country, "Cwm Taf")) == "wales"
    assert len(all_of(country, "csp")) == 314
    assert len(neighbours(country, find_area(country, "Herefordshire"))) == 4


def test_herefordshire_2025_has_11948_rows_of_which_1968_are_anti_social_behaviour(country: Snapshot) -> None:
    area = find_area(country, "Herefordshire")
    assert queries.counts(country, area=area, measure="all", **YEAR).total == 11_948
    assert queries.counts(country, area=area, measure="asb", **YEAR).total == 1_968
    crimes = queries.monthly(country, area, **YEAR).values
    assert (min(crimes), max(crimes)) == (660, 991)  # type: ignore[type-var]
    assert queries.counts(country, area=find_area(country, "West Mercia"), **YEAR).total == 85_235


def test_repeats_of_the_force_are_those_that_are_known(country: Snapshot) -> None:
    found = queries.repeats(country, find_area(country, "West Mercia"), **YEAR)
    assert (found.duplicates, found.repeated_ids) == (3_446, 36)


def test_a_year_with_eight_months_missing_is_marked_and_names_them(country: Snapshot) -> None:
    found = queries.counts(country, area=find_area(country, "Herefordshire"), first="2024-01", last="2024-12")
    assert not found.complete
    assert len(found.missing) == 8
    assert "May 2024" in found.caveats[0]


def test_rows_of_either_vintage_sum_over_the_same_groups(country: Snapshot) -> None:
    area = find_area(country, "Herefordshire")
    for window in (("2018-10", "2019-02"), ("2025-01", "2025-05")):
        found = queries.place_rates(country, area, *window)
        assert len(found.places) == 116
        total = queries.counts(country, area=area, first=window[0], last=window[1]).total
        assert sum(place.events for place in found.places) == total
        assert sum(place.people or 0 for place in found.places) == population(country, area).people


def test_partnerships_dissolved_from_lsoas_are_drawn_as_published(country: Snapshot) -> None:
    area = find_area(country, "Herefordshire")
    drawn = outline(country, area).shape
    pieces = parts(country, area)
    assert len(pieces) == 117
    whole = sum(piece.shape.area for piece in pieces)
    assert whole == pytest.approx(drawn.area, rel=0.01)
    assert len(parts(country, area, "ward")) == 53
