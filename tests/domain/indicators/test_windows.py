"""Figures over longer stretches of time: sums, never means of figures; incomplete is said, never smaller."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from frankpledge.analysis.periods import Month
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Status, WindowKind
from frankpledge.domain.indicators.rules.windows import Part, Way, due_by, filled, label_of, windows

QUARTERS = ((2024, 4), (2024, 7), (2024, 10), (2025, 1), (2025, 4), (2025, 7))
# Repeats and cases of five quarters whose rates are 50%, 20%, 25%, 10% and 30%: their mean of the first four is 26.25%.
REPEATS = ((10, 20), (20, 100), (10, 40), (4, 40), (30, 100))


def quarter(year: int, month: int, **numbers: object) -> Part:
    first = Month(year, month)
    return Part(first.first_day, (first + 2).last_day, Numbers(**numbers))  # type: ignore[arg-type]


def shares(pairs: tuple[tuple[int, int] | None, ...]) -> list[Part]:
    return [
        quarter(*when, missing="the system was down")
        if pair is None
        else quarter(*when, numerator=Decimal(pair[0]), denominator=Decimal(pair[1]))
        for when, pair in zip(QUARTERS, pairs, strict=False)
    ]


def share(window: WindowKind, **more: object) -> Way:
    return Way(Measure.SHARE, 1, Every.QUARTER, window, **more)  # type: ignore[arg-type]


def test_an_annual_repeat_rate_comes_from_sums_and_not_from_the_mean_of_quarterly_rates() -> None:
    *_, fourth, fifth = windows(shares(REPEATS), share(WindowKind.ROLLING_YEAR))
    assert fourth.figure == Decimal(44) * 100 / 200  # 22%, where the mean of the four rates is 26.25%
    assert (fourth.numbers.numerator, fourth.numbers.denominator) == (44, 200)
    assert fifth.figure == Decimal(64) * 100 / 280
    assert fourth.label == "twelve months to March 2025"


def test_a_year_before_four_quarters_are_known_is_incomplete_and_has_no_figure() -> None:
    first, second, third, _, _ = windows(shares(REPEATS), share(WindowKind.ROLLING_YEAR))
    assert [one.figure for one in (first, second, third)] == [None] * 3
    assert [one.missing for one in (first, third)] == [
        "incomplete: 1 of 4 quarters are known",
        "incomplete: 3 of 4 quarters are known",
    ]
    assert not third.complete


def test_a_missing_quarter_makes_every_year_over_it_incomplete_and_never_smaller() -> None:
    found = windows(shares((*REPEATS[:2], None, *REPEATS[3:], (5, 50))), share(WindowKind.ROLLING_YEAR))
    assert [one.figure for one in found] == [None] * 6
    assert found[-1].missing == "incomplete: 3 of 4 quarters are known"


def test_a_quarter_that_nobody_wrote_down_is_found_between_the_others_and_up_to_the_day_it_is_due() -> None:
    way = share(WindowKind.ITSELF)
    kept = [one for one in shares(REPEATS) if one.starts != date(2024, 10, 1)]
    there = filled(kept, way, until=date(2025, 9, 30))
    assert [(one.starts, bool(one.times)) for one in there] == [
        (date(2024, 4, 1), True), (date(2024, 7, 1), True), (date(2024, 10, 1), False), (date(2025, 1, 1), True),
        (date(2025, 4, 1), True), (date(2025, 7, 1), False),
    ]  # fmt: skip
    assert there[2].numbers.missing == "no value has been written down"


def test_the_year_to_date_grows_within_a_year_and_begins_anew() -> None:
    counts = [quarter(*when, numerator=Decimal(n)) for when, n in zip(QUARTERS, (1, 2, 4, 8, 16), strict=False)]
    found = windows(counts, Way(Measure.COUNT, 1, Every.QUARTER, WindowKind.YEAR_TO_DATE))
    assert [one.figure for one in found] == [1, 3, 7, 15, 16]
    assert [one.label for one in found][1:4] == [
        "April to September 2024, year to date", "April to December 2024, year to date", "2024/25",
    ]  # fmt: skip


def test_a_year_that_starts_in_september_is_reckoned_from_its_own_months() -> None:
    months = [
        Part((first := Month(2024, 8) + n).first_day, first.last_day, Numbers(numerator=Decimal(10))) for n in range(14)
    ]
    way = Way(Measure.COUNT, 1, Every.MONTH, WindowKind.YEAR, start_month=9)
    before, whole, after = windows(months, way)
    assert (before.starts, before.figure, before.missing) == (
        date(2023, 9, 1), None, "incomplete: 1 of 12 months are known",
    )  # fmt: skip
    assert (whole.starts, whole.ends, whole.figure) == (date(2024, 9, 1), date(2025, 8, 31), 120)
    assert after.missing == "incomplete: 1 of 12 months are known"


def test_months_make_quarters() -> None:
    months = [Part((m := Month(2025, 4) + n).first_day, m.last_day, Numbers(numerator=Decimal(n))) for n in range(5)]
    full, part = windows(months, Way(Measure.COUNT, 1, Every.MONTH, WindowKind.QUARTER))
    assert (full.label, full.figure) == ("2025/26 Q1", 3)
    assert (part.figure, part.missing) == (None, "incomplete: 2 of 3 months are known")


def test_residents_do_not_add_up_over_the_quarters_of_a_year() -> None:
    parts = [quarter(*when, numerator=Decimal(50), denominator=Decimal(100_000)) for when in QUARTERS[:4]]
    way = Way(Measure.RATE, 1000, Every.QUARTER, WindowKind.ROLLING_YEAR, base_adds_up=False)
    assert windows(parts, way)[-1].figure == 2  # 200 in a year among 100,000 residents, not 200 among 400,000


def test_a_printed_percentage_without_its_numbers_is_never_made_into_a_year() -> None:
    parts = [quarter(*when, value=Decimal(30)) for when in QUARTERS[:4]]
    (last,) = windows(parts, share(WindowKind.ROLLING_YEAR))[-1:]
    assert last.figure is None
    assert last.missing == "the two numbers that make it are not stated, so it cannot be reckoned over a longer time"


def test_a_yearly_figure_that_was_printed_each_quarter_stands_as_it_was_printed() -> None:
    ends = Month(2013, 6)
    part = Part((ends - 11).first_day, ends.last_day, Numbers(value=Decimal(34)), Status.PRINTED)
    (found,) = windows(filled([part], share(WindowKind.ROLLING_YEAR), until=None), share(WindowKind.ROLLING_YEAR))
    assert (found.label, found.figure, found.alone) == ("twelve months to June 2013", 34, True)


def test_no_cases_at_all_make_no_percentage() -> None:
    (found,) = windows([quarter(2025, 4, numerator=Decimal(0), denominator=Decimal(0))], share(WindowKind.ITSELF))
    assert (found.figure, found.missing) == (None, "there were none to count of")


@pytest.mark.parametrize(
    ("starts", "ends", "start_month", "label"),
    [
        (date(2025, 7, 1), date(2025, 9, 30), 4, "2025/26 Q2"),
        (date(2025, 9, 1), date(2025, 11, 30), 9, "September to November 2025"),
        (date(2025, 4, 1), date(2026, 3, 31), 4, "2025/26"),
        (date(2025, 1, 1), date(2025, 12, 31), 1, "2025"),
        (date(2025, 1, 1), date(2025, 12, 31), 4, "twelve months to December 2025"),
        (date(2025, 9, 1), date(2025, 9, 30), 4, "September 2025"),
        (date(2025, 9, 3), date(2025, 9, 20), 4, "3 September 2025 to 20 September 2025"),
    ],
)
def test_a_period_is_named_as_people_name_it(starts: date, ends: date, start_month: int, label: str) -> None:
    assert label_of(starts, ends, start_month=start_month) == label


@pytest.mark.parametrize(
    ("day", "lag", "last"),
    [
        (date(2025, 11, 2), 0, date(2025, 9, 30)),
        (date(2025, 9, 30), 0, date(2025, 9, 30)),
        (date(2025, 11, 2), 45, date(2025, 6, 30)),
    ],
)
def test_a_quarter_is_due_when_its_lag_has_passed(day: date, lag: int, last: date) -> None:
    assert due_by(day, share(WindowKind.ITSELF, lag_days=lag)) == last
