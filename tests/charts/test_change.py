"""Changes: the mark and the words follow the verdict that was given, and nothing is drawn that was not."""

from __future__ import annotations

from math import inf, log

import pytest

from frankpledge.charts.change import ChangeRow, change_dots
from frankpledge.charts.chart import Chart
from tests.charts.gallery import odd_changes, ordinary_changes, words
from tests.charts.seeing import points_of, said, shapes, written


def draw(rows: list[ChangeRow], width: int = 600, **more: bool) -> Chart:
    return change_dots(words("change"), rows=rows, before="2024", after="2025", width=width, **more)


def diamonds(chart: Chart) -> list[str]:
    return [p.get("class") for p in shapes(chart.svg, "path") if len(points_of(p)) == 4]


@pytest.mark.parametrize("width", [354, 600, 1136])
def test_a_change_is_a_diamond_with_a_triangle_in_its_words_and_no_change_is_a_hollow_circle(width: int) -> None:
    chart = draw(ordinary_changes(), width)
    assert diamonds(chart) == ["fp-f-ink", "fp-f-worse", "fp-f-better"]
    assert len(shapes(chart.svg, "circle", class_="fp-f-paper fp-s-other")) == 2
    assert "▲ higher, +26%" in said(chart.svg)
    assert "▼ lower, −19%" in said(chart.svg)
    assert "no detectable change, +2%" in said(chart.svg)
    assert "cannot tell, base under 50" in said(chart.svg)


def test_kinds_stand_in_order_of_ratio_and_those_without_one_last() -> None:
    rows = [ChangeRow("None", 0, 4, "cannot_tell"), *ordinary_changes()]
    assert [row[0] for row in draw(rows).table.rows] == [
        "Referrals of women over 60", "Shoplifting", "Robbery", "Violence and sexual offences", "Burglary", "None",
    ]  # fmt: skip
    assert draw(rows, as_given=True).table.rows[0][0] == "None"


def test_the_table_holds_the_values_as_given() -> None:
    table = draw(odd_changes(), as_given=True).table
    assert table.columns == ("Kind", "2024", "2025", "Ratio", "Lower 95%", "Upper 95%", "Change", "Verdict")
    assert table.rows[1] == ("Bicycle theft", 1, 400, 400.0, 60.0, "no upper bound", "withheld", "higher")
    assert table.rows[2] == ("Other", "not shown", 4, "none", "none", "none", "withheld", "cannot tell")
    assert table.rows[3] == ("Seizures", 12_345_678, 1_234_567, 0.1, 0.09, 0.11, "−90%", "lower")
    assert table.rows[4][6] == "0%"


def test_halved_and_doubled_lie_equally_far_from_the_same() -> None:
    rows = [
        ChangeRow("Half", 100, 50, "lower", 0.5, 0.4, 0.6, -50),
        ChangeRow("Twice", 50, 100, "higher", 2, 1.8, 2.2, 100),
    ]
    chart = draw(rows, 1136)
    marks = [p for p in shapes(chart.svg, "path") if len(points_of(p)) == 4]
    twice, half = (points_of(p)[0][0] for p in marks)
    (same,) = [float(line.get("x1")) for line in shapes(chart.svg, "line", class_="fp-s-ink")]
    assert twice - same == pytest.approx(same - half, abs=0.2)


def test_an_interval_is_drawn_from_bound_to_bound() -> None:
    chart = draw([ChangeRow("K", 100, 120, "none", 1.2, 1.0, 1.44, 20)], 1136)
    (line,) = shapes(chart.svg, "line", stroke_width="1.75")
    low, high = float(line.get("x1")), float(line.get("x2"))
    (dot,) = shapes(chart.svg, "circle")
    share = (float(dot.get("cx")) - low) / (high - low)
    assert share == pytest.approx(log(1.2) / log(1.44), abs=0.01)


def test_an_interval_that_leaves_the_scale_ends_in_an_arrow_and_its_dot_is_not_moved() -> None:
    chart = draw(
        [ChangeRow("K", 1, 400, "higher", 400.0, 60.0, inf, None), ChangeRow("L", 9, 0, "lower", 0.0, 0.0, 0.3)]
    )
    arrows = [p for p in shapes(chart.svg, "path") if len(points_of(p)) == 3]
    assert [points_of(a)[1][0] > points_of(a)[0][0] for a in arrows] == [True, False]
    assert diamonds(chart) == []


def test_nothing_is_drawn_where_there_is_no_ratio() -> None:
    chart = draw([ChangeRow("K", 0, 4, "cannot_tell")])
    assert shapes(chart.svg, "circle") == []
    assert shapes(chart.svg, "path") == []
    assert "cannot tell, base under 50" in said(chart.svg)


def test_a_count_that_is_not_there_is_said_and_never_a_zero() -> None:
    chart = draw([ChangeRow("K", 12, None, "cannot_tell", why="not shown"), ChangeRow("L", None, 3, "cannot_tell")])
    assert chart.description.endswith("K: not shown. L: no data.")
    assert "0" not in [w.words for w in written(chart.svg)]


def test_the_description_gives_both_counts_under_their_verdict() -> None:
    text = draw(ordinary_changes()).description
    assert text.startswith("Dots with 95% intervals for 5 kinds, 2025 against 2024.")
    assert "Higher: Referrals of women over 60 60 to 90 (+50%) and Shoplifting 742 to 937 (+26%)." in text
    assert "Lower: Burglary 592 to 480 (−19%)." in text
    assert "Cannot tell: Robbery 49 to 56 (base under 50)." in text


def test_a_withheld_percentage_may_have_no_reason() -> None:
    chart = draw([ChangeRow("K", 30, 0, "lower", 0.0, 0.0, 0.2, None, reason="")])
    assert "▼ lower" in [w.words for w in written(chart.svg)]
    assert "Lower: K 30 to 0." in chart.description


def test_no_kind_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one kind"):
        draw([])
