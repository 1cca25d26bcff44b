"""What people type is read line by line, and what leaves out its base or its day is refused with the cure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.engagement import rules
from frankpledge.domain.engagement.rules import NotALine, NotARecord, Reached, Result, Silent
from tests.domain.engagement.records import NIL, sent, survey


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("Very safe: 1,204", Result("Very safe", count=1204)),
        ("Safe: by day: 0", Result("Safe: by day", count=0)),
        ("Fairly safe:45.2 %", Result("Fairly safe", percent=Decimal("45.2"))),
        ("None: 0%", Result("None", percent=Decimal(0))),
        ("Unsafe: not shown", Result("Unsafe", state=State.SUPPRESSED)),
        ("Unsafe: [c]", Result("Unsafe", state=State.SUPPRESSED)),
        ("Do not know: No data", Result("Do not know", state=State.MISSING)),
    ],
)
def test_an_answer_is_a_count_a_share_not_shown_or_not_known(line: str, means: Result) -> None:
    assert rules.result_of(line) == means


@pytest.mark.parametrize("line", ["Very safe", "Very safe:", ": 12", "Safe: many", "Safe: -3", "Safe: 3.5", "Safe: ²"])
def test_a_line_without_a_number_that_can_be_one_is_refused(line: str) -> None:
    with pytest.raises(NotALine):
        rules.result_of(line)


@pytest.mark.parametrize("value", ["101%", "-1%", "half%", "nan%", "%"])
def test_a_share_lies_between_nothing_and_all(value: str) -> None:
    with pytest.raises(NotALine):
        rules.percent_of(value)


def test_groups_are_read_with_their_mark_and_their_number() -> None:
    assert rules.reached_of("Young people") == Reached("Young people")
    assert rules.reached_of("* Disabled people: 34") == Reached("Disabled people", affected=True, people=34)
    assert rules.silent_of("*Taxi drivers: 2025-09-03") == Silent("Taxi drivers", date(2025, 9, 3), affected=True)
    assert rules.silent_of("Shops: 2025-09-03") == Silent("Shops", date(2025, 9, 3))


@pytest.mark.parametrize("line", ["Shops: September", "Shops", "*: 2025-09-03"])
def test_a_group_that_was_asked_in_vain_was_asked_on_a_day(line: str) -> None:
    with pytest.raises(NotALine):
        rules.silent_of(line)


def test_every_line_that_cannot_be_read_is_named_by_its_number() -> None:
    good, wrong = rules.read_lines("Safe: 3\n\nUnsafe\nVery: x", rules.result_of)
    assert good == (Result("Safe", count=3),)
    assert [line.split(":")[0] for line in wrong] == ["Line 3", "Line 4"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"year": "2025"}, "not a year"),
        ({"name": " "}, "its name"),
        ({"run_by": ""}, "who ran it"),
        ({"source": ""}, "where the record is"),
        ({"ended": date(2025, 8, 1)}, "before it began"),
        ({"respondents": 36, "out_of": 35}, "more than the 35"),
        ({"representative": ""}, "stand for the area"),
        ({"received": False}, "35 people answered"),
    ],
)
def test_an_exercise_says_what_makes_its_results_mean_something(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(NotARecord, match=says):
        rules.check_exercise(survey(**wrong))


@pytest.mark.parametrize("right", [{}, {"out_of": 35}, {"received": False, "respondents": None, "representative": ""}])
def test_a_whole_exercise_and_a_nil_return_are_let_through(right: dict[str, Any]) -> None:
    rules.check_exercise(survey(**right))


@pytest.mark.parametrize(
    ("results", "base", "says"),
    [
        ((), 35, "no answers"),
        ((Result("Safe", percent=Decimal(57)),), None, "needs its base"),
        ((Result("Safe", count=36),), 35, "more than the 35"),
        ((Result("Safe", count=3), Result("safe", count=2)), 35, "stands twice"),
    ],
)
def test_a_question_has_answers_and_a_percentage_has_its_base(
    results: tuple[Result, ...], base: int | None, says: str
) -> None:
    with pytest.raises(NotARecord, match=says):
        rules.check_results(results, base)


def test_counts_need_no_base_and_several_answers_may_be_given() -> None:
    rules.check_results((Result("Safe", count=36), Result("Unsafe", count=3)), None)
    rules.check_results((Result("Theft", count=30), Result("Noise", count=30)), 35)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"year": "soon"}, "not a year"),
        ({"supplier": " "}, "no supplier"),
        ({"received_on": None}, "when it came"),
        ({"what": ""}, "what came"),
        ({"period": " "}, "which period"),
        ({**NIL, "asked_on": None}, "day on which it was asked"),
        ({**NIL, "received_on": date(2025, 9, 2)}, "nothing came, yet"),
    ],
)
def test_an_input_has_its_supplier_its_day_and_its_period(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(NotARecord, match=says):
        rules.check_input(sent(**wrong))


def test_an_input_that_came_and_one_that_was_asked_for_in_vain_are_let_through() -> None:
    rules.check_input(sent())
    rules.check_input(sent(**NIL))


def test_what_was_withdrawn_stays_and_a_withdrawal_has_a_reason() -> None:
    with pytest.raises(NotARecord, match="stays as it was"):
        rules.check_standing(withdrawn=True)
    rules.check_standing(withdrawn=False)
    with pytest.raises(NotARecord, match="needs a reason"):
        rules.check_reason(" ")
    assert rules.check_reason(" counted twice ") == "counted twice"


def test_a_need_is_one_that_the_law_has_and_a_question_has_words() -> None:
    with pytest.raises(NotARecord, match="asks for no"):
        rules.check_need("gossip", known=("current plan",))
    rules.check_need("current plan", known=("current plan",))
    with pytest.raises(NotARecord, match="empty"):
        rules.check_words("  ")
    assert rules.check_words(" Safe? ") == "Safe?"


def test_57_per_cent_of_35_is_anything_from_41_to_72() -> None:
    share = rules.share_of(Result("Safe", percent=Decimal(57)), base=35)
    assert share is not None
    assert (round(share.low), round(share.high), share.count) == (41, 72, 20)
    counted = rules.share_of(Result("Safe", count=20), base=35)
    assert counted == share


@pytest.mark.parametrize(
    ("result", "base"),
    [
        (Result("Safe", count=3), None),
        (Result("Safe", count=0), 0),
        (Result("Safe", state=State.MISSING), 35),
        (Result("Safe", state=State.SUPPRESSED), 35),
        (Result("Safe"), 35),
    ],
)
def test_without_a_base_or_a_number_there_is_no_share(result: Result, base: int | None) -> None:
    assert rules.share_of(result, base=base) is None


def test_nobody_out_of_some_is_a_share_of_nought_with_an_interval() -> None:
    share = rules.share_of(Result("Safe", count=0), base=35)
    assert share is not None
    assert share.value == share.low == 0
    assert share.high > 5


def test_every_kind_has_its_word() -> None:
    assert [kind.label for kind in rules.Kind] == ["Survey", "Consultation", "Public meeting", "Focus group", "Other"]
