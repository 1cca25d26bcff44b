from __future__ import annotations

from math import nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, norm, theilslopes

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.trend import decompose_seasonal, mann_kendall, sen_slope

SERIES = [1.0, 3, 2, 4, 6, 5, 8, 7, 9, 10, 10, 12]


def test_s_and_its_variance_are_those_of_the_definition_with_ties() -> None:
    result = mann_kendall(values=SERIES)
    n = len(SERIES)
    s = sum(int(b > a) - int(b < a) for i, a in enumerate(SERIES) for b in SERIES[i + 1 :])
    variance = (n * (n - 1) * (2 * n + 5) - 2 * 1 * 9) / 18
    assert (result.s, result.variance) == (s, pytest.approx(variance))
    assert result.z == pytest.approx((s - 1) / sqrt(variance))
    assert result.p_value == pytest.approx(2 * norm.sf(result.z))
    assert result.tau == pytest.approx(s / 66)
    assert (result.trend, result.n, result.method) == ("increasing", 12, "plain")


def test_a_falling_series_falls_and_noise_does_neither() -> None:
    assert mann_kendall(values=SERIES[::-1]).trend == "decreasing"
    assert mann_kendall(values=[3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3]).trend == "none"


@given(st.lists(st.integers(-50, 50).map(float), min_size=8, max_size=40).filter(lambda values: len(set(values)) > 1))
def test_it_agrees_with_kendalls_tau_against_time_and_with_theils_slope(values: list[float]) -> None:
    result = mann_kendall(values=values)
    assert np.sign(result.s) == np.sign(round(kendalltau(np.arange(len(values)), values).statistic, 12))
    assert result.slope == pytest.approx(theilslopes(values).slope)
    assert sen_slope(values=values) == pytest.approx(result.slope)


def test_a_missing_point_is_left_out_and_keeps_its_place_for_the_slope() -> None:
    values = [0.0, 2, nan, 6, 8, 10, 12, 14, 16, None]
    assert mann_kendall(values=values).n == 8
    assert sen_slope(values=values) == 2


def test_hamed_and_rao_widen_the_variance_of_an_autocorrelated_series() -> None:
    rng = np.random.default_rng(12)
    walk = np.zeros(120)
    for i in range(1, 120):
        walk[i] = 0.8 * walk[i - 1] + rng.normal()
    plain, corrected = mann_kendall(values=walk), mann_kendall(values=walk, method="hamed_rao")
    assert corrected.variance > 2 * plain.variance
    assert abs(corrected.z) < abs(plain.z)
    assert corrected.s == plain.s
    white = rng.normal(size=200)
    ratio = mann_kendall(values=white, method="hamed_rao").variance / mann_kendall(values=white).variance
    assert ratio == pytest.approx(1, abs=0.6)


def test_an_autocorrelated_series_without_trend_fools_the_plain_test_far_oftener() -> None:
    rng = np.random.default_rng(30)
    plain, corrected, refused = 0, 0, 0
    for _ in range(200):
        walk = np.zeros(60)
        for i in range(1, 60):
            walk[i] = 0.6 * walk[i - 1] + rng.normal()
        plain += mann_kendall(values=walk).trend != "none"
        try:
            corrected += mann_kendall(values=walk, method="hamed_rao").trend != "none"
        except NotEnoughData:
            refused += 1
    assert plain > 40
    assert corrected < plain / 1.5
    assert 0 < refused < 20


def test_a_seasonal_trend_compares_each_month_with_itself() -> None:
    months = np.arange(48)
    values = 100 + 40 * np.cos(2 * np.pi * months / 12) + 0.5 * (months // 12) * 12 / 12
    seasonal = mann_kendall(values=values, method="seasonal")
    # four years rising within each of twelve months: S = 12 × 6, variance 12 × 4 × 3 × 13 / 18
    assert (seasonal.s, seasonal.variance) == (72, pytest.approx(104))
    assert seasonal.slope == pytest.approx(0.5)
    assert seasonal.tau == pytest.approx(1)
    assert seasonal.trend == "increasing"
    assert mann_kendall(values=values).trend == "none"


def test_too_little_and_too_level_are_refused() -> None:
    with pytest.raises(NotEnoughData, match="8 points; there are 7"):
        mann_kendall(values=[1.0, 2, 3, 4, 5, 6, 7, nan])
    with pytest.raises(NotEnoughData, match="not enough variation"):
        mann_kendall(values=[4.0] * 10)
    with pytest.raises(NotEnoughData, match="24 points; there are 23"):
        mann_kendall(values=np.arange(23.0), method="seasonal")
    with pytest.raises(NotEnoughData, match="two points"):
        sen_slope(values=[1.0, nan])
    with pytest.raises(ValueError, match="plain, hamed_rao, seasonal"):
        mann_kendall(values=SERIES, method="yue")  # type: ignore[arg-type]


# ---- trend, season and rest ------------------------------------------------------------------------------------------


def test_parts_add_up_and_a_plain_season_is_found() -> None:
    place = np.arange(60)
    values = 100 + 0.5 * place + 10 * np.cos(2 * np.pi * place / 12)
    found = decompose_seasonal(values=values)

    assert np.allclose(found.trend + found.season + found.rest, values)
    assert np.max(np.abs(found.season - 10 * np.cos(2 * np.pi * place / 12))) < 0.2
    assert found.strength > 0.99


def test_noise_has_little_season_and_a_constant_none() -> None:
    assert decompose_seasonal(values=[5.0] * 36).strength == 0
    assert decompose_seasonal(values=np.random.default_rng(2).normal(size=240)).strength < 0.45


def test_an_odd_point_leaves_a_robust_season_alone() -> None:
    values = 10 * np.cos(2 * np.pi * np.arange(72) / 12)
    values[30] += 200

    assert decompose_seasonal(values=values, robust=True).rest[30] > 190
    assert decompose_seasonal(values=values).rest[30] < 190


def test_gaps_and_too_few_seasons_are_refused() -> None:
    with pytest.raises(NotEnoughData, match="1 points are missing"):
        decompose_seasonal(values=[*range(40), None])
    with pytest.raises(NotEnoughData, match="needs 24 points; there are 23"):
        decompose_seasonal(values=range(23))
