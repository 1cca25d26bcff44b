from __future__ import annotations

from math import log, nan, pi

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import nbinom

from frankpledge.analysis import NotACount, NotEnoughData
from frankpledge.analysis.baseline import fit_baseline
from frankpledge.analysis.counts import Floats
from frankpledge.analysis.periods import Month
from frankpledge.analysis.signals import dispersion, seasonal_signals


def months(n: int, first: str = "2020-01") -> list[Month]:
    start = Month.parse(first)
    return [start + step for step in range(n)]


def seasonal(n: int, *, mean: float, phi: float = 1.0, amplitude: float = 0.2, seed: int = 1) -> Floats:
    rng = np.random.default_rng(seed)
    expected = mean * (1 + amplitude * np.cos(2 * pi * np.arange(n) / 12))
    if phi == 1:
        return rng.poisson(expected).astype(float)
    return rng.negative_binomial(expected / (phi - 1), 1 / phi).astype(float)


def test_the_baseline_is_the_maximum_of_the_poisson_likelihood() -> None:
    values, of = seasonal(30, mean=40), months(30)
    angle = 2 * pi * np.array([month.month - 1 for month in of]) / 12
    design = np.column_stack([np.ones(30), np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)])
    days = np.array([month.days for month in of])

    def loss(beta: Floats) -> float:
        mean = days * np.exp(design @ beta)
        return float(np.sum(mean - values * np.log(mean)))

    best = minimize(loss, np.array([log(1.3), 0, 0, 0, 0]), method="BFGS", options={"gtol": 1e-7})
    fitted, _ = fit_baseline(values=values, months=of).expected(of)
    assert fitted == pytest.approx(days * np.exp(design @ best.x), rel=1e-4)
    pearson = float(np.sum((values - fitted) ** 2 / fitted)) / 25
    assert dispersion(values=values, months=of) == pytest.approx(max(1.0, pearson))


def test_dispersion_is_pearsons_and_no_smaller_than_one() -> None:
    assert dispersion(values=[month.days * 10 for month in months(24)], months=months(24)) == 1
    spread = dispersion(values=seasonal(240, mean=200, phi=3.7), months=months(240))
    assert spread == pytest.approx(3.7, rel=0.25)


def test_twenty_four_months_are_enough_and_twenty_three_are_not() -> None:
    values = seasonal(24, mean=50)
    assert dispersion(values=values, months=months(24)) >= 1
    with pytest.raises(NotEnoughData, match="needs 24 months; there are 23"):
        dispersion(values=values[:23], months=months(23))
    with pytest.raises(NotEnoughData, match="there are 23"):
        dispersion(values=[*values[:23], None], months=months(24))
    with pytest.raises(NotEnoughData, match="there are 22"):
        dispersion(values=values, months=months(24), excluded=["2020-05", "2020-04", Month(2020, 5)])


def test_from_sixty_months_each_calendar_month_has_its_own_level() -> None:
    values = seasonal(60, mean=50)
    assert not fit_baseline(values=values[:59], months=months(59)).by_month
    baseline = fit_baseline(values=values, months=months(60))
    assert baseline.by_month
    fitted, _ = baseline.expected(months(12))
    januaries = values[::12].sum() / (5 * 31)
    assert fitted[0] == pytest.approx(januaries * 31)


def test_a_calendar_month_that_never_has_any_keeps_the_harmonics() -> None:
    values = seasonal(72, mean=30)
    values[7::12] = 0
    assert not fit_baseline(values=values, months=months(72)).by_month


def test_a_baseline_that_cannot_tell_season_from_level_is_refused() -> None:
    spring = [month for month in months(120) if month.month <= 4][:24]
    with pytest.raises(NotEnoughData, match="season cannot be told from level"):
        dispersion(values=[20] * 24, months=spring)
    with pytest.raises(NotEnoughData, match="zero"):
        dispersion(values=[0] * 24, months=months(24))
    january_only = [50.0 if month.month == 1 else 0.0 for month in months(36)]
    with pytest.raises(NotEnoughData, match="cannot be fitted"):
        dispersion(values=january_only, months=months(36))


def test_months_and_values_must_fit_together() -> None:
    with pytest.raises(ValueError, match="24 values for 23 months"):
        dispersion(values=[1] * 24, months=months(23))
    with pytest.raises(ValueError, match="ascend"):
        dispersion(values=[1] * 24, months=[Month(2020, 1)] * 24)
    with pytest.raises(NotACount):
        dispersion(values=[-1] * 24, months=months(24))
    with pytest.raises(ValueError, match="follow one another"):
        seasonal_signals(values=[9] * 25, months=[*months(24), Month(2022, 2)])


