"""Bars: as long as their amounts from one zero, hollow to the left of it, and never a bar for what is not known."""

from __future__ import annotations

import pytest

from frankpledge.charts.chart import Chart
from frankpledge.charts.ranked import Bar, ranked_bars
from tests.charts.gallery import words
from tests.charts.seeing import said, shapes, written


def draw(bars: list[Bar], width: int = 600, **more: object) -> Chart:
    return ranked_bars(words("bars"), bars=bars, unit="offences", width=width, **more)


@pytest.mark.parametrize("width", [354, 600, 1136])
def test_bars_are_as_long_as_their_amounts(width: int) -> None:
    chart = draw([Bar("A", 100), Bar("B", 50), Bar("C", 25)], width)
    long, half, quarter = (float(r.get("width")) for r in shapes(chart.svg, "rect", class_="fp-f-area"))
    assert half / long == pytest.approx(0.5, abs=0.01)
    assert quarter / long == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("width", [354, 1136])
def test_less_than_zero_is_a_hollow_bar_on_the_other_side(width: int) -> None:
    chart = draw([Bar("A", 100), Bar("B", -50)], width)
    (full,) = shapes(chart.svg, "rect", class_="fp-f-area")
    (hollow,) = shapes(chart.svg, "rect", class_="fp-f-paper fp-s-area")
    assert float(hollow.get("x")) + float(hollow.get("width")) == pytest.approx(float(full.get("x")), abs=0.2)
    assert float(hollow.get("width")) / float(full.get("width")) == pytest.approx(0.5, abs=0.01)
    assert "−50" in said(chart.svg)


def test_zero_is_a_mark_on_the_axis_with_its_number() -> None:
    chart = draw([Bar("A", 0), Bar("B", 4)])
    assert len(shapes(chart.svg, "rect", class_="fp-f-ink", width="1.5")) == 1
    assert "0" in [w.words for w in written(chart.svg)]


def test_what_is_hidden_is_hatched_and_what_is_unknown_has_no_bar() -> None:
    chart = draw([Bar("A", 4), Bar("B", None, why="not shown"), Bar("C", None)])
    assert len(shapes(chart.svg, "path", fill="url(#bars-600-hatch-other)")) == 1
    assert len(shapes(chart.svg, "rect")) == 2, "the ground and one bar"
    assert "not shown" in said(chart.svg)
    assert "no data" in said(chart.svg)
    assert chart.table.rows == (("A", 4), ("B", "not shown"), ("C", "no data"))
    assert chart.description == "Bars of offences for 3 kinds. A 4. B: not shown. C: no data."


def test_we_are_bold_and_coloured_where_others_stand_beside_us() -> None:
    chart = draw([Bar("Us", 4), Bar("Them", 3, own=False)])
    weights = {w.words: w.weight for w in written(chart.svg)}
    assert weights["Us"] == 600
    assert weights["Them"] == 400
    assert len(shapes(chart.svg, "rect", class_="fp-f-other")) == 1


def test_the_largest_is_first_unless_the_order_is_given() -> None:
    bars = [Bar("N", None), Bar("A", 1), Bar("B", 2)]
    assert [row[0] for row in draw(bars).table.rows] == ["B", "A", "N"]
    assert [row[0] for row in draw(bars, as_given=True, head="Street").table.rows] == ["N", "A", "B"]
    assert draw(bars, head="Street").table.columns == ("Street", "Offences")


def test_bars_of_which_none_is_known_are_described_as_such() -> None:
    assert draw([Bar("A", None)]).description == "Bars of offences for 1 kind. A: no data."


def test_no_bar_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one bar"):
        draw([])
