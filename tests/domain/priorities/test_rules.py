"""Rounds follow each other, sheets are sent complete, and a choice departs from the scoring with a reason."""

from __future__ import annotations

import json

import pytest

from frankpledge.domain.priorities import rules
from frankpledge.domain.priorities.rules import CannotScore, Marked, State, StillBlind
from frankpledge.statute.priorities import scoring_scheme

SCHEME = scoring_scheme()
FULL = {one.id: 2 for one in SCHEME.criteria}


def test_rounds_open_and_close_in_their_order() -> None:
    way = [State.PREPARED]
    for _ in range(2):
        way.append(rules.started(way[-1], issues=2, agencies=2))
        way.append(rules.closed(way[-1], sent=1))
    assert way == list(State)
    assert [state.open_round for state in way] == [None, 1, None, 2, None]
    assert [state.shown_round for state in way] == [None, None, 1, 1, 2]
    assert len({state.label for state in way}) == 5


@pytest.mark.parametrize("state", [State.FIRST_OPEN, State.SECOND_OPEN, State.SECOND_CLOSED])
def test_no_round_is_opened_out_of_turn(state: State) -> None:
    with pytest.raises(CannotScore, match="no round can be opened"):
        rules.started(state, issues=5, agencies=5)


@pytest.mark.parametrize("state", [State.PREPARED, State.FIRST_CLOSED, State.SECOND_CLOSED])
def test_only_an_open_round_is_closed_and_takes_marks(state: State) -> None:
    with pytest.raises(CannotScore, match="no round is open"):
        rules.closed(state, sent=3)
    with pytest.raises(CannotScore, match="no marks are taken"):
        rules.check_open(state)


def test_too_little_to_put_in_order_and_nothing_sent_are_refused() -> None:
    for issues, agencies in ((1, 5), (5, 1)):
        with pytest.raises(CannotScore, match="too few"):
            rules.started(State.PREPARED, issues=issues, agencies=agencies)
    with pytest.raises(CannotScore, match="no agency has sent"):
        rules.closed(State.FIRST_OPEN, sent=0)


def test_marks_are_seen_only_once_a_round_is_closed() -> None:
    for state in (State.PREPARED, State.FIRST_OPEN):
        with pytest.raises(StillBlind):
            rules.check_seen(state)
    assert rules.check_seen(State.SECOND_OPEN) == 1


@pytest.mark.parametrize(
    "wrong", [{"year": "2025"}, {"title": " "}, {"top": 0}, {"top": 31}], ids=lambda wrong: next(iter(wrong))
)
def test_a_scoring_has_a_year_a_name_and_a_number(wrong: dict[str, object]) -> None:
    plain = {"year": "2025/26", "title": "Priorities", "top": 3}
    rules.check_scoring(**plain)  # type: ignore[arg-type]
    with pytest.raises(CannotScore):
        rules.check_scoring(**{**plain, **wrong})  # type: ignore[arg-type]


def test_names_are_tidied_and_stand_once() -> None:
    assert rules.check_named("  Shop   theft ", ["Noise"], most=3) == "Shop theft"
    for name, others in (("", []), ("noise", ["Noise"]), ("Theft", ["a", "b", "c"])):
        with pytest.raises(CannotScore):
            rules.check_named(name, others, most=3)


def test_who_marks_belongs_here_and_marks_for_one_agency() -> None:
    rules.check_scorer(belongs=True, marks_elsewhere=False)
    for belongs, elsewhere in ((False, False), (True, True)):
        with pytest.raises(CannotScore):
            rules.check_scorer(belongs=belongs, marks_elsewhere=elsewhere)
    rules.check_marks_for(its_scorer=True)
    with pytest.raises(CannotScore):
        rules.check_marks_for(its_scorer=False)
    rules.check_by_link(has_scorer=False)
    with pytest.raises(CannotScore):
        rules.check_by_link(has_scorer=True)


def test_what_is_marked_cannot_be_changed_under_the_marks() -> None:
    rules.check_being_prepared(State.PREPARED)
    with pytest.raises(CannotScore):
        rules.check_being_prepared(State.FIRST_OPEN)
    rules.check_not_sent(sent=False)
    with pytest.raises(CannotScore):
        rules.check_not_sent(sent=True)


@pytest.mark.parametrize(
    "marks",
    [
        {"b": Marked(FULL, "sure")},
        {"a": Marked({**FULL, "noise": 2}, "sure")},
        {"a": Marked({**FULL, "volume": 5}, "sure")},
        {"a": Marked({**FULL, "volume": -1}, "sure")},
        {"a": Marked(FULL, "certain")},
    ],
)
def test_marks_of_nonsense_are_refused_even_when_only_saved(marks: dict[str, Marked]) -> None:
    with pytest.raises(CannotScore):
        rules.check_marks(marks, issues={"a"}, scheme=SCHEME, complete=False)


def test_a_sheet_may_be_saved_with_gaps_and_is_sent_without() -> None:
    half = {"a": Marked({"volume": 3})}
    rules.check_marks(half, issues={"a", "b"}, scheme=SCHEME, complete=False)
    left = len(SCHEME.criteria) - 1 + 1 + len(SCHEME.criteria) + 1
    with pytest.raises(CannotScore, match=f"^{left} marks"):
        rules.check_marks(half, issues={"a", "b"}, scheme=SCHEME, complete=True)
    unsaid = {"a": Marked({**FULL, "volume": None}, "unsure")}
    rules.check_marks(unsaid, issues={"a"}, scheme=SCHEME, complete=True)


def test_a_scheme_comes_back_as_it_was_kept() -> None:
    assert rules.scheme_from_kept(json.loads(json.dumps(rules.scheme_as_kept(SCHEME)))) == SCHEME


# a is first alone, b and c tie for the second and third place, d is fourth, e lacks a mark.
TIERS = {"a": 1, "b": 2, "c": 2, "d": 4, "e": 0}


@pytest.mark.parametrize(
    ("top", "surely", "tied"),
    [(1, "a", ""), (2, "a", "bc"), (3, "abc", ""), (4, "abcd", ""), (5, "abcd", "")],
)
def test_what_ties_for_the_last_place_is_not_surely_among_the_first(top: int, surely: str, tied: str) -> None:
    assert rules.recommended_places(TIERS, top=top) == (frozenset(surely), frozenset(tied))


@pytest.mark.parametrize(
    ("chosen", "departs"), [("ab", ""), ("ac", ""), ("abc", ""), ("a", ""), ("ad", "d"), ("bc", "a"), ("e", "ae")]
)
def test_to_choose_among_ties_is_no_departure(chosen: str, departs: str) -> None:
    assert rules.departures(set(chosen), TIERS, top=2) == frozenset(departs)


def test_a_departure_needs_its_reason_and_a_choice_something_chosen() -> None:
    rules.check_choice({"a"}, {"Noise": "Residents ask for it"})
    with pytest.raises(CannotScore, match="departs from the scoring on Noise"):
        rules.check_choice({"a"}, {"Noise": " ", "Fraud": "New"})
    with pytest.raises(CannotScore, match="nothing is chosen"):
        rules.check_choice(set(), {})
    rules.check_known({"a"}, {"a", "b"})
    with pytest.raises(CannotScore):
        rules.check_known({"c"}, {"a", "b"})
