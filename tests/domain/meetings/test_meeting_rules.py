"""When a body meets, and whether enough are there: by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frankpledge.domain.meetings.rules import (
    NotAMeeting,
    Presence,
    Seated,
    cycle,
    quorum,
)
from frankpledge.statute.agenda import agenda
from frankpledge.statute.deadlines import is_working_day

P, S = Presence.PRESENT, Presence.SUBSTITUTE


def test_the_first_wednesday_stays_the_first_wednesday() -> None:
    assert cycle(last=date(2025, 12, 3), months=3, count=4) == (
        date(2026, 3, 4), date(2026, 6, 3), date(2026, 9, 2), date(2026, 12, 2),
    )  # fmt: skip


def test_a_fifth_weekday_becomes_the_last_and_a_bank_holiday_moves_on() -> None:
    assert cycle(last=date(2025, 12, 31), months=2, count=1) == (date(2026, 2, 25),)
    # The first Mondays of April and May 2026 are Easter Monday and the May Day holiday.
    assert cycle(last=date(2026, 3, 2), months=1, count=2) == (date(2026, 4, 13), date(2026, 5, 11))
    # The last Monday of May is the spring bank holiday: no later Monday in the month is free, so the one before.
    assert cycle(last=date(2026, 4, 27), months=1, count=1) == (date(2026, 5, 18),)


@given(last=some.dates(date(2022, 1, 1), date(2027, 12, 31)), months=some.integers(1, 6), count=some.integers(1, 8))
def test_a_cycle_keeps_its_weekday_and_its_months(last: date, months: int, count: int) -> None:
    found = cycle(last=last, months=months, count=count)
    assert len(found) == count
    for step, day in enumerate(found, 1):
        assert day.weekday() == last.weekday()
        assert (day.year - last.year) * 12 + day.month - last.month == step * months
        assert is_working_day(day) or day.weekday() > 4


def test_no_more_than_two_dozen_are_proposed() -> None:
    for count in (0, 25):
        with pytest.raises(NotAMeeting, match="cannot be proposed"):
            cycle(last=date(2026, 1, 5), months=1, count=count)


@pytest.mark.parametrize(
    ("wanted", "of_authorities", "met", "words"),
    [
        (3, True, True, "Quorate: 3 of 4 responsible authorities, 3 needed"),
        (4, True, False, "Not quorate: 3 of 4 responsible authorities, 4 needed"),
        (2, False, True, "Quorate: 2 of 4 members, 2 needed"),
        (3, False, False, "Not quorate: 2 of 4 members, 3 needed"),
        (None, False, None, "No quorum is set. 2 of 4 members are there"),
    ],
)
def test_a_substitute_stands_for_an_authority_and_is_no_member(
    wanted: int | None, of_authorities: bool, met: bool | None, words: str
) -> None:
    seats = [
        Seated(P, authority=True), Seated(P, authority=True), Seated(S, authority=True), Seated(None, authority=True),
        Seated(P, member=False),
    ]  # fmt: skip
    found = quorum(wanted=wanted, of_authorities=of_authorities, seats=seats)
    assert (found.met, found.words) == (met, words)


def test_agendas_begin_by_kind_of_body_and_meeting() -> None:
    ordinary = [one.title for one in agenda(body="board", meeting="ordinary")]
    assert ordinary[0] == "Apologies, substitutes and interests"
    assert ordinary[-1] == "Any other business and date of the next meeting"
    assert len(agenda(body="board", meeting="public")) == 2
    assert agenda(body="nothing", meeting="ordinary") == ()
    assert {one.kind for one in agenda(body="board", meeting="ordinary")} == {"information", "decision", "discussion"}
