"""What may be given: lists, arrays, whole numbers, sparse matrices of any making. What may not is refused."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy.sparse import coo_array, csr_array
from scipy.stats import norm

from frankpledge.analysis.baseline import as_months
from frankpledge.analysis.counts import series
from frankpledge.analysis.forecast import forecast
from frankpledge.analysis.periods import Month
from frankpledge.analysis.places import gi_star, neighbours
from frankpledge.analysis.repeats import knox
from frankpledge.analysis.signals import c_chart, xmr

VALUES = [3, 5, 2, 8, 1, 4, 9, 3, 2, 6, 7, 2, 4, 4, 1, 5]
GRID = neighbours(grid=(4, 4))
KINDS = (list, tuple, np.array, lambda values: np.array(values, np.int16), lambda values: np.array(values, object))


@pytest.mark.parametrize(
    "kind", [list, tuple, np.array, lambda v: np.array(v, np.int16), lambda v: np.array(v, object)]
)
def test_values_may_be_any_sequence(kind: object) -> None:
    values = kind(VALUES)  # type: ignore[operator]
    assert xmr(values=values).n == 16
    assert gi_star(values=values, neighbours=GRID).n == 16
    assert c_chart(values=values).centre[0] == pytest.approx(66 / 16)


def test_the_caller_s_array_is_never_the_one_worked_on() -> None:
    given = np.array([1.0, 2.0])
    series(given)[0] = 9
    assert given[0] == 1


def test_a_table_is_no_series() -> None:
    with pytest.raises(ValueError, match="one series"):
        series(np.ones((2, 2)))


def test_neighbours_may_be_dense_or_sparse_of_any_kind_and_are_left_as_they_were() -> None:
    expected = gi_star(values=VALUES, neighbours=GRID).z
    with_zero = csr_array(GRID, copy=True)
    with_zero.data[0] = 0.0
    fewer = GRID.toarray()
    fewer[0, 1] = 0
    before = with_zero.nnz

    for matrix in (GRID.toarray(), coo_array(GRID), csr_array(GRID, dtype=np.int8)):
        assert np.array_equal(gi_star(values=VALUES, neighbours=matrix).z, expected)
    assert np.array_equal(gi_star(values=VALUES, neighbours=with_zero).z, gi_star(values=VALUES, neighbours=fewer).z)
    assert with_zero.nnz == before


def test_a_grid_without_places_and_an_alternative_of_no_such_name_are_refused() -> None:
    with pytest.raises(ValueError, match="no places"):
        neighbours(grid=(0, 4))
    with pytest.raises(ValueError, match="two-sided, greater"):
        gi_star(values=VALUES, neighbours=GRID, alternative="both")  # type: ignore[arg-type]


def test_each_alternative_asks_for_its_side() -> None:
    def p(alternative: str, permutations: int = 0) -> np.ndarray:
        return gi_star(values=VALUES, neighbours=GRID, alternative=alternative, permutations=permutations).p_value  # type: ignore[arg-type]

    z = gi_star(values=VALUES, neighbours=GRID).z
    assert p("less") == pytest.approx(norm.cdf(z))
    assert p("greater") == pytest.approx(norm.sf(z))
    assert p("directed") == pytest.approx(norm.sf(np.abs(z)))
    drawn = {side: p(side, 999) for side in ("less", "greater", "directed")}
    assert np.all(drawn["less"] + drawn["greater"] >= 1)
    assert np.all(drawn["directed"] <= drawn["greater"])


def test_bands_may_be_given_as_pairs() -> None:
    rng = np.random.default_rng(1)
    events = {"points": rng.random((40, 2)) * 500, "days": rng.integers(0, 40, 40), "permutations": 9}
    edges = knox(**events, distance_bands=[0, 100, 300], time_bands=[0, 7, 14])  # type: ignore[arg-type]
    pairs = knox(**events, distance_bands=[(0, 100), (100, 300)], time_bands=[(0, 7), (7, 14)])  # type: ignore[arg-type]

    assert np.array_equal(edges.observed, pairs.observed)
    assert edges.distance_labels == pairs.distance_labels
    with pytest.raises(ValueError, match="ascending edges"):
        knox(**events, distance_bands=[(0, 100), (200, 300)], time_bands=[0, 7])  # type: ignore[arg-type]


def test_months_may_be_those_of_numpy_and_dates() -> None:
    both = (Month(2025, 1), Month(2025, 2))
    assert as_months(np.array(["2025-01", "2025-02"], dtype="datetime64[M]")) == both  # type: ignore[arg-type]
    assert as_months([date(2025, 1, 1), date(2025, 2, 1)]) == both  # type: ignore[list-item]
    assert as_months(["2025-01", "2025-02"]) == both


def test_a_forecast_names_its_wider_interval_as_estimates_do() -> None:
    season = np.tile([40, 60, 55, 30, 45, 70, 80, 65, 50, 35, 20, 25], 6)
    found = forecast(values=np.random.default_rng(3).poisson(season), horizon=6)
    assert np.array_equal(found.low, found.low_95)
    assert np.array_equal(found.high, found.high_95)
