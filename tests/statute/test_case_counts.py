"""The four counts of a reporting period: each on its own day, noughts as noughts, what is not known as not known."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.statute.case_counts import CaseDays, FourCounts, NotAPeriod, ReportingPeriod, four_counts

YEAR = ReportingPeriod(date(2025, 4, 1), date(2026, 3, 31))


def figures(found: FourCounts) -> list[str]:
    return [figure for _, figure in found.rows]


def test_each_thing_is_counted_on_its_own_day_and_the_first_and_last_day_belong_to_the_period() -> None:
    cases = [
        CaseDays(applied_on=date(2025, 3, 31), not_met_on=(date(2025, 4, 1),)),
        CaseDays(applied_on=date(2025, 4, 1), reviewed=((date(2026, 3, 31), True),)),
        CaseDays(applied_on=date(2026, 3, 31), reviewed=((date(2026, 4, 1), True),)),
        CaseDays(applied_on=date(2026, 4, 1)),
        CaseDays(applied_on=date(2025, 6, 1), reviewed=((date(2025, 7, 1), False), (date(2025, 9, 1), True))),
    ]
    assert figures(four_counts(cases, period=YEAR)) == ["3", "1", "3", "2"]


def test_decisions_are_counted_and_not_cases() -> None:
    twice = CaseDays(applied_on=date(2025, 5, 1), not_met_on=(date(2025, 5, 20), date(2025, 6, 20)))
    assert figures(four_counts([twice], period=YEAR)) == ["1", "2", "0", "0"]


def test_a_year_without_a_case_is_published_as_four_noughts_and_what_was_never_kept_is_not_known() -> None:
    assert figures(four_counts([], period=YEAR)) == ["0", "0", "0", "0"]
    printed = FourCounts(period=YEAR, applications=5, not_met=None, reviews=None, with_recommendations=None)
    assert figures(printed) == ["5", "not known", "not known", "not known"]
    assert [label for label, _ in printed.rows][1] == "Times that the threshold was decided not to be met"


@pytest.mark.parametrize(
    ("first", "last", "good"),
    [
        (date(2025, 4, 1), date(2026, 3, 31), True),
        (date(2025, 4, 1), date(2026, 4, 1), False),
        (date(2025, 4, 1), date(2025, 4, 1), True),
        (date(2025, 4, 1), date(2025, 3, 31), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
    ],
)
def test_a_reporting_period_is_of_twelve_months_at_most(first: date, last: date, good: bool) -> None:
    if good:
        assert ReportingPeriod(first, last).holds(last)
    else:
        with pytest.raises(NotAPeriod, match="not be longer than twelve months"):
            ReportingPeriod(first, last)
