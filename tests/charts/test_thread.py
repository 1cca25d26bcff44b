"""The picture of a thread: every place is in its table, each tie is drawn, and nonsense is refused."""

from __future__ import annotations

import pytest

from frankpledge.charts.thread import Knot, thread
from frankpledge.charts.words import Words

WORDS = Words("golden-thread", "Two behind it", "From evidence to action", "Invented ties")
STAGES = ("Evidence", "Finding", "Action")
KNOTS = (
    Knot("a", "Evidence", "9,041 recorded crimes"),
    Knot("b", "Finding", "Crime is higher"),
    Knot("c", "Action", "Mend the lamps", here=True),
)


def test_every_place_stands_in_the_table_with_what_it_rests_on() -> None:
    made = thread(WORDS, stages=STAGES, knots=KNOTS, ties=[("a", "b"), ("b", "c")])
    assert made.table.printed == (
        ("Evidence", "9,041 recorded crimes", "nothing shown here"),
        ("Finding", "Crime is higher", "9,041 recorded crimes"),
        ("Action", "Mend the lamps", "Crime is higher"),
    )
    assert made.description == (
        "Places from top to bottom: 1 under Evidence, 1 under Finding and 1 under Action; 2 ties between them."
    )


def test_each_tie_is_one_line() -> None:
    made = thread(WORDS, stages=STAGES, knots=KNOTS, ties=[("a", "b"), ("b", "c")])
    assert made.svg.count("<path ") == 2
    assert thread(WORDS, stages=STAGES, knots=KNOTS, ties=[("a", "b")]).svg.count("<path ") == 1


def test_a_tie_over_a_row_goes_beside_its_boxes() -> None:
    straight = thread(WORDS, stages=STAGES, knots=KNOTS, ties=[("a", "b")]).svg
    over = thread(WORDS, stages=STAGES, knots=KNOTS, ties=[("a", "c")]).svg
    assert straight.split('<path d="')[1].split('"')[0].count("L") == 1
    assert over.split('<path d="')[1].split('"')[0].count("L") == 3


def test_more_places_than_fit_are_counted_in_the_picture_and_named_in_the_table() -> None:
    files = tuple(Knot(f"x{n}", "Evidence", f"file {n}") for n in range(9))
    made = thread(WORDS, stages=STAGES, knots=(*KNOTS, *files), ties=[(one.key, "a") for one in files])
    assert "and 7 more" in made.svg
    assert "file 8" not in made.svg
    assert len(made.table.rows) == 12


def test_where_one_stands_is_never_among_those_left_out() -> None:
    crowd = tuple(Knot(f"x{n}", "Action", f"act {n}") for n in range(9))
    made = thread(WORDS, stages=STAGES, knots=(*crowd, *KNOTS), ties=[])
    assert "Mend the lamps" in made.svg


def test_what_leads_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="not there"):
        thread(WORDS, stages=STAGES, knots=KNOTS, ties=[("a", "z")])
    with pytest.raises(ValueError, match="not there"):
        thread(WORDS, stages=("Evidence",), knots=KNOTS, ties=[])
    with pytest.raises(ValueError, match="there twice"):
        thread(WORDS, stages=STAGES, knots=(*KNOTS, KNOTS[0]), ties=[])
    with pytest.raises(ValueError, match="not there"):
        thread(WORDS, stages=STAGES, knots=(), ties=[])
