"""A question is asked where chance would hardly do it, of counts as of shares, and never where too little is known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analysis.periods import Quarter
from frankpledge.domain.indicators.rules import Measure
from frankpledge.domain.returns.rules.answers import Answer, Box, number, read
from frankpledge.domain.returns.rules.questions import Before, Held, against, unanswered, unusual, within

COUNT = Box("a", "Children", Measure.COUNT, "Children", indicator="1")
SHARE = Box("b", "Finished", Measure.SHARE, "Finished", "Left", indicator="2")
NOW = Quarter(2025, 3).window


def before(*counts: int | None, out_of: int | None = None) -> list[Before]:
    base = None if out_of is None else Decimal(out_of)
    first = NOW.shifted(-3 * len(counts))
    return [
        Before(first.shifted(3 * step), None if count is None else Decimal(count), base)
        for step, count in enumerate(counts)
    ]


def asked(box: Box, value: int, history: list[Before], out_of: int | None = None) -> str:
    answer = Answer(Decimal(value), None if out_of is None else Decimal(out_of))
    found = unusual(box, answer, NOW, history)
    return found.words if found else ""


def test_a_count_is_held_against_its_own_season() -> None:
    # The first quarter is always the high one: 60 is ordinary in it, and would not be in another.
    history = before(20, 21, 60, 20, 19, 22, 58, 21, 20, 21, 61, 20)
    assert [one.window.first.month for one in history if one.numerator and one.numerator > 50] == [4, 4, 4]
    assert unusual(COUNT, Answer(Decimal(59)), Quarter(2026, 1).window, history) is None
    assert "higher" in asked(COUNT, 60, history)


@pytest.mark.parametrize(("value", "word"), [(124, ""), (240, "higher"), (50, "lower")])
def test_what_chance_would_hardly_do_is_asked_about(value: int, word: str) -> None:
    history = before(138, 120, 131, 126, 119, None, 128, 133)
    said = asked(COUNT, value, history)
    assert (word in said) if word else said == ""


def test_small_counts_vary_and_are_not_asked_about() -> None:
    assert asked(COUNT, 6, before(2, 3, 1, 4, 2, 3, 2, 1)) == ""


@pytest.mark.parametrize("history", [(), (5,), (5, None), (5, 6, None)])
def test_too_little_is_known_to_ask(history: tuple[int | None, ...]) -> None:
    assert asked(COUNT, 500, before(*history)) == ""


def test_a_share_is_held_against_how_many_it_is_of() -> None:
    history = before(54, 55, 53, 54, 55, 53, 54, 55, out_of=64)
    assert asked(SHARE, 52, history, out_of=64) == ""
    assert "lower" in asked(SHARE, 12, history, out_of=64)
    assert "12 of 64" in asked(SHARE, 12, history, out_of=64)


def test_no_earlier_figure_is_quoted() -> None:
    said = asked(COUNT, 999, before(138, 120, 131, 126, 119, 117, 128, 133))
    assert said
    assert not any(str(one) in said for one in (138, 120, 131, 126, 119, 117, 128, 133))


def test_parts_above_their_whole_are_asked_about_and_a_line_answers_it() -> None:
    part = Box("c", "Children, boys", Measure.COUNT, "Boys", breakdown="boys", indicator="1")
    answers = {"a": Answer(Decimal(10)), "c": Answer(Decimal(11))}
    found = within([COUNT, part], answers)
    assert "11, which is more than the whole of 10" in found["a"][0].words
    assert list(unanswered(found, answers)) == ["a"]
    assert unanswered(found, answers | {"a": Answer(Decimal(10), explanation="Both")}) == {}


def test_another_source_asks_only_beyond_its_bounds() -> None:
    held = Held("crimes", Decimal(100), Decimal("0.05"), Decimal("0.5"), "Cases follow crimes.")
    assert against(Answer(Decimal(50)), [held]) == []
    assert "0.51 times crimes" in against(Answer(Decimal(51)), [held])[0].words
    assert len(against(Answer(Decimal(4)), [held])) == 1
    assert against(Answer(missing="none"), [held]) == []


@pytest.mark.parametrize(
    ("text", "value"), [("124", 124), ("1,240", 1240), ("0", 0), ("12.0", 12), ("", None), ("12,40", None)]
)
def test_digits_are_read_as_they_are_written(text: str, value: int | None) -> None:
    assert number(text)[0] == value


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_told_about_and_never_breaks(text: str) -> None:
    found, wrong = number(" ".join(text.split()))
    assert (found is None) or (wrong == "" and found >= 0)
    assert (found is not None) or wrong or not text.split()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["n-a", "m-a", "c-a", "n-b", "d-b", "m-b"]), st.text(max_size=20)))
def test_any_typing_gives_an_answer_or_a_fault_for_every_box(typed: dict[str, str]) -> None:
    told = read([COUNT, SHARE], typed)
    for box in (COUNT, SHARE):
        complete = told.answers[box.id].numerator is not None or told.answers[box.id].missing
        assert complete or any(name.endswith(f"-{box.id}") for name in told.faults)
