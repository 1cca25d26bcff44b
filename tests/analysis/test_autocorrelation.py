"""Moran's I, whole and local, against the field's own package."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.places import local_moran, morans_i, neighbours

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import esda
    import libpysal

GRID = neighbours(grid=(9, 11))


def wavy(seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=99) + np.arange(99) / 30


@pytest.fixture(scope="module")
def weights() -> libpysal.weights.W:
    return libpysal.weights.WSP(GRID).to_W()


def test_a_chessboard_has_minus_one_by_hand() -> None:
    # Cliff and Ord's board: every neighbour by edge is of the other colour.
    board = np.indices((4, 4)).sum(axis=0).ravel() % 2
    found = morans_i(values=board, neighbours=neighbours(grid=(4, 4), corners=False), weights="binary")

    assert found.statistic == pytest.approx(-1)
    assert found.expected == pytest.approx(-1 / 15)


@pytest.mark.parametrize(("ours", "theirs"), [("row", "r"), ("binary", "b")])
def test_i_its_variance_and_its_p_agree_with_esda(weights: libpysal.weights.W, ours: str, theirs: str) -> None:
    found = morans_i(values=wavy(), neighbours=GRID, weights=ours)  # type: ignore[arg-type]
    oracle = esda.Moran(wavy(), weights, transformation=theirs, permutations=0)

    assert found.statistic == pytest.approx(oracle.I)
    assert found.variance == pytest.approx(oracle.VI_rand)
    assert found.z == pytest.approx(oracle.z_rand)
    assert found.p_value == pytest.approx(oracle.p_rand)


def test_permutations_agree_with_the_analytic_p_where_there_is_no_pattern() -> None:
    values = np.random.default_rng(9).normal(size=99)
    found = morans_i(values=values, neighbours=GRID, permutations=999, seed=4)

    assert found.simulated is not None
    assert 2 * found.simulated == pytest.approx(found.p_value, abs=0.06)


def test_no_pattern_is_called_one_as_often_as_the_level_says() -> None:
    rng = np.random.default_rng(14)
    called = sum(morans_i(values=rng.poisson(5, 99), neighbours=GRID).p_value < 0.05 for _ in range(400))

    assert 8 <= called <= 34  # 5% of 400 is 20


def test_local_statistics_quadrants_and_p_agree_with_esda(weights: libpysal.weights.W) -> None:
    found = local_moran(values=wavy(), neighbours=GRID, seed=1, permutations=4999, adjust="none")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it announces that its p-values will double
        oracle = esda.Moran_Local(wavy(), weights, permutations=4999, seed=3)

    assert np.allclose(found.statistic, oracle.Is)
    assert np.max(np.abs(found.p_value - oracle.p_sim)) < 0.03
    names = ["high among high", "low among high", "low among low", "high among low"]
    assert [names[q - 1] for q in oracle.q] == list(found.quadrant)


def test_islands_have_no_local_statistic_and_are_counted() -> None:
    pairs = neighbours(pairs=[(0, 1), (1, 2), (2, 3)], n=5)
    found = local_moran(values=[1, 5, 2, 7, 3], neighbours=pairs, seed=1, permutations=19)

    assert np.isnan(found.statistic[4])
    assert found.quadrant[4] == "no neighbours"
    assert not found.significant[4]
    assert morans_i(values=[1, 5, 2, 7, 3], neighbours=pairs).islands == 1


def test_what_shows_no_pattern_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="same value"):
        morans_i(values=np.zeros(99), neighbours=GRID)
    with pytest.raises(NotEnoughData, match="no value"):
        morans_i(values=np.full(99, np.nan), neighbours=GRID)
    with pytest.raises(NotEnoughData, match="4 places"):
        morans_i(values=[1, 2, 3], neighbours=neighbours(pairs=[(0, 1)], n=3))
    with pytest.raises(NotEnoughData, match="has a neighbour"):
        morans_i(values=[1, 2, 3, 4], neighbours=neighbours(pairs=[], n=4))
