"""Finding areas by the names people use, and what each is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.lake.areas import (
    AmbiguousArea,
    Area,
    BadArea,
    NoExtent,
    NoOutline,
    NoPopulation,
    UnknownArea,
    all_of,
    find_area,
    force_of,
    forces,
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
from frankpledge.lake.areas.gazetteer import loosened
from frankpledge.lake.store import Lake, Snapshot
from tests.lake.files import FEBRUARY, take, write
from tests.lake.invented_land import ASHBY, BARROW, COLDWELL, POPULATION_2020, boundaries, lookups, street


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    lake = Lake(tmp_path_factory.mktemp("land") / "lake")
    take(lake, *lookups(tmp_path_factory.mktemp("inbox")))
    return lake.snapshot()


@pytest.mark.parametrize(
    ("asked", "kind", "code"),
    [
        ("Coldwell", "csp", "X22000003"),
        ("coldwell, county of", "csp", "X22000003"),
        ("Ashby & District", "csp", "X22000001"),
        ("Greater Ashby", "district", "X06000009"),
        ("X07000003", "district", "X07000003"),
        ("x22000002", "csp", "X22000002"),
        ("Dale", "ward", "X05000004"),
        ("Fenshire", "force", "X23000001"),
        ("Mere County", "county", "X10000002"),
        ("Fen Care Board", "icb", "X54000001"),
        ("Greater Ashby 001D", "lsoa21", "X01000011"),
        ("X01000002", "lsoa11", "X01000002"),
    ],
)
def test_an_area_is_found_by_name_or_code(land: Snapshot, asked: str, kind: str, code: str) -> None:
    area = find_area(land, asked)
    assert (area.kind, area.code) == (kind, code)


def test_a_name_means_the_partnership_unless_a_kind_is_given(land: Snapshot) -> None:
    assert find_area(land, "Coldwell").kind == "csp"
    assert find_area(land, "Coldwell", kind="district").code == "X07000003"


def test_two_wards_of_one_name_are_refused_with_the_choices(land: Snapshot) -> None:
    with pytest.raises(AmbiguousArea) as refused:
        find_area(land, "Abbey")
    assert {area.code for area in refused.value.suggestions} == {"X05000001", "X05000003"}
    assert "Greater Ashby" in str(refused.value)


def test_an_unknown_name_is_refused_with_suggestions(land: Snapshot) -> None:
    with pytest.raises(UnknownArea) as refused:
        find_area(land, "Coldwel")
    assert "Coldwell, County of" in {area.name for area in refused.value.suggestions}


def test_an_unknown_kind_and_an_empty_name_are_refused_with_what_to_give(land: Snapshot) -> None:
    with pytest.raises(BadArea, match="csp, district, ward, force"):
        find_area(land, "Coldwell", kind="parish")
    with pytest.raises(BadArea, match="No area is named"):
        find_area(land, "  ")


@pytest.mark.parametrize(
    ("asked", "shorter"),
    [
        ("South Worcestershire", "south worcester"),
        ("Oxfordshire", None),
        ("West Mercia", None),
        ("Mid Devonshire", "mid devon"),
    ],
)
def test_only_names_with_a_point_of_the_compass_are_shortened(asked: str, shorter: str | None) -> None:
    assert loosened(asked) == shorter


def test_an_area_is_made_of_the_lsoas_of_both_vintages(land: Snapshot) -> None:
    assert lsoa_codes(land, ASHBY) == ("X01000001", "X01000002", "X01000011", "X01000012")
    assert lsoa_codes(land, find_area(land, "Fen Care Board")) == lsoa_codes(land, ASHBY)
    assert lsoa_codes(land, find_area(land, "Mill")) == ("X01000012",)


def test_a_former_district_is_still_known_by_the_older_names(land: Snapshot) -> None:
    former = find_area(land, "Ashby", kind="district")
    assert former.successors == ("X06000009",)
    assert lsoa_codes(land, former) == lsoa_codes(land, ASHBY)


def test_forces_neighbours_and_tiers_follow_from_the_lookups(land: Snapshot) -> None:
    assert forces(land, ASHBY) == ("fenshire",)
    assert forces(land, find_area(land, "Fenshire")) == ("fenshire",)
    assert neighbours(land, ASHBY) == (BARROW,)
    assert neighbours(land, COLDWELL) == ()
    assert [is_two_tier(land, area) for area in (ASHBY, COLDWELL)] == [False, True]
    assert members(land, find_area(land, "Greater Ashby"), "csp") == (ASHBY, BARROW)
    force = force_of(land, COLDWELL)
    assert force is not None
    assert force.name == "Mereshire"


def test_the_nation_is_told_by_the_code() -> None:
    assert nation(Area("csp", "W14000023", "Cwm Taf")) == "wales"
    assert nation(Area("csp", "E22000326", "Herefordshire")) == "england"


def test_all_areas_of_a_kind_and_a_search_are_lists(land: Snapshot) -> None:
    assert [area.code for area in all_of(land, "csp")] == ["X22000001", "X22000002", "X22000003"]
    assert [area.code for area in all_of(land, "district")] == ["X07000003", "X06000009"]
    assert [area.kind for area in search(land, "coldwell")] == ["csp", "district"]
    assert search(land, "") == all_of(land, "csp")
    assert [area.code for area in search(land, "X05000004")] == ["X05000004"]


def test_residents_are_summed_from_lsoas_of_one_vintage(land: Snapshot) -> None:
    found = population(land, ASHBY)
    assert (found.people, found.year) == (3000, 2020)
    assert "2 LSOAs (2011)" in found.basis
    assert len(found.release_ids) == 1
    assert population(land, find_area(land, "Marsh")).people == 2700


def test_a_ward_that_cuts_through_an_lsoa_has_no_residents_by_sum(land: Snapshot) -> None:
    with pytest.raises(NoPopulation, match="Mill"):
        population(land, find_area(land, "Mill"))


def test_the_nearest_year_is_taken_and_the_earlier_of_two(lake: Lake, inbox: Path) -> None:
    paths = lookups(inbox)
    for year, people in ((16, "900.0"), (18, "950.0")):
        text = POPULATION_2020.replace("1000.0", people)
        paths.append(write(inbox, f"population{year}_lsoa11.csv", text))
    take(lake, *paths)
    state = lake.snapshot()
    years = {wanted: population(state, ASHBY, year=wanted).year for wanted in (2010, 2016, 2017, 2019, 2025)}
    assert years == {2010: 2016, 2016: 2016, 2017: 2016, 2019: 2018, 2025: 2020}
    assert population(state, ASHBY, year=2018).people == 2950


def test_of_two_estimates_of_one_year_the_one_loaded_last_counts(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox))
    few = "\n".join(POPULATION_2020.splitlines()[:2]).replace("1000.0", "1300.0") + "\n"
    take(lake, write(inbox, "population20_again.csv", few), at=FEBRUARY)
    assert population(lake.snapshot(), ASHBY).people == 3300


def test_an_area_without_lsoa_estimates_uses_its_own_published_one(lake: Lake, inbox: Path) -> None:
    own = write(
        inbox, "population22.csv", "csp24_code,csp24_name,total_population\nX22000001,Ashby and District,3210\n"
    )
    take(lake, *lookups(inbox, "population20_lsoa11.csv"), own)
    found = population(lake.snapshot(), ASHBY)
    assert (found.people, found.year) == (3210, 2022)
    assert found.basis == "published mid-2022 estimate of the community safety partnership"


def test_an_area_whose_lsoas_are_not_known_is_refused_with_the_cure(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox, "csp17.csv"))
    with pytest.raises(NoExtent, match=r"not known|in no partnership"):
        lsoa_codes(lake.snapshot(), ASHBY)
    with pytest.raises(NoExtent, match="Load the lookups"):
        lsoa_codes(lake.snapshot(), Area("ward", "X05999999", "Nowhere"))


def test_a_partnership_of_a_half_placed_council_is_never_counted_short(lake: Lake, inbox: Path) -> None:
    paths = lookups(inbox, "changes.csv")
    take(lake, *paths)
    with pytest.raises(NoExtent, match="in no partnership yet"):
        lsoa_codes(lake.snapshot(), ASHBY)


def test_what_is_remembered_of_one_state_is_not_told_of_another(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox, "wards.csv"))
    before = lake.snapshot()
    with pytest.raises(UnknownArea):
        find_area(before, "Dale")
    take(lake, *lookups(inbox), at=FEBRUARY)
    assert find_area(lake.snapshot(), "Dale").code == "X05000004"
    with pytest.raises(UnknownArea):
        find_area(before, "Dale")


def test_without_lookups_a_district_is_known_by_the_names_of_its_lsoas(lake: Lake, inbox: Path) -> None:
    rows = [("X01000006", "Coldwell 001A", "Burglary"), ("X01000001", "Ashby 001A", "Drugs")]
    take(lake, street(inbox, "2025-01", "Mereshire Police", rows, slug="mereshire"))
    state = lake.snapshot()
    assert find_area(state, "coldwell") == Area("district", "", "Coldwell")
    assert find_area(state, "Mereshire Police").kind == "force"
    with pytest.raises(UnknownArea, match=r"Did you mean Coldwell \(district\)"):
        find_area(state, "coldwel")
    with pytest.raises(UnknownArea, match="Load the lookups"):
        find_area(state, "Barrow")


def test_outlines_are_drawn_dissolved_or_refused(lake: Lake, inbox: Path) -> None:
    newer = boundaries("LSOA21", [("X01000001", "A", 0.0), ("X01000011", "B", 0.01), ("X01000012", "C", 0.02)])
    ward = boundaries("WD25", [("X05000002", "Mill", 0.02)])
    take(lake, *lookups(inbox), write(inbox, "lsoa.geojson", newer), write(inbox, "ward.geojson", ward))
    state = lake.snapshot()
    whole = outline(state, ASHBY)
    assert whole.dissolved
    assert whole.shape.bounds == pytest.approx((0.0, 52.0, 0.03, 52.01))
    assert whole.shape.geom_type == "Polygon"
    assert [part.code for part in parts(state, ASHBY)] == ["X01000001", "X01000011", "X01000012"]
    wards = {part.code: part.dissolved for part in parts(state, ASHBY, "ward")}
    assert wards == {"X05000001": True, "X05000002": False}
    groups = {part.code: part.shape.bounds for part in parts(state, ASHBY, "component")}
    assert groups["X01000002"] == pytest.approx((0.01, 52.0, 0.03, 52.01))
    assert parts(state, COLDWELL) == ()
    with pytest.raises(NoOutline, match="Coldwell"):
        outline(state, COLDWELL)
    assert len(whole.wkb) > 20


def test_a_council_of_one_tier_that_is_listed_as_its_own_county_is_that_council(land: Snapshot) -> None:
    county = find_area(land, "Greater Ashby", kind="county")
    assert lsoa_codes(land, county) == lsoa_codes(land, find_area(land, "Greater Ashby"))


def test_a_name_borne_by_other_kinds_too_is_found_where_a_region_is_loaded(lake: Lake, inbox: Path) -> None:
    regions = (
        "LAD24CD,LAD24NM,RGN24CD,RGN24NM\nX06000009,Greater Ashby,X12000001,East\nX07000003,Coldwell,X12000002,West\n"
    )
    take(lake, *lookups(inbox), write(inbox, "regions.csv", regions))
    state = lake.snapshot()
    assert len(lsoa_codes(state, find_area(state, "East"))) == 8
    assert forces(state, find_area(state, "West")) == ("mereshire",)


def test_an_lsoa_is_an_area_too(lake: Lake, inbox: Path) -> None:
    drawn = boundaries("LSOA11", [("X01000002", "Ashby 001B", 0.0)])
    take(lake, *lookups(inbox), write(inbox, "lsoa11.geojson", drawn))
    state = lake.snapshot()
    area = find_area(state, "X01000002")
    assert lsoa_codes(state, area) == ("X01000002",)
    assert not outline(state, area).dissolved
    assert members(state, area, "csp") == (ASHBY,)
    with pytest.raises(NoPopulation):
        population(state, find_area(state, "X01000011"))
