"""Forecasts whose intervals were tried on the past, and refusals where nothing beats last year."""

from __future__ import annotations

import numpy as np
import pytest

from frankpledge.analysis import NotEnoughData, NotForecastable
from frankpledge.analysis.forecast import forecast, seasonal_naive

YEAR = 12


def months(rng: np.random.Generator, n: int, mean: float, *, season: float = 0.1, spread: float = 0.01) -> np.ndarray:
    """Return counts with a season, negative binomial around it: nothing else to foresee."""
    level = mean * np.exp(season * np.cos(2 * np.pi * np.arange(n) / YEAR))
    return rng.poisson(level * rng.gamma(1 / spread, spread, n)).astype(float)


def test_the_naive_repeats_last_year_s_months() -> None:
    values = np.arange(36.0)

    assert seasonal_naive(values=values, horizon=14).tolist() == [*range(24, 36), 24, 25]


def test_a_level_without_noise_of_its_own_is_forecast_at_its_level() -> None:
    found = forecast(values=months(np.random.default_rng(1), 96, 50, season=0), horizon=6)

    assert np.all(np.abs(found.value - 50) < 6)
    assert np.all((found.low_95 <= found.low_80) & (found.low_80 <= found.value))
    assert np.all((found.value <= found.high_80) & (found.high_80 <= found.high_95))
    assert not found.seasonal


def test_a_season_is_carried_forward() -> None:
    found = forecast(values=months(np.random.default_rng(2), 96, 200, season=0.3), horizon=12)

    assert found.seasonal
    assert found.value[0] > 1.4 * found.value[6]
    assert found.backtest.mase < found.backtest.naive_mase


def test_intervals_cover_what_they_claim_on_series_never_seen() -> None:
    rng = np.random.default_rng(5)
    inside, told = np.zeros(2), np.zeros(2)
    tried = 0
    for _ in range(150):
        series = months(rng, 96 + 12, 40)
        try:
            found = forecast(values=series[:96], horizon=12)
        except NotForecastable:
            continue
        later = series[96:]
        tried += 1
        inside += [
            np.mean((later >= found.low_80) & (later <= found.high_80)),
            np.mean((later >= found.low_95) & (later <= found.high_95)),
        ]
        told += [found.backtest.coverage_80, found.backtest.coverage_95]

    assert tried > 100
    assert inside / tried == pytest.approx([0.80, 0.95], abs=0.035)  # 150 series, whose steps err together
    assert told / tried == pytest.approx([0.80, 0.95], abs=0.025)


def test_forecasts_that_are_offered_do_beat_the_naive_afterwards() -> None:
    rng = np.random.default_rng(8)
    ours, naive = [], []
    for _ in range(80):
        series = months(rng, 96 + 12, 40)
        try:
            found = forecast(values=series[:96], horizon=12)
        except NotForecastable:
            continue
        ours.append(np.mean(np.abs(found.value - series[96:])))
        naive.append(np.mean(np.abs(found.naive - series[96:])))

    assert np.mean(ours) < 0.9 * np.mean(naive)


def test_what_repeats_itself_but_for_little_noise_is_left_to_the_naive() -> None:
    rng = np.random.default_rng(3)
    pattern = rng.permutation(np.arange(12) * 90.0 + 100)
    jumps = np.repeat([1.0, 1.8, 0.6, 1.3], 12)
    with pytest.raises(NotForecastable, match="does not beat") as refused:
        forecast(values=np.tile(pattern, 4) * jumps, horizon=12, least_gain=0.9)

    assert refused.value.naive.tolist() == (pattern * 1.3).tolist()


def test_the_same_every_year_is_nothing_to_forecast() -> None:
    with pytest.raises(NotForecastable, match="nothing to forecast"):
        forecast(values=[7] * 60, horizon=3)


def test_values_below_zero_are_forecast_as_they_are() -> None:
    found = forecast(values=months(np.random.default_rng(4), 96, 50, season=0) - 60, horizon=3)

    assert found.method == "theta"
    assert np.all(found.value < 0)


def test_a_straight_line_has_no_season() -> None:
    found = forecast(values=-np.arange(60.0), horizon=2)

    assert not found.seasonal
    assert found.value == pytest.approx([-59.5, -60], abs=0.1)  # theta carries on half of the slope


def test_the_back_test_looks_only_back() -> None:
    series = months(np.random.default_rng(6), 72, 60, season=0)
    whole = forecast(values=series, horizon=1, origins=20)
    alone = [forecast(values=series[:origin], horizon=1).value[0] for origin in range(52, 72)]

    scale = np.mean(np.abs(series[12:] - series[:-12]))
    assert whole.backtest.mase == pytest.approx(np.mean(np.abs(alone - series[52:])) / scale)
    assert whole.backtest.naive_mase == pytest.approx(np.mean(np.abs(series[40:60] - series[52:])) / scale)
    assert whole.backtest.origins == 20


def test_a_week_has_an_odd_period() -> None:
    rng = np.random.default_rng(7)
    days = rng.poisson(np.tile([20, 20, 20, 20, 40, 60, 50], 12)).astype(float)

    assert forecast(values=days, horizon=7, period=7).seasonal


def test_what_is_too_short_or_has_gaps_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="needs 48 points; there are 47"):
        forecast(values=range(47), horizon=3)
    with pytest.raises(NotEnoughData, match="1 points are missing"):
        forecast(values=[*range(60), None], horizon=3)  # type: ignore[list-item]
    with pytest.raises(NotEnoughData, match="Two seasons"):
        seasonal_naive(values=range(20), horizon=3)
    with pytest.raises(ValueError, match="at least one step"):
        forecast(values=range(60), horizon=0)
