"""What the evidence says of an area is what anyone would find who counted the rows of the files."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.lake.areas import UnknownArea
from frankpledge.lake.store import Snapshot
from tests.domain.county import ASB, County, Row

WINDOW = year_ending(Month(2025, 12))
PARTNERSHIPS = ("Nevermouth", "Vale and Wold", "Inklemarsh", "Quillbridge")


def read(snapshot: Snapshot, name: str) -> AreaReading:
    return area_reading(snapshot, area=find(snapshot, name), window=WINDOW, generated=True)


@pytest.fixture(scope="module", params=PARTNERSHIPS)
def each(request: pytest.FixtureRequest, newest: Snapshot) -> AreaReading:
    return read(newest, request.param)


@pytest.fixture(scope="module")
def now(county: County) -> list[Row]:
    return county.of("Nevermouth", "2025-01", "2025-12")


@pytest.fixture(scope="module")
def before(county: County) -> list[Row]:
    return county.of("Nevermouth", "2024-01", "2024-12")


def crimes(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.kind != ASB]


def test_crime_and_anti_social_behaviour_are_counted_apart_as_in_the_files(county: County, each: AreaReading) -> None:
    rows = county.of(each.name, "2025-01", "2025-12")
    assert (each.crime, each.asb) == (len(crimes(rows)), len(rows) - len(crimes(rows)))
    assert each.quality.rows == len(rows)


def test_every_type_has_the_total_and_the_like_counts_of_its_rows(
    reading: AreaReading, now: list[Row], before: list[Row]
) -> None:
    here, then = Counter(r.kind for r in crimes(now)), Counter(r.kind for r in crimes(before))
    assert {t.name: t.total for t in reading.types} == here
    assert {t.name: (t.compared.now, t.compared.before) for t in reading.types if t.compared} == {
        kind: (here[kind], then[kind]) for kind in here
    }
    assert [t.total for t in reading.types] == sorted(here.values(), reverse=True)


def test_the_year_is_set_against_the_year_before_month_by_like_month(
    reading: AreaReading, now: list[Row], before: list[Row]
) -> None:
    assert reading.like == WINDOW.months()
    assert reading.like_before == tuple(month - 12 for month in WINDOW.months())
    assert reading.crime_compared is not None
    assert reading.asb_compared is not None
    assert (reading.crime_compared.now, reading.crime_compared.before) == (len(crimes(now)), len(crimes(before)))
    assert reading.asb_compared.before == len(before) - len(crimes(before))
    assert (reading.complete, reading.quality.missing_now, reading.quality.missing_before) == (True, (), ())


def test_an_earlier_cut_off_gives_the_answer_of_that_day(county: County, reading: AreaReading) -> None:
    then = read(county.snapshot(date(2026, 2, 1)), "Nevermouth")
    assert then.crime == len(crimes(county.of("Nevermouth", "2025-01", "2025-12", rows=county.first)))
    assert then.crime < reading.crime
    assert (then.cut_off, reading.cut_off) == ("As known on 24 January 2026", "As known on 24 March 2026")


def test_the_line_of_months_is_the_count_of_each_month(county: County, reading: AreaReading) -> None:
    counts = Counter(row.month for row in crimes(county.of("Nevermouth", "2023-01", "2025-12")))
    assert {str(m): v for m, v in zip(reading.crime_series.months, reading.crime_series.values, strict=True)} == counts
    assert len(reading.crime_series.months) == 36


def test_a_month_is_expected_from_the_months_before_the_window_and_only_there(reading: AreaReading) -> None:
    bands = dict(zip(reading.crime_series.months, reading.expected, strict=True))
    assert all(bands[month] is None for month in bands if month not in WINDOW)
    judged = [band for month, band in bands.items() if month in WINDOW]
    assert all(band and band.lower is not None and band.lower < band.centre < (band.upper or 0) for band in judged)
    assert reading.dispersion is not None
    assert reading.dispersion >= 1


def test_residents_are_those_of_the_nearest_estimate_and_bear_the_rate(county: County, each: AreaReading) -> None:
    people = county.residents(each.name, 2024)
    assert (each.people, each.people_year, each.people_flag) == (people, 2024, "")
    assert each.crime_rate is not None
    assert each.crime_rate.value == pytest.approx(1000 * each.crime / people)


def test_neighbourhoods_hold_every_crime_with_a_place_and_the_busiest_come_first(reading: AreaReading) -> None:
    assert reading.places is not None
    events = [place.events for place in reading.places.neighbourhoods]
    assert (sum(events), events) == (reading.crime, sorted(events, reverse=True))
    assert sum(ward.events for ward in reading.places.wards) + reading.places.wards_unknown == reading.crime
    assert sum(place.people or 0 for place in reading.places.neighbourhoods) == reading.people


def test_the_fewest_that_hold_half_hold_half_and_one_fewer_do_not(reading: AreaReading) -> None:
    assert reading.places is not None
    events = [place.events for place in reading.places.neighbourhoods]
    fewest = reading.places.fewest_holding_half
    assert sum(events[:fewest]) >= reading.crime / 2 > sum(events[: fewest - 1])
    assert reading.places.top_count == len(events) // 20


def test_outlines_carry_the_events_of_their_neighbourhood(reading: AreaReading) -> None:
    assert reading.places is not None
    assert {o.code: o.events for o in reading.outlines} == {p.code: p.events for p in reading.places.neighbourhoods}


def test_the_force_is_its_partnerships_and_the_rows_that_lie_in_none(county: County, reading: AreaReading) -> None:
    beside = reading.comparison
    assert beside is not None
    assert {one.name: one.events for one in beside.areas} == {
        name: len(crimes(county.of(name, "2025-01", "2025-12"))) for name in PARTNERSHIPS
    }
    assert [one.name for one in beside.areas if one.own] == ["Nevermouth"]
    everything = [row for row in county.rows if row.month >= "2025-01" and row.kind != ASB]
    assert sum(one.events for one in beside.areas) + beside.placeless == len(everything)
    assert beside.force is not None
    assert beside.force.people == sum(county.residents(name, 2024) for name in PARTNERSHIPS)


def test_the_rate_is_compared_with_the_rest_of_the_force_and_not_with_itself(reading: AreaReading) -> None:
    beside = reading.comparison
    assert beside is not None
    own = next(one for one in beside.areas if one.own)
    others = [one for one in beside.areas if not one.own]
    rest = sum(one.events for one in others) / sum(one.people or 0 for one in others)
    assert beside.ratio == pytest.approx((own.events / (own.people or 0)) / rest)
    assert beside.verdict == "higher"


def test_repeats_and_rows_without_a_place_are_counted_and_told(
    county: County, reading: AreaReading, now: list[Row]
) -> None:
    copies = Counter(row.whole for row in now)
    assert reading.quality.duplicates == sum(number - 1 for number in copies.values())
    force = [row for row in county.rows if row.month >= "2025-01"]
    assert reading.quality.force_rows == len(force)
    assert reading.quality.placeless == sum(not row.lsoa for row in force)
    assert not any("have no place" in caveat for caveat in reading.quality.caveats), "the count says it already"


def test_every_data_set_is_named_with_its_supplier_and_period(reading: AreaReading) -> None:
    street, *context = reading.sources
    assert (street.supplier, street.police, street.quality) == ("Nevershire", True, 3)
    assert street.period == "January 2023 to December 2025"
    assert [line.data_set for line in context] == [
        "Residents",
        "Areas and what lies in them",
        "Outlines of areas",
        "Rural-urban classification of LSOAs",
        "Index of multiple deprivation",
    ]
    assert all(line.context and not line.police for line in context)
    assert len(reading.releases) >= 12


def test_an_unknown_area_is_refused_with_names_that_are_near(newest: Snapshot) -> None:
    with pytest.raises(UnknownArea, match="Nevermouth"):
        find(newest, "Nevermuth")


def test_a_name_is_given_as_people_say_it(newest: Snapshot) -> None:
    area = find(newest, "X22000001")
    assert display_name(area) == "Nevermouth"
    assert display_name(type(area)(kind="csp", code="E22", name="Tithing, County of")) == "Tithing"
