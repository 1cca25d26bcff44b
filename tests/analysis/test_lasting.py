"""Which hot spots last: classes by their years, and how often hot spots are found that are there, or are not."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.places import STABILITIES, hot_spots, neighbours, stability

SIDE, YEARS, SEEDS = 10, 3, 60
PLACES = SIDE * SIDE
PLANTED = [44, 45, 54]  # three neighbours in the middle of the grid


@pytest.mark.parametrize(
    ("years", "kind"),
    [
        ((0, 0, 0), "never"),
        ((0, 0, 1), "emerging"),
        ((0, 1, 1), "persistent"),
        ((1, 1, 1), "persistent"),
        ((1, 0, 1), "sporadic"),
        ((1, 0, 0), "sporadic"),
        ((0, 1, 0), "sporadic"),
        ((1, 1, 0), "former"),
    ],
)
def test_each_history_of_three_years_has_one_class(years: tuple[int, ...], kind: str) -> None:
    assert stability(significant=[[bool(one)] for one in years]) == (kind,)


def test_every_class_is_reached_and_no_other() -> None:
    histories = np.array(list(product([False, True], repeat=3))).T
    assert set(stability(significant=histories)) == set(STABILITIES)


def test_one_year_says_nothing_of_lasting() -> None:
    with pytest.raises(ValueError, match="two years"):
        stability(significant=[[True, False]])


def county(seed: int, *, ratio: float) -> tuple[Floats, Floats]:
    """Return three years of counts and residents: equal risk everywhere, but for the planted places."""
    rng = np.random.default_rng(seed)
    people = rng.integers(900, 3_000, size=PLACES).astype(float)
    risk = np.full(PLACES, 0.08)
    risk[PLANTED] *= ratio
    return rng.poisson(np.tile(people * risk, (YEARS, 1))).astype(float), people


def found(seed: int, *, ratio: float) -> np.ndarray:
    counts, people = county(seed, ratio=ratio)
    return hot_spots(counts=counts, base=people, neighbours=neighbours(grid=(SIDE, SIDE))).hot


def test_under_equal_risk_a_county_has_a_hot_spot_no_oftener_than_the_rate_accepted_for_false_ones() -> None:
    alarms = sum(bool(found(seed, ratio=1.0).any()) for seed in range(SEEDS))
    # Two years of three must both err at the same place: far rarer than one year's 5%.
    assert alarms / SEEDS <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / SEEDS)


def test_three_places_at_four_times_the_rate_are_found_in_nearly_every_county() -> None:
    held = np.array([found(seed, ratio=4.0)[PLANTED].all() for seed in range(SEEDS)])
    assert held.mean() >= 0.95 - 3 * np.sqrt(0.95 * 0.05 / SEEDS)


def test_a_place_far_from_the_planted_ones_is_hardly_ever_called_hot() -> None:
    far = [at for at in range(PLACES) if at // SIDE in (0, 1, 8, 9)]
    false = np.mean([found(seed, ratio=4.0)[far].mean() for seed in range(SEEDS)])
    assert false < 0.01


def test_the_years_are_told_apart_and_add_up() -> None:
    counts, people = county(3, ratio=4.0)
    judged = hot_spots(counts=counts, base=people, neighbours=neighbours(grid=(SIDE, SIDE)))
    assert judged.significant.shape == (YEARS, PLACES)
    assert np.array_equal(judged.significant.sum(axis=0), judged.years_hot)
