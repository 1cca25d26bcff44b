"""What a highlight report tells first, what changed since it was drafted, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.highlights import rules
from frankpledge.domain.highlights.rules import Difference, Drawn, NotAReport, Part, Period

TODAY = date(2025, 12, 2)
PERIOD = Period(date(2025, 9, 3), TODAY)


def line(about: str, words: str = "Lamps", part: Part = Part.DONE) -> Drawn:
    return Drawn(part, "action_log.action", about, f"Action {about}", words)


def test_what_the_record_says_otherwise_is_told_line_by_line() -> None:
    kept = [line("1"), line("2", "Ten lamps"), line("3"), line("4", part=Part.LATE)]
    now = [line("1"), line("2", "Forty lamps"), line("4", part=Part.DONE), line("5")]
    assert rules.differences(kept, now) == (
        Difference("changed", "Action 2", Part.DONE, "Ten lamps", "Forty lamps"),
        Difference("new", "Action 4", Part.DONE, "", "Lamps"),
        Difference("new", "Action 5", Part.DONE, "", "Lamps"),
        Difference("gone", "Action 3", Part.DONE, "Lamps", ""),
        Difference("gone", "Action 4", Part.LATE, "Lamps", ""),
    )
    assert rules.differences(kept, kept) == ()


def test_a_report_begins_with_its_counts() -> None:
    lines = [line("1"), line("2"), line("3", part=Part.LATE), line("4", part=Part.SOUGHT)]
    found = rules.counts(lines)
    assert (found[Part.DONE], found[Part.LATE], found[Part.RISKS]) == (2, 1, 0)
    period = "3 September 2025 to 2 December 2025"
    assert rules.opening("Harbour", PERIOD, found) == (
        f"Harbour, {period}: 2 done, 1 late, 0 moved to another date, 0 due next. One decision is sought."
    )
    found = rules.counts([line("1")])
    assert rules.opening("Harbour", PERIOD, found).endswith("No decision is sought.")
    found = rules.counts([line("1", part=Part.SOUGHT), line("2", part=Part.SOUGHT)])
    assert rules.opening("Harbour", PERIOD, found).endswith("2 decisions are sought.")


def test_with_nothing_to_report_it_says_so() -> None:
    nothing = rules.counts([])
    assert rules.is_empty(nothing)
    assert rules.opening("Harbour", PERIOD, nothing).startswith("Harbour has nothing to report for 3 September 2025")
    assert rules.is_empty(rules.counts([line("1", part=Part.ATTENDANCE)]))
    for part in rules.TELLING:
        assert not rules.is_empty(rules.counts([line("1", part=part)])), part


def test_the_next_period_begins_where_the_last_report_ended() -> None:
    assert rules.usual_period(last_report=date(2025, 10, 31), today=TODAY) == Period(date(2025, 11, 1), TODAY)
    assert rules.usual_period(last_report=TODAY, today=TODAY) == Period(TODAY, TODAY)
    assert rules.usual_period(last_report=None, today=TODAY) == Period(date(2025, 9, 2), TODAY)
    long = rules.usual_period(last_report=date(2020, 1, 31), today=TODAY)
    assert long == Period(date(2024, 12, 2), TODAY)
    rules.check_period(long, today=TODAY)


def test_what_comes_next_is_as_long_as_the_period_and_at_least_a_quarter() -> None:
    assert Period(date(2025, 12, 1), TODAY).ahead == date(2026, 3, 3)
    assert Period(date(2024, 12, 2), TODAY).ahead == date(2026, 12, 2)
    assert PERIOD.holds(PERIOD.first)
    assert PERIOD.holds(PERIOD.last)
    assert not PERIOD.holds(date(2025, 12, 3))
    assert not PERIOD.holds(None)


@pytest.mark.parametrize(
    ("period", "told"),
    [
        (Period(TODAY, date(2025, 12, 1)), "ends before it begins"),
        (Period(TODAY, date(2025, 12, 3)), "3 December 2025 has not yet come"),
        (Period(date(2024, 12, 1), TODAY), "longer than a year"),
    ],
)
def test_a_period_is_past_and_at_most_a_year(period: Period, told: str) -> None:
    rules.check_period(Period(date(2024, 12, 2), TODAY), today=TODAY)
    with pytest.raises(NotAReport, match=told):
        rules.check_period(period, today=TODAY)


def test_what_cannot_be_is_refused() -> None:
    rules.check_new(there=False, body="Harbour", period=PERIOD)
    with pytest.raises(NotAReport, match="Harbour has a report for 3 September 2025"):
        rules.check_new(there=True, body="Harbour", period=PERIOD)
    assert rules.check_words(" a  b \n\n  \n\n c ", what="it") == "a b\n\nc"
    assert rules.check_words("", what="it") == ""
    with pytest.raises(NotAReport, match="the line has 601 characters"):
        rules.check_words("x" * 601, what="the line")
    rules.check_approved(True)
    rules.check_unsent(True)
    rules.check_meeting(planned=True)
    for deed, told in (
        (lambda: rules.check_approved(False), "not approved yet"),
        (lambda: rules.check_unsent(False), "was sent for approval"),
        (lambda: rules.check_meeting(planned=False), "not planned any more"),
    ):
        with pytest.raises(NotAReport, match=told):
            deed()


def test_every_part_has_a_heading() -> None:
    assert len({part.heading for part in Part}) == len(Part)
