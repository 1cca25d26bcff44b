"""Elections whose day the law fixes, and the days of care before them, against published timetables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.statute.elections import (
    Period,
    care,
    election_kinds,
    first_thursday_in_may,
    free_from,
    holding,
    last_notice_of_election,
    poll_of,
    proposed,
)


@pytest.mark.parametrize(
    ("poll", "notice"),
    [
        (date(2024, 5, 2), date(2024, 3, 26)),  # Local Government Association, guide to the period of 2024
        (date(2025, 5, 1), date(2025, 3, 25)),  # Electoral Commission, timetable of 2025
    ],
)
def test_the_last_day_for_the_notice_is_that_of_the_published_timetable(poll: date, notice: date) -> None:
    assert last_notice_of_election(poll, 25) == notice
    assert poll_of("local", poll.year) == poll


@pytest.mark.parametrize(("year", "day"), [(2019, 2), (2021, 6), (2022, 5), (2023, 4), (2026, 7), (2027, 6), (2028, 4)])
def test_the_first_thursday_in_may(year: int, day: int) -> None:
    assert first_thursday_in_may(year) == date(year, 5, day)


@given(st.integers(min_value=2007, max_value=2100))
def test_the_first_thursday_in_may_is_a_thursday_of_its_first_week(year: int) -> None:
    found = first_thursday_in_may(year)
    assert (found.weekday(), found.month) == (3, 5)
    assert found.day <= 7


def test_an_election_that_was_put_off_was_held_on_the_day_it_was_put_to() -> None:
    assert poll_of("local", 2020) == poll_of("pcc", 2020) == date(2021, 5, 6)
    assert poll_of("local", 2014) == date(2014, 5, 22)
    assert poll_of("pcc", 2012) == date(2012, 11, 15)


def test_commissioners_are_elected_every_fourth_year_and_a_general_election_has_no_fixed_day() -> None:
    assert [year for year in range(2022, 2030) if poll_of("pcc", year)] == [2024, 2028]
    assert poll_of("general", 2028) is None
    assert election_kinds()["pcc"].doubt


def test_those_to_come_are_proposed_with_the_days_before_them() -> None:
    found = proposed(after=date(2027, 1, 1), years=1)
    assert [(one.kind.id, one.starts, one.poll) for one in found] == [
        ("local", date(2027, 3, 31), date(2027, 5, 6)),  # Easter Monday is 29 March, the May holiday the 3rd
        ("local", date(2028, 3, 27), date(2028, 5, 4)),
        ("pcc", date(2028, 3, 27), date(2028, 5, 4)),
    ]
    assert proposed(after=date(2027, 5, 7), years=0) == ()


def test_a_day_lies_in_the_period_from_its_first_to_the_poll() -> None:
    local = Period("Local elections", date(2025, 3, 25), date(2025, 5, 1))
    days = [date(2025, 3, 24), date(2025, 3, 25), date(2025, 5, 1), date(2025, 5, 2)]
    assert [bool(holding([local], day)) for day in days] == [False, True, True, False]
    assert [free_from([local], day) for day in days] == [days[0], days[3], days[3], days[3]]
    assert care().essential


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=5),
    st.integers(min_value=0, max_value=80),
)
def test_the_day_that_is_free_is_the_first_that_no_period_holds(spans: list[tuple[int, int]], at: int) -> None:
    began = date(2026, 1, 1)
    periods = [Period("x", began + timedelta(days=a), began + timedelta(days=a + length)) for a, length in spans]
    day = began + timedelta(days=at)
    naive = next(
        found
        for found in (day + timedelta(days=n) for n in range(200))
        if not any(one.starts <= found <= one.poll for one in periods)
    )
    assert free_from(periods, day) == naive
