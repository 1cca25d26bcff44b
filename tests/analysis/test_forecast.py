"""Forecasts whose intervals were tried on the past, and refusals where nothing beats last year."""

from __future__ import annotations

import numpy as np
import pytest

from frankpledge.analysis import NotEnoughData, NotForecastable
from frankpledge.analysis.forecast import forecast, forget, seasonal_naive
from frankpledge.analysis.forecast.levels import latest_step

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
        forecast(values=[*range(60), None], horizon=3)
    with pytest.raises(NotEnoughData, match="Two seasons"):
        seasonal_naive(values=range(20), horizon=3)
    with pytest.raises(ValueError, match="at least one step"):
        forecast(values=range(60), horizon=0)


# ---- a level that stepped --------------------------------------------------------------------------------------------


def stepped(rng: np.random.Generator, factor: float, *, ago: int = 12, known: int = 84) -> np.ndarray:
    """Return counts around 100 whose level stepped so many months before the last that is known, and a year after."""
    level = np.where(np.arange(known + 12) < known - ago, 100.0, 100.0 * factor)
    season = 1 + 0.15 * np.sin(2 * np.pi * np.arange(known + 12) / 12)
    return rng.poisson(rng.gamma(1 / 0.006, 0.006, level.size) * level * season).astype(float)


def test_a_plain_step_is_found_where_it_is_and_noise_and_a_line_have_none() -> None:
    rng = np.random.default_rng(3)
    flat = rng.normal(10, 0.5, 60)
    assert latest_step(np.where(np.arange(60) < 45, flat, flat + 2)) == 45
    assert latest_step(np.where(np.arange(60) < 57, flat, flat + 2)) in (None, 56)
    assert latest_step(flat) is None
    assert latest_step(flat + 0.2 * np.arange(60)) is None
    assert latest_step(np.ones(60)) is None
    assert latest_step(np.arange(15.0)) is None
    called = sum(latest_step(rng.normal(size=60)) is not None for _ in range(500))
    assert called / 500 < 0.03


def test_the_forecast_stands_on_the_new_level_and_says_since_when() -> None:
    rng = np.random.default_rng(6)
    ours, naive, seen = [], [], 0
    for _ in range(60):
        series = stepped(rng, 0.7)
        found = forecast(values=series[:84], horizon=12, least_gain=-9)
        seen += found.level_from is not None and abs(found.level_from - 72) <= 2
        ours.append(np.mean(found.value - series[84:]))
        naive.append(np.mean(np.abs(found.naive - series[84:])) - np.mean(np.abs(found.value - series[84:])))
    assert seen > 50
    assert abs(np.mean(ours)) < 2  # of 70: the old level of 100 no longer draws the forecast up
    assert np.mean(naive) > 1


@pytest.mark.parametrize("factor", [0.7, 1.3])
def test_after_a_step_intervals_cover_what_they_claim(factor: float) -> None:
    rng = np.random.default_rng(15)
    inside = []
    for _ in range(120):
        series = stepped(rng, factor)
        found = forecast(values=series[:84], horizon=12, least_gain=-9)
        later = series[84:]
        inside.append(
            [
                np.mean((later >= found.low_80) & (later <= found.high_80)),
                np.mean((later >= found.low_95) & (later <= found.high_95)),
            ]
        )
    assert np.mean(inside, axis=0) == pytest.approx([0.80, 0.95], abs=0.04)  # 120 series, whose steps err together


def test_months_that_nobody_could_foresee_are_counted_apart() -> None:
    series = stepped(np.random.default_rng(2), 0.7)[:84]
    tried = forecast(values=series, horizon=12, least_gain=-9).backtest
    # Origins of 60 to 75 months had not four months of the new level, which began with the 73rd.
    assert tried.unforeseen == sum(min(12, 84 - size) - max(0, min(12, 72 - size)) for size in range(60, 76))
    assert tried.overall_80 < tried.coverage_80
    assert tried.overall_95 < tried.coverage_95
    quiet = forecast(values=stepped(np.random.default_rng(2), 1.0)[:84], horizon=12, least_gain=-9)
    assert (quiet.level_from, quiet.backtest.unforeseen) == (None, 0)
    assert (quiet.backtest.overall_80, quiet.backtest.overall_95) == (
        quiet.backtest.coverage_80,
        quiet.backtest.coverage_95,
    )


