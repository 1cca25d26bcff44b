"""Control charts whose baseline leaves unusual points out, and whose seasons have a centre each."""

from __future__ import annotations

from math import isnan, sqrt

import numpy as np
import pytest

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.signals import p_chart, u_chart, xmr

# Montgomery, Introduction to Statistical Quality Control, example 7.1: nonconforming cans in 30 samples of 50. Samples
# 15 (another batch of cardboard) and 23 (a new operator) had a known cause: the limits were made again without them.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]


def test_the_published_limits_without_the_samples_of_known_cause_come_out() -> None:
    plain = p_chart(count=CANS, total=[50] * 30)
    assert (plain.centre[0], plain.upper[0], plain.lower[0]) == pytest.approx((0.2313, 0.4102, 0.0524), abs=0.0001)
    excluded = [at in {14, 22} for at in range(30)]
    found = p_chart(count=CANS, total=[50] * 30, excluded=excluded)
    assert (found.centre[0], found.upper[0], found.lower[0]) == pytest.approx((0.2150, 0.3893, 0.0407), abs=0.0001)
    # They are judged all the same, and sample 21 lies outside the new limits, as the book says.
    assert [at + 1 for at, fired in enumerate(found.signals) if "outside" in fired] == [15, 21, 23]


def test_a_season_worked_by_hand_has_its_own_centre_and_limits_as_wide_as_a_prediction() -> None:
    # Two seasons of three points: levels 11 and 21. What is left of them is -1, 0, 0, -2, 1, 2, each times √(3/2).
    values = [10.0, 21, 11, 19, 12, 23, 11, 21]
    found = xmr(values=values, baseline=6, seasons=[0, 1] * 4)
    assert list(found.centre) == [11, 21] * 4
    moved = [abs(b - a) * sqrt(3 / 2) for a, b in ((-1, 0), (0, 0), (0, -2), (-2, 1), (1, 2))]
    width = 2.66 * sum(moved) / 5 * sqrt(4 / 3)
    assert found.upper[6] == pytest.approx(11 + width)
    assert found.lower[7] == pytest.approx(21 - width)


def naive(
    tops: list[float], bases: list[float], seasons: list[int], left_out: list[bool], start: int, kind: str
) -> list[tuple[float, float, float]]:
    """Return centre, lower and upper of every point, in plain loops over the definitions."""
    kept = [at for at in range(start) if not left_out[at] and not isnan(tops[at])]
    level: dict[int, float] = {}
    made_of: dict[int, float] = {}
    for season in set(seasons):
        mine = [at for at in kept if seasons[at] == season]
        made_of[season] = sum(bases[at] for at in mine)
        level[season] = sum(tops[at] for at in mine) / made_of[season]

    def variance(season: int) -> float:
        one = level[season]
        return {"xmr": 1.0, "u": one, "p": one * (1 - one)}[kind]

    left: dict[int, float] = {}
    for at in kept:
        season = seasons[at]
        own = variance(season) * (1 / bases[at] - 1 / made_of[season])
        left[at] = (tops[at] / bases[at] - level[season]) / sqrt(own)
    moved = [abs(left[at] - left[at - 1]) for at in kept if at - 1 in left]
    if kind == "xmr":
        mean = sum(moved) / len(moved)
        calm = [one for one in moved if one < 3.267 * mean]
        times = 2.66 * sum(calm) / len(calm)
    else:
        times = 3 * sum(moved) / len(moved) / 1.128
    found = []
    for at, season in enumerate(seasons):
        width = times * sqrt(variance(season) * (1 / bases[at] + 1 / made_of[season]))
        lower, upper = level[season] - width, level[season] + width
        if kind != "xmr":
            lower, upper = max(lower, 0.0), min(upper, 1.0) if kind == "p" else upper
        found.append((level[season], lower, upper))
    return found


@pytest.mark.parametrize("kind", ["xmr", "u", "p"])
def test_limits_are_those_of_plain_loops(kind: str) -> None:
    for seed in range(20):
        chance = np.random.default_rng(seed)
        seasons = [at % 4 for at in range(20)]
        left_out = [bool(one) for one in chance.random(20) < 0.1]
        bases = [1.0] * 20 if kind == "xmr" else [float(one) for one in chance.integers(40, 120, 20)]
        mean = {"xmr": 100.0, "u": 0.6, "p": 0.4}[kind]
        tops = [float(chance.binomial(int(base), mean)) if kind == "p" else float(chance.poisson(mean * base))
                for base in bases]  # fmt: skip
        more = {"baseline": 16, "excluded": left_out, "seasons": seasons}
        if kind == "xmr":
            found = xmr(values=tops, **more)  # type: ignore[arg-type]
        elif kind == "u":
            found = u_chart(events=tops, bases=bases, laney=True, **more)  # type: ignore[arg-type]
        else:
            found = p_chart(count=tops, total=bases, laney=True, **more)  # type: ignore[arg-type]
        wanted = naive(tops, bases, seasons, left_out, 16, kind)
        for at, (centre, lower, upper) in enumerate(wanted):
            assert (found.centre[at], found.lower[at], found.upper[at]) == pytest.approx((centre, lower, upper))


def test_one_season_without_unusual_points_is_nearly_the_chart_without_seasons() -> None:
    chance = np.random.default_rng(1)
    events, bases = chance.poisson(30, 60), [10.0] * 60
    plain, one = (u_chart(events=events, bases=bases, baseline=48, seasons=of) for of in (None, [0] * 60))
    assert list(one.centre) == list(plain.centre)
    wider = (one.upper[59] - one.centre[59]) / (plain.upper[59] - plain.centre[59])
    assert wider == pytest.approx(sqrt(1 + 1 / 48))


def test_a_season_of_one_point_and_one_without_variation_have_no_level() -> None:
    values = [10.0, 12, 11, 13, 12, 14, 11, 12]
    with pytest.raises(NotEnoughData, match="A season has 1 points"):
        xmr(values=values, baseline=6, seasons=[0, 0, 0, 0, 0, 1, 0, 1])
    with pytest.raises(NotEnoughData, match="does not vary"):
        p_chart(count=[5, 0, 4, 0, 6, 0, 5, 1], total=[10] * 8, baseline=6, seasons=[0, 1] * 4)
    for wrong in ({"seasons": [0]}, {"excluded": [False]}):
        with pytest.raises(ValueError, match="8 points but 1 of"):
            xmr(values=values, **wrong)  # type: ignore[arg-type]


def test_a_season_alone_is_no_signal_where_seasons_are_told_and_often_one_where_they_are_not() -> None:
    chance, told, untold, judged = np.random.default_rng(7), 0, 0, 0
    for _ in range(150):
        season = np.arange(36) // 3 % 4
        values = 100 * (1 + 0.2 * np.array([1, -0.3, -1, 0.3])[season]) + chance.normal(0, 8, 36)
        by_season = xmr(values=values, baseline=24, seasons=list(season), rules=("outside",))
        plain = xmr(values=values, baseline=12, rules=("outside",))
        told += sum(bool(fired) for fired in by_season.signals[24:])
        untold += sum(bool(fired) for fired in plain.signals[24:])
        judged += 12
    assert told / judged < 0.015
    assert untold / judged > 0.04
