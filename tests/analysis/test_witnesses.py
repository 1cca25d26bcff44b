"""Large tables: proved safe by other tables that fit all that is shown, which the auditor checks for itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from frankpledge.analysis.disclosure import CannotProtect, Protected, Published, Witnesses, audit, protect
from frankpledge.analysis.disclosure.circuits import circuits
from frankpledge.analysis.disclosure.cube import Cube
from frankpledge.analysis.disclosure.tables import _prove_otherwise
from frankpledge.analysis.disclosure.witnesses import Goals, Swaps, fits


def county(areas: int = 40, types: int = 6, months: int = 12, mean: float = 4, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    usual = mean * rng.gamma(0.8, 1, (areas, 1, 1)) * rng.dirichlet(np.ones(types))[None, :, None] * types
    return rng.poisson(usual * np.ones(months))


def with_totals(counts: np.ndarray) -> np.ndarray:
    for axis in range(counts.ndim):
        counts = np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)
    return counts.astype(np.int64)


@pytest.fixture(scope="module")
def found() -> Protected:
    return protect(table=county())


def test_every_witness_agrees_with_every_number_shown_and_differs_from_the_truth(found: Protected) -> None:
    truth, hidden = with_totals(county()), found.primary | found.secondary
    assert found.witnesses is not None
    tables = [with_totals(one.reshape(40, 6, 12)) for one in found.witnesses.counts]

    assert len(tables) > 5
    for table in tables:
        assert fits(table, truth, hidden)
        assert not np.array_equal(table, truth)


def test_the_witnesses_show_every_small_count_as_low_and_as_high_as_is_asked(found: Protected) -> None:
    truth = with_totals(county())
    assert found.witnesses is not None
    tables = np.array([truth, *(with_totals(one.reshape(40, 6, 12)) for one in found.witnesses.counts)])
    for cell in np.argwhere((truth >= 1) & (truth <= 4)).tolist():
        seen = tables[(slice(None), *cell)]
        assert seen.min() <= 1
        assert seen.max() >= 5
        assert (found.audit.ranges[tuple(cell)].low, found.audit.ranges[tuple(cell)].high) == (seen.min(), seen.max())


def test_an_auditor_who_knows_only_what_was_released_finds_the_same(found: Protected) -> None:
    told = audit(releases=found.published, protected=found.protected, exact=False, witnesses=found.witnesses)

    assert told.safe
    assert set(told.ranges) == set(found.protected)
    assert told.components == 0  # nothing was left to solve


def test_a_witness_that_does_not_fit_proves_nothing() -> None:
    releases = [Published(("a", "b"), 3)]
    asked = {"releases": releases, "protected": ["a"], "exact": False}
    lying = Witnesses(cells=("a", "b"), counts=np.array([[5, 0], [0, 5]], dtype=np.int32))
    below = Witnesses(cells=("a", "b"), counts=np.array([[5, -2]], dtype=np.int32))
    strangers = Witnesses(cells=("c",), counts=np.array([[5]], dtype=np.int32))
    none = Witnesses(cells=("a", "b"), counts=np.zeros((0, 2), dtype=np.int32))

    for witnesses in (lying, below, strangers, none, None):
        told = audit(**asked, witnesses=witnesses)  # type: ignore[arg-type]
        assert not told.safe
        assert told.ranges["a"].high == 3
    known = audit(releases=[Published(("a", "b"), 9)], protected=["a"], exact=False, witnesses=below)
    assert known.safe
    shown = Witnesses(cells=("a", "b"), counts=np.array([[0, 9], [9, 0]], dtype=np.int32))
    assert audit(releases=[Published(("a", "b"), 9)], protected=["a"], exact=False, witnesses=shown).components == 0
    at_least_one = audit(
        releases=[Published(("a", "b"), 9)], protected=["a"], exact=False, witnesses=shown, zeros_shown=True
    )
    assert (at_least_one.ranges["a"].low, at_least_one.ranges["a"].high) == (1, 9)


def test_what_was_released_as_hidden_is_what_is_protected_unless_said() -> None:
    releases = [Published(("a", "b"), 12), Published(("b",), 9), Published(("a",)), Published(("c", "d"))]
    told = audit(releases=releases)

    assert told.ranges["a"].high == 3
    assert told.unsafe == ("a",)
    assert told.ranges["c", "d"].high == np.inf


@pytest.mark.parametrize("seed", range(2))
def test_an_attack_by_programme_recovers_nothing_from_a_table_that_swaps_protected(seed: int) -> None:
    counts = county(areas=16, types=6, months=12, mean=2, seed=seed)
    found = protect(table=counts)
    assert found.witnesses is not None
    some = dict(list(found.protected.items())[:: max(1, len(found.protected) // 6)])

    told = audit(releases=found.published, protected=some, exact=False)

    assert told.safe
    assert all(told.ranges[cell].low <= with_totals(counts)[cell] <= told.ranges[cell].high for cell in some)


def test_where_everything_is_hidden_and_still_not_wide_enough_the_table_is_refused() -> None:
    counts = county(4, 3, 3, mean=0.4)
    cube = Cube(counts.astype(float), totals=True)
    small = cube.values == 1
    goals = Goals(np.argwhere(small), with_totals(counts), least=1, most=1_000)

    with pytest.raises(CannotProtect, match="can still be worked out"):
        _prove_otherwise(cube, np.isfinite(cube.cost), small, goals, np.array([0]), 1_000, 20.0)


def test_hardly_any_events_in_many_areas_are_protected_all_the_same() -> None:
    found = protect(table=county(areas=60, types=3, months=12, mean=0.3))

    assert found.audit.safe
    assert found.secondary.sum() < 400


def test_what_swaps_do_not_free_is_asked_of_a_programme() -> None:
    counts = county(areas=16, types=6, months=12, mean=2, seed=1)
    found = protect(table=counts)
    assert found.witnesses is not None
    tables = np.array([with_totals(one.reshape(16, 6, 12)) for one in found.witnesses.counts])
    places = np.argwhere(found.primary)

    by_swaps = tables[(slice(None), *places.T)].max(axis=0) >= 5
    assert not by_swaps.all()
    assert found.audit.safe


def test_a_table_is_no_witness_when_a_number_shown_a_total_or_a_sign_is_off() -> None:
    truth = with_totals(county(4, 3, 3))
    hidden = np.ones(truth.shape, dtype=bool)
    off = truth.copy()
    off[0, 0, 0] += 1
    assert fits(truth, truth, hidden)
    assert not fits(off, truth, hidden)
    moved = with_totals(np.maximum(county(4, 3, 3), 1) * 2)
    assert fits(moved, truth, hidden)
    assert not fits(moved, truth, ~hidden)
    assert not fits(-moved, truth, hidden)


def test_two_areas_have_nobody_else_to_swap_with_and_may_still_be_protected() -> None:
    found = protect(table=county(areas=2, types=14, months=40, mean=6, seed=3))
    assert found.witnesses is not None
    assert audit(releases=found.published, protected=found.protected, exact=False, witnesses=found.witnesses).safe


# ---- circuits --------------------------------------------------------------------------------------------------------


def flows(rise: np.ndarray, fall: np.ndarray, row: int, column: int) -> bool:
    """Say whether a place can rise at all, as a flow from its row to its column through the other places."""
    rows, columns = rise.shape
    rise, fall = rise.copy(), fall.copy()
    if rise[row, column] == 0:
        return False
    rise[row, column] = fall[row, column] = 0
    graph = np.zeros((rows + columns, rows + columns), dtype=np.int32)
    graph[:rows, rows:], graph[rows:, :rows] = fall, rise.T
    return bool(maximum_flow(csr_array(graph), row, rows + column).flow_value > 0)


@settings(max_examples=150)
@given(st.integers(0, 2**32 - 1))
def test_a_circuit_is_found_wherever_there_is_one_and_changes_no_sum(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rise, fall = (np.maximum(rng.integers(-4, 4, (5, 4, 5)), 0) for _ in range(2))
    row, column = rng.integers(0, 4, 5), rng.integers(0, 5, 5)

    moved = circuits(rise, fall, row, column, rng)

    assert np.all(moved.sum(axis=1) == 0)
    assert np.all(moved.sum(axis=2) == 0)
    assert np.all((moved <= rise) & (moved >= -fall))
    there = moved[np.arange(5), row, column] > 0
    assert list(there) == [flows(rise[i], fall[i], int(row[i]), int(column[i])) for i in range(5)]


def test_what_cannot_be_freed_at_any_price_is_returned() -> None:
    truth = with_totals(county(4, 3, 3))
    small = (truth >= 1) & (truth <= 4)
    goals = Goals(np.argwhere(small), truth, least=1, most=5)
    places = np.arange(len(goals.cells))

    failed = Swaps(truth, small.copy(), goals).mend(places, np.full(truth.shape, np.inf))

    assert failed.size
    assert set(failed.tolist()) <= set(places.tolist())


def test_nothing_moves_where_nothing_is_hidden() -> None:
    truth = with_totals(county(4, 3, 2))
    small = (truth >= 1) & (truth <= 4)
    goals = Goals(np.argwhere(small), truth, least=1, most=5)
    left = Swaps(truth, np.zeros(truth.shape, dtype=bool), goals).hunt()

    assert left.size == small.sum()
