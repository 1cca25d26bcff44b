"""What is counted where: through LSOAs of both vintages, from the area's own force, never over a missing month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frankpledge.lake import queries
from frankpledge.lake.areas import find_area
from frankpledge.lake.queries import BadQuestion, BadWindow, NothingLoaded, counts
from frankpledge.lake.queries.rates import place_name
from frankpledge.lake.store import Lake, Snapshot
from tests.lake.files import FEBRUARY, take
from tests.lake.invented_land import ASHBY, BARROW, COLDWELL, FENSHIRE, lookups, street

ASB = "Anti-social behaviour"
JANUARY_ROWS = [
    ("X01000001", "Ashby 001A", "Burglary"),
    ("X01000001", "Ashby 001A", "Burglary"),
    ("X01000002", "Ashby 001B", "Drugs"),
    ("X01000002", "Ashby 001B", ASB),
    ("X01000003", "Barrow 001A", "Drugs"),
    ("", "", "Drugs"),
    ("", "", ASB),
]
MARCH_ROWS = [
    ("X01000011", "Greater Ashby 001D", "Burglary"),
    ("X01000012", "Greater Ashby 001E", "Shoplifting"),
    ("X01000012", "Greater Ashby 001E", ASB),
    ("X01000013", "Greater Ashby 002F", "Drugs"),
    ("X01000006", "Coldwell 001A", "Drugs"),
]
MERESHIRE_ROWS = [
    ("X01000014", "Coldwell 001E", "Burglary"),
    ("X01000001", "Ashby 001A", "Drugs"),
]
QUARTER = {"first": "2025-01", "last": "2025-03"}


def police_files(folder: Path) -> list[Path]:
    """Write the street files of two forces and two months; February is missing."""
    return [
        street(folder, "2025-01", "Fenshire Constabulary", JANUARY_ROWS, slug="fenshire"),
        street(folder, "2025-03", "Fenshire Constabulary", MARCH_ROWS, slug="fenshire"),
        street(folder, "2025-01", "Mereshire Police", MERESHIRE_ROWS, slug="mereshire"),
    ]


@pytest.fixture
def police(inbox: Path) -> list[Path]:
    return police_files(inbox)


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    lake = Lake(tmp_path_factory.mktemp("land") / "lake")
    inbox = tmp_path_factory.mktemp("inbox")
    take(lake, *lookups(inbox), *police_files(inbox))
    return lake.snapshot()


def test_rows_count_through_lsoas_of_either_vintage(land: Snapshot) -> None:
    found = counts(land, area=ASHBY, **QUARTER)
    assert found.total == 5
    assert counts(land, area=ASHBY, measure="asb", **QUARTER).total == 2
    assert counts(land, area=ASHBY, measure="all", **QUARTER).total == 7


def test_rows_that_another_force_reported_are_told_and_not_added(land: Snapshot) -> None:
    found = counts(land, area=ASHBY, first="2025-01", last="2025-01")
    assert found.total == 3
    assert found.elsewhere == {"mereshire": 1}
    assert any("other forces reported" in caveat and "Mereshire (1)" in caveat for caveat in found.caveats)


def test_a_missing_month_is_named_and_makes_the_answer_incomplete(land: Snapshot) -> None:
    found = counts(land, area=ASHBY, by=["month"], **QUARTER)
    assert not found.complete
    assert found.missing == (("fenshire", "2025-02"),)
    assert any("February 2025" in caveat for caveat in found.caveats)
    assert found.rows == ({"month": "2025-01", "count": 3}, {"month": "2025-03", "count": 2})
    assert counts(land, area=ASHBY, first="2025-01", last="2025-01").complete


def test_a_window_with_no_month_there_is_refused(land: Snapshot) -> None:
    with pytest.raises(NothingLoaded, match="January 2024 to December 2024"):
        counts(land, area=ASHBY, first="2024-01", last="2024-12")
    with pytest.raises(NothingLoaded, match="Mereshire"):
        counts(land, area=COLDWELL, first="2025-03", last="2025-03")


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [("2025-1", "2025-03", "2025-1"), ("2025-03", "2025-01", "before it begins"), ("2025-13", "2025-13", "2025-13")],
)
def test_months_that_are_none_are_refused(land: Snapshot, first: str, last: str, told: str) -> None:
    with pytest.raises(BadWindow, match=told):
        counts(land, area=ASHBY, first=first, last=last)


def test_what_cannot_be_counted_is_refused(land: Snapshot) -> None:
    for asked in ({"by": ["postcode"]}, {"measure": "fraud"}, {"by": ["type", "type"]}):
        with pytest.raises(BadQuestion):
            counts(land, area=ASHBY, **QUARTER, **asked)


def test_counts_by_type_lsoa_ward_and_outcome_carry_these_names(land: Snapshot) -> None:
    by_type = counts(land, area=ASHBY, by=["type"], **QUARTER)
    assert by_type.rows == (
        {"type": "Burglary", "count": 3},
        {"type": "Drugs", "count": 1},
        {"type": "Shoplifting", "count": 1},
    )
    by_lsoa = counts(land, area=ASHBY, by=["lsoa"], **QUARTER)
    assert {row["lsoa"]: row["count"] for row in by_lsoa.rows} == {
        "X01000001": 2,
        "X01000002": 1,
        "X01000011": 1,
        "X01000012": 1,
    }
    assert by_lsoa.names["X01000011"] == "Greater Ashby 001D"
    assert any("LSOAs of 2011 and others of 2021" in caveat for caveat in by_lsoa.caveats)
    by_ward = counts(land, area=ASHBY, by=["ward"], **QUARTER)
    assert {row["ward"]: row["count"] for row in by_ward.rows} == {"X05000001": 3, "X05000002": 1, None: 1}
    assert by_ward.names["X05000002"] == "Mill"
    outcomes = counts(land, area=ASHBY, by=["month", "outcome"], **QUARTER)
    assert {"month": "2025-01", "outcome": "Under investigation", "count": 2} in outcomes.rows
    assert sum(int(str(row["count"])) for row in outcomes.rows) == 5


def test_a_force_counts_all_that_it_reported_with_place_or_without(land: Snapshot) -> None:
    found = counts(land, area=FENSHIRE, first="2025-01", last="2025-01", by=["lsoa"])
    assert (found.total, found.placeless, found.force_rows) == (5, 1, 5)
    assert {"lsoa": None, "count": 1} in found.rows
    assert any("they are in this total" in caveat for caveat in found.caveats)
    assert counts(land, area=ASHBY, first="2025-01", last="2025-01").placeless_share == 0.2


def test_duplicates_are_counted(lake: Lake, inbox: Path) -> None:
    path = street(inbox, "2025-01", "Fenshire Constabulary", JANUARY_ROWS, slug="fenshire")
    text = path.read_text()
    asb = next(line for line in text.splitlines() if ASB in line)
    path.write_text(text + f"{asb}\n{asb}\n")
    take(lake, *lookups(inbox), path)
    state = lake.snapshot()
    assert counts(state, area=ASHBY, first="2025-01", last="2025-01", measure="asb").total == 3
    found = queries.repeats(state, ASHBY, first="2025-01", last="2025-01")
    assert (found.rows, found.duplicates, found.repeated_ids) == (6, 2, 0)


def test_the_answer_says_where_it_comes_from_and_as_of_when(land: Snapshot) -> None:
    found = counts(land, area=ASHBY, **QUARTER)
    assert found.source == "data.police.uk, street-level files of Fenshire"
    assert found.cut_off.startswith("2026-01-31")
    told = found.as_json()
    assert {"total", "rows", "source", "cut_off", "caveats"} <= told.keys()
    assert told["missing"] == [{"force": "fenshire", "month": "2025-02"}]


def test_an_old_cut_off_gives_the_old_answer(lake: Lake, inbox: Path, police: list[Path]) -> None:
    take(lake, *lookups(inbox), *police)
    again = street(inbox / "later", "2025-01", "Fenshire Constabulary", JANUARY_ROWS[:1], slug="fenshire")
    take(lake, again, at=FEBRUARY)
    months = {"first": "2025-01", "last": "2025-01"}
    assert counts(lake.snapshot(), area=ASHBY, **months).total == 1
    assert counts(lake.snapshot(date(2026, 2, 1)), area=ASHBY, **months).total == 3


def test_without_lookups_a_district_is_counted_by_the_names_of_its_lsoas(lake: Lake, police: list[Path]) -> None:
    take(lake, *police)
    state = lake.snapshot()
    found = counts(state, area=find_area(state, "Greater Ashby"), by=["type"], first="2025-03", last="2025-03")
    assert found.total == 3
    assert found.complete
    assert any("No lookups are loaded" in caveat for caveat in found.caveats)


def test_months_are_a_series_in_which_a_missing_one_is_no_zero(land: Snapshot) -> None:
    found = queries.monthly(land, BARROW, **QUARTER)
    assert found.months == ("2025-01", "2025-02", "2025-03")
    assert found.values == (1, None, 1)
    by_type = queries.monthly_by_type(land, ASHBY, **QUARTER)
    assert by_type[ASB].values == (1, None, 1)
    assert by_type["Shoplifting"].values == (0, None, 1)


def test_types_wards_and_outcomes_have_their_totals(land: Snapshot) -> None:
    assert queries.by_type(land, ASHBY, **QUARTER) == {ASB: 2, "Burglary": 3, "Drugs": 1, "Shoplifting": 1}
    wards, unknown = queries.by_ward(land, ASHBY, **QUARTER)
    assert [(ward.area.name, ward.count) for ward in wards] == [("Abbey", 3), ("Mill", 1)]
    assert unknown == 1
    assert sum(queries.by_outcome(land, ASHBY, **QUARTER).values()) == 5


def test_partnerships_of_a_force_stand_beside_it(land: Snapshot) -> None:
    found = queries.comparators(land, ASHBY, **QUARTER)
    assert found is not None
    assert [(one.area.name, one.count) for one in found.areas] == [("Ashby and District", 5), ("Barrow", 2)]
    assert (found.force.count, found.force.placeless, found.force.missing) == (9, 1, ("2025-02",))
    assert not found.force.complete


def test_place_rates_are_over_groups_common_to_both_vintages(land: Snapshot) -> None:
    found = queries.place_rates(land, ASHBY, "2025-01", "2025-03")
    assert (found.year, found.complete) == (2020, False)
    told = {place.code: (place.events, place.people, place.lsoas) for place in found.places}
    assert told == {
        "X01000001": (2, 1000, ("X01000001",)),
        "X01000002": (3, 2000, ("X01000002", "X01000011", "X01000012")),
    }
    split = found.places[0]
    assert split.name == "Greater Ashby 001D and 001E"
    assert split.ward == "Abbey and Mill"
    assert split.rate is not None
    assert split.rate.value == pytest.approx(1.5)
    assert sum(place.events for place in found.places) == counts(land, area=ASHBY, **QUARTER).total


def test_a_place_without_residents_has_no_rate(lake: Lake, inbox: Path, police: list[Path]) -> None:
    take(lake, *lookups(inbox, "population20_lsoa11.csv"), *police)
    found = queries.place_rates(lake.snapshot(), ASHBY, "2025-01", "2025-01")
    assert found.year is None
    assert all(place.rate is None and place.people is None for place in found.places)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Ashby 001A"], "Ashby 001A"),
        (["Ashby 001C", "Ashby 001B"], "Ashby 001B and 001C"),
        (["Ashby 001A", "Ashby 001B", "Ashby 002A"], "Ashby 001A, 001B and 002A"),
        (["Ashby 001A", "Barrow 001B"], "Ashby 001A and Barrow 001B"),
    ],
)
def test_a_group_is_named_for_its_lsoas(names: list[str], told: str) -> None:
    assert place_name(names) == told


def test_the_releases_behind_a_figure_are_those_of_its_months(land: Snapshot) -> None:
    used = queries.releases_used(land, ASHBY, first="2025-01", last="2025-01")
    files = {row["release_id"]: row["file"] for row in land.releases().to_pylist()}
    assert [Path(files[release]).name for release in used] == ["2025-01-fenshire-street.csv"]


def test_without_lookups_there_is_nothing_to_compare_with(lake: Lake, police: list[Path]) -> None:
    take(lake, *police)
    state = lake.snapshot()
    area = find_area(state, "Greater Ashby")
    assert queries.comparators(state, area, first="2025-03", last="2025-03") is None
    assert queries.place_rates(state, area, "2025-03", "2025-03").places == ()


def test_a_former_district_is_counted_and_told_to_be_gone(land: Snapshot) -> None:
    found = counts(land, area=find_area(land, "Ashby", kind="district"), **QUARTER)
    assert found.total == counts(land, area=ASHBY, **QUARTER).total
    assert "Ashby no longer exists: it became part of Greater Ashby." in found.caveats


def test_one_type_is_counted_by_its_name(land: Snapshot) -> None:
    assert counts(land, area=ASHBY, measure="Burglary", **QUARTER).total == 3
    assert counts(land, area=ASHBY, measure="Drugs", **QUARTER).total == 1
    assert counts(land, area=ASHBY, measure=ASB, **QUARTER).total == 2
    assert queries.place_rates(land, ASHBY, **QUARTER, measure="Shoplifting").places[0].events == 1


def test_the_parts_of_a_force_hold_its_placed_rows_and_the_rest_is_told(land: Snapshot) -> None:
    parts, loose = queries.by_part(land, FENSHIRE, "csp", **QUARTER, measure="all")
    whole = counts(land, area=FENSHIRE, measure="all", **QUARTER).total
    assert {one.area.name for one in parts} >= {ASHBY.name, BARROW.name}
    assert sum(one.count for one in parts) + loose == whole == 12
    assert loose >= 2


def test_the_rows_behind_a_count_are_its_lines_in_the_order_of_the_files(land: Snapshot) -> None:
    found = queries.rows_behind(land, ASHBY, **QUARTER, measure="crime")
    assert found.total == counts(land, area=ASHBY, **QUARTER).total == len(found.rows)
    assert [(row.month, row.line, row.crime_type, row.lsoa) for row in found.rows] == [
        ("2025-01", 2, "Burglary", "Ashby 001A"),
        ("2025-01", 3, "Burglary", "Ashby 001A"),
        ("2025-01", 4, "Drugs", "Ashby 001B"),
        ("2025-03", 2, "Burglary", "Greater Ashby 001D"),
        ("2025-03", 3, "Shoplifting", "Greater Ashby 001E"),
    ]
    assert [release[3] for release in found.releases] == [3, 2]
    assert {row.release_id for row in found.rows} == {release[0] for release in found.releases}
    page = queries.rows_behind(land, ASHBY, **QUARTER, measure="crime", limit=2, offset=2)
    assert (page.rows, page.total) == (found.rows[2:4], 5)
    few = queries.rows_behind(land, ASHBY, **QUARTER, measure="crime", lsoas=["X01000002"])
    assert [row.line for row in few.rows] == [4]
