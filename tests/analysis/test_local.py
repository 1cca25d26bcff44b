from __future__ import annotations

from itertools import combinations
from math import nan, sqrt

import numpy as np
import pytest
from scipy.sparse import csr_array, eye_array
from scipy.stats import norm

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.counts import Floats
from frankpledge.analysis.places import gi_star, hot_spots, neighbours
from frankpledge.analysis.places.local import adjusted


def dense_z(values: Floats, matrix: Floats) -> Floats:
    """Gi* as Ord and Getis (1995) print it, one place at a time."""
    n, found = len(values), []
    mean = sum(values) / n
    deviation = sqrt(sum(value**2 for value in values) / n - mean**2)
    for i in range(n):
        weights = [1.0 if i == j else float(matrix[i, j]) for j in range(n)]
        weight = sum(weights)
        above = sum(w * x for w, x in zip(weights, values, strict=True)) - mean * weight
        below = deviation * sqrt((n * sum(w**2 for w in weights) - weight**2) / (n - 1))
        found.append(above / below)
    return np.array(found)


def test_z_is_that_of_ord_and_getis_written_out() -> None:
    rng = np.random.default_rng(5)
    values = rng.poisson(8, size=48).astype(float)
    grid = neighbours(grid=(6, 8))
    result = gi_star(values=values, neighbours=grid)
    assert result.z == pytest.approx(dense_z(values, grid.toarray()), abs=1e-12)
    assert result.p_value == pytest.approx(2 * norm.sf(np.abs(result.z)))
    assert gi_star(values=values, neighbours=grid, alternative="greater").p_value == pytest.approx(norm.sf(result.z))


def test_a_cluster_of_high_values_is_found_and_a_lone_spike_is_weaker() -> None:
    values = np.ones(100)
    values[[44, 45, 54, 55]] = 9
    cluster = gi_star(values=values, neighbours=neighbours(grid=(10, 10)), adjust="bonferroni")
    assert cluster.significant[[44, 45, 54, 55]].all()
    assert not cluster.significant[0]
    assert cluster.n == 100


def test_permutation_p_is_the_share_of_all_samples_that_are_as_far_out() -> None:
    values = np.array([1.0, 2, 3, 4, 9, 7, 0])
    matrix = neighbours(pairs=[(0, 1), (0, 4), (4, 5), (2, 3), (2, 6), (2, 5)], n=7)
    result = gi_star(values=values, neighbours=matrix, permutations=4_999, seed=11)
    for i in range(7):
        near = matrix[[i]].toarray().ravel().astype(bool)
        others = np.delete(values, i)
        sums = [sum(sample) for sample in combinations(others, int(near.sum()))]
        far = abs(values[near].sum() - np.mean(sums)) - 1e-9
        exact = np.mean([abs(total - np.mean(sums)) >= far for total in sums])
        assert result.p_value[i] == pytest.approx(exact, abs=4 * sqrt(exact * (1 - exact) / 4_999) + 1e-3)
    greater = gi_star(values=values, neighbours=matrix, permutations=999, seed=11, alternative="greater")
    assert greater.p_value[4] < greater.p_value[6]


def test_the_same_seed_gives_the_same_p_and_none_is_below_one_in_r_plus_one() -> None:
    values = np.arange(25.0)
    grid = neighbours(grid=(5, 5), corners=False)
    once = gi_star(values=values, neighbours=grid, permutations=99, seed=1)
    assert list(once.p_value) == list(gi_star(values=values, neighbours=grid, permutations=99, seed=1).p_value)
    assert once.p_value.min() >= 0.01
    assert (once.seed, once.permutations) == (1, 99)


def test_a_threshold_that_permutations_cannot_reach_is_refused() -> None:
    values, grid = np.arange(25.0), neighbours(grid=(5, 5))
    with pytest.raises(NotEnoughData, match="499 permutations cannot"):
        gi_star(values=values, neighbours=grid, permutations=499, seed=1, adjust="bonferroni", alpha=0.05 - 0.001)
    assert gi_star(values=values, neighbours=grid, permutations=499, seed=1, adjust="bonferroni").n == 25
    with pytest.raises(NotEnoughData):
        gi_star(values=values, neighbours=grid, permutations=9, seed=1)


def test_adjustments_are_those_named() -> None:
    # Benjamini and Hochberg (1995), section 3.2: of fifteen p-values theirs rejects four, Bonferroni three
    p = np.array([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459])
    p = np.concatenate([p, [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]])
    assert adjusted(p, adjust="fdr", alpha=0.05).sum() == 4
    assert adjusted(p, adjust="bonferroni", alpha=0.05).sum() == 3
    assert adjusted(p, adjust="none", alpha=0.05).sum() == 9
    assert not adjusted(np.array([0.9, 0.8]), adjust="fdr", alpha=0.05).any()
    assert list(adjusted(np.array([nan, 0.03]), adjust="bonferroni", alpha=0.05)) == [False, True]
    assert not adjusted(np.array([nan]), adjust="fdr", alpha=0.05).any()
    with pytest.raises(ValueError, match="none, bonferroni, fdr"):
        adjusted(p, adjust="holm", alpha=0.05)  # type: ignore[arg-type]


