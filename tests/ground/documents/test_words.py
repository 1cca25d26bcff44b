"""One marked-up string becomes a line, and a line is heard as a reader hears it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.ground.documents.blocks import (
    Absent,
    FigureRef,
    Link,
    NoteMark,
    Position,
    Quality,
    Signal,
    State,
    Strong,
    Text,
)
from frankpledge.ground.documents.judgements import UnknownJudgement, mark
from frankpledge.ground.documents.words import BadLine, line, plain_text
from tests.ground.documents.samples import figures


def test_a_sentence_holds_text_a_live_figure_and_strong_words() -> None:
    assert line("Police recorded {crime.this} crimes, **no change**.") == (
        Text("Police recorded "),
        FigureRef("crime.this"),
        Text(" crimes, "),
        Strong("no change"),
        Text("."),
    )


def test_a_figure_among_strong_words_parts_them() -> None:
    assert line("**up {a} more**") == (Strong("up "), FigureRef("a"), Strong(" more"))


def test_a_named_piece_takes_its_place() -> None:
    higher = Signal("higher")
    assert line("It was {signal}: {n}.", signal=higher) == (
        Text("It was "),
        higher,
        Text(": "),
        FigureRef("n"),
        Text("."),
    )


def test_links_lead_to_sections_and_addresses() -> None:
    assert line("See [chapter 2](#theft).") == (Text("See "), Link("chapter 2", "#theft"), Text("."))


def test_a_mark_after_a_backslash_is_meant_as_itself() -> None:
    assert line(r"\{a\} \*\* \[b\](c) \\") == (Text("{a} ** [b](c) \\"),)


@pytest.mark.parametrize("words", ["**open", "a { b", "a } b", "{}", "{ }", "**a** **"])
def test_marks_that_do_not_close_are_refused(words: str) -> None:
    with pytest.raises(BadLine):
        line(words)


@given(st.text(alphabet=st.characters(exclude_characters="{}*[]\\"), max_size=80))
def test_words_without_marks_stay_as_they_are(words: str) -> None:
    assert line(words) == ((Text(words),) if words else ())


@given(st.text(max_size=80))
def test_any_words_can_be_written_with_backslashes(words: str) -> None:
    escaped = "".join(f"\\{letter}" if letter in "{}*[]\\" else letter for letter in words)
    assert plain_text(line(escaped), {}) == words


def test_a_line_is_heard_with_its_figures_and_judgements_in_words() -> None:
    said = (
        Text("It was "),
        Signal("higher"),
        Text(", "),
        FigureRef("small.this"),
        Absent("missing", " no data"),
        NoteMark("a"),
        Link(" there", "#a"),
        Quality(2),
    )
    assert plain_text(said, figures()) == "It was higher, not shown no data (note a) therewith care"


@pytest.mark.parametrize(
    ("verdict", "polarity", "tone"),
    [
        ("higher", "smaller", "worse"),
        ("lower", "smaller", "better"),
        ("higher", "bigger", "better"),
        ("lower", "bigger", "worse"),
        ("higher", "neither", "ink"),
        ("lower", "neither", "ink"),
        ("none", "smaller", "ink"),
        ("cannot_tell", "bigger", "ink"),
    ],
)
def test_only_a_detected_change_has_a_colour_and_by_its_polarity(verdict: str, polarity: str, tone: str) -> None:
    assert mark(Signal(verdict, polarity)).tone == tone


def test_no_two_judgements_of_a_kind_share_a_shape_and_words() -> None:
    signals = [mark(Signal(v)) for v in ("higher", "lower", "none", "cannot_tell")]
    positions = [mark(Position(v)) for v in ("met", "not_met", "cannot_tell", "no_target")]
    qualities = [mark(Quality(s)) for s in (3, 2, 1, 0)]
    every = [*signals, *positions, *qualities, *(mark(State(k)) for k in ("present", "incomplete", "missing"))]
    assert len({shown.shape for shown in every}) == len(every)
    assert len({shown.character for shown in every}) == len(every)
    assert all(shown.words for shown in every)


def test_a_judgement_s_own_words_stand_in_place_of_the_usual() -> None:
    assert mark(Quality(3, "complete")).words == "complete"


@pytest.mark.parametrize(
    "unknown", [Signal("up"), Signal("higher", "red"), Quality(4), Position("amber"), State("done")]
)
def test_a_judgement_that_has_no_shape_is_refused(unknown: Signal | Quality | Position | State) -> None:
    with pytest.raises(UnknownJudgement):
        mark(unknown)
