"""Breaks in level: a suggestion with its penalty and its interval."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.breaks import structural_breaks, structural_breaks_many

# Annual flow of the Nile at Aswan, 1871 to 1970 (Cobb 1978): the textbook break, after 1898.
NILE = (
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
    1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
    831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
    781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
    744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
)  # fmt: skip


def test_the_nile_broke_after_1898() -> None:
    # Zeileis et al. (2003): one break after observation 28, by BIC; squares fall from 2,835,157 to 1,597,457.
    found = structural_breaks(values=NILE, least=15)

    assert found.starts == (28,)
    assert (found.low, found.high) == ((25,), (31,))
    assert found.levels == (pytest.approx(1097.75), pytest.approx(849.97, abs=0.005))
    assert found.bic[0] == pytest.approx(100 * log(2_835_157 / 100) + 2 * log(100), abs=0.001)
    assert found.bic[1] == pytest.approx(100 * log(1_597_457 / 100) + 4 * log(100), abs=0.001)


def test_a_constant_series_and_noise_have_no_break() -> None:
    assert structural_breaks(values=[7] * 30).starts == ()
    assert structural_breaks(values=np.random.default_rng(4).normal(size=60)).starts == ()


def test_a_clean_step_is_found_where_it_is() -> None:
    found = structural_breaks(values=[5.0] * 20 + [9.0] * 20)

    assert found.starts == (20,)
    assert found.levels == (5, 9)


def test_missing_points_are_left_out_and_positions_count_all() -> None:
    values = [5.0, None, 5.1, 4.9, 5.0, 5.1, 4.9, None, 9.0, 9.1, 8.9, 9.0, 9.1, 8.9]

    assert structural_breaks(values=values).starts == (8,)


def test_noise_is_called_a_break_no_oftener_than_the_docstring_says() -> None:
    rng = np.random.default_rng(21)
    called = sum(bool(structural_breaks(values=rng.normal(size=60)).starts) for _ in range(300))

    assert 12 <= called <= 39  # 8% of 300 is 24; these bounds hold in 998 of 1,000 such runs


def squares(values: np.ndarray, starts: tuple[int, ...]) -> float:
    return sum(float(np.sum((part - part.mean()) ** 2)) for part in np.split(values, list(starts)))


def best(values: np.ndarray, breaks: int, least: int) -> tuple[int, ...]:
    """Return the best division by trying every one."""
    n = len(values)
    places = combinations(range(least, n - least + 1), breaks)
    fits = [p for p in places if all(b - a >= least for a, b in pairwise((0, *p, n)))]
    return min(fits, key=lambda starts: squares(values, starts))


@given(st.lists(st.integers(0, 30), min_size=12, max_size=20), st.integers(0, 2))
def test_divisions_are_the_best_that_trying_all_finds(values: list[int], shift: int) -> None:
    series = np.array(values, dtype=float)
    series[len(series) // 2 :] += 20 * shift
    penalty = 60.0

    found = structural_breaks(values=series, penalty=penalty, least=3).starts

    tried = [best(series, breaks, 3) for breaks in range(len(series) // 3)]
    least = min(squares(series, starts) + penalty * len(starts) for starts in tried)
    assert squares(series, found) + penalty * len(found) == pytest.approx(least)


@given(st.lists(st.integers(0, 30), min_size=16, max_size=20, unique=True))
def test_bic_chooses_among_the_best_division_of_each_number(values: list[int]) -> None:
    series = np.array(values, dtype=float)
    n = len(series)

    found = structural_breaks(values=series, least=4, most=2)

    for breaks, criterion in enumerate(found.bic):
        rss = squares(series, best(series, breaks, 4))
        assert criterion == pytest.approx(n * log(rss / n) + 2 * (breaks + 1) * log(n))
    assert len(found.starts) == int(np.argmin(found.bic))


def test_many_series_at_once_are_each_as_alone() -> None:
    rng = np.random.default_rng(3)
    table = rng.normal(size=(150, 48))
    table[::2, 24:] += 3

    together = structural_breaks_many(values=table, penalty=8.0)

    assert together == tuple(structural_breaks(values=row, penalty=8.0).starts for row in table)


def test_the_interval_covers_the_break_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(12)
    covered = 0
    for _ in range(300):
        series = rng.normal(size=80)
        series[40:] += 1.5
        found = structural_breaks(values=series, most=1, least=8)
        covered += bool(found.starts) and found.low[0] <= 40 <= found.high[0]

    assert covered >= 276  # 92%: within binomial error of 95% for 300


def test_what_cannot_be_divided_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="needs 12 points; there are 11"):
        structural_breaks(values=range(11))
    with pytest.raises(ValueError, match="two points"):
        structural_breaks(values=range(20), least=1)
    with pytest.raises(ValueError, match="above zero"):
        structural_breaks(values=range(20), penalty=0)
    with pytest.raises(ValueError, match="series × points"):
        structural_breaks_many(values=[1.0, 2.0], penalty=1)  # type: ignore[list-item]
    with pytest.raises(NotEnoughData, match="missing"):
        structural_breaks_many(values=[[1.0] * 12, [float("nan")] * 12], penalty=1)
