"""The same numbers as the field's own packages give."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import stats

from frankpledge.analysis.breaks import structural_breaks_many
from frankpledge.analysis.change import compare_proportions
from frankpledge.analysis.forecast import forecast
from frankpledge.analysis.intervals import poisson_interval
from frankpledge.analysis.places import gi_star, neighbours
from frankpledge.analysis.rates import mean_interval, proportion
from frankpledge.analysis.repeats import knox
from frankpledge.analysis.signals import dispersion
from frankpledge.analysis.trend import decompose_seasonal, mann_kendall, sen_slope

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import esda
    import libpysal
    import pymannkendall
    import ruptures
    import statsmodels.api as sm
    from pointpats.spacetime import Knox
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
    from statsmodels.tsa.forecasting.theta import ThetaModel
    from statsmodels.tsa.seasonal import STL

pytestmark = pytest.mark.filterwarnings("ignore")  # the packages' own


def counts(seed: int, n: int = 72) -> np.ndarray:
    rng = np.random.default_rng(seed)
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(n) / 12)
    return rng.poisson(60 * season * np.exp(0.002 * rng.normal() * np.arange(n))).astype(float)


@pytest.mark.parametrize("seed", range(6))
def test_trends_are_those_of_pymannkendall(seed: int) -> None:
    values = counts(seed)
    theirs = {
        "plain": pymannkendall.original_test(values),
        "seasonal": pymannkendall.seasonal_test(values, period=12),
        "hamed_rao": pymannkendall.hamed_rao_modification_test(values),
    }
    for method, oracle in theirs.items():
        ours = mann_kendall(values=values, method=method)  # type: ignore[arg-type]
        assert ours.trend == {"no trend": "none"}.get(oracle.trend, oracle.trend)
        assert (ours.z, ours.p_value, ours.s) == pytest.approx((oracle.z, oracle.p, oracle.s), rel=1e-9, abs=1e-12)
        assert ours.slope == pytest.approx(oracle.slope)
    assert sen_slope(values=values) == pytest.approx(pymannkendall.sens_slope(values).slope)


@pytest.mark.parametrize("seed", range(3))
def test_gi_star_is_esda_s_to_the_twelfth_place(seed: int) -> None:
    values = np.random.default_rng(seed).poisson(4, 400).astype(float)
    grid = neighbours(grid=(20, 20))
    theirs = esda.G_Local(values, libpysal.weights.lat2W(20, 20, rook=False), transform="B", star=True, permutations=0)

    assert np.max(np.abs(gi_star(values=values, neighbours=grid).z - theirs.Zs)) < 1e-12
    directed = gi_star(values=values, neighbours=grid, alternative="directed")
    assert directed.p_value == pytest.approx(theirs.p_norm, abs=1e-12)


def test_permutation_p_is_esda_s_within_the_noise_of_seeds() -> None:
    values = np.random.default_rng(3).poisson(4, 100).astype(float)
    matrix = neighbours(grid=(10, 10))
    weights = libpysal.weights.WSP(matrix).to_W()
    ours = [
        gi_star(values=values, neighbours=matrix, permutations=1999, seed=s, alternative="directed") for s in (1, 2)
    ]
    theirs = esda.G_Local(values, weights, transform="B", star=True, permutations=1999, seed=5, n_jobs=1)

    noise = np.abs(ours[0].p_value - ours[1].p_value)
    apart = np.abs(ours[0].p_value - theirs.p_sim)
    assert np.median(apart) < 0.02
    assert np.quantile(apart, 0.95) < 0.05
    assert np.max(noise) < 0.06


def test_neighbours_are_libpysal_s_and_its_weights_may_be_given() -> None:
    points = np.random.default_rng(1).random((60, 2)) * 1_000
    ours = neighbours(points=points, within=180)
    theirs = libpysal.weights.DistanceBand(points, 180, binary=True, silence_warnings=True)
    values = np.random.default_rng(2).poisson(5, 60)

    assert (ours != theirs.sparse).nnz == 0
    assert np.array_equal(gi_star(values=values, neighbours=theirs).z, gi_star(values=values, neighbours=ours).z)
    for corners in (True, False):
        grid = libpysal.weights.lat2W(4, 7, rook=not corners)
        assert (neighbours(grid=(4, 7), corners=corners) != grid.sparse).nnz == 0


def test_near_repeats_are_counted_and_judged_as_by_pointpats() -> None:
    rng = np.random.default_rng(5)
    points, days = rng.random((300, 2)) * 3_000, rng.integers(0, 200, 300)
    ours = knox(points=points, days=days, distance_bands=[0, 200], time_bands=[0, 14], inclusive=True, permutations=999)
    np.random.seed(4)
    theirs = Knox(points, days[:, None], 200, 14, permutations=999)

    assert ours.observed[0, 0] == theirs.nst
    assert ours.expected[0, 0] == pytest.approx(theirs.expected[0, 0])
    assert ours.p_value[0, 0] == pytest.approx(theirs.p_sim, abs=0.06)


def test_breaks_are_those_of_ruptures_in_99_of_100_series() -> None:
    rng = np.random.default_rng(7)
    n = 60
    levels = np.where(np.arange(n) < rng.integers(10, 50, (300, 1)), 0, rng.integers(0, 3, (300, 1))) * 1.5
    values = rng.normal(size=(300, n)) + levels
    penalty = 2 * np.log(n)
    ours = structural_breaks_many(values=values, penalty=penalty, least=6)
    search = ruptures.KernelCPD(kernel="linear", min_size=6, jump=1)
    theirs = [tuple(search.fit(one).predict(pen=penalty)[:-1]) for one in values]

    assert sum(a == b for a, b in zip(ours, theirs, strict=True)) >= 297


@pytest.mark.parametrize("robust", [False, True])
def test_seasons_are_taken_out_as_by_statsmodels(robust: bool) -> None:
    values = counts(3)
    ours, theirs = decompose_seasonal(values=values, robust=robust), STL(values, period=12, seasonal=13, robust=robust)
    parts = theirs.fit()

    assert np.array_equal(ours.season, parts.seasonal)
    assert np.array_equal(ours.trend, parts.trend)


def test_dispersion_is_that_of_a_poisson_model_of_statsmodels() -> None:
    values = counts(4, 48)
    months = [f"{2020 + i // 12}-{i % 12 + 1:02d}" for i in range(48)]
    angle = 2 * np.pi * (np.arange(48) % 12) / 12
    design = np.column_stack([np.ones(48), np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)])
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    offset = np.log([29 if month == "2020-02" else days[int(month[5:]) - 1] for month in months])
    fit = sm.GLM(values, design, family=sm.families.Poisson(), offset=offset).fit()

    assert dispersion(values=values, months=months) == pytest.approx(max(1, fit.pearson_chi2 / fit.df_resid), rel=1e-8)


def test_intervals_are_those_of_scipy_and_statsmodels() -> None:
    for count, total in ((0, 12), (20, 35), (999, 1_000), (35, 35)):
        ours = proportion(count=count, total=total)
        assert (ours.low, ours.high) == pytest.approx(proportion_confint(count, total, method="wilson"), abs=1e-12)
    for events in (1, 5, 9):
        low, high, _ = poisson_interval(events=events, confidence=0.95)
        assert (low, high) == pytest.approx((stats.gamma.ppf(0.025, events), stats.gamma.ppf(0.975, events + 1)))
    values = counts(1, 12)
    t = stats.t.interval(0.95, 11, loc=values.mean(), scale=stats.sem(values))
    assert (mean_interval(values=values).low, mean_interval(values=values).high) == pytest.approx(t)
    moved = compare_proportions(before_count=20, before_total=50, after_count=35, after_total=60)
    newcombe = confint_proportions_2indep(35, 60, 20, 50, method="newcomb", compare="diff")
    assert (moved.low, moved.high) == pytest.approx(newcombe)


def test_forecasts_err_no_more_than_the_theta_model_of_statsmodels() -> None:
    ours_away, theirs_away = [], []
    for seed in range(12):
        values = counts(seed, 96)
        ours = forecast(values=values[:84], horizon=12, least_gain=-1)
        theirs = ThetaModel(values[:84], period=12).fit().forecast(12)
        ours_away.append(np.mean(np.abs(ours.value - values[84:])))
        theirs_away.append(np.mean(np.abs(np.asarray(theirs) - values[84:])))

    assert np.mean(ours_away) <= 1.02 * np.mean(theirs_away)
