"""How the law counts time: worked cases, each reckoned by hand from a printed calendar, and a naive twin."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.statute import deadlines
from frankpledge.statute.deadlines import (
    NoCalendar,
    bank_holidays,
    clear_days_between,
    days_after,
    easter,
    is_working_day,
    last_notice,
    months_after,
    months_beginning_with,
    quarters_after,
    working_days_after,
    working_days_before,
)
from frankpledge.statute.load import BadDefinition

DAY = timedelta(days=1)
# As GOV.UK printed them for England and Wales, typed from its lists.
PRINTED = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
EASTERS = (
    "2007-04-08 2008-03-23 2011-04-24 2016-03-27 2019-04-21 2024-03-31 2025-04-20 2026-04-05 2038-04-25 2285-03-22"
)


def d(text: str) -> date:
    return date.fromisoformat(text)


# ---- days off -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", sorted(PRINTED))
def test_the_days_off_of_a_year_are_those_that_were_printed(year: int) -> None:
    assert [f"{each.on:%m-%d}" for each in bank_holidays(year)] == PRINTED[year].split()


@pytest.mark.parametrize("sunday", EASTERS.split())
def test_easter_falls_where_the_tables_have_it(sunday: str) -> None:
    assert easter(d(sunday).year) == d(sunday)


def naive_easter(year: int) -> date:
    """Return Easter by the Gregorian lunar calendar told in days: golden number, epact, paschal moon, its Sunday."""
    golden, century = year % 19 + 1, year // 100 + 1
    solar, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if (epact == 25 and golden > 11) or epact == 24:
        epact += 1
    moon = date(year, 3, 1) + timedelta(days=44 - epact - 1 + (30 if 44 - epact < 21 else 0))
    return moon + timedelta(days=7 - (moon.isoweekday() % 7))


@pytest.mark.parametrize("century", range(1800, 2400, 100))
def test_easter_agrees_with_the_rule_of_epacts(century: int) -> None:
    assert [easter(y) for y in range(century, century + 100)] == [
        naive_easter(y) for y in range(century, century + 100)
    ]


def test_a_holiday_says_what_it_is_whether_it_stands_in_and_whether_it_is_proclaimed() -> None:
    (christmas,) = [each for each in bank_holidays(2027) if each.words == "Christmas Day"]
    assert (christmas.on, christmas.substitute, christmas.proclaimed) == (date(2027, 12, 27), True, True)
    moved = next(each for each in bank_holidays(2020) if each.on == date(2020, 5, 8))
    assert moved.words == "Early May bank holiday. Moved to the seventy-fifth anniversary of VE Day"
    assert deadlines.proclaimed_to() == 2028
    assert {each.proclaimed for each in bank_holidays(2029)} == {False}
    assert [f"{each.on:%m-%d}" for each in bank_holidays(2011)][3] == "04-29"
    assert [f"{each.on:%m-%d}" for each in bank_holidays(2012) if each.on.month == 6] == ["06-04", "06-05"]


def test_a_year_before_the_record_is_refused() -> None:
    with pytest.raises(NoCalendar, match="2006"):
        is_working_day(date(2006, 6, 1))


def test_a_rule_without_its_day_is_refused() -> None:
    rule = deadlines._Rule(id="x", words="x", kind="fixed", month=1)
    with pytest.raises(BadDefinition, match="the rule x does not say its day"):
        deadlines._usual(rule, 2026)


# ---- working days -------------------------------------------------------------------------------------------------

AFTER = (
    # event, working days, last day: why
    ("2026-03-02", 1, "2026-03-03"),  # Monday to Tuesday
    ("2026-03-06", 1, "2026-03-09"),  # over a weekend
    ("2026-03-07", 1, "2026-03-09"),  # from a Saturday
    ("2026-03-08", 5, "2026-03-13"),  # from a Sunday
    ("2026-04-02", 1, "2026-04-07"),  # over Easter
    ("2026-04-01", 20, "2026-05-01"),  # a request for information before Easter
    ("2025-12-12", 20, "2026-01-14"),  # and before Christmas
    ("2026-12-24", 3, "2026-12-31"),  # Christmas Friday, Boxing Day's Monday instead
    ("2021-12-24", 2, "2021-12-30"),  # both substitutes
    ("2022-05-31", 3, "2022-06-07"),  # the Platinum Jubilee
    ("2022-09-16", 1, "2022-09-20"),  # the State Funeral
    ("2023-05-05", 2, "2023-05-10"),  # the Coronation
    ("2020-05-07", 1, "2020-05-11"),  # VE Day on a Friday
    ("2019-12-31", 1, "2020-01-02"),  # New Year
    ("2024-02-28", 2, "2024-03-01"),  # a leap day that is worked
    ("2026-11-02", 7, "2026-11-11"),  # a Welsh note of decisions
)


@pytest.mark.parametrize(("event", "number", "last"), AFTER)
def test_working_days_after_an_event_leave_its_own_day_out(event: str, number: int, last: str) -> None:
    assert working_days_after(d(event), number) == d(last)


BEFORE = (("2026-03-10", 5, "2026-03-03"), ("2026-04-07", 1, "2026-04-02"), ("2026-04-10", 3, "2026-04-07"))


@pytest.mark.parametrize(("event", "number", "first"), BEFORE)
def test_working_days_before_an_event_leave_its_own_day_out(event: str, number: int, first: str) -> None:
    assert working_days_before(d(event), number) == d(first)


def test_no_working_day_is_no_period() -> None:
    with pytest.raises(ValueError, match="0 working days"):
        working_days_after(date(2026, 3, 2), 0)


NOTICES = (
    # meeting, clear days, last day of notice
    ("2026-03-10", 5, "2026-03-02"),  # Tuesday: Mon 9, Fri 6, Thu 5, Wed 4, Tue 3 are clear
    ("2026-03-11", 5, "2026-03-03"),
    ("2026-03-09", 5, "2026-03-01"),  # Monday: the Sunday before will do
    ("2026-04-09", 5, "2026-03-30"),  # over Easter: 8, 7 April, 2, 1 April, 31 March
    ("2026-03-10", 3, "2026-03-04"),  # Wales
    ("2026-01-06", 5, "2025-12-28"),  # over Christmas: 5, 2 January, 31, 30, 29 December
    ("2022-06-07", 5, "2022-05-26"),  # over the Jubilee: 6, 1 June, 31, 30, 27 May
)


@pytest.mark.parametrize(("meeting", "clear", "notice"), NOTICES)
def test_clear_days_leave_out_both_ends(meeting: str, clear: int, notice: str) -> None:
    assert last_notice(d(meeting), clear) == d(notice)
    assert clear_days_between(d(notice), d(meeting)) == clear
    assert clear_days_between(d(notice) + DAY, d(meeting)) == clear - 1


# ---- months and days ----------------------------------------------------------------------------------------------

MONTHS = (
    # event, months, corresponding date
    ("2026-03-10", 1, "2026-04-10"),
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2026-08-31", 6, "2027-02-28"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2023-11-30", 3, "2024-02-29"),
    ("2026-12-15", 1, "2027-01-15"),
    ("2025-09-30", 1, "2025-10-30"),  # Dodds v Walker: the corresponding date, not the month's end
    ("2025-02-28", 12, "2026-02-28"),
)
BEGINNING = (
    # first day, months, last day
    ("2026-03-10", 1, "2026-04-09"),
    ("2026-03-01", 1, "2026-03-31"),
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2026-01-29", 1, "2026-02-28"),
    ("2024-01-29", 1, "2024-02-28"),
    ("2026-01-30", 1, "2026-02-28"),
    ("2025-12-31", 6, "2026-06-30"),
    ("2026-01-01", 6, "2026-06-30"),
    ("2025-08-31", 6, "2026-02-28"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2026-07-15", 6, "2027-01-14"),
)


@pytest.mark.parametrize(("event", "number", "last"), MONTHS)
def test_months_after_an_event_end_on_the_corresponding_date(event: str, number: int, last: str) -> None:
    assert months_after(d(event), number) == d(last)


@pytest.mark.parametrize(("first", "number", "last"), BEGINNING)
def test_months_beginning_with_a_day_count_it(first: str, number: int, last: str) -> None:
    assert months_beginning_with(d(first), number) == d(last)


@pytest.mark.parametrize(
    ("event", "number", "last"),
    [("2025-02-27", 28, "2025-03-27"), ("2024-02-27", 28, "2024-03-26"), ("2026-03-02", 3, "2026-03-05")],
)
def test_days_after_an_event_leave_its_own_day_out(event: str, number: int, last: str) -> None:
    assert days_after(d(event), number) == d(last)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("2025-09-30", "2025-12-31"),
        ("2025-12-31", "2026-03-31"),
        ("2026-03-31", "2026-06-30"),
        ("2025-06-30", "2025-09-30"),
    ],
)
def test_the_next_quarter_ends_on_its_own_last_day(end: str, last: str) -> None:
    assert quarters_after(d(end), 1) == d(last)


# ---- the naive twin -----------------------------------------------------------------------------------------------

DATES = st.dates(date(2019, 1, 10), date(2028, 6, 30))


def off(day: date) -> bool:
    """Say whether nobody works on a day, by the printed lists alone."""
    return day.weekday() >= 5 or f"{day:%m-%d}" in PRINTED[day.year].split()


def twin_after(event: date, number: int) -> date:
    """Return the working day so many after, by listing every day and striking out."""
    worked = [day for day in (event + timedelta(days=n) for n in range(1, 400)) if day.year in PRINTED and not off(day)]
    return worked[number - 1]


@given(DATES, st.integers(1, 60))
def test_working_days_agree_with_a_twin_that_strikes_out(event: date, number: int) -> None:
    assert working_days_after(event, number) == twin_after(event, number)


@given(DATES, st.integers(1, 15))
def test_a_notice_on_the_last_day_leaves_the_clear_days_and_one_later_does_not(meeting: date, clear: int) -> None:
    def between(notice: date) -> int:
        days = ((notice + timedelta(days=n)) for n in range(1, (meeting - notice).days))
        return sum(not off(day) for day in days)

    notice = last_notice(meeting, clear)
    if notice.year in PRINTED:
        assert between(notice) == clear
        assert between(notice + DAY) == clear - 1


@given(DATES, st.integers(1, 24))
def test_months_agree_with_a_twin_that_walks_day_by_day(start: date, number: int) -> None:
    month = start.month - 1 + number
    year, month = start.year + month // 12, month % 12 + 1
    length = len([1 for n in calendar.Calendar().itermonthdays(year, month) if n])
    there = start.day <= length
    corresponding = date(year, month, start.day) if there else date(year, month, length)
    assert months_after(start, number) == corresponding
    assert months_beginning_with(start, number) == (corresponding - DAY if there else corresponding)


@given(DATES, st.integers(1, 24))
def test_a_longer_period_never_ends_earlier(start: date, number: int) -> None:
    for reckon in (months_after, months_beginning_with, days_after, working_days_after):
        assert reckon(start, number) < reckon(start, number + 1)
        assert reckon(start, number) <= reckon(start + DAY, number)
