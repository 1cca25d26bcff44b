"""What makes an event, its counts and its feedback, and what is said where something is not known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from frankpledge.domain.training import rules
from frankpledge.domain.training.rules import NotTraining, Question, State

DAY = date(2025, 12, 2)
GOOD = Question("Was it useful?", 1, 5, {1: 0, 2: 1, 5: 9})


@pytest.mark.parametrize(
    ("on", "cancelled", "state"),
    [
        (DAY, False, State.HELD),
        (DAY + timedelta(days=1), False, State.PLANNED),
        (DAY - timedelta(days=9), True, State.CANCELLED),
    ],
)
def test_an_event_is_held_once_its_day_has_come(on: date, cancelled: bool, state: State) -> None:
    assert rules.state_of(on=on, cancelled=cancelled, today=DAY) is state
    assert state.label == state.value.capitalize()


@pytest.mark.parametrize(
    ("state", "days", "counted", "lacks"),
    [
        (State.HELD, 15, False, True),
        (State.HELD, 14, False, False),
        (State.HELD, 15, True, False),
        (State.CANCELLED, 90, False, False),
        (State.PLANNED, -3, False, False),
    ],
)
def test_counts_are_missed_after_two_weeks(state: State, days: int, counted: bool, lacks: bool) -> None:
    told = rules.lacking(state=state, on=DAY - timedelta(days=days), counted=counted, today=DAY)
    assert bool(told) is lacks


@pytest.mark.parametrize(
    ("asked", "answered", "words"),
    [
        (None, None, "no feedback recorded"),
        (30, None, "30 asked; how many answered is not known"),
        (None, 12, "12 answered; how many were asked is not known"),
        (0, 0, "nobody was asked"),
        (30, 12, "12 of 30 answered (40%)"),
        (30, 0, "0 of 30 answered (0%)"),
    ],
)
def test_a_response_says_what_is_not_known(asked: int | None, answered: int | None, words: str) -> None:
    assert rules.response(asked=asked, answered=answered) == words


def test_a_question_has_the_mean_of_its_answers() -> None:
    assert (GOOD.answers, GOOD.mean) == (10, 4.7)
    assert Question("x", 1, 5, {}).mean is None


@pytest.mark.parametrize(
    ("asked", "answered", "question", "told"),
    [
        (10, 11, GOOD, "11 cannot have answered of 10"),
        (10, 9, GOOD, "has 10 answers, and 9 people answered"),
        (10, 10, Question("x", 5, 5, {5: 1}), "a scale from 5 to 5"),
        (10, 10, Question("x", 1, 11, {5: 1}), "a scale from 1 to 11"),
        (10, 10, Question("x", 1, 5, {6: 1}), "its scale lacks"),
        (10, 10, Question("x", 1, 5, {5: -1}), "its scale lacks"),
        (None, None, Question(" ", 1, 5, {5: 1}), "a question is not said"),
    ],
)
def test_answers_that_cannot_be_are_refused(
    asked: int | None, answered: int | None, question: Question, told: str
) -> None:
    with pytest.raises(NotTraining, match=told):
        rules.check_answers(asked=asked, answered=answered, questions=[question])


def test_answers_that_can_be_are_taken_also_where_little_is_known() -> None:
    rules.check_answers(asked=None, answered=None, questions=[GOOD])
    rules.check_answers(asked=None, answered=10, questions=[GOOD, Question("None of them", 0, 10, {0: 1})])
    rules.check_answers(asked=12, answered=10, questions=[])


def test_what_is_not_known_is_taken_and_what_is_below_nothing_is_not() -> None:
    assert rules.check_count(None, what="x") is None
    assert rules.check_count(0, what="x") == 0
    assert rules.check_cost(None) is None
    assert rules.check_cost(Decimal(0)) == 0
    assert rules.check_line("  two\n words ", what="x") == "two words"
    rules.check_held(State.HELD, what="delegates")
    rules.check_standing(withdrawn=False)
    for refused in (
        lambda: rules.check_count(-1, what="x"),
        lambda: rules.check_cost(Decimal(-1)),
        lambda: rules.check_line("", what="x"),
        lambda: rules.check_line("x" * 201, what="x"),
        lambda: rules.check_held(State.PLANNED, what="delegates"),
        lambda: rules.check_reason(" "),
        lambda: rules.check_standing(withdrawn=True),
        lambda: rules.check_standing(withdrawn=False, cancelled=True),
        lambda: rules.check_ours("theirs", "ours"),
        lambda: rules.check_empty(1),
    ):
        with pytest.raises(NotTraining):
            refused()  # type: ignore[no-untyped-call]
