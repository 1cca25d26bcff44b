"""Bridges reach the other side, a week keeps its nights whole, and a forecast never hides where it begins."""

from __future__ import annotations

import pytest

from frankpledge.charts.bridge import Step, bridge
from frankpledge.charts.week import busiest, hour_by_weekday
from tests.charts.gallery_looking import futures, words
from tests.charts.seeing import said, shapes, written


def drawn(steps: list[Step], before: float, after: float, width: int = 1136):  # type: ignore[no-untyped-def]
    ends = {"before": Step("2024", before), "after": Step("2025", after)}
    return bridge(words("bridge"), **ends, steps=steps, unit="crimes", width=width)


@pytest.mark.parametrize("width", [354, 1136])
def test_each_step_begins_where_the_last_one_ended(width: int) -> None:
    chart = drawn([Step("More", 60), Step("Less", -20)], 100, 140, width)
    (plus,), (minus,) = (
        shapes(chart.svg, "rect", class_="fp-f-soft"),
        shapes(chart.svg, "rect", class_="fp-f-paper fp-s-soft"),
    )
    (end,) = shapes(chart.svg, "rect", class_="fp-f-area")
    left, wide = ({name: float(one.get(name)) for name in ("x", "width")} for one in (plus, minus))
    assert left["x"] + left["width"] == pytest.approx(wide["x"] + wide["width"], abs=0.2)
    assert wide["x"] == pytest.approx(float(end.get("x")) + float(end.get("width")), abs=0.2)
    assert left["width"] / wide["width"] == pytest.approx(3, abs=0.05)
    assert {"+60", "−20", "100", "140"} <= {one.words for one in written(chart.svg)}


def test_steps_that_do_not_reach_the_other_side_are_no_bridge() -> None:
    with pytest.raises(ValueError, match="lead from 100 to 160, not to 140"):
        drawn([Step("More", 60)], 100, 140)


def test_an_axis_that_is_cut_says_so_and_one_that_begins_at_zero_does_not() -> None:
    far, near = drawn([Step("More", 10)], 9_000, 9_010), drawn([Step("More", 50)], 20, 70)
    assert "The axis is cut: it begins at " in said(far.svg)
    assert "The axis begins at " in far.description
    assert "axis" not in said(near.svg) + near.description


def test_the_small_hours_stand_at_the_end_of_the_night_before() -> None:
    weights = [[0.0] * 24 for _ in range(7)]
    weights[5][2] = 9.0  # Saturday, two in the morning: Friday night
    chart = hour_by_weekday(words("week"), weights=weights, unit="offences", width=1136)
    (dark,) = shapes(chart.svg, "rect", class_="fp-f-seq4")
    friday = next(one for one in written(chart.svg) if one.words == "Fri")
    assert float(dark.get("y")) < (friday.top + friday.bottom) / 2 < float(dark.get("y")) + float(dark.get("height"))
    assert chart.table.rows[5][3] == 9.0, "the table has the days as they are"


def test_the_busiest_hours_may_run_over_the_end_of_the_week() -> None:
    weights = [[1.0] * 24 for _ in range(7)]
    weights[6][20], weights[0][3] = 50.0, 60.0
    (day, hour), held = busiest(weights, 8)
    assert ((day, hour), held) == ((6, 20), 50 + 60 + 6)


def test_without_a_forecast_only_last_year_is_drawn_ahead() -> None:
    with_it, without = futures()["ahead"](1136), futures()["ahead-naive"](1136)
    assert "95% range" in said(with_it.svg)
    assert "range" not in said(without.svg)
    assert "Last year repeated" in said(without.svg)
    assert [row[2] for row in without.table.rows[-6:]] == ["–"] * 6