def test_a_place_with_the_whole_map_around_it_has_no_z_and_a_lone_place_has_its_own() -> None:
    matrix = neighbours(pairs=[(0, 1), (0, 2), (0, 3)], n=4)
    result = gi_star(values=[1.0, 2, 3, 9], neighbours=matrix)
    assert np.isnan(result.z[0])
    assert not result.significant[0]
    alone = gi_star(values=[1.0, 2, 3, 9], neighbours=csr_array((4, 4)))
    assert alone.z == pytest.approx((np.array([1, 2, 3, 9]) - 3.75) / np.std([1, 2, 3, 9]))


def test_a_map_without_variation_or_with_a_hole_is_refused() -> None:
    grid = neighbours(grid=(2, 2))
    with pytest.raises(NotEnoughData, match="not enough variation"):
        gi_star(values=[0.0] * 4, neighbours=grid)
    with pytest.raises(NotEnoughData, match="no value"):
        gi_star(values=[0.0, 1, nan, 2], neighbours=grid)
    with pytest.raises(ValueError, match="shape"):
        gi_star(values=[1.0, 2], neighbours=grid)
    with pytest.raises(ValueError, match="diagonal"):
        gi_star(values=[1.0, 2, 3, 4], neighbours=eye_array(4).tocsr())
    with pytest.raises(ValueError, match="binary"):
        gi_star(values=[1.0, 2, 3, 4], neighbours=grid * 0.5)


def test_neighbours_by_distance_grid_and_contact() -> None:
    by_distance = neighbours(points=[(0, 0), (0, 100), (0, 250), (0, 0)], within=100)
    assert by_distance.toarray().tolist() == [[0, 1, 0, 1], [1, 0, 0, 1], [0, 0, 0, 0], [1, 1, 0, 0]]
    edges = neighbours(grid=(2, 3), corners=False).toarray()
    assert edges.sum(axis=1).tolist() == [2, 3, 2, 2, 3, 2]
    assert neighbours(grid=(3, 3)).toarray()[4].sum() == 8
    touching = neighbours(pairs=[(0, 1), (1, 0), (1, 2)], n=4).toarray()
    assert touching.tolist() == [[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    assert neighbours(pairs=[], n=2).sum() == 0


def test_neighbours_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="give points"):
        neighbours()
    with pytest.raises(ValueError, match="give points"):
        neighbours(grid=(2, 2), pairs=[(0, 1)], n=2)
    with pytest.raises(ValueError, match="give n"):
        neighbours(pairs=[(0, 1)])
    for within in (None, -1.0, nan, np.inf):
        with pytest.raises(ValueError, match="within a stated distance"):
            neighbours(points=[(0, 0), (1, 1)], within=within)
    for wrong in ([(0, 0)], [(0, 5)], [(-1, 0)]):
        with pytest.raises(ValueError, match="two of the 3 places"):
            neighbours(pairs=wrong, n=3)


def county(rng: np.random.Generator, *, hot: bool) -> tuple[Floats, Floats]:
    people = rng.integers(300, 6_000, size=144).astype(float)
    risk = np.ones(144)
    if hot:
        risk[[65, 66, 77, 78]] = 4
    return rng.poisson(people * risk * 0.02, size=(3, 144)).astype(float), people


def test_a_planted_hot_spot_is_found_and_crowded_places_of_equal_risk_are_not() -> None:
    grid = neighbours(grid=(12, 12), corners=False)
    rng = np.random.default_rng(19)
    counts, people = county(rng, hot=True)
    found = hot_spots(counts=counts, base=people, neighbours=grid)
    assert found.hot[[65, 66, 77, 78]].sum() >= 3
    assert (found.n, found.z.shape) == (144, (3, 144))
    assert found.expected.sum() == pytest.approx(counts.sum())
    false_alarms = 0
    for _ in range(40):
        counts, people = county(rng, hot=False)
        false_alarms += int(hot_spots(counts=counts, base=people, neighbours=grid).hot.sum())
    assert false_alarms <= 4


def test_a_hot_spot_needs_enough_events_and_enough_years() -> None:
    grid = neighbours(grid=(10, 10))
    counts = np.ones((3, 100))
    counts[:, 55] = 6
    people = np.full(100, 1_000.0)
    assert hot_spots(counts=counts, base=people, neighbours=grid, least_events=18).hot[55]
    assert not hot_spots(counts=counts, base=people, neighbours=grid).hot[55]
    counts[1:, 55] = 1
    counts[0, 55] = 30
    counts[1:, 3] = 2
    once = hot_spots(counts=counts, base=people, neighbours=grid)
    assert once.years_hot[55] == 1
    assert not once.hot[55]


def test_hot_spots_refuse_what_they_cannot_judge() -> None:
    grid, people = neighbours(grid=(2, 2)), [10.0, 20, 30, 40]
    good = [[1.0, 2, 3, 4], [4, 3, 2, 1]]
    with pytest.raises(ValueError, match="years × places"):
        hot_spots(counts=[[1.0, 2]], base=people, neighbours=grid)
    with pytest.raises(NotEnoughData, match="missing"):
        hot_spots(counts=[[1.0, 2, 3, nan], *good], base=people, neighbours=grid)
    with pytest.raises(NotACount):
        hot_spots(counts=[[1.0, 2, 3, -4], *good], base=people, neighbours=grid)
    with pytest.raises(NoDenominator, match="no base"):
        hot_spots(counts=good, base=[1.0, 0, 2, 3], neighbours=grid)
    with pytest.raises(NotEnoughData, match="lasts 2 years; 1"):
        hot_spots(counts=good[:1], base=people, neighbours=grid)
    with pytest.raises(NotEnoughData, match="no events"):
        hot_spots(counts=[[0.0] * 4, *good], base=people, neighbours=grid)
