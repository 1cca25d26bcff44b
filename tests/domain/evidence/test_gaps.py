"""What is not there is never counted as nothing: months, years before, residents and places that nobody loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.months import NothingRecorded
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.lake.areas import UnknownArea
from frankpledge.lake.store import Lake, Snapshot
from tests.domain.county import ASB, County, months_between, people_of

Partly = Callable[..., Path]
YEAR = months_between("2025-01", "2025-12")
SPRING = months_between("2024-01", "2024-04")


def snapshot(folder: Path) -> Snapshot:
    return Lake(folder / "lake").snapshot()


def read(folder: Path, *, window: Window | None = None) -> AreaReading:
    lake = snapshot(folder)
    window = window or year_ending(Month(2025, 12))
    return area_reading(lake, area=find(lake, "Nevermouth"), window=window, generated=True)


@pytest.fixture(scope="module")
def gapped(partly: Partly) -> AreaReading:
    """Return a year of which the year before has four months, and whose residents nobody knows."""
    return read(partly([*SPRING, *YEAR]))


def test_months_missing_a_year_before_are_named_and_the_like_ones_are_compared(
    county: County, gapped: AreaReading
) -> None:
    found = gapped
    assert found.quality.missing_before == tuple(Month(2024, n).label for n in range(5, 13))
    assert [str(month) for month in found.like] == YEAR[:4]
    assert found.crime_compared is not None
    rows = [row for row in county.first if row.district == "Nevermouth" and row.kind != ASB]
    assert found.crime_compared.now == sum(row.month in YEAR[:4] for row in rows)
    assert found.crime_compared.before == sum(row.month in SPRING for row in rows)


def test_the_register_of_sources_tells_the_holes_in_a_span(gapped: AreaReading) -> None:
    street = gapped.sources[0]
    assert street.period == "January 2024 to December 2025, 16 of 24 months"
    assert (street.quality, street.know) == (2, "8 months of the year before are missing")


def test_without_two_years_of_months_before_nobody_can_tell_and_nothing_is_expected(gapped: AreaReading) -> None:
    found = gapped
    assert found.crime_compared is not None
    assert (found.dispersion, found.crime_compared.change.verdict) == (None, "cannot_tell")
    assert set(found.expected) == {None}


def test_a_gap_in_the_line_of_months_stays_a_gap(gapped: AreaReading) -> None:
    found = gapped
    gone = [str(m) for m, v in zip(found.crime_series.months, found.crime_series.values, strict=True) if v is None]
    assert gone == months_between("2024-05", "2024-12")


def test_without_any_month_of_the_year_before_nothing_is_compared(partly: Partly) -> None:
    found = read(partly(YEAR))
    assert (found.crime_compared, found.asb_compared, found.like) == (None, None, ())
    assert all(each.compared is None for each in found.types)


def test_a_window_with_a_missing_month_has_no_rate_and_no_place_among_others(county: County, partly: Partly) -> None:
    people = county.made.folder / "population" / "population24_lsoa11.csv.gz"
    found = read(partly([month for month in YEAR if month != "2025-03"], also=[people]))
    assert (found.complete, found.quality.missing_now) == (False, ("March 2025",))
    assert (found.crime_rate, found.comparison) == (None, None)
    assert found.people == county.residents("Nevermouth", 2024)
    assert found.sources[0].quality < 3


def test_a_window_without_any_month_is_refused_with_a_cure(partly: Partly) -> None:
    with pytest.raises(NothingRecorded, match="Load the street-level files") as refused:
        read(partly(YEAR), window=year_ending(Month(2022, 12)))
    assert "year ending December 2022" in str(refused.value)


def test_without_residents_there_is_no_rate_anywhere_and_no_comparison_of_rates(gapped: AreaReading) -> None:
    found = gapped
    assert (found.people, found.people_year, found.crime_rate) == (None, None, None)
    assert found.people_flag
    assert found.comparison is not None
    assert (found.comparison.verdict, found.comparison.ratio) == ("cannot_tell", None)
    assert "residents are not known" in found.comparison.reason
    assert found.places is not None
    assert {place.rate for place in (*found.places.neighbourhoods, *found.places.wards)} == {None}


@pytest.mark.parametrize(
    ("year", "usable", "word"), [(2023, True, ""), (2021, True, "4 years"), (2018, False, "too old")]
)
def test_an_old_estimate_is_flagged_and_a_very_old_one_bears_no_rate(
    county: County, partly: Partly, tmp_path: Path, year: int, usable: bool, word: str
) -> None:
    folder = partly(YEAR[:2], also=[people_of(county, tmp_path, said_to_be=year)])
    lake = snapshot(folder)
    people, of_year, flag = residents(lake, find(lake, "Nevermouth"), year_ending(Month(2025, 12)))
    assert (people is not None, of_year) == (usable, year)
    assert word in flag
    assert bool(word) == bool(flag)


def test_without_lookups_a_name_finds_nothing_that_is_not_in_the_rows(partly: Partly) -> None:
    lake = snapshot(partly(YEAR[:2], places=False))
    with pytest.raises(UnknownArea, match="Vale and Wold"):
        find(lake, "Vale and Wold")


def test_without_lookups_a_district_is_still_read_from_the_names_of_its_neighbourhoods(
    county: County, partly: Partly
) -> None:
    lake = snapshot(partly(YEAR[:2], places=False))
    window = Window(Month(2025, 1), Month(2025, 2))
    found = area_reading(lake, area=find(lake, "Nevermouth"), window=window, generated=True)
    rows = county.of("Nevermouth", "2025-01", "2025-02", rows=county.first)
    assert (found.crime + found.asb, found.kind) == (len(rows), "district")
    assert (found.places, found.outlines, found.comparison) == (None, (), None)


def test_where_nothing_was_a_crime_there_are_no_places_to_rank(partly: Partly) -> None:
    found = read(partly(YEAR[:2], kind=ASB), window=Window(Month(2025, 1), Month(2025, 2)))
    assert (found.crime, found.types, found.places) == (0, (), None)
    assert found.asb > 0


def test_an_estimate_too_old_for_the_area_bears_no_rate_of_its_places_either(
    county: County, partly: Partly, tmp_path: Path
) -> None:
    old = people_of(county, tmp_path, said_to_be=2018)
    found = read(partly(YEAR[:2], also=[old]), window=Window(Month(2025, 1), Month(2025, 2)))
    assert (found.crime_rate, found.people_year) == (None, 2018)
    assert found.places is not None
    assert {place.rate for place in (*found.places.neighbourhoods, *found.places.wards)} == {None}
