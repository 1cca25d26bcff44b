from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.change import compare_proportions, three_year_average
from frankpledge.analysis.periods import Month, Window, year_ending


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((0, 10), (0, 20), -0.1611, 0.2775),
    ],
)
def test_the_interval_of_a_difference_is_newcombes(
    after: tuple[int, int], before: tuple[int, int], low: float, high: float
) -> None:
    result = compare_proportions(
        before_count=before[0], before_total=before[1], after_count=after[0], after_total=after[1]
    )
    assert (round(result.low, 4), round(result.high, 4)) == (low, high)


def test_ladies_tasting_tea_gives_fishers_p() -> None:
    # Fisher (1935), The Design of Experiments: three of four right each way
    result = compare_proportions(before_count=1, before_total=4, after_count=3, after_total=4)
    assert result.p_value == pytest.approx(34 / 70)
    assert (result.statistic, result.n, result.verdict) == (9, 8, "cannot_tell")


def test_verdicts_on_shares_follow_the_interval() -> None:
    def verdict(before: int, after: int, total: int) -> str:
        return compare_proportions(
            before_count=before, before_total=total, after_count=after, after_total=total
        ).verdict

    assert verdict(300, 400, 1_000) == "higher"
    assert verdict(400, 300, 1_000) == "lower"
    assert verdict(5_000, 5_010, 10_000) == "none"
    assert verdict(50, 53, 100) == "cannot_tell"


def test_an_odds_ratio_without_odds_is_missing_and_impossible_shares_are_refused() -> None:
    assert compare_proportions(before_count=0, before_total=5, after_count=2, after_total=5).statistic is None
    with pytest.raises(NoDenominator):
        compare_proportions(before_count=0, before_total=0, after_count=2, after_total=5)
    with pytest.raises(NotACount):
        compare_proportions(before_count=6, before_total=5, after_count=2, after_total=5)


@given(st.integers(1, 300), st.integers(1, 300), st.integers(0, 300), st.integers(0, 300))
def test_a_difference_lies_in_its_interval_and_turns_round_with_time(n: int, m: int, a: int, b: int) -> None:
    a, b = min(a, n), min(b, m)
    forth = compare_proportions(before_count=a, before_total=n, after_count=b, after_total=m)
    back = compare_proportions(before_count=b, before_total=m, after_count=a, after_total=n)
    assert -1 - 1e-12 <= forth.low <= forth.difference <= forth.high <= 1 + 1e-12
    assert forth.low == pytest.approx(-back.high, abs=1e-12)


MONTHS = [Month(2020, 1) + step for step in range(60)]


def test_the_three_year_average_is_that_of_the_same_calendar_months() -> None:
    values = [float(month.year - 2019) * month.month for month in MONTHS]
    window = Window(Month(2023, 2), Month(2023, 4))
    assert three_year_average(values=values, months=MONTHS, window=window) == pytest.approx(
        (1 + 2 + 3) / 3 * (2 + 3 + 4)
    )


def test_event_months_are_left_out_of_the_average_and_not_counted_as_low() -> None:
    values = [100.0] * 60
    values[3] = values[4] = 20.0
    window = year_ending(Month(2023, 12))
    assert three_year_average(values=values, months=MONTHS, window=window) == pytest.approx(1_200 - 2 * 80 / 3)
    assert (
        three_year_average(values=values, months=MONTHS, window=window, excluded=["2020-04", Month(2020, 5)]) == 1_200
    )


def test_an_incomplete_or_wholly_excluded_month_is_refused_by_name() -> None:
    values: list[float | None] = [10.0] * 60
    values[14] = None
    window = year_ending(Month(2023, 12))
    with pytest.raises(NotEnoughData, match="2021-03 missing"):
        three_year_average(values=values, months=MONTHS, window=window)
    assert three_year_average(values=values, months=MONTHS, window=window, excluded=["2021-03"]) == 120
    with pytest.raises(NotEnoughData, match="Every January"):
        three_year_average(values=[10.0] * 60, months=MONTHS, window=window, excluded=["2020-01", "2021-01", "2022-01"])
