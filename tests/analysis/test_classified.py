"""What became of each place, from counts by month."""

from __future__ import annotations

import numpy as np
import pytest

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.places import classify, hot_spots, neighbours, stability

GRID = neighbours(grid=(12, 12))
CORNER, OTHER, GONE = [0, 1, 12, 13], [10, 11, 22, 23], [132, 133, 120, 121]


def months(seed: int = 1) -> np.ndarray:
    """Return three years on a grid: one lasting hot spot, one that emerges in the last year, one that is over."""
    mean = np.full((36, 144), 2.0)
    mean[:, CORNER] *= 4
    mean[24:, OTHER] *= 4
    mean[:24, GONE] *= 4
    return np.random.default_rng(seed).poisson(mean)


def test_planted_hot_spots_are_classed_as_what_they_are() -> None:
    found = classify(counts_by_month=months(), neighbours=GRID)

    assert {found.classes[place] for place in CORNER} == {"persistent"}
    assert {found.classes[place] for place in OTHER} == {"emerging"}
    assert {found.classes[place] for place in GONE} == {"former"}
    assert found.classes.count("never") >= 110
    assert (found.years, found.left_out, found.n) == (3, 0, 144)


def test_classes_are_those_of_hot_spots_year_by_year() -> None:
    counts, base = months(2), np.random.default_rng(9).integers(800, 2_000, 144)
    found = classify(counts_by_month=counts, neighbours=GRID, base=base)
    years = counts.reshape(3, 12, 144).sum(axis=1)
    yearly = hot_spots(counts=years, base=base, neighbours=GRID)

    assert np.array_equal(found.counts, years)
    assert np.array_equal(found.significant, yearly.significant & (years.sum(axis=0) >= 20))
    assert found.classes == stability(significant=found.significant)


def test_years_are_counted_back_from_the_last_month() -> None:
    counts = months()
    found = classify(counts_by_month=counts[5:], neighbours=GRID)

    assert (found.years, found.left_out) == (2, 7)
    assert np.array_equal(found.counts[1], counts[24:].sum(axis=0))


def test_places_with_hardly_an_event_are_never_hot() -> None:
    found = classify(counts_by_month=months(), neighbours=GRID, least_events=1_000)

    assert set(found.classes) == {"never"}


def test_even_risk_makes_hardly_any_hot_spot() -> None:
    rng = np.random.default_rng(6)
    found = [classify(counts_by_month=rng.poisson(3, (36, 144)), neighbours=GRID) for _ in range(40)]

    assert sum(any(one != "never" for one in each.classes) for each in found) <= 20


def test_less_than_two_years_and_gaps_are_refused() -> None:
    with pytest.raises(NotEnoughData, match="23 months are not two years"):
        classify(counts_by_month=months()[:23], neighbours=GRID)
    with pytest.raises(NotEnoughData, match="missing"):
        classify(counts_by_month=np.where(np.eye(36, 144) > 0, np.nan, months()), neighbours=GRID)
    with pytest.raises(ValueError, match="months × places"):
        classify(counts_by_month=[1, 2, 3], neighbours=GRID)  # type: ignore[list-item]
