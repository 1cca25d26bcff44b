"""Comparisons: our area set apart by more than colour, the force a dotted line, nothing drawn for what is not known."""

from __future__ import annotations

import pytest

from frankpledge.charts.chart import Chart
from frankpledge.charts.comparison import AreaRate, Level, comparison_dots
from tests.charts.gallery import odd_areas, ordinary_areas, words
from tests.charts.seeing import said, shapes, written


def draw(areas: list[AreaRate], width: int = 600, force: Level | None = None, **more: bool) -> Chart:
    return comparison_dots(words("areas"), areas=areas, unit="per 1,000 residents", force=force, width=width, **more)


@pytest.mark.parametrize("width", [354, 600, 1136])
def test_our_area_has_a_band_a_filled_dot_and_bold_words_and_the_others_hollow_squares(width: int) -> None:
    chart = draw(ordinary_areas(), width)
    (band,) = shapes(chart.svg, "rect", class_="fp-f-other2")
    (dot,) = shapes(chart.svg, "circle", class_="fp-f-area")
    assert float(band.get("y")) < float(dot.get("cy")) < float(band.get("y")) + float(band.get("height"))
    assert len(shapes(chart.svg, "rect", class_="fp-f-paper fp-s-other")) == 4
    ours = [w for w in written(chart.svg) if w.colour == "area"]
    assert "63.8" in [w.words for w in ours]
    assert {w.weight for w in ours} == {600}


def test_the_dot_lies_where_its_value_is_on_the_axis() -> None:
    chart = draw([AreaRate("A", 50, 40, 60, own=True), AreaRate("B", 100)], 1136)
    ticks = {w.words: (w.left + w.right) / 2 for w in written(chart.svg) if w.colour == "soft" and w.words.isdigit()}
    (dot,) = shapes(chart.svg, "circle")
    assert float(dot.get("cx")) == pytest.approx((ticks["0"] + ticks["100"]) / 2, abs=0.2)


def test_the_highest_is_first_within_its_group_and_the_unknown_last() -> None:
    assert [row[0] for row in draw(odd_areas()).table.rows][:3] == ["Herefordshire", odd_areas()[0].label, "Nowhere"]
    grouped = [row[:2] for row in draw(ordinary_areas()).table.rows]
    assert grouped[0] == ("Telford", "Ours")
    assert grouped[-1] == ("King’s Lynn and West Norfolk", "Outside the force, as listed in 2023")
    given = draw(odd_areas(), as_given=True).table.rows
    assert [row[0] for row in given] == [a.label for a in odd_areas()]


def test_the_table_holds_the_values_as_given_and_the_force() -> None:
    chart = draw(odd_areas(), force=Level("The force", 0.0006), as_given=True)
    assert chart.table.columns == ("Area", "Per 1,000 residents", "Lower 95%", "Upper 95%")
    assert chart.table.rows[1] == ("Herefordshire", 0.00031, 0.0001, 0.0005)
    assert chart.table.rows[3][1:] == ("not shown", "none", "none")
    assert chart.table.rows[-1] == ("The force", 0.0006, "none", "none")


def test_the_force_is_a_dotted_line_with_its_name_and_value() -> None:
    chart = draw(ordinary_areas(), force=Level("West Mercia, all five", 72))
    assert len(shapes(chart.svg, "line", stroke_dasharray="2 3")) == 1
    assert "West Mercia, all five: 72.0" in said(chart.svg)
    assert chart.description.endswith("West Mercia, all five: 72.0.")


def test_a_rate_of_zero_is_a_mark_and_an_unknown_one_is_words() -> None:
    chart = draw([AreaRate("Z", 0), AreaRate("N", None, why="not shown"), AreaRate("H", 4)])
    assert len(shapes(chart.svg, "rect", class_="fp-f-paper fp-s-other")) == 2
    assert "not shown" in said(chart.svg)
    assert "N: not shown." in chart.description


def test_an_interval_has_its_two_ends() -> None:
    assert len(shapes(draw([AreaRate("A", 5, 4, 6)]).svg, "line", stroke_width="2")) == 3
    assert shapes(draw([AreaRate("A", 5, 4)]).svg, "line", stroke_width="2") == []


def test_the_description_names_every_area_with_its_rate() -> None:
    text = draw(ordinary_areas()).description
    assert (
        "Ours: Telford 96.7, South Worcester 75.1, Herefordshire, County of (this area) 63.8 and Shropshire 57.2."
        in text
    )


def test_no_area_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one area"):
        draw([])
