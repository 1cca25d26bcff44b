"""The monthly line: a gap stays a gap, a signal has shape and words, and the table holds the values given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.charts.chart import Chart
from frankpledge.charts.monthly import ChartEvent, MonthPoint, monthly_line
from tests.charts.gallery import month, ordinary_months, words
from tests.charts.seeing import points_of, said, shapes, written

LINE = {"stroke_width": "2.25"}


def draw(points: list[MonthPoint], width: int = 600, **more: object) -> Chart:
    return monthly_line(words("line"), points=points, width=width, **more)


def series(*values: float | None) -> list[MonthPoint]:
    return [MonthPoint(month(i), v) for i, v in enumerate(values)]


def test_a_month_that_was_not_given_breaks_the_line() -> None:
    points = [MonthPoint("2025-01", 5), MonthPoint("2025-02", 6), MonthPoint("2025-04", 7), MonthPoint("2025-05", 8)]
    chart = draw(points)
    lines = shapes(chart.svg, "path", **LINE)
    assert [len(points_of(line)) for line in lines] == [2, 2]
    assert chart.table.rows[2][:2] == ("March 2025", "no data")
    assert "No data for March 2025." in chart.description


def test_a_missing_month_is_an_open_ring_on_the_floor_with_words_and_no_dot() -> None:
    chart = draw(series(5, None, 7))
    (ring,) = shapes(chart.svg, "circle", r="3.25")
    assert ring.get("class") == "fp-f-paper fp-s-other"
    assert len(shapes(chart.svg, "circle", r="2.75")) == 2
    assert "no data" in said(chart.svg)


def test_a_hidden_month_is_hatched_and_not_a_ring() -> None:
    points = series(5, 6, 7)
    points[1] = MonthPoint(month(1), None, why="not shown")
    chart = draw(points)
    assert len(shapes(chart.svg, "path", fill="url(#line-600-hatch-other)")) == 1
    assert shapes(chart.svg, "circle", r="3.25") == []
    assert "not shown" in said(chart.svg)
    assert "Not shown for February 2023." in chart.description


def test_an_expected_level_without_a_range_is_called_expected() -> None:
    points = [MonthPoint(month(i), 4 + i, 5) for i in range(4)]
    assert "Expected" in [w.words for w in written(draw(points).svg)]
    assert "Expected" in [w.words for w in written(draw(points, width=354).svg)]


def test_a_line_that_is_one_of_several_is_lower_and_says_the_same() -> None:
    high, low = draw(ordinary_months()), draw(ordinary_months(), low=True)
    assert low.height == high.height - 40
    assert sorted(w.words for w in written(low.svg)) == sorted(w.words for w in written(high.svg))
    assert low.table == high.table


def test_a_lone_month_between_gaps_is_a_dot_even_where_dots_have_no_room() -> None:
    values = [1.0] * 120
    chart = draw(series(*values[:50], None, 9, None, *values[53:]), width=354)
    assert len(shapes(chart.svg, "circle", r="2.75")) == 2, "the lone month and the last"


def test_the_table_holds_the_values_as_given() -> None:
    points = ordinary_months()
    chart = draw(points, unit="offences", reference="Three-year average")
    assert chart.table.columns == (
        "Month", "Offences", "Expected", "Lowest expected", "Highest expected", "Three-year average", "Signal", "Note",
    )  # fmt: skip
    held = [row[1:6] for row in chart.table.rows]
    assert held == [(p.value, p.expected, p.lower, p.upper, p.reference) for p in points]
    assert [row[6] for row in chart.table.rows][28] == "higher than expected"
    assert [row[6] for row in chart.table.rows][15] == "lower than expected"
    assert chart.table.rows[0][6] == "within the range"
    assert chart.table.rows[35][7] == "provisional"


def test_columns_that_nothing_fills_are_left_out() -> None:
    assert draw(series(1, 2)).table.columns == ("Month", "Recorded")


def test_a_month_without_a_range_or_a_value_is_not_judged() -> None:
    points = [MonthPoint("2025-01", 4), MonthPoint("2025-02", None), MonthPoint("2025-03", 9, signal="higher")]
    assert [row[2] for row in draw(points).table.rows] == ["not judged", "cannot tell", "higher than expected"]


def test_what_is_missing_beside_a_value_is_said() -> None:
    points = [MonthPoint("2025-01", 4, expected=3), MonthPoint("2025-02", 4)]
    assert [row[2] for row in draw(points).table.rows] == [3, "none"]


@pytest.mark.parametrize("width", [354, 600, 1136])
def test_a_signal_speaks_by_shape_and_words_and_not_by_colour_alone(width: int) -> None:
    chart = draw(ordinary_months(), width=width)
    worse = shapes(chart.svg, "path", class_="fp-f-worse fp-s-paper")
    better = shapes(chart.svg, "path", class_="fp-f-better fp-s-paper")
    ups = [p for p in worse if points_of(p)[0][1] < points_of(p)[1][1]]
    downs = [p for p in better if points_of(p)[0][1] > points_of(p)[1][1]]
    assert len(ups) >= 2
    assert len(downs) >= 1
    assert "Higher than expected in 2 months" in said(chart.svg)
    assert "Lower than expected in April 2024" in said(chart.svg)


@pytest.mark.parametrize(
    ("polarity", "higher", "lower"),
    [("smaller", "worse", "better"), ("bigger", "better", "worse"), ("neither", "ink", "ink")],
)
def test_the_colour_of_a_signal_follows_its_polarity(polarity: str, higher: str, lower: str) -> None:
    points = [
        MonthPoint("2025-01", 9, signal="higher"),
        MonthPoint("2025-02", 1, signal="lower"),
        MonthPoint("2025-03", 4),
    ]
    triangles = [
        p for p in shapes(draw(points, polarity=polarity).svg, "path") if "fp-s-paper" in (p.get("class") or "")
    ]
    assert [p.get("class") for p in triangles] == [f"fp-f-{higher} fp-s-paper", f"fp-f-{lower} fp-s-paper"]


def test_a_signal_without_a_value_is_not_drawn() -> None:
    chart = draw([MonthPoint("2025-01", 9), MonthPoint("2025-02", None, signal="higher")])
    assert "expected" not in said(chart.svg)


def test_a_provisional_month_is_hollow_and_said() -> None:
    chart = draw([MonthPoint("2025-01", 9), MonthPoint("2025-02", 8, provisional=True)])
    assert len(shapes(chart.svg, "circle", r="4", class_="fp-f-paper fp-s-area")) == 1
    assert "provisional" in said(chart.svg)
    assert "(provisional)" in chart.description


def test_a_count_axis_starts_at_zero_and_has_no_fractions() -> None:
    axis = [w.words for w in written(draw(series(2, 1, 2)).svg) if w.colour == "soft" and w.words[0].isdigit()]
    assert axis == ["0", "1", "2"]


def test_the_range_breaks_where_it_is_not_known() -> None:
    points = [MonthPoint(month(i), 5, 5, *((2, 8) if i != 2 else (None, None))) for i in range(6)]
    bands = shapes(draw(points).svg, "path", class_="fp-f-other2")
    assert [len(points_of(b)) for b in bands] == [4, 6]


def test_events_are_named_beside_their_line_where_there_is_room() -> None:
    chart = draw(ordinary_months(), events=[ChartEvent("2024-01", "Recording rule changed.")], width=1136)
    assert "Recording rule changed, January 2024" in said(chart.svg)
    assert shapes(chart.svg, "circle", r="10") == []
    assert "Recording rule changed, January 2024." in chart.description


def test_events_are_numbered_and_listed_on_a_phone() -> None:
    events = [ChartEvent("2025-06", "Second"), ChartEvent("2024-01", "First")]
    chart = draw(ordinary_months(), events=events, width=354)
    discs = {round(float(c.get("cy"))) for c in shapes(chart.svg, "circle", r="10")}
    assert len(discs) == 3, "both in one row above the plot, and one beneath the other in the list"
    assert "1 First, January 2024 2 Second, June 2025" in said(chart.svg)


def test_a_period_is_barred_and_noted_in_each_of_its_months() -> None:
    lockdown = ChartEvent("2022-11", "Lockdown", last="2023-02")
    chart = draw(series(5, 6, 7, 8), events=[lockdown])
    assert len(shapes(chart.svg, "line", class_="fp-s-event2")) > 5
    assert [row[-1] for row in chart.table.rows] == ["Lockdown", "Lockdown", "", ""]
    assert "Lockdown, November 2022 to February 2023." in chart.description


def test_events_outside_the_months_are_left_out() -> None:
    outside = [ChartEvent("2020-01", "Before"), ChartEvent("2024-01", "After"), ChartEvent("2019-01", "P", "2019-05")]
    assert draw(series(1, 2), events=outside).svg == draw(series(1, 2)).svg


def test_months_are_put_in_order() -> None:
    points = series(1, 2, 3)
    assert draw(points[::-1]) == draw(points)


def test_the_description_gives_lowest_highest_and_last() -> None:
    assert draw(series(4, 9, 2, 5), unit="thefts").description == (
        "Line of thefts by month, January 2023 to April 2023. "
        "Lowest 2 in March 2023, highest 9 in February 2023; last 5 in April 2023."
    )


def test_a_level_line_and_a_single_month_are_described_as_such() -> None:
    assert "Always 3 in February 2023." in draw(series(3, 3)).description
    assert (
        draw(series(3)).description
        == "Line of the number recorded by month, January 2023. Only value: 3 in January 2023."
    )


def test_a_written_description_is_kept() -> None:
    chart = monthly_line(replace(words("line"), description="As I say."), points=series(1, 2))
    assert chart.description == "As I say."
    assert '<desc id="line-600-desc">As I say.</desc>' in chart.svg


def test_a_series_of_months_needs_each_once_and_at_least_one() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        draw([])
    with pytest.raises(ValueError, match="twice"):
        draw([MonthPoint("2025-01", 1), MonthPoint("2025-01", 2)])
    with pytest.raises(ValueError, match="not a month"):
        draw([MonthPoint("2025-13", 1)])


def test_a_chart_without_its_words_is_refused() -> None:
    with pytest.raises(ValueError, match="without its source"):
        monthly_line(replace(words("line"), source=" "), points=series(1))
    with pytest.raises(ValueError, match="must describe"):
        monthly_line(replace(words("line"), description=words("line").title), points=series(1))


def test_words_from_outside_cannot_become_markup() -> None:
    chart = draw(series(1, 2), width=354, events=[ChartEvent("2023-01", '<script>&\x00 "quoted"')])
    assert "<script>" not in chart.svg
    assert '<script>& "quoted", January 2023' in said(chart.svg)


def test_a_run_within_the_range_is_told_from_what_lies_outside_it_in_picture_words_and_table() -> None:
    points = [
        MonthPoint(f"2025-{n:02d}", 12.0, expected=10.0, lower=4.0, upper=16.0, signal="higher", in_a_run=True)
        for n in range(1, 8)
    ]
    points.append(MonthPoint("2025-08", 20.0, expected=10.0, lower=4.0, upper=16.0, signal="higher"))
    wide, narrow = draw(points, 1136, unit="offences"), draw(points, 354, unit="offences")
    run = "above expected, seven or more running"
    assert [row[-1] for row in wide.table.rows] == [run] * 7 + ["higher than expected"]
    assert "Above expected, seven or more running: January 2025 (12)" in wide.description
    assert "Higher than expected: August 2025 (20)." in wide.description
    assert "△ Above expected, seven or more running" in " ".join(said(wide.svg).split())
    assert "Above expected, seven or more running" in " ".join(said(narrow.svg).split())
    assert len(shapes(wide.svg, "path", **{"class": "fp-f-paper fp-s-worse"})) == 7
    assert len(shapes(wide.svg, "path", **{"class": "fp-f-worse fp-s-paper"})) == 1
