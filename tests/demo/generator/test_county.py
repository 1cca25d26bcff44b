"""The invented county is made like a real one: connected areas that tile it, nest in each other, and change."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import shapely

from frankpledge.demo.generator.county import County, county
from frankpledge.demo.generator.generate import Scene
from frankpledge.demo.generator.names import DISTRICTS
from frankpledge.demo.generator.people import people
from frankpledge.demo.generator.terrain import to_lon_lat


@pytest.fixture(scope="module", params=[13])
def land(request: pytest.FixtureRequest) -> County:
    return county(np.random.default_rng(request.param))


def test_every_lsoa_is_one_piece_of_land(land: County) -> None:
    for areas in (land.lsoa11, land.lsoa21):
        assert {shape.geom_type for shape in land.shapes(areas)} == {"Polygon"}


def test_every_ward_is_one_piece_of_land_within_one_district(land: County) -> None:
    shapes = land.shapes(land.lsoa21)
    for ward in land.wards:
        assert shapely.coverage_union_all(shapes[list(ward.lsoas)]).geom_type == "Polygon"
        assert {land.lsoa21[one].district for one in ward.lsoas} == {ward.district}


def test_both_vintages_tile_the_county_without_gap_or_overlap(land: County) -> None:
    whole = land.ground.outline.area
    for areas in (land.lsoa11, land.lsoa21):
        shapes = land.shapes(areas)
        assert shapely.area(shapes).sum() == pytest.approx(whole, rel=2e-3)
        assert shapely.coverage_union_all(shapes).area == pytest.approx(shapely.area(shapes).sum(), rel=1e-9)
        assert sorted(cell for area in areas for cell in area.cells) == list(range(len(land.ground.cells)))


def test_every_lsoa_of_2021_lies_in_exactly_one_ward(land: County) -> None:
    assert sorted(one for ward in land.wards for one in ward.lsoas) == list(range(len(land.lsoa21)))


def test_lsoas_hold_numbers_of_people_that_real_ones_could_hold(land: County) -> None:
    held = [land.people(area) for area in land.lsoa21]
    assert min(held) > 500
    assert max(held) < 3_500


def test_town_lsoas_are_far_smaller_than_country_ones(land: County) -> None:
    areas = shapely.area(land.shapes(land.lsoa21)) / 1e6
    urban = land.urban(land.lsoa21)
    assert np.median(areas[urban > 0.8]) < 0.1 * np.median(areas[urban < 0.3])


def test_some_lsoas_split_merge_and_change_beyond_that(land: County) -> None:
    kinds = Counter(code for _, _, code in land.changes)
    assert (kinds["S"], kinds["M"], kinds["X"]) == (20, 8, 4)
    of_old = Counter(old for old, _, _ in land.changes)
    of_new = Counter(new for _, new, _ in land.changes)
    for old, new, code in land.changes:
        expected = {"U": (1, 1), "S": (2, 1), "M": (1, 2), "X": (2, 2)}[code]
        assert (of_old[old], of_new[new]) == expected


def test_what_did_not_change_keeps_its_code_and_nothing_else_does(land: County) -> None:
    kept = {land.lsoa11[old].code for old, _, code in land.changes if code == "U"}
    assert kept == {area.code for area in land.lsoa11} & {area.code for area in land.lsoa21}


def test_codes_and_names_are_unique_and_obviously_invented(land: County) -> None:
    for areas in (land.lsoa11, land.lsoa21, land.wards):
        codes = [area.code for area in areas]
        assert len(set(codes)) == len(codes)
        assert all(len(code) == 9 and code[0] == "X" and code[1:].isdigit() for code in codes)
    for areas in (land.lsoa11, land.lsoa21):
        assert len({area.name for area in areas}) == len(areas)


def test_names_of_2011_carry_the_district_of_then_and_names_of_2021_the_council_of_now(land: County) -> None:
    for area in land.lsoa11:
        assert area.name[:-5] == DISTRICTS[area.district].name
    for area in land.lsoa21:
        assert area.name[:-5] == DISTRICTS[area.district].council


def test_two_wards_of_two_partnerships_share_a_name(land: County) -> None:
    shared = [name for name, count in Counter(ward.name for ward in land.wards).items() if count == 2]
    assert shared == ["Castle Hythe"]


def test_one_council_lies_in_two_partnerships_and_one_partnership_in_two_councils() -> None:
    councils = Counter(district.council for district in DISTRICTS)
    assert {d.partnership for d in DISTRICTS if d.council == "Inkle Marshes"} == {"Inklemarsh", "Quillbridge"}
    assert {d.council for d in DISTRICTS if d.partnership == "Vale and Wold"} == {"Seldom Vale", "Yonderwold"}
    assert councils["Inkle Marshes"] == 2


def test_the_county_lies_in_the_open_north_sea(land: County) -> None:
    west, south, east, north = land.ground.outline.bounds
    lon, lat = to_lon_lat(np.array([west, east]), np.array([south, north]))
    assert lon.min() > 0.9
    assert lon.max() < 1.8
    assert lat.min() > 53.4
    assert lat.max() < 54.1


def test_another_seed_draws_another_county(world: Scene, land: County) -> None:
    assert not world.county.ground.outline.equals(land.ground.outline)


def test_people_have_every_age_and_grow_a_little_from_year_to_year(world: Scene) -> None:
    crowd = people(world.county, years=(2023, 2024), rng=np.random.default_rng(1))
    before, after = crowd.total(2023).sum(), crowd.total(2024).sum()
    assert crowd.counts[2023].shape == (202, 91)
    assert before > 250_000
    assert 0 < after / before - 1 < 0.01
    assert (crowd.counts[2024].sum(axis=0) > 0).all()


def test_people_are_neither_lost_nor_made_between_the_vintages(world: Scene) -> None:
    residents = people(world.county, years=(2023, 2024), rng=np.random.default_rng(1)).total(2024).sum()
    assert world.residents.sum() == pytest.approx(residents, rel=0.02)
    assert (world.residents > 400).all()
