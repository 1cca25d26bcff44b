"""Suppression problems that others have printed or that can be solved by hand, and as little hidden as may be."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analysis.disclosure import (
    CannotProtect,
    Published,
    Suppressed,
    Unsolved,
    audit,
    protect,
)
from frankpledge.analysis.disclosure.cube import Cube
from frankpledge.analysis.disclosure.leanest import Leanest
from frankpledge.analysis.disclosure.shifts import cheapest, lines_of
from frankpledge.analysis.disclosure.tables import _leanest
from frankpledge.analysis.disclosure.witnesses import Goals, Swaps

# Fischetti and Salazar (2001), table 1: investment by activity (rows) and region.
INVESTED = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]


def shown(table: list[list[int]], hidden: set[tuple[int, int]]) -> list[Published]:
    """Return all numbers of a table with its totals but those hidden."""
    cube = Cube(np.array(table, dtype=float), totals=True)
    flags = np.zeros(cube.values.shape, dtype=bool)
    for cell in hidden:
        flags[cell] = True
    return cube.published(flags)


def test_the_interval_of_fischetti_and_salazar_s_hidden_cell_is_theirs() -> None:
    # Activity II in region C (22) with three others hidden beside it: an attacker finds 5 to 30.
    told = audit(releases=shown(INVESTED, {(1, 2), (1, 0), (2, 0), (2, 2)}), protected=[(1, 2)])

    assert (told.ranges[1, 2].low, told.ranges[1, 2].high) == (5, 30)
    alone = audit(releases=shown(INVESTED, {(1, 2), (1, 0)}), protected=[(1, 2)])
    assert (alone.ranges[1, 2].low, alone.ranges[1, 2].high) == (22, 22)


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=3))
@settings(max_examples=25)
def test_of_a_table_known_by_its_margins_the_bounds_are_frechet_s(table: list[list[int]]) -> None:
    rows, columns = len(table), 3
    told = audit(
        releases=shown(table, {(i, j) for i in range(rows) for j in range(columns)}),
        protected=[(i, j) for i in range(rows) for j in range(columns)],
    )

    whole = np.array(table)
    for (i, j), reach in told.ranges.items():  # type: ignore[misc]
        row, column = whole[i].sum(), whole[:, j].sum()
        assert (reach.low, reach.high) == (max(0, row + column - whole.sum()), min(row, column))


def test_counts_are_whole_which_tells_more_than_a_linear_programme() -> None:
    # a + b = b + c = 3 makes a = c; a + c is 1 or 2, so a is 1 and no half.
    releases = [Published(("a", "b"), 3), Published(("b", "c"), 3), Published(("a", "c"), low=1, high=2)]
    told = audit(releases=releases, protected=["a", "b"])

    assert (told.ranges["a"].low, told.ranges["a"].high) == (1, 1)
    assert (told.ranges["b"].low, told.ranges["b"].high) == (2, 2)


def test_a_quarter_and_its_months_and_a_year_share_their_cells() -> None:
    # Three releases: a quarter by ward, the same quarter by month, and one ward's months but for one.
    wards, months = ("w1", "w2"), ("m1", "m2", "m3")
    truth = dict(zip([(w, m) for w in wards for m in months], [3, 8, 9, 7, 6, 12], strict=True))

    def of(*cells: tuple[str, str]) -> Published:
        return Published(cells, sum(truth[cell] for cell in cells))

    by_ward = [of(*((ward, month) for month in months)) for ward in wards]
    by_month = [of(*((ward, month) for ward in wards)) for month in months]
    rest = [of(("w2", "m2")), of(("w2", "m3"))]
    asked = [("w1", "m1")]
    assert audit(releases=by_ward, protected=asked).safe
    assert audit(releases=[*by_ward, *by_month], protected=asked).safe
    together = audit(releases=[*by_ward, *by_month, *rest], protected=asked)
    assert (together.ranges["w1", "m1"].low, together.ranges["w1", "m1"].high) == (3, 3)


def test_a_protected_table_is_audited_as_it_is_and_with_what_is_told_besides() -> None:
    found = protect(table=[[20, 50, 10], [8, 19, 3], [17, 32, 12]])

    told = audit(releases=[found])
    assert told.safe
    assert told.low[1, 2] <= 1
    assert told.high[1, 2] >= 5
    # Somebody else publishes what was hidden beside it.
    beside = [tuple(cell) for cell in np.argwhere(found.secondary).tolist() if 2 in cell[1:]]
    more = audit(releases=[found, Published((beside[0],), float(np.array([[10], [3], [12]])[beside[0][0], 0]))])
    assert more.unsafe == ((1, 2),)


def test_a_total_that_is_itself_small_is_hidden_and_may_be_anything() -> None:
    found = protect(table=[[1, 0], [0, 0]])

    assert found.table.tolist() == [[None, 0, None], [0, 0, 0], [None, 0, None]]
    assert found.audit.ranges[2, 2].high == np.inf


def test_a_zero_beside_is_hidden_where_nothing_else_will_do() -> None:
    # Nothing but zeros and one nine beside the three: what is left shown says twelve in all, and no more.
    found = protect(table=[[3, 0], [0, 9]])

    told = audit(releases=found.published, protected=found.protected)
    assert told.safe
    assert found.table[2, 2] == 12


def test_a_cell_that_comes_suppressed_stays_hidden_and_has_no_total() -> None:
    found = protect(table=[[Suppressed(), 9, 30], [4, 50, 60], [70, 80, 90]])

    assert found.missing[0, 0]
    assert found.table[0, 0] is found.table[0, 3] is found.table[3, 0] is None
    assert found.table[1, 0] is None
    assert audit(releases=found.published, protected=found.protected).safe
    marked = np.array([[Suppressed(), 9], [7, 8]], dtype=object)
    assert protect(table=marked).missing[0, 0]


def test_a_table_of_zeros_is_shown_whole() -> None:
    found = protect(table=[[0, 0], [0, 0]])

    assert found.hidden == 0
    assert found.table.tolist() == [[0, 0, 0]] * 3


def safe(cube: Cube, hidden: np.ndarray, small: np.ndarray) -> bool:
    protected = {tuple(cell): cube.under(cell) for cell in np.argwhere(small).tolist()}
    return audit(releases=cube.published(hidden), protected=protected).safe


@pytest.mark.parametrize("seed", range(6))
def test_no_fewer_numbers_would_do_in_tables_small_enough_to_try_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(5, 30, (3, 3))
    counts[rng.integers(3), rng.integers(3)] = rng.integers(1, 5)
    cube = Cube(counts.astype(float), totals=True)
    small = (cube.values >= 1) & (cube.values <= 4)
    ours = protect(table=counts)

    others = [tuple(cell) for cell in np.argwhere(~small & np.isfinite(cube.cost)).tolist()]
    for size in range(int(ours.secondary.sum())):
        for chosen in combinations(others, size):
            hidden = small.copy()
            hidden[tuple(np.array(chosen, dtype=int).reshape(-1, 2).T)] = True
            assert not safe(cube, hidden, small)


def test_what_is_hidden_beside_cannot_be_shown_again() -> None:
    counts = np.random.default_rng(3).poisson(9, (4, 3, 3))
    found = protect(table=counts)
    cube = Cube(counts.astype(float), totals=True)

    assert found.secondary.any()
    for cell in np.argwhere(found.secondary).tolist():
        hidden = found.primary | found.secondary
        hidden[tuple(cell)] = False
        assert not safe(cube, hidden, found.primary)


def test_where_nothing_may_be_hidden_beside_the_table_is_refused() -> None:
    cube = Cube(np.array([[3.0, 9], [9, 9]]), totals=True)
    small = cube.values == 3
    cube.cost[:] = np.inf

    assert Leanest(cube.values, cube.cost, small, most=5, seconds=20).hide(seed=0) is None
    with pytest.raises(CannotProtect, match="1 small counts"):
        _leanest(cube, small.copy(), small, 4, 20.0)


def test_no_time_is_no_answer() -> None:
    counts = np.random.default_rng(1).poisson(6, (9, 6, 4)).astype(float)
    cube = Cube(counts, totals=True)
    values = cube.values.astype(np.int64).ravel()

    with pytest.raises(Unsolved, match="not found in its time"):
        cheapest(lines_of(cube.values), values, cube.cost.ravel(), cell=0, by=3, seconds=0.0)


def test_a_shift_moves_no_total_that_is_shown() -> None:
    counts = np.random.default_rng(2).poisson(6, (5, 4, 3)).astype(float)
    cube = Cube(counts, totals=True)
    values, lines = cube.values.astype(np.int64).ravel(), lines_of(cube.values)
    cost = np.where(np.arange(values.size) % 3 == 0, 0.0, cube.cost.ravel())

    for by in (4, -int(values[0])):
        moved = cheapest(lines, values, cost, cell=0, by=by, seconds=20.0)
        assert moved is not None
        assert moved[0] == by
        assert not np.any(lines @ moved)
        assert np.all(values + moved >= 0)
        assert moved[-1] == 0  # the grand total


def test_what_no_shift_frees_is_left_to_swaps_and_named() -> None:
    cube = Cube(np.random.default_rng(4).poisson(3, (4, 3, 3)).astype(float), totals=True)
    values = cube.values.astype(np.int64)
    small = (values >= 1) & (values <= 4)
    goals = Goals(np.argwhere(small), values, least=1, most=5)
    places = np.arange(len(goals.cells))

    failed = Swaps(values, small.copy(), goals, exactly=True).mend(places, np.full(values.shape, np.inf))

    assert failed.size
