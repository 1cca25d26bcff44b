"""Hot spots: the planted ones are found, the counts are those of the rows, and what cannot be told is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import box

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.months import Months, months_of
from frankpledge.domain.yardsticks.queries.hot import HotReading, hot_reading, touching, years_before
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Lake, Snapshot
from tests.domain.county import ASB, County, months_between
from tests.domain.yardsticks.conftest import WINDOW


@pytest.fixture(scope="module")
def hot(snapshot: Snapshot, area: Area, months: Months) -> HotReading:
    return hot_reading(snapshot, area, WINDOW, months, people_year=2024)


def test_three_whole_years_end_with_the_window() -> None:
    assert [str(year) for year in years_before(WINDOW, 3)] == [
        "2023-01 to 2023-12",
        "2024-01 to 2024-12",
        "2025-01 to 2025-12",
    ]
    assert years_before(Window(Month(2025, 10), Month(2025, 12)), 1) == (WINDOW,)


def test_outlines_touch_by_edge_and_corner_and_across_a_hairline_but_no_further() -> None:
    corner, far = box(1, 1, 2, 2), box(2.01, 0, 3, 1)
    assert touching([box(0, 0, 1, 1), box(1.00005, 0, 2, 1), corner, far]) == [(0, 1), (0, 2), (1, 2)]


def test_the_events_of_each_place_and_year_are_those_of_the_rows(
    hot: HotReading, county: County, snapshot: Snapshot, area: Area
) -> None:
    component = {row["lsoa_code"]: row["component"] for row in areas.places_in(snapshot, area).to_pylist()}
    for at, year in enumerate(hot.years):
        counted: dict[str, int] = {}
        for row in county.of("Nevermouth", str(year.first), str(year.last)):
            if row.kind != ASB and row.lsoa in component:
                counted[component[row.lsoa]] = counted.get(component[row.lsoa], 0) + 1
        for place in hot.found:
            assert place.events[at] == counted[place.code]
        if at == len(hot.years) - 1:
            assert hot.events == sum(counted.values())
    assert hot.places == len(set(component.values()))


def test_what_was_expected_is_the_share_of_residents_in_all_crime_of_the_year(hot: HotReading, area: Area) -> None:
    assert hot.found, "the county has places that stand out"
    for place in hot.found:
        assert place.z > -5
        assert 0 < place.expected < hot.events
        assert place.hot is (place.years_hot >= 2 and sum(place.events) >= 20)
        if place.hot:
            assert place.stability != "emerging", "one year alone is not yet a hot spot"


def test_a_missing_month_is_named_and_nothing_is_called_hot(snapshot: Snapshot, area: Area, months: Months) -> None:
    gone = Month(2024, 5)
    torn = replace(months, present=tuple(month for month in months.present if month != gone))
    found = hot_reading(snapshot, area, WINDOW, torn, people_year=2024)
    assert found.found == ()
    assert found.why == "a hot spot lasts, and 1 months of the 3 years are missing (May 2024)"


def test_without_residents_near_in_time_there_is_no_base_and_so_no_hot_spot(
    snapshot: Snapshot, area: Area, months: Months
) -> None:
    assert "no estimate of residents" in hot_reading(snapshot, area, WINDOW, months, people_year=None).why


def test_one_year_of_files_names_no_hot_spot(partly: Callable[..., Path]) -> None:
    one_year = Lake(partly(months_between("2025-01", "2025-12")) / "lake").snapshot()
    here = find(one_year, "Nevermouth")
    months = months_of(one_year, here, WINDOW)
    found = hot_reading(one_year, here, year_ending(Month(2025, 12)), months, people_year=None)
    assert "24 months of the 3 years are missing" in found.why


def test_the_document_parts_concentration_from_hot_spots_and_states_base_and_parameters(
    told: Callable[[str], str],
) -> None:
    said = told("hot_spots.stability")
    assert "neighbourhoods are hot spots: more recorded crime than their residents would lead one to expect" in said
    for stated in ("base: residents mid-2024", "false discovery rate 5%", "at least 20 crimes", "Study area:"):
        assert stated in said
    assert "does not make them hot spots" in told("places.gathered")


def test_the_map_and_the_table_hold_the_same_places(told: Callable[[str], str], hot: HotReading) -> None:
    table, drawn = told("hot_spots.table"), told("hot_spots.map")
    for place in hot.found:
        assert place.name in table
    for kind in ("persistent", "emerging", "former"):
        if hot.of(kind):  # type: ignore[arg-type]  # one of its words
            assert kind.capitalize() in drawn
