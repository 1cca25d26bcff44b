"""Spark-lines: a gap is a gap, a change is a triangle, and the values stand in the description."""

from __future__ import annotations

import pytest

from frankpledge.charts.sparks import Spark, spark
from tests.charts.seeing import points_of, root_of, shapes


def draw(*values: float | None, **more: object) -> Spark:
    return spark("row 1", title="Shoplifting, last quarters", values=values, **more)


def test_it_is_an_image_with_the_values_in_its_description() -> None:
    picture = draw(10, None, 12.5, 9)
    root = root_of(picture.svg)
    assert root.get("role") == "img"
    assert root[0].text == "Shoplifting, last quarters"
    assert root[1].text == picture.description == "Last 4 periods: 10, no data, 12.5 and 9."
    assert (root.get("width"), root.get("height")) == (str(picture.width), str(picture.height)) == ("180", "38")


def test_a_gap_breaks_the_line_and_is_a_ring_on_the_floor() -> None:
    picture = draw(1, 2, None, 3, 4, None, 5)
    assert [len(points_of(p)) for p in shapes(picture.svg, "path")] == [2, 2]
    rings = shapes(picture.svg, "circle", r="2.25")
    assert [r.get("cy") for r in rings] == ["34", "34"]
    assert len(shapes(picture.svg, "circle", r="2")) == 1, "the lone last value"


@pytest.mark.parametrize(
    ("verdict", "polarity", "colour", "up"),
    [("higher", "smaller", "worse", True), ("lower", "smaller", "better", False), ("higher", "neither", "ink", True)],
)
def test_a_change_is_a_triangle_and_words(verdict: str, polarity: str, colour: str, *, up: bool) -> None:
    picture = draw(1, 2, 9, verdict=verdict, polarity=polarity)
    (triangle,) = [p for p in shapes(picture.svg, "path") if f"fp-f-{colour}" in p.get("class")]
    points = points_of(triangle)
    assert (points[0][1] < points[1][1]) is up
    assert picture.description.endswith(f"The last is {verdict} than expected.")


def test_no_change_is_a_dot() -> None:
    assert len(shapes(draw(1, 2, verdict="cannot_tell").svg, "circle", r="3")) == 1


def test_a_last_period_without_data_has_neither_mark_nor_verdict() -> None:
    picture = draw(1, 2, None, verdict="higher")
    assert "expected" not in picture.description
    assert shapes(picture.svg, "circle", r="3") == []


def test_range_and_target_are_drawn_and_said() -> None:
    picture = draw(5, 6, expected=(4, 8), target=3)
    assert len(shapes(picture.svg, "rect", class_="fp-f-other2")) == 1
    assert len(shapes(picture.svg, "line", stroke_dasharray="3 2")) == 1
    assert picture.description == "Last 2 periods: 5 and 6. Expected 4 to 8. Target 3."


@pytest.mark.parametrize("values", [(5,), (5, 5, 5), (0, 0), (None, None), (1e9, 2e-9), (-4, 4)])
def test_odd_values_stay_inside(values: tuple[float | None, ...]) -> None:
    picture = draw(*values)
    marks = [(float(c.get("cx")), float(c.get("cy"))) for c in shapes(picture.svg, "circle")]
    marks += [p for path in shapes(picture.svg, "path") for p in points_of(path)]
    assert marks
    assert all(3 <= x <= 177 and 3 <= y <= 35 for x, y in marks)


def test_one_period_is_described_as_one() -> None:
    assert draw(5).description == "One period: 5."


def test_no_period_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one period"):
        draw()
