"""Places: first on the left, with the bar of what doubt leaves open, and no mark for what has no place."""

from __future__ import annotations

import pytest

from frankpledge.charts.chart import Chart
from frankpledge.charts.rank_dots import RankDot, rank_dots
from tests.charts.gallery import ordinary_places, words
from tests.charts.seeing import said, shapes, written


def draw(rows: list[RankDot], width: int = 600, top: int = 2) -> Chart:
    return rank_dots(words("places"), ranks=rows, top=top, width=width)


@pytest.mark.parametrize("width", [354, 600, 1136])
def test_places_stand_in_even_steps_from_the_left(width: int) -> None:
    chart = draw([RankDot(name, at) for at, name in enumerate("ABC", 1)], width)
    first, second, third = (float(dot.get("cx")) for dot in shapes(chart.svg, "circle"))
    assert first < second
    assert third - second == pytest.approx(second - first, abs=0.2)


def test_what_is_picked_is_filled_and_the_rest_is_hollow() -> None:
    chart = draw(ordinary_places())
    assert len(shapes(chart.svg, "circle", class_="fp-f-area fp-s-area")) == 2
    assert len(shapes(chart.svg, "circle", class_="fp-f-paper fp-s-other")) == 2


def test_a_bar_goes_from_the_best_place_to_the_worst() -> None:
    chart = draw([RankDot("A", 1, 1, 1), RankDot("B", 2, 2, 3), RankDot("C", 3, 2, 3)])
    dots = [float(dot.get("cx")) for dot in shapes(chart.svg, "circle")]
    bars = [
        (float(line.get("x1")), float(line.get("x2")))
        for line in shapes(chart.svg, "line", class_="fp-s-other")
        if line.get("y1") == line.get("y2")
    ]
    assert bars == [(dots[0], dots[0]), (dots[1], dots[2]), (dots[1], dots[2])]


def test_places_are_said_in_words_and_what_has_none_says_why() -> None:
    chart = draw(ordinary_places())
    found = [one.words for one in written(chart.svg)]
    assert {"1", "2 to 4", "not marked", "first 2"} <= set(found)
    assert "Fraud: not marked." in chart.description
    assert "Domestic abuse: 1, picked." in chart.description
    assert chart.table.rows[4] == ("Fraud", "not marked", "none", "none")
    assert chart.table.rows[1][1:] == (2, 2, 4)


def test_where_all_are_first_no_line_marks_them_off() -> None:
    assert "first" not in said(draw([RankDot("A", 1), RankDot("B", 2)], top=2).svg)


def test_many_places_are_named_in_steps() -> None:
    chart = draw([RankDot(f"Issue {n}", n) for n in range(1, 61)], 354)
    axis = [one.words for one in written(chart.svg) if one.words in {"1", "2", "11", "21"}]
    assert axis.count("11") == 2  # the place on the axis, and what is said of the eleventh
    assert axis.count("2") == 1


def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        draw([])
