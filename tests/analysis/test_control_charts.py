from __future__ import annotations

from math import inf, nan, sqrt

import numpy as np
import pytest

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.signals import c_chart, g_chart, p_chart, runs, t_chart, u_chart, xmr

# Montgomery, Introduction to Statistical Quality Control, example 6.5: viscosity of aircraft primer paint, 15 batches.
VISCOSITY = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]

# Montgomery, example 7.3: nonconformities in 26 samples of 100 printed circuit boards.
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]


def test_the_published_individuals_chart_comes_out() -> None:
    result = xmr(values=VISCOSITY)
    assert result.centre[0] == pytest.approx(33.52, abs=0.005)
    # Montgomery uses 3/1.128 where we use 2.66: 34.802 and 32.245
    assert result.upper[0] == pytest.approx(34.802, abs=0.005)
    assert result.lower[0] == pytest.approx(32.245, abs=0.005)
    assert all(fired == () for fired in result.signals)
    assert (result.n, result.method) == (15, "XmR")


def test_the_published_chart_of_counts_comes_out_with_its_two_points_outside() -> None:
    result = c_chart(values=BOARDS)
    assert result.centre[0] == pytest.approx(19.85, abs=0.005)
    assert result.upper[0] == pytest.approx(33.21, abs=0.01)
    assert result.lower[0] == pytest.approx(6.48, abs=0.01)
    assert [i + 1 for i, fired in enumerate(result.signals) if "outside" in fired] == [6, 20]


def test_a_moving_range_of_the_screen_or_more_does_not_widen_the_limits() -> None:
    steady = [10.0, 11, 10, 11, 10, 11, 10, 11, 10, 11]
    spiked = [*steady, 60.0, *steady]
    screened = xmr(values=spiked)
    assert screened.upper[0] - screened.centre[0] == pytest.approx(2.66)
    unscreened = xmr(values=spiked, screen=inf)
    assert unscreened.upper[0] - unscreened.centre[0] == pytest.approx(2.66 * (18 + 50 + 49 + 0) / 20, rel=0.01)
    assert "outside" in screened.signals[10]


def test_limits_from_a_baseline_stand_for_what_follows() -> None:
    values = [5.0, 7, 5, 7, 5, 7, 30, 30, 30, 30, 30, 30, 30]
    result = xmr(values=values, baseline=6)
    assert (result.centre[12], result.upper[12]) == (6, 6 + 2.66 * 2)
    assert all({"outside", "shift"} <= set(fired) for fired in result.signals[6:])


def test_a_person_rebases_and_each_segment_has_its_own_centre() -> None:
    values = [5.0, 7, 5, 7, 5, 7, 30, 31, 30, 31, 30, 31]
    result = xmr(values=values, rebase_at=[6])
    assert (result.centre[5], result.centre[6]) == (6, 30.5)
    assert all(fired == () for fired in result.signals)
    for wrong in ([0], [12], [7, 6], [6, 6]):
        with pytest.raises(ValueError, match="rebase_at"):
            xmr(values=values, rebase_at=wrong)


def test_a_missing_point_stays_missing_and_gives_no_moving_range() -> None:
    result = xmr(values=[5.0, 7, None, 105, 107, 105, 107], screen=inf)
    assert result.upper[0] - result.centre[0] == pytest.approx(2.66 * 2)
    assert np.isnan(result.values[2])
    assert (result.n, result.signals[2]) == (6, ())


@pytest.mark.parametrize(
    "values", [[4.0] * 12, [0.0] * 9 + [3.0] + [0.0] * 5, [1.0, nan, 1.0, nan, 2.0, nan, 5, nan, 6]]
)
def test_a_constant_or_nearly_empty_series_has_not_enough_variation(values: list[float]) -> None:
    with pytest.raises(NotEnoughData, match="not enough variation"):
        xmr(values=values)


def test_fewer_than_five_points_give_no_limits() -> None:
    assert xmr(values=[1, 2, 1, 3, 1]).n == 5
    with pytest.raises(NotEnoughData, match="5 points"):
        xmr(values=[1, 2, 1, 3])
    with pytest.raises(NotEnoughData, match="from point 6 has 2"):
        xmr(values=[1, 2, 1, 3, 1, 2, 3], rebase_at=[5])


def test_a_u_chart_has_limits_for_each_points_own_base() -> None:
    events, bases = [10, 12, 8, 30, 9, 11], [100, 110, 90, 310, 95, 105]
    result = u_chart(events=events, bases=bases)
    mean = 80 / 810
    assert result.centre[3] == pytest.approx(mean)
    assert result.upper[3] == pytest.approx(mean + 3 * sqrt(mean / 310))
    assert result.upper[2] > result.upper[3]
    assert result.lower[2] == pytest.approx(max(0, mean - 3 * sqrt(mean / 90)))


