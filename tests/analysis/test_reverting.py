"""Those chosen for being high fall back: by how much is known before anything is tried."""

from __future__ import annotations

import numpy as np
import pytest

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.change.reverting import reversion
from frankpledge.analysis.comparison import spread_between


def test_the_fall_is_the_one_that_a_simulated_cohort_makes_with_nothing_done() -> None:
    rng = np.random.default_rng(12)
    rates = rng.gamma(1.0, 2.0, size=400_000)  # usual mean 2, shape 1
    before, after = rng.poisson(rates), rng.poisson(rates)
    chosen = before >= 6
    again = reversion(chosen_mean=float(before[chosen].mean()), usual_mean=2.0, shape=1.0)
    assert again.expected == pytest.approx(after[chosen].mean(), rel=0.02)
    assert again.kept == pytest.approx(2 / 3)
    assert again.change == pytest.approx(after[chosen].mean() / before[chosen].mean() - 1, abs=0.02)


def test_people_much_alike_fall_back_nearly_all_the_way() -> None:
    alike = reversion(chosen_mean=8, usual_mean=2, shape=50)
    unlike = reversion(chosen_mean=8, usual_mean=2, shape=0.2)
    assert alike.expected < 2.3
    assert unlike.expected > 7.4


def test_a_group_that_is_not_high_and_a_mean_of_nothing_are_refused() -> None:
    with pytest.raises(NotACount):
        reversion(chosen_mean=2, usual_mean=2, shape=1)
    with pytest.raises(NoDenominator):
        reversion(chosen_mean=2, usual_mean=0, shape=1)


def test_areas_of_one_rate_have_a_spread_of_about_one_and_unlike_ones_far_more() -> None:
    rng = np.random.default_rng(4)
    people = rng.integers(20_000, 200_000, size=300).astype(float)
    assert spread_between(events=rng.poisson(people * 0.05).astype(float), base=people) == pytest.approx(1, abs=0.25)
    # the nine areas of a printed comparison of year ending September 2022
    crimes = [12_382, 25_751, 12_375, 10_570, 11_162, 17_568, 21_358, 23_240, 18_518]
    residents = [193_600, 504_100, 177_300, 151_200, 279_100, 181_300, 287_300, 310_800, 325_400]
    assert round(spread_between(events=crimes, base=residents)) == 937


def test_one_area_and_no_event_have_no_spread() -> None:
    with pytest.raises(NotEnoughData):
        spread_between(events=[5], base=[10])
    with pytest.raises(NotEnoughData):
        spread_between(events=[0, 0], base=[10, 10])
