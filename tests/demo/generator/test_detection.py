"""How often the product's methods find what was planted, and how often they see what was not.

Rates over many series, never one: each agrees within binomial error with theory or with the figures of the design.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import nbinom, nct
from scipy.stats import t as student

from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.analysis.rules import ALL_RULES, signals
from frankpledge.analysis.signals import dispersion, seasonal_signals
from frankpledge.demo.generator.series import Nature, expected, months_from, null_twins, simulate
from frankpledge.demo.generator.truths import Truths
from tests.demo.generator.chance import plausible

MONTHS = months_from("2023-01", 36)
BASELINE, YEAR = 24, 12
FREEDOM = BASELINE - 5  # months less level and two harmonics: what is left to judge the dispersion by
Counts = NDArray[np.int64]


def drawn(mean: float, factors: NDArray[np.float64], copies: int, seed: int, *, alpha: float = 0.006) -> Counts:
    nature = Nature(alpha=alpha, amplitude=0.15, peak_month=7, autocorrelation=0.0)
    level = expected(mean=mean, months=MONTHS, nature=nature, factors=factors)
    return simulate(means=level, nature=nature, rng=np.random.default_rng(seed), copies=copies)


def planted(truths: Truths, name: str) -> NDArray[np.float64]:
    factors = np.ones(len(MONTHS))
    factors[list(truths.change(name).span(len(MONTHS)))] = truths.change(name).factor
    return factors


def year_on_year(counts: Counts) -> str:
    phi = dispersion(values=counts[:BASELINE].astype(float), months=MONTHS[:BASELINE])
    before, after = int(counts[YEAR:BASELINE].sum()), int(counts[BASELINE:].sum())
    return compare_counts(before=before, after=after, exposure_before=366, exposure_after=365, dispersion=phi).verdict


def power_of_a_year(factors: NDArray[np.float64], *, mean: float, alpha: float) -> float:
    """The chance that a ratio of yearly counts is called a change: noncentral t, since φ is estimated."""
    before, after = mean * factors[YEAR:BASELINE].sum(), mean * factors[BASELINE:].sum()
    error = ((1 + alpha * mean) * (1 / before + 1 / after)) ** 0.5
    shift = abs(np.log(after / before)) / error
    return float(nct.sf(1.96, FREEDOM, shift) + nct.cdf(-1.96, FREEDOM, shift))


@pytest.mark.parametrize(("name", "verdict"), [("step", "higher"), ("fall", "lower"), ("recording", "higher")])
def test_a_planted_change_is_found_as_often_as_theory_says(truths: Truths, name: str, verdict: str) -> None:
    factors, copies = planted(truths, name), 500
    found = sum(year_on_year(row) == verdict for row in drawn(100, factors, copies, seed=11))
    assert plausible(found, of=copies, probability=power_of_a_year(factors, mean=100, alpha=0.006))


def test_a_year_in_which_nothing_changed_is_called_changed_no_oftener_than_theory_says() -> None:
    copies = 1_000
    wrong = sum(year_on_year(row) in {"higher", "lower"} for row in drawn(100, np.ones(36), copies, seed=12))
    assert plausible(wrong, of=copies, probability=2 * float(student.sf(1.96, FREEDOM)))


def test_a_registered_recording_change_is_never_called_a_change_in_crime(truths: Truths) -> None:
    for row in drawn(100, planted(truths, "recording"), 50, seed=13):
        verdict = compare_counts(
            before=int(row[YEAR:BASELINE].sum()), after=int(row[BASELINE:].sum()), dispersion=1.6, recording_change=True
        ).verdict
        assert verdict == "cannot_tell"


def test_known_limits_alarm_at_null_twins_as_often_as_their_tails_say(truths: Truths) -> None:
    counts, natures = null_twins(bounds=truths.counts, months=MONTHS, mean=100, rng=np.random.default_rng(14))
    alarms = chance = 0.0
    for row, nature in zip(counts, natures, strict=True):
        level = expected(mean=100, months=MONTHS, nature=nature)
        size, odds = 1 / nature.alpha, 1 / (1 + nature.alpha * level)
        low, high = nbinom.ppf(0.00135, size, odds), nbinom.isf(0.00135, size, odds)
        alarms += ((row < low) | (row > high)).sum()
        chance += float((nbinom.cdf(low - 1, size, odds) + nbinom.sf(high, size, odds)).sum())
    assert plausible(alarms, of=counts.size, probability=chance / counts.size)


def test_estimated_limits_alarm_at_null_twins_in_few_points_and_years(truths: Truths) -> None:
    counts, _ = null_twins(bounds=truths.counts, months=MONTHS, mean=100, rng=np.random.default_rng(15))
    fired = [seasonal_signals(values=row.astype(float), months=MONTHS, rules=("outside",)).signals for row in counts]
    alarms = np.array([[bool(point) for point in row[BASELINE:]] for row in fired])
    # A t with 19 degrees of freedom lies beyond three standard errors 0.74% of the time; season and level cost little.
    per_point = 2 * float(student.sf(3.0, FREEDOM))
    assert alarms.mean() <= per_point + 4 * (per_point / alarms.size) ** 0.5
    assert plausible(alarms.any(axis=1).sum(), of=len(alarms), probability=1 - (1 - alarms.mean()) ** YEAR)


@pytest.mark.parametrize(("mean", "power"), [(20, 0.09), (100, 0.47)])
def test_one_month_half_as_high_again_is_found_as_rarely_as_the_design_says(mean: float, power: float) -> None:
    factors = np.where(np.arange(len(MONTHS)) == 30, 1.5, 1.0)
    nature = Nature(alpha=0.01, amplitude=0.0, peak_month=1, autocorrelation=0.0)
    level = expected(mean=mean, months=MONTHS, nature=nature, factors=factors)
    copies = 500
    counts = simulate(means=level, nature=nature, rng=np.random.default_rng(16), copies=copies)
    found = sum("outside" in seasonal_signals(values=row.astype(float), months=MONTHS).signals[30] for row in counts)
    assert plausible(found, of=copies, probability=power)


@pytest.mark.parametrize(("amplitude", "share"), [(0.0, 0.27), (0.15, 0.66)])
def test_a_plain_chart_alarms_in_as_many_null_years_as_the_design_warns(amplitude: float, share: float) -> None:
    copies = 1_000
    rng = np.random.default_rng(17)
    season = 1 + amplitude * np.cos(2 * np.pi * np.arange(len(MONTHS)) / 12)
    counts = rng.poisson(100 * season, (copies, len(MONTHS)))
    assert plausible(sum(_plain_chart_alarms(row) for row in counts), of=copies, probability=share)


def test_a_series_of_one_event_in_two_months_is_refused_every_time(truths: Truths) -> None:
    mean = truths.change("rare").mean
    assert mean == 0.5
    for row in drawn(mean, np.ones(36), 100, seed=18):
        with pytest.raises(NotEnoughData):
            seasonal_signals(values=row.astype(float), months=MONTHS)


def _plain_chart_alarms(counts: Counts) -> bool:
    """An XmR chart on the first 24 months, large moving ranges screened out once; all rules on the rest."""
    ranges = np.abs(np.diff(counts[:BASELINE]))
    ranges = ranges[ranges < 3.267 * ranges.mean()]
    centre = np.full(len(counts), counts[:BASELINE].mean())
    reach = 2.66 * ranges.mean()
    values = counts.astype(float)
    marked = signals(values, centre=centre, lower=centre - reach, upper=centre + reach, rules=ALL_RULES)
    return any(marked[BASELINE:])
