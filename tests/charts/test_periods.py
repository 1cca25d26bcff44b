"""The line of an indicator: its gaps, range, target, signals, and the words that go with it."""

from __future__ import annotations

import re

import pytest

from frankpledge.charts.period_events import PeriodEvent
from frankpledge.charts.periods import Named, PeriodPoint, period_line
from frankpledge.charts.words import Words
from tests.charts.gallery import WIDTHS

WORDS = Words("repeats", "Repeats have stayed close to a third", "Share of cases", "Source: quarterly return.")
NAMED = Named("Twelve months", "Quarter", sign="%", target="at most 32%")


def points() -> list[PeriodPoint]:
    made = []
    for at in range(11):
        year, quarter = 2023 + at // 4, at % 4 + 1
        group = f"{year}/{year - 1999}"
        made.append(
            PeriodPoint(
                name=f"{group} Q{quarter}", short=f"Q{quarter}", group=group,
                value=None if at == 4 else 30.0 + at % 3, part=28.0 + at if at != 6 else None,
                lower=15.0 if at > 1 else None, upper=47.0 if at > 1 else None, expected=31.0,
                signal="higher" if at == 9 else "lower" if at == 3 else "", provisional=at == 10, target=(None, 32.0),
            )
        )  # fmt: skip
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_a_gap_is_a_gap_with_a_ring_and_never_a_zero(width: int) -> None:
    chart = period_line(WORDS, points=points(), named=NAMED, width=width)
    assert chart.table.rows[4][:2] == ("2024/25 Q1", None)
    assert "Without a figure: 2024/25 Q1." in chart.description
    assert chart.table.rows[4][-1] == "no data"


def test_the_table_holds_what_is_drawn_with_range_part_and_remark() -> None:
    chart = period_line(WORDS, points=points(), named=NAMED, interval=(25.1, 35.0))
    assert chart.table.columns == ("Period", "Twelve months", "Quarter", "Expected from", "Expected to", "Remark")
    assert chart.table.rows[9] == ("2025/26 Q2", 30.0, 37.0, 15.0, 47.0, "higher than expected")
    assert chart.table.rows[10] == ("2025/26 Q3", 31.0, 38.0, 15.0, 47.0, "provisional")


def test_the_description_says_the_last_its_interval_the_target_and_the_signals() -> None:
    said = period_line(WORDS, points=points(), named=NAMED, interval=(25.1, 35.0)).description
    assert said == (
        "11 periods from 2023/24 Q1 to 2025/26 Q3; the last: 31%. 95% interval 25.1 to 35%. Target at most 32%. "
        "Without a figure: 2024/25 Q1. 2023/24 Q4 is lower than expected. 2025/26 Q2 is higher than expected."
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_what_else_happened_is_numbered_in_the_picture_and_named_beneath_it_in_its_words_and_its_table(
    width: int,
) -> None:
    events = (PeriodEvent(2.5, "The referral form changed"), PeriodEvent(3.75, "A campaign ran", until=5.25))
    chart = period_line(WORDS, points=points(), named=NAMED, events=events, width=width)
    without = period_line(WORDS, points=points(), named=NAMED, width=width)
    assert chart.svg.count('stroke-dasharray="4 3"') == 1 + without.svg.count('stroke-dasharray="4 3"')
    assert all(re.search(f">{number}</text>", chart.svg) for number in (1, 2))
    assert chart.notes == ("1. The referral form changed", "2. A campaign ran")
    assert chart.description.endswith("The referral form changed. A campaign ran.")
    assert chart.table.columns[-1] == "What else happened"
    told = [row[-1] for row in chart.table.rows]
    assert told[2:7] == ["", "The referral form changed", "A campaign ran", "A campaign ran", ""]
    assert chart.table.rows[10][-2:] == ("provisional", "")


def test_a_step_where_one_period_ends_and_the_next_begins_is_in_the_one_that_begins() -> None:
    assert [PeriodEvent(2.5, "").touches(at) for at in (2, 3)] == [False, True]
    lasting = PeriodEvent(-0.5, "", until=0.5)
    assert [lasting.touches(at) for at in (0, 1)] == [True, False]


def test_a_single_period_without_anything_else_is_drawn() -> None:
    only = PeriodPoint("2025/26", "2025/26", "", 12.0, lower=10.0, upper=14.0, expected=12.0, target=(None, 20.0))
    chart = period_line(WORDS, points=[only], named=Named("Figure"))
    assert chart.table.rows == (("2025/26", 12.0, 10.0, 14.0, ""),)
    assert chart.description == "1 periods from 2025/26 to 2025/26; the last: 12." or chart.description.startswith("1 ")


def test_a_series_without_any_figure_says_so() -> None:
    gone = PeriodPoint("2025/26 Q1", "Q1", "2025/26", None, why="the system was down")
    chart = period_line(WORDS, points=[gone], named=Named("Figure"))
    assert "the last: no data" in chart.description
    assert chart.table.rows == (("2025/26 Q1", None, "the system was down"),)


def test_many_months_name_only_those_that_have_the_room() -> None:
    many = [PeriodPoint(f"month {at}", "September", "2025/26", float(at)) for at in range(36)]
    chart = period_line(WORDS, points=many, named=Named("Figure"), width=354)
    assert 1 <= chart.svg.count(">September</text>") < 8


def test_nothing_is_no_line() -> None:
    with pytest.raises(ValueError, match="at least one period"):
        period_line(WORDS, points=[], named=NAMED)
