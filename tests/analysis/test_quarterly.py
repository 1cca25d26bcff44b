"""The spread of quarterly counts: a worked example, a naive twin, planted dispersion, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.analysis.quarterly import quarterly_dispersion
from frankpledge.analysis.refusals import NotEnoughData

QUARTERS = tuple(Quarter(year, number) for year in (2021, 2022, 2023, 2024) for number in (1, 2, 3, 4))


def test_a_worked_example_by_hand() -> None:
    # Two years; each season's two counts lie 10 either side of 100 days' worth, so each adds 2 x 100 / 100.
    quarters = QUARTERS[:8]
    values = [90, 190, 290, 390, 110, 210, 310, 410]
    # No leap day lies between April 2021 and March 2023, so 100, 200, 300 and 400 are expected.
    by_hand = (100 / 100 + 100 / 200 + 100 / 300 + 100 / 400) * 2 / (8 - 4)
    assert quarterly_dispersion(values=values, quarters=quarters) == pytest.approx(max(1.0, by_hand))
    wider = [value - 20 if place < 4 else value + 20 for place, value in enumerate(values)]
    assert quarterly_dispersion(values=wider, quarters=quarters) == pytest.approx(9 * by_hand)


def test_it_agrees_with_a_naive_second_answer_and_leap_years_count_their_day() -> None:
    chance = np.random.default_rng(3)
    values = chance.poisson(500, len(QUARTERS)) + chance.integers(-90, 90, len(QUARTERS))
    total = 0.0
    for number in (1, 2, 3, 4):
        own = [
            (value, quarter.window.days)
            for value, quarter in zip(values, QUARTERS, strict=True)
            if quarter.number == number
        ]
        rate = sum(value for value, _ in own) / sum(days for _, days in own)
        total += sum((value - rate * days) ** 2 / (rate * days) for value, days in own)
    assert quarterly_dispersion(values=values.tolist(), quarters=QUARTERS) == pytest.approx(total / (16 - 4))


def test_planted_dispersion_is_found_and_there_is_never_less_than_chance() -> None:
    chance = np.random.default_rng(5)
    found = [
        quarterly_dispersion(values=chance.negative_binomial(100, 0.2, len(QUARTERS)).tolist(), quarters=QUARTERS)
        for _ in range(200)
    ]
    # Variance ÷ mean of this negative binomial is 1 ÷ 0.2, and the mean of 200 estimates is near it.
    assert np.mean(found) == pytest.approx(5.0, abs=0.6)
    assert quarterly_dispersion(values=[100] * 16, quarters=QUARTERS) == 1.0


def test_missing_and_excluded_quarters_are_left_out() -> None:
    values: list[float | None] = [100.0, 120.0, 90.0, 100.0] * 4
    values[2], values[5] = None, 5_000.0
    held = quarterly_dispersion(values=values, quarters=QUARTERS, excluded=[Month(2022, 9)])
    assert held == 1.0
    assert quarterly_dispersion(values=values, quarters=QUARTERS) > 100


def test_a_season_without_events_has_no_say() -> None:
    values = [100.0, 0.0, 90.0, 100.0] * 4
    assert quarterly_dispersion(values=values, quarters=QUARTERS) >= 1.0


@pytest.mark.parametrize("values", [[5.0] * 7, [5.0] * 7 + [None], [0.0] * 8])
def test_too_little_is_refused(values: list[float | None]) -> None:
    with pytest.raises(NotEnoughData):
        quarterly_dispersion(values=values, quarters=QUARTERS[: len(values)])