def test_a_p_chart_keeps_its_limits_between_nothing_and_all() -> None:
    result = p_chart(count=[9, 10, 8, 9, 10, 1], total=[10, 10, 10, 10, 10, 10])
    mean = 47 / 60
    assert result.lower[0] == pytest.approx(mean - 3 * sqrt(mean * (1 - mean) / 10))
    assert result.upper[0] == 1
    assert "outside" in result.signals[5]
    with pytest.raises(NotACount, match="more than its total"):
        p_chart(count=[3], total=[2])
    with pytest.raises(NotEnoughData, match="not enough variation"):
        p_chart(count=[5] * 6, total=[5] * 6)


def test_laneys_ratio_widens_an_over_dispersed_chart_and_leaves_a_poisson_one_nearly_alone() -> None:
    rng = np.random.default_rng(3)
    bases = np.full(400, 10_000.0)
    wild = rng.negative_binomial(1_000 / 9, 0.1, size=400).astype(float)
    plain = u_chart(events=wild, bases=bases)
    laney = u_chart(events=wild, bases=bases, laney=True)
    assert plain.sigma_z[0] == pytest.approx(sqrt(10), rel=0.1)
    assert laney.upper[0] - laney.centre[0] == pytest.approx((plain.upper[0] - plain.centre[0]) * plain.sigma_z[0])
    assert sum("outside" in fired for fired in plain.signals) > 50
    assert sum("outside" in fired for fired in laney.signals) < 8
    assert "Laney" in laney.method
    tame = c_chart(values=rng.poisson(100, size=400).astype(float))
    assert tame.sigma_z[0] == pytest.approx(1, abs=0.1)


def test_points_without_a_base_are_refused_unless_they_are_missing() -> None:
    with pytest.raises(NoDenominator):
        u_chart(events=[1, 2, 3, 4, 5, 6], bases=[1, 1, 0, 1, 1, 1])
    missing = u_chart(events=[1, 2, None, 4, 5, 6], bases=[1, 1, 0, 1, 1, 1])
    assert (missing.n, missing.signals[2]) == (5, ())
    with pytest.raises(ValueError, match="2 counts but 1 of bases"):
        u_chart(events=[1, 2], bases=[1])
    with pytest.raises(NotEnoughData, match="not enough variation"):
        c_chart(values=[0] * 8)


def test_a_g_chart_is_skewed_and_has_no_lower_limit_under_zero() -> None:
    result = g_chart(values=[20, 35, 4, 51, 12, 30, 7, 25, 41, 15])
    assert result.centre[0] == 24
    assert result.upper[0] == pytest.approx(24 + 3 * sqrt(24 * 25))
    assert result.lower[0] == 0
    with pytest.raises(NotEnoughData):
        g_chart(values=[0] * 6)
    with pytest.raises(NotACount):
        g_chart(values=[-1, 2, 3, 4, 5])


def test_a_t_chart_is_an_individuals_chart_of_transformed_times() -> None:
    times = [12.0, 30, 5, 44, 18, 70, 9, 25]
    inner = xmr(values=[time ** (1 / 3.6) for time in times])
    result = t_chart(values=times)
    assert result.centre[0] == pytest.approx(inner.centre[0] ** 3.6)
    assert result.upper[0] == pytest.approx(inner.upper[0] ** 3.6)
    assert result.lower[0] == pytest.approx(max(inner.lower[0], 0) ** 3.6)
    assert t_chart(values=[0, 30, 1, 44, 18, 0.5]).lower[0] == 0
    with pytest.raises(NotACount, match="negative"):
        t_chart(values=[1, -1, 2, 3, 4])


def test_runs_and_crossings_ignore_values_on_the_median() -> None:
    values = [1.0, 2, 3, 9, 8, 7, 5, 5, 1, 9, 2, 8, 3]
    result = runs(values=[*values, None])
    # median 5: below x3, above x3, (two on it), then five that alternate from below
    assert (result.median, result.n, result.longest_run, result.crossings) == (5, 11, 3, 6)
    assert (result.longest_allowed, result.fewest_allowed, result.signal) == (6, 2, False)


@pytest.mark.parametrize(("n", "longest", "crossings"), [(10, 6, 2), (20, 7, 6), (24, 8, 8), (30, 8, 10), (60, 9, 23)])
def test_the_bounds_of_runs_are_those_published(n: int, longest: int, crossings: int) -> None:
    # Anhøj and Olesen (2014), PLoS ONE 9(11), table 1
    result = runs(values=[float(i % 2) for i in range(n)])
    assert (result.longest_allowed, result.fewest_allowed) == (longest, crossings)


def test_a_series_that_shifts_once_is_a_signal_and_too_short_a_one_is_refused() -> None:
    assert runs(values=[1.0] * 10 + [2.0] * 10).signal
    assert runs(values=[1.0, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2]).signal is False
    with pytest.raises(NotEnoughData, match="10 points"):
        runs(values=[1.0, 2.0] * 4)
    with pytest.raises(NotEnoughData):
        runs(values=[nan, nan])
