"""Are areas becoming more alike?"""

from __future__ import annotations

import numpy as np
import pytest

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.comparison import convergence

BASE = np.full((10, 4), 50_000.0)


def test_rates_that_draw_together_converge_and_the_other_way_diverges() -> None:
    apart = np.linspace(1, 0.1, 10)[:, None] * np.array([-0.8, -0.2, 0.3, 0.7])
    events = np.round(50_000 * np.exp(apart))

    found = convergence(events=events, base=BASE)

    assert found.verdict == "converging"
    assert found.raw[0] == pytest.approx(np.std(np.log(events[0] / 50_000), ddof=1))
    assert np.all(np.diff(found.spread) < 0)
    assert convergence(events=events[::-1], base=BASE).verdict == "diverging"


def test_areas_that_differ_by_chance_alone_have_no_spread_of_their_own() -> None:
    rng = np.random.default_rng(6)
    events = rng.poisson(100, size=(12, 60))

    found = convergence(events=events, base=np.full((12, 60), 1000.0))

    assert np.mean(found.spread) < 0.04
    assert np.mean(found.raw) == pytest.approx(0.1, abs=0.015)


def test_areas_that_keep_apart_are_seldom_said_to_draw_together() -> None:
    rng = np.random.default_rng(6)
    base = np.full((12, 20), 1000.0)
    levels = np.exp(rng.normal(0, 0.3, 20)) * 200
    said = [convergence(events=rng.poisson(levels, size=(12, 20)), base=base).verdict for _ in range(200)]

    assert said.count("cannot_tell") >= 178  # 5% of 200 are 10 false alarms; 22 would be beyond chance


def test_each_area_stands_to_the_whole() -> None:
    events = np.tile([100.0, 200.0, 300.0, 400.0], (8, 1)) + np.arange(8)[:, None] * np.array([1, -1, 1, -1])
    found = convergence(events=events, base=BASE[:8])

    assert found.relative[0] == pytest.approx([0.4, 0.8, 1.2, 1.6])
    assert (found.n, found.periods) == (4, 8)


@pytest.mark.parametrize(
    ("events", "base", "refusal", "words"),
    [
        (np.ones((9, 2)), np.ones((9, 2)), NotEnoughData, "there are 2"),
        (np.ones((9, 3)), np.ones((9, 4)), ValueError, "periods × areas"),
        (np.zeros((9, 3)), np.ones((9, 3)), NotEnoughData, "no event"),
        (-np.ones((9, 3)), np.ones((9, 3)), NotACount, "negative"),
        (np.full((9, 3), np.nan), np.ones((9, 3)), NotEnoughData, "missing"),
        (np.ones((9, 3)), np.zeros((9, 3)), NoDenominator, "no base"),
        (np.arange(1, 10).reshape(3, 3), np.ones((3, 3)), NotEnoughData, "8 points"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    events: np.ndarray, base: np.ndarray, refusal: type[Exception], words: str
) -> None:
    with pytest.raises(refusal, match=words):
        convergence(events=events, base=base)