def test_the_excluded_lockdown_does_not_bend_the_baseline() -> None:
    values = seasonal(48, mean=100)
    bent = values.copy()
    bent[3:6] *= 0.6
    bent = np.floor(bent)
    out = [str(month) for month in months(48)[3:6]]
    assert dispersion(values=bent, months=months(48), excluded=out) == dispersion(
        values=values, months=months(48), excluded=out
    )


def test_a_step_is_found_and_no_judged_month_helped_to_fit_its_own_baseline() -> None:
    values = seasonal(36, mean=100, amplitude=0.1)
    values[24:] = np.round(values[24:] * 1.6)
    result = seasonal_signals(values=values, months=[str(month) for month in months(36)])
    assert (result.judged_from, result.n) == (Month(2022, 1), 24)
    assert all("outside" in fired for fired in result.signals[24:])
    assert all("shift" in fired for fired in result.signals[24:])
    assert all(fired == () for fired in result.signals[:24])
    assert result.signalled == tuple(months(36)[24:])
    quiet = seasonal_signals(values=[*values[:24], *values[:12]], months=months(36))
    assert list(quiet.centre) == list(result.centre)


def test_the_limits_are_the_predictive_distributions_own() -> None:
    values = seasonal(36, mean=60, phi=2)
    result = seasonal_signals(values=values, months=months(36))
    baseline = fit_baseline(values=values[:24], months=months(24))
    mean, log_variance = baseline.expected(months(36))
    i = 30
    variance = baseline.dispersion * mean[i] + mean[i] ** 2 * log_variance[i]
    predictive = nbinom(mean[i] ** 2 / (variance - mean[i]), mean[i] / variance)
    assert result.p_high[i] == pytest.approx(predictive.sf(values[i] - 1))
    assert result.p_low[i] == pytest.approx(predictive.cdf(values[i]))
    low, high = int(result.lower[i]), int(result.upper[i])
    assert predictive.cdf(low - 1) < 0.00135 <= predictive.cdf(low)
    assert predictive.sf(high) < 0.00135 <= predictive.sf(high - 1)
    assert np.isnan(result.lower[:24]).all()
    assert np.isnan(result.z[:24]).all()


def test_a_month_is_outside_exactly_when_it_lies_beyond_its_limits() -> None:
    base = list(seasonal(24, mean=60))
    plain = seasonal_signals(values=[*base, 60], months=months(25))
    for value in range(int(plain.lower[24]) - 2, int(plain.upper[24]) + 3):
        judged = seasonal_signals(values=[*base, value], months=months(25), rules=("outside",))
        beyond = value < judged.lower[24] or value > judged.upper[24]
        assert (judged.signals[24] == ("outside",)) == beyond


def test_missing_months_stay_missing_and_are_not_signalled() -> None:
    values: list[float | None] = [*seasonal(37, mean=50)]
    values[10] = None
    values[30] = nan
    result = seasonal_signals(values=values, months=months(37))
    assert (result.n, result.judged_from) == (24, Month(2022, 2))
    assert result.signals[30] == ()
    assert np.isnan(result.z[30])
    assert np.isnan(result.values[[10, 30]]).all()


def test_who_judges_says_from_when() -> None:
    values = seasonal(60, mean=50)
    assert seasonal_signals(values=values, months=months(60)).judged_from == Month(2024, 1)
    early = seasonal_signals(values=values, months=months(60), judged_from="2022-07")
    assert (early.judged_from, early.n) == (Month(2022, 7), 30)
    assert "harmonics" in early.method
    longer = seasonal_signals(values=seasonal(72, mean=50), months=months(72))
    assert "month levels" in longer.method


def test_too_little_to_judge_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="24 months leave no 24"):
        seasonal_signals(values=seasonal(24, mean=50), months=months(24))
    with pytest.raises(NotEnoughData, match="before the first"):
        seasonal_signals(values=seasonal(36, mean=50), months=months(36), judged_from=Month(2021, 12))
    with pytest.raises(NotEnoughData, match="before the first"):
        seasonal_signals(values=seasonal(36, mean=50), months=months(36), judged_from="2023-01")
    with pytest.raises(NotEnoughData, match="under 5"):
        seasonal_signals(values=seasonal(36, mean=0.5), months=months(36))
    with pytest.raises(NotEnoughData, match="nothing"):
        seasonal_signals(values=[], months=[])


def test_quiet_series_are_signalled_about_as_often_as_the_rule_says() -> None:
    # 300 null series of 36 months with the dispersion of real monthly crime: 12 judged months each, 0.0027 a month.
    alarms = 0
    for seed in range(300):
        values = seasonal(36, mean=100, phi=1.7, seed=seed)
        result = seasonal_signals(values=values, months=months(36), rules=("outside",))
        alarms += len(result.signalled)
    assert alarms <= 3_600 * 0.0027 * 3 + 10
