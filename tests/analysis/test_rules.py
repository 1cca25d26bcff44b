from __future__ import annotations

from itertools import pairwise
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.rules import alarms_by_chance, outside, shift, signals, trend, two_of_three

small = st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=30)


def array(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def indices(flags: np.ndarray) -> list[int]:
    return [int(index) for index in np.flatnonzero(flags)]


def test_a_point_on_a_limit_is_inside_and_one_beyond_is_outside() -> None:
    assert indices(outside(array(3, 3.01, -3, -3.01), np.full(4, -3.0), np.full(4, 3.0))) == [1, 3]


def test_seven_on_one_side_are_a_shift_six_are_not_and_the_centre_ends_a_run() -> None:
    zero = np.zeros(9)
    assert indices(shift(array(-1, 1, 1, 1, 1, 1, 1, 1, -1), zero)) == [1, 2, 3, 4, 5, 6, 7]
    assert indices(shift(array(-1, 1, 1, 1, 1, 1, 1, -1, 1), zero)) == []
    assert indices(shift(array(1, 1, 1, 1, 0, 1, 1, 1, 1), zero)) == []
    assert indices(shift(array(1, 1, 1, 1, nan, 1, 1, 1, 1), zero)) == []
    assert indices(shift(np.zeros(9), zero)) == []


def test_seven_rising_points_are_a_trend_and_a_tie_breaks_it() -> None:
    assert indices(trend(array(5, 1, 2, 3, 4, 5, 6, 7, 2))) == [1, 2, 3, 4, 5, 6, 7]
    assert indices(trend(array(7, 6, 5, 4, 3, 2, 1))) == [0, 1, 2, 3, 4, 5, 6]
    assert indices(trend(array(1, 2, 3, 4, 4, 5, 6, 7))) == []
    assert indices(trend(array(1, 2, 3, 4, 5, 6))) == []
    assert indices(trend(array(1, 2, 3, nan, 5, 6, 7, 8))) == []
    assert indices(trend(array(1))) == []


def test_two_of_three_count_only_the_outer_third_of_the_same_side() -> None:
    def marked(*values: float) -> list[int]:
        n = len(values)
        return indices(two_of_three(array(*values), np.zeros(n), np.full(n, -3.0), np.full(n, 3.0)))

    assert marked(2.5, 0, 2.5) == [0, 2]
    assert marked(2.5, 2.5) == [0, 1]
    assert marked(2.5, 0, 0, 2.5) == []
    assert marked(2.5, -2.5, 0) == []
    assert marked(2.0, 2.0) == []
    assert marked(3.5, 2.5) == []
    assert marked(-2.1, 1, -3.0) == [0, 2]


@given(small)
def test_shift_agrees_with_counting_by_hand(values: list[float]) -> None:
    found = set()
    for start in range(len(values) - 6):
        window = values[start : start + 7]
        if all(value > 0 for value in window) or all(value < 0 for value in window):
            found.update(range(start, start + 7))
    assert indices(shift(array(*values), np.zeros(len(values)))) == sorted(found)


@given(small)
def test_trend_agrees_with_counting_by_hand(values: list[float]) -> None:
    found = set()
    for start in range(len(values) - 6):
        window = values[start : start + 7]
        steps = [later - earlier for earlier, later in pairwise(window)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            found.update(range(start, start + 7))
    assert indices(trend(array(*values))) == sorted(found)


@given(small)
def test_two_of_three_agrees_with_counting_by_hand(values: list[float]) -> None:
    found = set()
    for start in range(len(values) - 1):
        window = range(start, min(start + 3, len(values)))
        for side in (1, -1):
            outer = [i for i in window if 2 < side * values[i] <= 3]
            if len(outer) >= 2:
                found.update(outer)
    n = len(values)
    assert indices(two_of_three(array(*values), np.zeros(n), np.full(n, -3.0), np.full(n, 3.0))) == sorted(found)


def test_every_point_is_told_the_names_of_the_rules_that_marked_it() -> None:
    values = array(1, 1, 1, 1, 1, 1, 9)
    zero, three = np.zeros(7), np.full(7, 3.0)
    named = signals(values, centre=zero, lower=-three, upper=three)
    assert named[0] == ("shift",)
    assert named[6] == ("outside", "shift")
    assert signals(values, centre=zero, lower=-three, upper=three, rules=("outside",))[0] == ()
    with pytest.raises(ValueError, match="no rule is called wobble"):
        signals(values, centre=zero, lower=-three, upper=three, rules=("wobble",))  # type: ignore[arg-type]


def test_alarms_by_chance_are_what_simulation_finds() -> None:
    rng = np.random.default_rng(7)
    runs = 4_000
    seen = 0
    for _ in range(runs):
        sides = rng.standard_normal(24)
        lengths = np.diff(np.flatnonzero(np.concatenate(([True], np.diff(np.sign(sides)) != 0, [True]))))
        seen += int(np.sum(lengths >= 7))
    expected = alarms_by_chance(points=24, rules=("shift",))
    assert seen / runs == pytest.approx(expected, abs=0.025)
    assert alarms_by_chance(points=12, indicators=15, rules=("outside",)) == pytest.approx(12 * 15 * 0.0027)
    assert alarms_by_chance(points=6) == pytest.approx(6 * 0.0027)
    with pytest.raises(ValueError, match="trend"):
        alarms_by_chance(points=12, rules=("trend",))
