"""A step is late from the day after its date, and a status that its date belies is told."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.delivery.rules import NotADelivery, ago_words, check_going_on, check_said, stands
from frankpledge.domain.plans.rules import Status, by_words

MARCH = date(2022, 3, 31)
FEBRUARY = date(2023, 2, 28)


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2022, 4, 30), "Apr 2022"), (date(2024, 2, 29), "Feb 2024"), (date(2022, 4, 15), "15 Apr 2022")],
)
def test_the_last_day_of_a_month_prints_as_the_month(day: date, words: str) -> None:
    assert by_words(day) == words


def test_on_track_and_due_eleven_months_ago_is_told() -> None:
    found = stands(status=Status.ON_TRACK, due=MARCH, said_on=FEBRUARY, on=date(2026, 1, 1))
    assert found.kind == "contradicts"
    assert found.words == "said to be “on track” on 28 Feb 2023, and due 11 months ago then"


def test_what_was_said_before_its_date_is_late_and_no_more() -> None:
    found = stands(status=Status.ON_TRACK, due=MARCH, said_on=date(2022, 3, 1), on=date(2022, 4, 1))
    assert (found.kind, found.words) == ("late", "late, due 1 day ago")
    assert stands(status=Status.ON_TRACK, due=MARCH, said_on=None, on=MARCH).kind == "due"


def test_what_is_done_or_dropped_owes_nothing() -> None:
    for status, kind in ((Status.COMPLETED, "done"), (Status.CONTINUING, "done"), (Status.DROPPED, "dropped")):
        found = stands(status=status, due=MARCH, said_on=FEBRUARY, on=FEBRUARY)
        assert (found.kind, found.late) == (kind, False)


@pytest.mark.parametrize(
    ("due", "on", "words"),
    [
        (date(2022, 1, 1), date(2022, 2, 1), "31 days ago"),
        (date(2022, 1, 31), date(2022, 4, 30), "3 months ago"),
        (date(2022, 1, 15), date(2022, 4, 14), "2 months ago"),
        (date(2020, 1, 1), date(2022, 6, 1), "2 years ago"),
    ],
)
def test_how_long_ago_is_said_in_months_after_six_weeks(due: date, on: date, words: str) -> None:
    assert ago_words(due, on) == words


def test_done_at_risk_and_slipped_say_how() -> None:
    for status in (Status.COMPLETED, Status.AT_RISK, Status.SLIPPED, Status.DROPPED):
        with pytest.raises(NotADelivery):
            check_said(status, " ", on=MARCH, today=FEBRUARY)
    with pytest.raises(NotADelivery):
        check_said(Status.ON_TRACK, "", on=date(2023, 3, 1), today=FEBRUARY)
    assert check_said(Status.ON_TRACK, "", on=MARCH, today=FEBRUARY) == ""


def test_what_is_over_is_opened_before_it_goes_on() -> None:
    with pytest.raises(NotADelivery):
        check_going_on(was=Status.COMPLETED, now=Status.ON_TRACK)
    with pytest.raises(NotADelivery):
        check_going_on(was=Status.DROPPED, now=Status.COMPLETED)
    check_going_on(was=Status.COMPLETED, now=Status.CONTINUING)
