"""How a day was reckoned is told so that a reader can check it by hand."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.analysis.periods import FinancialYear
from frankpledge.statute.reckoning import reckoning
from tests.statute.owing import LAW, happening, owed


@pytest.mark.parametrize(
    ("duty", "kind", "on", "named", "words"),
    [
        ("SCR-04", "scrutiny_report", date(2026, 1, 5), None,
         "28 days after 5 January 2026, which does not count itself: 2 February 2026."),
        ("SCR-04", "scrutiny_report", date(2026, 1, 4), None,
         ("28 days after 4 January 2026, which does not count itself: 1 February 2026. That is no working day; no"
         " rule was found that moves it.")),
        ("FOI-01", "information_request", date(2025, 12, 12), None,
         ("20 working days after 12 December 2025, which does not count itself: 14 January 2026. Saturdays, Sundays,"
         " Christmas Day (25 December), Boxing Day (26 December), New Year’s Day (1 January) left out.")),
        ("FOI-01", "information_request", date(2029, 6, 1), None,
         ("20 working days after 1 June 2029, which does not count itself: 29 June 2029. Saturdays, Sundays and bank"
         " holidays left out. The holidays after 2028 are not proclaimed yet.")),
        ("COM-01", "committee_meeting", date(2026, 3, 10), None,
         ("5 clear working days before 10 March 2026: neither that day nor the day of the notice counts, so by 2 March"
         " 2026. Saturdays, Sundays and bank holidays left out.")),
        ("DHR-03", "death_notified", date(2026, 1, 31), None,
         ("1 month after 31 January 2026, which does not count itself: 28 February 2026. That is no working day; no"
         " rule was found that moves it.")),
        ("SCR-02", "scrutiny_request", date(2026, 1, 5), date(2026, 1, 20),
         "20 January 2026, the day that was named on 5 January 2026."),
        ("CSP-23", "decision", date(2026, 1, 23), None, "On the day itself, 23 January 2026."),
        ("DHR-04", "death_review_decided", date(2026, 1, 10), None, ""),
    ],
)  # fmt: skip
def test_the_reckoning_is_told_so_that_it_can_be_checked(
    duty: str, kind: str, on: date, named: date | None, words: str
) -> None:
    found = owed(
        LAW[duty],
        year=FinancialYear(on.year if on.month > 3 else on.year - 1),
        today=on,
        happenings=(happening(kind, on, named),),
    )
    assert reckoning(found[0]) == words


def test_periods_and_reviews_are_told_too() -> None:
    assert reckoning(owed(LAW["CSP-07"])[0]) == "By 31 March 2026, in the year 2025/26."
    assert reckoning(owed(LAW["CSP-24"])[0]) == (
        "The quarter January to March 2025 ended on 31 March 2025; due by the end of the next, 30 June 2025."
    )
    last = (("", date(2025, 2, 18)),)
    assert reckoning(owed(LAW["SCR-01"], proved=last)[0]) == (
        "12 months after 18 February 2025, when it was last shown: 18 February 2026."
    )
    assert reckoning(owed(LAW["CSP-05"], proved=last)[0]) == (
        "12 months after 18 February 2025, when it was last shown: 18 February 2026."
    )
