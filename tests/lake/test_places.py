"""Where every LSOA lies: merged councils, both vintages, partial lookups, contradictions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.lake.places import components, plain_name
from frankpledge.lake.store import Lake
from tests.lake.files import FEBRUARY, take, write
from tests.lake.invented_land import CHANGES, CSP_2024, lookups


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    lake = Lake(tmp_path_factory.mktemp("land") / "lake")
    take(lake, *lookups(tmp_path_factory.mktemp("inbox")))
    return placed(lake)


def placed(lake: Lake) -> dict[str, dict[str, Any]]:
    return {row["lsoa_code"]: row for row in lake.snapshot().read("places").to_pylist()}


def test_every_lsoa_of_either_vintage_lies_in_exactly_one_partnership(land: dict[str, dict[str, Any]]) -> None:
    assert len(land) == 13
    assert {code: row["csp_code"] for code, row in land.items()} == {
        "X01000001": "X22000001",
        "X01000002": "X22000001",
        "X01000011": "X22000001",
        "X01000012": "X22000001",
        "X01000003": "X22000002",
        "X01000004": "X22000002",
        "X01000005": "X22000002",
        "X01000013": "X22000002",
        "X01000006": "X22000003",
        "X01000007": "X22000003",
        "X01000008": "X22000003",
        "X01000014": "X22000003",
        "X01000015": "X22000003",
    }


def test_a_merged_council_is_divided_by_the_former_district_in_the_older_name(land: dict[str, dict[str, Any]]) -> None:
    assert land["X01000013"]["conversion"] == "former_district"
    assert land["X01000006"]["conversion"] == "exact"
    assert {row["district_code"] for row in land.values()} == {"X06000009", "X07000003"}


def test_an_unchanged_lsoa_has_one_row_for_both_vintages(land: dict[str, dict[str, Any]]) -> None:
    vintages = {code: row["vintage"] for code, row in land.items()}
    assert [vintages[code] for code in ("X01000001", "X01000002", "X01000011")] == ["both", "2011", "2021"]


def test_a_ward_that_mostly_lies_elsewhere_moves_no_lsoa_into_another_district(land: dict[str, dict[str, Any]]) -> None:
    row = land["X01000006"]
    assert (row["ward_code"], row["district_code"], row["csp_code"]) == ("X05000006", "X07000003", "X22000003")


def test_an_lsoa_2011_divided_between_wards_has_none(land: dict[str, dict[str, Any]]) -> None:
    wards = {code: row["ward_code"] for code, row in land.items()}
    assert wards["X01000002"] is None
    assert wards["X01000004"] == "X05000005"


def test_a_county_is_told_only_where_there_are_two_tiers(land: dict[str, dict[str, Any]]) -> None:
    counties = {row["district_code"]: row["county_code"] for row in land.values()}
    assert counties == {"X06000009": None, "X07000003": "X10000002"}


def test_groups_common_to_both_vintages_are_the_smallest(land: dict[str, dict[str, Any]]) -> None:
    groups: dict[str, set[str]] = {}
    for code, row in land.items():
        groups.setdefault(row["component"], set()).add(code)
    assert groups == {
        "X01000001": {"X01000001"},
        "X01000002": {"X01000002", "X01000011", "X01000012"},
        "X01000003": {"X01000003"},
        "X01000004": {"X01000004", "X01000005", "X01000013"},
        "X01000006": {"X01000006"},
        "X01000007": {"X01000007", "X01000008", "X01000014", "X01000015"},
    }


@pytest.mark.parametrize(
    "missing", ["changes.csv", "older.csv", "wards.csv", "csp17.csv", "csp24.csv", "districts.csv"]
)
def test_whatever_lookup_is_missing_the_others_still_load(lake: Lake, inbox: Path, missing: str) -> None:
    report = take(lake, *lookups(inbox, missing))
    assert {file.status for file in report.files} == {"new"}
    places = placed(lake)
    assert places["X01000003"]["csp_code"] in ("X22000002", None)


def test_without_the_older_partnerships_a_merged_council_is_left_open_and_not_guessed(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox, "csp17.csv"))
    places = placed(lake)
    assert places["X01000003"]["csp_code"] is None
    assert places["X01000006"]["csp_code"] == "X22000003"


def test_lookups_may_come_one_after_the_other(lake: Lake, inbox: Path) -> None:
    for path in lookups(inbox):
        take(lake, path)
    one_by_one = placed(lake)
    together = Lake(lake.root.parent / "other")
    take(together, *lookups(inbox))
    assert one_by_one == placed(together)


def test_a_newer_edition_of_a_lookup_has_the_word(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox))
    moved = CSP_2024.replace("X23000002,Mereshire", "X23000001,Fenshire")
    take(lake, write(inbox, "csp24-again.csv", moved), at=FEBRUARY)
    assert placed(lake)["X01000006"]["force_code"] == "X23000001"


def test_a_merged_lsoa_of_two_partnerships_is_refused_and_what_was_known_stays(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox))
    crossed = CHANGES.replace("X01000005,Barrow 001C", "X01000005,Ashby 009C")
    report = take(lake, write(inbox, "crossed.csv", crossed), at=FEBRUARY)
    (file,) = report.files
    assert file.status == "refused"
    assert "X01000013" in file.message
    assert "two partnerships" in file.message
    assert placed(lake)["X01000013"]["csp_code"] == "X22000002"


def test_an_lsoa_whose_former_district_had_no_partnership_of_this_council_is_refused(lake: Lake, inbox: Path) -> None:
    crossed = CHANGES.replace("X01000001,Ashby 001A", "X01000001,Coldwell 009Z")
    paths = [
        write(inbox, "crossed.csv", crossed),
        *lookups(inbox, "changes.csv", "older.csv", "population20_lsoa11.csv"),
    ]
    report = take(lake, *paths)
    messages = [file.message for file in report.files if file.status == "refused"]
    assert any("none of its partnerships" in message for message in messages)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=25))
def test_components_agree_with_a_naive_search(pairs: list[tuple[int, int]]) -> None:
    named = [(f"A{old:02d}", f"B{new:02d}") for old, new in pairs]
    expected = {}
    for code in {code for pair in named for code in pair}:
        reached = {code}
        while True:
            wider = reached | {end for pair in named if reached & set(pair) for end in pair}
            if wider == reached:
                break
            reached = wider
        expected[code] = min(reached)
    assert components(named) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Herefordshire, County of", "Herefordshire"),
        ("Telford & Wrekin", "telford and wrekin"),
        ("King's Lynn and West Norfolk", "Kings Lynn & West Norfolk"),
        ("Bristol, City of", "BRISTOL"),
        ("Stoke-on-Trent", "Stoke on Trent"),
    ],
)
def test_names_of_one_area_in_several_sources_compare_alike(left: str, right: str) -> None:
    assert plain_name(left) == plain_name(right)


def test_places_are_told_in_the_columns_of_the_schema(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox))
    table = lake.snapshot().read("places")
    assert isinstance(table, pa.Table)
    assert table["lsoa_code"].to_pylist() == sorted(table["lsoa_code"].to_pylist())
    assert table["conversion"].null_count == 0


def test_a_newer_lookup_of_a_few_districts_does_not_unseat_the_others(lake: Lake, inbox: Path) -> None:
    more = "ltla25_code,ltla25_name,csp25_code,csp25_name\nX07000003,Coldwell,X22000003,Coldwell\n"
    few = "".join(f"X0700010{number},D{number},X2200010{number},P{number},X23000001,Fenshire\n" for number in range(3))
    paths = [*lookups(inbox, "csp24.csv"), write(inbox, "csp24-more.csv", CSP_2024 + few)]
    take(lake, *paths, write(inbox, "csp25.csv", more))
    places = placed(lake)
    assert (places["X01000001"]["csp_code"], places["X01000006"]["csp_code"]) == ("X22000001", "X22000003")


def test_a_lookup_from_before_a_merger_still_finds_the_partnership_by_name(lake: Lake, inbox: Path) -> None:
    before = (
        "LSOA11CD,LSOA11NM,LAD17CD,LAD17NM\n"
        "X01000001,Ashby 001A,X07000001,Ashby\n"
        "X01000003,Barrow 001A,X07000002,Barrow\n"
        "X01000099,Elsewhere 001A,X07000099,Elsewhere\n"
    )
    missing = ("changes.csv", "older.csv", "wards.csv", "districts.csv", "population20_lsoa11.csv", "icbs.csv")
    take(lake, *lookups(inbox, *missing), write(inbox, "before.csv", before))
    told = {code: (row["csp_code"], row["conversion"]) for code, row in placed(lake).items()}
    assert told == {
        "X01000001": ("X22000001", "former_district"),
        "X01000003": ("X22000002", "former_district"),
        "X01000099": (None, None),
    }