def test_where_every_look_went_across_the_step_all_of_them_are_counted() -> None:
    series = np.where(np.arange(60) < 56, 50.0, 90.0) + np.random.default_rng(1).normal(0, 2, 60)
    found = forecast(values=series, horizon=2, origins=1, least_gain=-99)
    assert (found.level_from, found.backtest.unforeseen, found.backtest.origins) == (56, 0, 1)


def test_values_below_zero_may_step_too() -> None:
    series = np.where(np.arange(72) < 48, -5.0, 5.0) + np.random.default_rng(1).normal(0, 1, 72)
    found = forecast(values=series, horizon=6, least_gain=-9)
    assert (found.level_from, found.method) == (48, "theta")
    assert found.value == pytest.approx([5.0] * 6, abs=1.5)


# ---- asked again, and at the edges -----------------------------------------------------------------------------------


def test_what_is_asked_again_is_not_reckoned_again_and_cannot_be_written_to() -> None:
    series = stepped(np.random.default_rng(4), 1.0)[:84]
    first = forecast(values=series, horizon=6, least_gain=-9)
    assert forecast(values=list(series), horizon=6, least_gain=-9) is first
    assert forecast(values=series, horizon=7, least_gain=-9) is not first
    with pytest.raises(ValueError, match="read-only"):
        first.value[0] = 0
    forget()
    again = forecast(values=series, horizon=6, least_gain=-9)
    assert again is not first
    assert again.value.tolist() == first.value.tolist()


def test_a_refusal_is_kept_as_well_and_raised_anew() -> None:
    refusals = []
    for _ in range(2):
        with pytest.raises(NotForecastable) as refused:
            forecast(values=[5.0] * 60, horizon=3)
        refusals.append(refused.value)
    assert refusals[0] is not refusals[1]
    assert refusals[0].naive is refusals[1].naive
    assert refusals[0].naive.tolist() == [5, 5, 5]


def test_an_origin_that_had_seen_nothing_vary_does_not_widen_intervals_without_end() -> None:
    found = forecast(values=[0] * 50 + [1, 2] * 5, horizon=3)
    assert 0 < found.value[0] < 3
    assert found.high_95[-1] < 12


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"horizon": 0}, "one step"),
        ({"origins": 0}, "needs an origin"),
        ({"period": 0}, "season of 0"),
    ],
)
def test_what_looks_nowhere_is_refused(change: dict[str, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        forecast(**{"values": [1, 2] * 40, "horizon": 3, **change})


@pytest.mark.parametrize("horizon", [1, 2, 30])
def test_as_many_steps_come_back_as_are_asked_for_and_whole_ones(horizon: int) -> None:
    series = stepped(np.random.default_rng(8), 1.0)[:84]
    found = forecast(values=series, horizon=horizon, least_gain=-9)
    assert found.value.size == found.low.size == found.naive.size == horizon
    with pytest.raises(TypeError, match="integer"):
        forecast(values=series, horizon=horizon + 0.5)


def test_mean_scaled_errors_are_hyndman_and_koehlers() -> None:
    """MASE: the mean absolute error over that of the seasonal naive within the series (Hyndman and Koehler 2006)."""
    series = stepped(np.random.default_rng(9), 1.0)[:72]
    tried = forecast(values=series, horizon=1, origins=12, least_gain=-9).backtest
    made = [forecast(values=series[:size], horizon=1, origins=12, least_gain=-9).value[0] for size in range(60, 72)]
    scale = np.mean(np.abs(series[12:] - series[:-12]))
    assert tried.mase == pytest.approx(np.mean(np.abs(np.array(made) - series[60:])) / scale)
    assert tried.naive_mase == pytest.approx(np.mean(np.abs(series[48:60] - series[60:])) / scale)
