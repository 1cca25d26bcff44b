from __future__ import annotations

from math import exp, log, nan, sqrt

import numpy as np
import pytest

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.comparison import funnel, nearest_areas, rank_intervals
from frankpledge.analysis.comparison.funnels import winsorised
from frankpledge.analysis.rates import proportion, rate

# Year ending September 2022, recorded crime without fraud, and mid-2020 residents: Herefordshire and eight comparators.
CRIMES = [12_382, 25_751, 12_375, 10_570, 11_162, 17_568, 21_358, 23_240, 18_518]
RESIDENTS = [193_600, 504_100, 177_300, 151_200, 279_100, 181_300, 287_300, 310_800, 325_400]


def test_nine_areas_get_intervals_and_no_limits() -> None:
    result = funnel(events=CRIMES, base=RESIDENTS, per=1_000)
    assert (round(result.value[0]), round(result.value[5])) == (64, 97)
    own = rate(events=12_382, population=193_600, confidence=0.998)
    assert (result.low[0], result.high[0]) == pytest.approx((own.low, own.high))
    assert np.isnan(result.upper).all()
    assert not result.outside.any()
    assert (result.phi, result.tau_squared, result.n) == (None, None, 9)
    # what limits would rest on: a mean squared z of 937, where 1 is chance
    expected = [people * sum(CRIMES) / sum(RESIDENTS) for people in RESIDENTS]
    squares = [(seen - should) ** 2 / should for seen, should in zip(CRIMES, expected, strict=True)]
    assert round(sum(squares) / 9) == 937


def test_limits_and_tau_are_those_of_spiegelhalter_written_out() -> None:
    rng = np.random.default_rng(8)
    base = rng.integers(20_000, 300_000, size=40).astype(float)
    events = rng.poisson(base * 0.06 * np.exp(rng.normal(0, 0.15, size=40))).astype(float)
    result = funnel(events=events, base=base)
    centre = events.sum() / base.sum()
    squared = [1 / (n * centre) for n in base]
    z = sorted((log(x / n) - log(centre)) / sqrt(v) for x, n, v in zip(events, base, squared, strict=True))
    low, high = np.quantile(z, 0.1), np.quantile(z, 0.9)
    phi = sum(min(max(score, low), high) ** 2 for score in z) / 40
    w = [1 / v for v in squared]
    tau = max(0.0, (40 * phi - 39) / (sum(w) - sum(x * x for x in w) / sum(w)))
    assert result.phi == pytest.approx(phi)
    assert result.tau_squared == pytest.approx(tau)
    assert tau == pytest.approx(0.15**2, rel=0.6)
    assert result.upper[0] == pytest.approx(exp(log(centre) + 3.0902323 * sqrt(squared[0] + tau)))
    assert result.outside.sum() <= 1
    assert funnel(events=events, base=base, overdispersion="none").outside.sum() > 20
    wide = funnel(events=events, base=base, overdispersion="multiplicative")
    assert wide.upper[0] == pytest.approx(exp(log(centre) + 3.0902323 * sqrt(squared[0] * phi)))


def test_areas_that_differ_by_chance_alone_have_no_variance_between_them() -> None:
    rng = np.random.default_rng(2)
    base = rng.integers(500, 5_000, size=200).astype(float)
    result = funnel(events=rng.poisson(base * 0.05).astype(float), base=base)
    assert result.tau_squared == pytest.approx(0, abs=0.002)
    assert result.outside.sum() <= 2


def test_shares_are_judged_on_the_logit_and_keep_between_nothing_and_all() -> None:
    rng = np.random.default_rng(4)
    total = rng.integers(15, 200, size=30).astype(float)
    count = rng.binomial(total.astype(int), 0.9).astype(float)
    count[0], total[0] = 5.0, 60.0
    result = funnel(events=count, base=total, kind="proportion")
    assert result.outside[0]
    assert (result.upper < 1).all()
    wilson = proportion(count=count[3], total=total[3], confidence=0.998)
    assert (result.low[3], result.high[3]) == pytest.approx((wilson.low, wilson.high))


def test_ratios_are_held_against_one() -> None:
    expected = np.linspace(20, 400, 25)
    result = funnel(events=np.round(expected), base=expected, kind="ratio")
    assert (result.centre == 1).all()
    assert not result.outside.any()
    none = expected.copy()
    none[0] = 0
    assert funnel(events=np.round(none), base=expected, kind="ratio", overdispersion="none").outside[0]


def test_winsorising_draws_in_the_extremes_alone() -> None:
    scores = np.array([-50.0, *range(1, 20), 900.0])
    drawn = winsorised(scores, 0.1)
    assert (drawn.min(), drawn.max()) == (2, 18)
    assert list(drawn[3:18]) == list(scores[3:18])


