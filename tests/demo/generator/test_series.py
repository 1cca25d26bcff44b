"""Simulated counts have the mean, variance, season and memory that they are said to have."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom

from frankpledge.demo.generator.series import Nature, days_in, expected, months_from, null_twins, simulate
from frankpledge.demo.generator.truths import Truths

MONTHS = months_from("2023-01", 36)
CALM = Nature(alpha=0.01, amplitude=0.0, peak_month=1, autocorrelation=0.0)


@pytest.mark.parametrize("alpha", [0.002, 0.02])
@pytest.mark.parametrize("mean", [0.5, 20.0, 400.0])
def test_the_variance_is_the_mean_plus_alpha_times_its_square(alpha: float, mean: float) -> None:
    nature = Nature(alpha=alpha, amplitude=0.0, peak_month=1, autocorrelation=0.2)
    copies = 20_000
    counts = simulate(means=np.full(3, mean), nature=nature, rng=np.random.default_rng(1), copies=copies)[:, 2]
    variance = mean + alpha * mean**2
    fourth = float(nbinom.stats(1 / alpha, 1 / (1 + alpha * mean), moments="k")) + 3
    assert counts.mean() == pytest.approx(mean, abs=4 * (variance / copies) ** 0.5)
    assert counts.var() == pytest.approx(variance, abs=4 * variance * ((fourth - 1) / copies) ** 0.5)


@pytest.mark.parametrize("memory", [0.0, 0.15, 0.3])
def test_the_log_mean_remembers_the_month_before(memory: float) -> None:
    nature = Nature(alpha=0.02, amplitude=0.0, peak_month=1, autocorrelation=memory)
    many = simulate(means=np.full(2, 1e7), nature=nature, rng=np.random.default_rng(2), copies=20_000)
    logs = np.log(many)
    assert np.corrcoef(logs[:, 0], logs[:, 1])[0, 1] == pytest.approx(memory, abs=4 / 20_000**0.5)


def test_the_mean_follows_the_days_of_the_month_and_the_season() -> None:
    nature = Nature(alpha=0.01, amplitude=0.2, peak_month=7, autocorrelation=0.0)
    level = expected(mean=100, months=MONTHS, nature=nature)
    daily = level / days_in(MONTHS)
    assert daily[6] / daily[0] == pytest.approx(1.2 / 0.8)
    assert daily[3] == pytest.approx(daily[9])
    assert level[:12].mean() == pytest.approx(100, rel=0.01)


def test_planted_factors_multiply_the_mean() -> None:
    factors = np.where(np.arange(36) >= 24, 1.3, 1.0)
    plain = expected(mean=100, months=MONTHS, nature=CALM)
    changed = expected(mean=100, months=MONTHS, nature=CALM, factors=factors)
    assert changed[:24] == pytest.approx(plain[:24])
    assert changed[24:] == pytest.approx(1.3 * plain[24:])


def test_twins_draw_their_nature_within_the_bounds_and_spread_over_them(truths: Truths) -> None:
    counts, natures = null_twins(bounds=truths.counts, months=MONTHS, mean=100, rng=np.random.default_rng(3))
    assert counts.shape == (1_000, 36)
    for values, (low, high) in (
        ([np.log(n.alpha) for n in natures], np.log(truths.counts.alpha)),
        ([n.amplitude for n in natures], truths.counts.seasonal_amplitude),
        ([n.autocorrelation for n in natures], truths.counts.autocorrelation),
    ):
        assert low <= min(values) < max(values) <= high
        assert np.mean(values) == pytest.approx((low + high) / 2, abs=4 * (high - low) / 12**0.5 / 1_000**0.5)


def test_months_run_over_the_turn_of_a_year() -> None:
    assert months_from("2023-11", 4) == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert days_in(("2023-02", "2024-02")).tolist() == [28, 29]


def test_what_is_not_a_month_is_refused() -> None:
    with pytest.raises(ValueError, match="2023-13"):
        months_from("2023-13", 2)
