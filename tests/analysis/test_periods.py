from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.periods import (
    FinancialYear,
    Month,
    Quarter,
    Window,
    financial_year_of,
    is_complete,
    missing_months,
    rolling,
    same_period_last_year,
    three_years_before,
    year_ending,
    year_to_date,
)

months = st.builds(Month, st.integers(1990, 2060), st.integers(1, 12))


def test_a_month_is_written_and_read_the_same_way() -> None:
    month = Month.parse("2025-01")
    assert (str(month), month.label, month.name, month.days) == ("2025-01", "January 2025", "January", 31)
    assert (month.first_day, month.last_day, month.middle) == (date(2025, 1, 1), date(2025, 1, 31), date(2025, 1, 16))
    assert Month.of(date(2025, 1, 31)) == month


@pytest.mark.parametrize(
    "text", ["2025-1", "2025/01", "2025-13", "2025-00", "0000-01", "January 2025", "", "2025-01-01"]
)
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)


def test_february_knows_leap_years() -> None:
    assert [Month(year, 2).days for year in (1900, 2000, 2023, 2024)] == [28, 29, 28, 29]


@given(months, st.integers(-300, 300))
def test_adding_months_and_taking_them_away_comes_back(month: Month, step: int) -> None:
    assert month + step - step == month
    assert (month + step) - month == step
    assert (month + step > month) == (step > 0)


@given(months)
def test_the_next_month_starts_the_day_after_this_one_ends(month: Month) -> None:
    assert ((month + 1).first_day - month.last_day).days == 1


def test_windows_are_named_as_documents_name_them() -> None:
    december = Month(2025, 12)
    assert year_ending(december).label == "year ending December 2025"
    assert Window(Month(2025, 1), Month(2025, 4)).label == "January to April 2025"
    assert Window(Month(2024, 11), Month(2025, 2)).label == "November 2024 to February 2025"
    assert Window(december, december).label == "December 2025"
    assert str(year_ending(december)) == "2025-01 to 2025-12"


def test_a_window_knows_its_months_days_and_middle() -> None:
    window = rolling(Month(2024, 3), 3)
    assert window.months() == (Month(2024, 1), Month(2024, 2), Month(2024, 3))
    assert (window.length, len(window), window.days) == (3, 3, 91)
    assert window.middle == date(2024, 2, 15)
    assert Month(2024, 2) in window
    assert Month(2024, 4) not in window


def test_the_middle_of_a_calendar_year_lies_in_it_and_of_a_year_ending_june_in_the_year_before() -> None:
    assert year_ending(Month(2025, 12)).middle == date(2025, 7, 2)
    assert year_ending(Month(2025, 6)).middle.year == 2024


def test_a_window_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        Window(Month(2025, 2), Month(2025, 1))


def test_windows_that_share_a_month_overlap() -> None:
    first = Window(Month(2025, 1), Month(2025, 3))
    assert first.overlaps(Window(Month(2025, 3), Month(2025, 5)))
    assert not first.overlaps(Window(Month(2025, 4), Month(2025, 5)))
    assert not first.overlaps(Window(Month(2024, 4), Month(2024, 12)))


def test_financial_years_and_quarters_begin_in_april() -> None:
    year = FinancialYear.parse("2023/24")
    assert (str(year), year.label, str(FinancialYear(1999))) == ("2023/24", "2023/24", "1999/00")
    assert year.window == Window(Month(2023, 4), Month(2024, 3))
    assert [str(quarter) for quarter in year.quarters] == ["2023/24 Q1", "2023/24 Q2", "2023/24 Q3", "2023/24 Q4"]
    assert [quarter.label for quarter in year.quarters][::3] == ["April to June 2023", "January to March 2024"]
    assert FinancialYear.parse("2023-24") == year
    assert Quarter.parse("2023/24 Q4").window == Window(Month(2024, 1), Month(2024, 3))


@pytest.mark.parametrize("text", ["2023/25", "2023", "23/24", "2023/24 Q1"])
def test_what_is_not_a_financial_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a financial year"):
        FinancialYear.parse(text)


@pytest.mark.parametrize("text", ["2023/24 Q5", "2023/24", "Q1 2023/24"])
def test_what_is_not_a_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a quarter"):
        Quarter.parse(text)
    with pytest.raises(ValueError, match="no quarter 5"):
        Quarter(2023, 5)


@given(months)
def test_every_month_lies_in_its_quarter_and_the_quarter_in_its_year(month: Month) -> None:
    quarter = Quarter.of(month)
    assert month in quarter.window
    assert quarter in financial_year_of(month.first_day).quarters


def test_march_belongs_to_the_year_before_and_april_to_the_new_one() -> None:
    assert financial_year_of(date(2024, 3, 31)) == FinancialYear(2023)
    assert financial_year_of(date(2024, 4, 1)) == FinancialYear(2024)


def test_year_to_date_starts_in_april_or_where_told() -> None:
    assert year_to_date(Month(2025, 2)) == Window(Month(2024, 4), Month(2025, 2))
    assert year_to_date(Month(2025, 4)) == Window(Month(2025, 4), Month(2025, 4))
    assert year_to_date(Month(2025, 2), start=1) == Window(Month(2025, 1), Month(2025, 2))


def test_the_same_period_last_year_has_the_same_months_and_may_have_other_days() -> None:
    window = Window(Month(2025, 1), Month(2025, 4))
    assert same_period_last_year(window) == Window(Month(2024, 1), Month(2024, 4))
    assert (window.days, same_period_last_year(window).days) == (120, 121)


def test_the_three_years_before_are_separate_and_end_before_the_window() -> None:
    window = Window(Month(2025, 1), Month(2025, 12))
    assert [str(year) for year in three_years_before(window)] == [
        "2022-01 to 2022-12",
        "2023-01 to 2023-12",
        "2024-01 to 2024-12",
    ]
    with pytest.raises(NotEnoughData, match="13 months"):
        three_years_before(rolling(Month(2025, 12), 13))


def test_a_window_with_a_missing_month_is_incomplete_and_names_it() -> None:
    window = year_ending(Month(2024, 12))
    present = [Month(2024, month) for month in range(1, 5)]
    assert [month.name for month in missing_months(window, present)][:2] == ["May", "June"]
    assert len(missing_months(window, present)) == 8
    assert not is_complete(window, present)
    assert is_complete(window, window.months())