def test_a_funnel_refuses_what_has_no_base_no_count_and_no_difference() -> None:
    with pytest.raises(NoDenominator):
        funnel(events=[1, 2], base=[10, 0])
    with pytest.raises(NotEnoughData, match="missing"):
        funnel(events=[1, None], base=[10, 10])
    with pytest.raises(NotEnoughData, match="nothing to compare"):
        funnel(events=[0, 0], base=[10, 10])
    with pytest.raises(NotEnoughData, match="nothing to compare"):
        funnel(events=[10, 5], base=[10, 5], kind="proportion")
    with pytest.raises(NotACount):
        funnel(events=[11, 5], base=[10, 5], kind="proportion")
    with pytest.raises(ValueError, match="2 counts but 1"):
        funnel(events=[1, 2], base=[10])
    with pytest.raises(ValueError, match="rate, proportion, ratio"):
        funnel(events=[1], base=[10], kind="odds")  # type: ignore[arg-type]


def test_ranks_that_are_sure_are_sure_and_equal_areas_could_be_anywhere() -> None:
    result = rank_intervals(events=CRIMES, base=RESIDENTS, seed=1)
    assert (result.rank[5], result.low[5], result.high[5]) == (1, 1, 1)
    assert list(result.rank[[2, 3]]) == [5, 4]
    assert (result.low[3], result.high[2]) == (4, 5)
    assert result.low[2] == 4
    loose = rank_intervals(events=CRIMES, base=RESIDENTS, seed=1, dispersion=200)
    assert loose.high[2] - loose.low[2] > 1
    equal = rank_intervals(events=[20] * 10, base=[100] * 10, seed=3, draws=2_000)
    assert (equal.low <= 2).all()
    assert (equal.high >= 9).all()
    assert (equal.rank == 5.5).all()
    assert (equal.n, equal.draws) == (10, 2_000)


def test_the_same_seed_gives_the_same_ranks() -> None:
    once = rank_intervals(events=[5, 6, 7], base=[10, 10, 10], seed=9)
    again = rank_intervals(events=[5, 6, 7], base=[10, 10, 10], seed=9)
    assert (list(once.low), list(once.high)) == (list(again.low), list(again.high))


def test_ranks_refuse_what_they_cannot_rank() -> None:
    with pytest.raises(ValueError, match="1 counts but 2"):
        rank_intervals(events=[1], base=[1, 2], seed=1)
    with pytest.raises(NotEnoughData):
        rank_intervals(events=[1, None], base=[1, 2], seed=1)
    with pytest.raises(NoDenominator):
        rank_intervals(events=[1, 2], base=[1, 0], seed=1)
    with pytest.raises(ValueError, match="surer"):
        rank_intervals(events=[1, 2], base=[1, 1], seed=1, dispersion=0.5)


def test_the_nearest_areas_are_those_least_unlike_in_standard_deviations() -> None:
    table = np.array([[0.0, 100], [1, 100], [0, 300], [3, 100], [0, 110]])
    result = nearest_areas(variables=table, area=0, k=3)
    spread = table.std(axis=0)
    naive = sorted(
        (sqrt(sum(((a - b) / s) ** 2 for a, b, s in zip(row, table[0], spread, strict=True))), place)
        for place, row in enumerate(table)
        if place
    )
    assert list(result.nearest) == [place for _, place in naive[:3]]
    assert list(result.distance) == pytest.approx([distance for distance, _ in naive[:3]])
    assert (result.n, result.variables) == (5, 2)


def test_units_make_no_difference_to_who_is_near_and_ties_keep_their_order() -> None:
    rng = np.random.default_rng(6)
    table = rng.normal(size=(60, 5))
    first = nearest_areas(variables=table, area=7)
    assert list(first.nearest) == list(nearest_areas(variables=table * [1, 1_000, 0.01, 5, 1], area=7).nearest)
    assert first.nearest.size == 15
    assert list(nearest_areas(variables=[[0.0], [1], [-1], [1]], area=0, k=3).nearest) == [1, 2, 3]


def test_areas_that_cannot_be_likened_are_refused() -> None:
    with pytest.raises(NotEnoughData, match="lacks"):
        nearest_areas(variables=[[1.0], [nan]], area=0, k=1)
    with pytest.raises(NotEnoughData, match="15 areas are asked for and there are 1 others"):
        nearest_areas(variables=[[1.0], [2.0]], area=0)
    with pytest.raises(NotEnoughData, match="same everywhere"):
        nearest_areas(variables=[[1.0], [1.0]], area=0, k=1)
    with pytest.raises(ValueError, match="no area 2"):
        nearest_areas(variables=[[1.0], [2.0]], area=2, k=1)
    with pytest.raises(ValueError, match="areas × variables"):
        nearest_areas(variables=np.array([1.0, 2.0]), area=0, k=1)
