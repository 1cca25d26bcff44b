"""How an escalation stands, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.escalations import rules
from frankpledge.domain.escalations.rules import OPEN, Course, Deed, NotAnEscalation, State, standing

SENT = date(2025, 11, 1)
DUE = date(2025, 12, 1)


def course(
    state: State = State.SENT, *, by_when: date | None = DUE, closed_on: date | None = None, read: bool = False,
    agenda: str = "",
) -> Course:  # fmt: skip
    return Course(state, SENT, by_when, closed_on, read, agenda)


@pytest.mark.parametrize(
    ("of", "on", "kind", "words"),
    [
        (course(), date(2025, 11, 16), "open", "answer wanted in 15 days, no item of its own yet"),
        (course(), date(2025, 11, 17), "soon", "answer wanted in 14 days, no item of its own yet"),
        (course(), date(2025, 11, 30), "soon", "answer wanted in 1 day, no item of its own yet"),
        (course(), DUE, "soon", "answer wanted today, no item of its own yet"),
        (course(), date(2025, 12, 2), "late", "no answer, 1 day late, no item of its own yet"),
        (course(State.ON_AGENDA, agenda="Board, item 4"), date(2025, 12, 3), "late",
         "no answer, 2 days late, on the agenda: Board, item 4"),
        (course(by_when=None), SENT, "open", "open for 0 days, no item of its own yet"),
        (course(by_when=None), date(2025, 11, 2), "open", "open for 1 day, no item of its own yet"),
        (course(State.ANSWERED, closed_on=DUE), DUE, "answered",
         "answered on 1 December 2025, and the sender has not noted it"),
        (course(State.ANSWERED, closed_on=DUE, read=True), DUE, "read", "answered on 1 December 2025"),
        (course(State.TAKEN_BACK, closed_on=DUE), DUE, "taken_back", "taken back on 1 December 2025"),
        (course(State.TAKEN_BACK), DUE, "taken_back", "taken back on a day that was not recorded"),
    ],
)  # fmt: skip
def test_an_escalation_stands_as_its_days_say(of: Course, on: date, kind: str, words: str) -> None:
    found = standing(of, on=on)
    assert (found.kind, found.words, found.late) == (kind, words, kind == "late")


@pytest.mark.parametrize(
    ("of", "short"),
    [
        (course(), "1 day late"),
        (course(by_when=date(2025, 12, 2)), "wanted today"),
        (course(by_when=date(2025, 12, 4)), "wanted in 2 days"),
        (course(by_when=None), "open for 31 days"),
        (course(State.ANSWERED, closed_on=DUE), "answered"),
        (course(State.TAKEN_BACK, closed_on=DUE), "taken back"),
    ],
)
def test_a_tag_says_it_shortly(of: Course, short: str) -> None:
    assert standing(of, on=date(2025, 12, 2)).short == short


def test_it_is_open_until_it_is_answered_or_taken_back() -> None:
    assert {state for state in State if state.is_open} == set(OPEN) == {State.SENT, State.ON_AGENDA}
    assert [state.label for state in State] == ["Sent up", "On an agenda", "Answered", "Taken back"]
    assert all(deed.label for deed in Deed)


def test_a_line_of_an_agenda_says_who_asks_what_by_when() -> None:
    told = {"number": 3, "sender": "Harbour", "matter": "Lamps.", "asks": "Money."}
    assert rules.agenda_line(**told, by_when=DUE) == (  # type: ignore[arg-type]
        "Escalation 3, from Harbour: Lamps. Asked: Money (by 1 December 2025)."
    )
    assert rules.agenda_line(**told, by_when=None).endswith("Asked: Money.")  # type: ignore[arg-type]


def test_words_are_asked_for_and_kept_short() -> None:
    assert rules.check_words(" Money \n now ", what="what is asked") == "Money now"
    for words, told in ((" ", "what is asked is not said"), ("x" * 501, "what is asked has 501 characters")):
        with pytest.raises(NotAnEscalation, match=told):
            rules.check_words(words, what="what is asked")


def test_nothing_is_sent_to_its_sender_or_to_a_group_that_ended() -> None:
    rules.check_bodies(sender=1, receiver=2, receiver_stands=True)
    with pytest.raises(NotAnEscalation, match="the group that sends it"):
        rules.check_bodies(sender=1, receiver=1, receiver_stands=True)
    with pytest.raises(NotAnEscalation, match="has ended"):
        rules.check_bodies(sender=1, receiver=2, receiver_stands=False)


def test_an_answer_is_not_wanted_in_the_past() -> None:
    rules.check_by_when(None, today=DUE)
    rules.check_by_when(DUE, today=DUE)
    with pytest.raises(NotAnEscalation, match="1 November 2025 has gone by"):
        rules.check_by_when(SENT, today=DUE)


def test_nothing_is_sent_up_tomorrow() -> None:
    rules.check_sent_on(DUE, today=DUE)
    with pytest.raises(NotAnEscalation, match="1 December 2025 has not yet come"):
        rules.check_sent_on(DUE, today=SENT)


def test_the_same_is_not_asked_twice() -> None:
    rules.check_not_asked(None)
    with pytest.raises(NotAnEscalation, match="escalation 4 asks that group about it already"):
        rules.check_not_asked(4)


def test_what_is_over_is_not_changed_and_what_is_open_is_not_opened() -> None:
    rules.check_open(State.ON_AGENDA)
    rules.check_over(State.TAKEN_BACK)
    rules.check_answered(State.ANSWERED)
    with pytest.raises(NotAnEscalation, match="it is answered"):
        rules.check_open(State.ANSWERED)
    with pytest.raises(NotAnEscalation, match="it is open"):
        rules.check_over(State.SENT)
    with pytest.raises(NotAnEscalation, match="has no answer"):
        rules.check_answered(State.TAKEN_BACK)


@pytest.mark.parametrize("on", [date(2025, 10, 31), date(2025, 12, 2)])
def test_an_answer_comes_after_the_question_and_not_tomorrow(on: date) -> None:
    rules.check_answered_on(SENT, sent_on=SENT, today=DUE)
    with pytest.raises(NotAnEscalation, match="when it was sent up, and today"):
        rules.check_answered_on(on, sent_on=SENT, today=DUE)


def test_a_group_that_owes_answers_ends_only_where_another_can_give_them() -> None:
    rules.check_end(body="Board", waiting=0, heir="")
    rules.check_end(body="Board", waiting=2, heir="County")
    with pytest.raises(NotAnEscalation, match="an escalation waits for an answer of Board"):
        rules.check_end(body="Board", waiting=1, heir="")
    with pytest.raises(NotAnEscalation, match="3 escalations wait"):
        rules.check_end(body="Board", waiting=3, heir="")


def test_a_group_that_open_escalations_name_is_not_withdrawn() -> None:
    rules.check_withdrawal(body="Board", held=0)
    with pytest.raises(NotAnEscalation, match="an open escalation names Board"):
        rules.check_withdrawal(body="Board", held=1)
    with pytest.raises(NotAnEscalation, match="2 open escalations name Board"):
        rules.check_withdrawal(body="Board", held=2)
