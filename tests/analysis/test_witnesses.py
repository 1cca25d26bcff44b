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
from frankpledge.analysis.disclosure.tables import _by_circuits, _by_swaps, _prove_otherwise
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
    counts = county(areas=14, types=5, months=8, mean=2, seed=seed)
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
    found = protect(table=county(areas=60, types=3, months=6, mean=0.3))

    assert found.audit.safe
    assert found.secondary.sum() < 400


def test_what_swaps_do_not_free_is_asked_of_a_programme() -> None:
    counts = county(areas=14, types=5, months=8, mean=2, seed=1)
    cube = Cube(counts.astype(float), totals=True)
    small = (cube.values >= 1) & (cube.values <= 4)
    hidden = small.copy()
    cube.close(hidden, small, 5)
    told, witnesses = _by_swaps(cube, hidden, small, 4, 20.0, exactly=False)
    tables = np.array([with_totals(one.reshape(14, 5, 8)) for one in witnesses.counts])

    by_swaps = tables[(slice(None), *np.argwhere(small).T)].max(axis=0) >= 5
    assert not by_swaps.all()
    assert all(reach.holds(1, 5) for reach in told.ranges.values())
    # What is worked out exactly among several areas hides less.
    assert protect(table=counts).secondary.sum() < (hidden & ~small).sum()


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


# ---- two axes --------------------------------------------------------------------------------------------------------


def test_a_large_table_of_two_axes_is_protected_by_moving_counts_along_circuits() -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson(6 * rng.gamma(0.8, 1, (70, 1)) * np.ones(9))
    found = protect(table=counts)
    truth, hidden = with_totals(counts), found.primary | found.secondary

    assert found.table.size > 600
    assert found.witnesses is not None
    assert all(fits(with_totals(one.reshape(70, 9)), truth, hidden) for one in found.witnesses.counts)
    told = audit(releases=found.published, protected=found.protected, exact=False, witnesses=found.witnesses)
    assert told.safe
    assert told.components == 0
    some = dict(list(found.protected.items())[:: max(1, len(found.protected) // 5)])
    assert audit(releases=found.published, protected=some, exact=False).safe


def test_a_lone_small_count_in_a_large_table_of_two_axes_gets_its_rectangle() -> None:
    counts = np.full((70, 9), 50)
    counts[3, 4] = 2
    found = protect(table=counts)

    assert (found.hidden, int(found.primary.sum())) == (4, 1)
    assert audit(releases=found.published, protected=found.protected).safe


def test_a_large_table_of_two_axes_in_which_nothing_may_be_hidden_is_refused() -> None:
    cube = Cube(np.full((70, 9), 50.0), totals=True)
    cube.values[3, 4] = 2
    cube.cost[:] = np.inf
    small = cube.values == 2

    with pytest.raises(CannotProtect, match="1 small counts"):
        _by_circuits(cube, small.copy(), small, 4, 20.0)


def test_a_shift_for_one_count_may_answer_for_another() -> None:
    counts = np.full((70, 9), 50)
    counts[3, 4:6] = (4, 2)
    cube = Cube(counts.astype(float), totals=True)
    small = (cube.values >= 1) & (cube.values <= 4)
    hidden = small.copy()
    told, witnesses = _by_circuits(cube, hidden, small, 4, 20.0)

    # Four up takes two down, and two up takes four down: two tables answer four questions.
    assert len(witnesses.counts) == 2
    assert all(reach.holds(1, 5) for reach in told.ranges.values())
    assert int(hidden.sum()) == 4
