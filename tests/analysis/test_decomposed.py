"""Why a total changed: parts that add up exactly, and no part that nobody can tell."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.change import decompose

PEOPLE = [1000.0, 3000.0]


def test_more_people_at_the_same_rates_is_all_population() -> None:
    found = decompose(
        before={"theft": [50, 90]}, after={"theft": [55, 99]}, population_before=PEOPLE, population_after=[1100, 3300]
    )

    assert found.change == pytest.approx(14)
    assert found.population == pytest.approx(14)
    assert found.place == pytest.approx(0)
    assert found.rates == pytest.approx(0)


def test_people_who_move_to_where_rates_are_high_are_all_place() -> None:
    # Rates of 0.05 and 0.03; a thousand of 4,000 move from the second to the first.
    found = decompose(
        before={"theft": [50, 90]}, after={"theft": [100, 60]}, population_before=PEOPLE, population_after=[2000, 2000]
    )

    assert found.place == pytest.approx(20)
    assert found.population == found.rates == pytest.approx(0)


def test_other_rates_are_told_by_sub_type_and_by_place() -> None:
    found = decompose(
        before={"theft": [50, 90], "drugs": [10, 10]},
        after={"theft": [70, 90], "drugs": [10, 5]},
        population_before=PEOPLE,
        population_after=PEOPLE,
    )

    assert found.sub_types == {"theft": pytest.approx(20), "drugs": pytest.approx(-5)}
    assert found.places == (pytest.approx(20), pytest.approx(-5))


def test_recording_comes_only_from_a_supplied_range() -> None:
    asked = {
        "before": {"order": [100, 100]},
        "after": {"order": [130, 130]},
        "population_before": PEOPLE,
        "population_after": PEOPLE,
    }

    told = decompose(**asked, recording={"order": (20, 40)})  # type: ignore[arg-type]
    untold = decompose(**asked, recording={"order": None})  # type: ignore[arg-type]

    assert told.recording is not None
    assert (told.recording.value, told.recording.low, told.recording.high) == (30, 20, 40)
    assert told.sub_types["order"] == pytest.approx(30)
    assert told.unallocated == 0
    assert untold.recording is None
    assert untold.sub_types == {}
    assert untold.unallocated == pytest.approx(60)


def shapley(first: np.ndarray, last: np.ndarray, before: np.ndarray, after: np.ndarray) -> tuple[float, float, float]:
    """Return the parts by walking through every order in which the factors could have changed."""
    value = {
        0: (before.sum(), after.sum()),
        1: (before / before.sum(), after / after.sum()),
        2: (first / before, last / after),
    }
    parts = np.zeros(3)
    for order in permutations(range(3)):
        state = [0, 0, 0]
        for factor in order:
            old = np.sum(value[0][state[0]] * value[1][state[1]] * value[2][state[2]])
            state[factor] = 1
            parts[factor] += np.sum(value[0][state[0]] * value[1][state[1]] * value[2][state[2]]) - old
    return tuple(parts / 6)


@given(st.integers(0, 2**31))
def test_parts_are_those_of_every_order_and_leave_nothing_over(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, last = rng.integers(0, 200, (3, 4)).astype(float), rng.integers(0, 200, (3, 4)).astype(float)
    before, after = rng.integers(50, 5000, 4).astype(float), rng.integers(50, 5000, 4).astype(float)
    names = ("a", "b", "c")

    found = decompose(
        before=dict(zip(names, first.tolist(), strict=True)),
        after=dict(zip(names, last.tolist(), strict=True)),
        population_before=before,  # type: ignore[arg-type]
        population_after=after,  # type: ignore[arg-type]
        recording={"a": (0, float(last[0].sum() // 2))},
    )

    assert found.recording is not None
    parts = (found.population, found.place, *found.sub_types.values(), found.recording.value)
    assert sum(parts) == pytest.approx(found.change)
    assert sum(found.places) == pytest.approx(found.rates)
    without = last.copy()
    if last[0].sum():
        without[0] -= found.recording.value * last[0] / last[0].sum()
    assert (found.population, found.place, found.rates) == pytest.approx(shapley(first, without, before, after))


@pytest.mark.parametrize(
    ("change", "refusal", "words"),
    [
        ({"after": {"drugs": [1, 2]}}, ValueError, "sub-types differ"),
        ({"before": {}, "after": {}}, NotEnoughData, "No sub-type"),
        ({"before": {"theft": [None, 1]}}, NotEnoughData, "missing"),
        ({"before": {"theft": [-1, 1]}}, NotACount, "negative"),
        ({"population_before": [0, 10]}, NoDenominator, "no people"),
        ({"population_before": [10]}, ValueError, "2 places of counts but 1 of people"),
        ({"recording": {"drugs": None}}, ValueError, "no sub-type is called"),
        ({"recording": {"theft": (5, 4)}}, NotACount, "cannot all be"),
        ({"recording": {"theft": (0, 900)}}, NotACount, "cannot all be"),
    ],
)
def test_what_makes_no_sense_is_refused(change: dict[str, object], refusal: type[Exception], words: str) -> None:
    asked: dict[str, object] = {
        "before": {"theft": [50, 90]},
        "after": {"theft": [55, 99]},
        "population_before": PEOPLE,
        "population_after": PEOPLE,
    }
    with pytest.raises(refusal, match=words):
        decompose(**{**asked, **change})  # type: ignore[arg-type]
