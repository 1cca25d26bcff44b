"""Small multiples, funnels and maps of classes: what each mark means, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import Polygon

from frankpledge.charts.funnel import LEAST, funnel_plot
from frankpledge.charts.maps import ClassedPlace, class_map
from frankpledge.charts.multiples import Panel, small_multiples
from tests.charts.gallery_more import CLASSES, YEAR, classed, line, panels, points, words
from tests.charts.seeing import shapes, written


def test_each_panel_has_its_name_its_verdict_and_a_scale_of_its_own() -> None:
    chart = small_multiples(words("panels"), panels=panels(), months=YEAR)
    drawn = [w.words for w in written(chart.svg)]
    assert {"Shoplifting", "▲ higher", "▼ lower", "no detectable change", "not compared", "cannot tell"} <= set(drawn)
    assert {"145", "97"} <= set(drawn), "the highest value of each panel stands at its left"
    assert "each scale is its own" in drawn


def test_a_missing_month_is_an_open_ring_and_breaks_the_line() -> None:
    whole = small_multiples(words("a"), panels=[Panel("A", line(9), line(9))], months=YEAR)
    torn = small_multiples(words("a"), panels=[Panel("A", line(9, gaps=(3, 4)), line(9))], months=YEAR)
    rings = shapes(torn.svg, "circle", class_="fp-f-paper fp-s-other")
    assert (len(rings), len(shapes(whole.svg, "circle", class_="fp-f-paper fp-s-other"))) == (2, 0)
    count = len(shapes(whole.svg, "line", class_="fp-s-area"))
    assert len(shapes(torn.svg, "line", class_="fp-s-area")) == count - 3
    assert ("A", "April 2025", "no data") in {row[:3] for row in torn.table.rows}


def test_last_year_is_dashed_so_that_a_grey_print_keeps_it_apart() -> None:
    chart = small_multiples(words("a"), panels=[Panel("A", line(9), line(5))], months=YEAR)
    before = shapes(chart.svg, "line", class_="fp-s-other")
    assert all(one.get("stroke-dasharray") for one in before)
    assert "A: between 9 and" in chart.description


def test_panels_without_months_or_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one panel"):
        small_multiples(words("a"), panels=[], months=YEAR)
    with pytest.raises(ValueError, match="one value a month"):
        small_multiples(words("a"), panels=[Panel("A", (1,), (2,))], months=YEAR)


def test_a_funnel_names_our_area_and_those_outside_its_limits_and_no_other() -> None:
    chart = funnel_plot(words("funnel"), points=points(45), centre=5, base="residents", unit="crimes per 1,000")
    named = [w.words for w in written(chart.svg) if w.words.startswith("Partnership")]
    assert sorted(named) == [
        "Partnership 2, above the limits",
        "Partnership 5, within the limits",
        "Partnership 9, below the limits",
    ]
    assert len(shapes(chart.svg, "circle", class_="fp-f-paper fp-s-other")) == 42
    assert "Above the limits: Partnership 2." in chart.description
    assert chart.table.rows[0][0] == "Partnership 2"


def test_a_funnel_without_our_area_still_describes_the_others() -> None:
    held = [replace(point, own=False) for point in points(LEAST)]
    chart = funnel_plot(words("funnel"), points=held, centre=5, base="residents", unit="crimes per 1,000")
    assert "this area" not in chart.description
    assert "Funnel of 20 areas" in chart.description


def test_under_twenty_areas_there_is_no_funnel() -> None:
    with pytest.raises(ValueError, match="20 areas, not 19"):
        funnel_plot(words("funnel"), points=points(19), centre=5, base="residents", unit="crimes")


def test_every_place_of_a_class_bears_its_letter_and_the_rest_are_one_row() -> None:
    held = classed(4_000, 6, 6, "P  E F   P PP   E")
    chart = class_map(words("classes"), places=held, classes=CLASSES, unit="crimes")
    letters = [w.words for w in written(chart.svg) if w.words in ("P", "E", "F")]
    assert sorted(letters) == sorted([*"PPPPEEF", "P", "E", "F"]), "each place and each line of the key"
    assert chart.table.rows[-1][0] == "29 other places"
    assert {row[2] for row in chart.table.rows[:-1]} == {"Persistent", "Emerging", "Former"}


def test_where_every_place_has_a_class_there_are_no_others() -> None:
    chart = class_map(words("classes"), places=classed(4_000, 2, 1, "PE"), classes=CLASSES, unit="crimes")
    assert len(chart.table.rows) == 2


def test_a_place_without_ground_and_a_class_nobody_is_in_are_left_out_of_the_picture_alone() -> None:
    nowhere = ClassedPlace("X9", "Nowhere", Polygon(), 4.0, "P")
    chart = class_map(words("classes"), places=[*classed(4_000, 2, 1, ""), nowhere], classes=CLASSES[:2], unit="crimes")
    assert chart.table.rows[0][:3] == ("Nowhere", "X9", "Persistent")
    assert "Emerging" not in [w.words for w in written(chart.svg)]


def test_no_places_too_many_classes_and_an_unknown_letter_are_refused() -> None:
    with pytest.raises(ValueError, match="one to five classes"):
        class_map(words("classes"), places=[], classes=CLASSES, unit="crimes")
    with pytest.raises(ValueError, match="no class has the letter Q"):
        class_map(words("classes"), places=classed(4_000, 2, 1, "Q"), classes=CLASSES, unit="crimes")
