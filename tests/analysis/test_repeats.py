"""Near repeats and the same again."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.periods import Month
from frankpledge.analysis.repeats import knox, repeat_places, repeat_victims

ENDLESS = float("inf")


def band(value: float, edges: list[float], *, inclusive: bool) -> int:
    for place, (low, high) in enumerate(pairwise(edges)):
        if (low < value <= high or (place == 0 and value == low)) if inclusive else low <= value < high:
            return place
    return -1


def naive(
    points: np.ndarray, days: np.ndarray, space: list[float], time: list[float], *, inclusive: bool, manhattan: bool
) -> np.ndarray:
    table = np.zeros((len(space) - 1, len(time) - 1), dtype=int)
    for one in range(len(days)):
        for other in range(one):
            apart = np.abs(points[one] - points[other])
            distance = apart.sum() if manhattan else np.hypot(*apart)
            near = band(distance, space, inclusive=inclusive)
            soon = band(abs(days[one] - days[other]), time, inclusive=inclusive)
            if near >= 0 and soon >= 0:
                table[near, soon] += 1
    return table


@pytest.mark.parametrize("inclusive", [False, True])
@pytest.mark.parametrize("manhattan", [False, True])
@pytest.mark.parametrize(
    ("space", "time"),
    [
        ([0, 50, 100], [0, 7, 14]),
        ([0, 1, 100, ENDLESS], [0, 7, 14, ENDLESS]),
        ([25, 50, 100], [1, 7, ENDLESS]),
        ([25, 75, ENDLESS], [2.5, 7, 9]),
    ],
)
@pytest.mark.parametrize("fraction", [0.0, 0.5])
def test_pairs_are_counted_as_by_looking_at_each(
    inclusive: bool, manhattan: bool, space: list[float], time: list[float], fraction: float
) -> None:
    rng = np.random.default_rng(5)
    points = rng.integers(0, 12, (60, 2)) * 25.0
    days = rng.integers(0, 40, 60) + fraction * rng.integers(0, 2, 60)

    found = knox(
        points=points,
        days=days,
        distance_bands=space,
        time_bands=time,
        permutations=3,
        inclusive=inclusive,
        metric="manhattan" if manhattan else "euclidean",
    )

    assert np.array_equal(found.observed, naive(points, days, space, time, inclusive=inclusive, manhattan=manhattan))


def test_the_expected_is_the_mean_over_all_shufflings() -> None:
    rng = np.random.default_rng(8)
    points, days = rng.integers(0, 5, (40, 2)) * 50.0, rng.integers(0, 30, 40)
    asked = {"distance_bands": [0, 60, ENDLESS], "time_bands": [0, 5, ENDLESS], "permutations": 1}
    found = knox(points=points, days=days, **asked)  # type: ignore[arg-type]
    drawn = [knox(points=points, days=rng.permutation(days), **asked).observed for _ in range(600)]  # type: ignore[arg-type]

    assert np.allclose(np.mean(drawn, axis=0), found.expected, rtol=0.03)
    assert found.expected.sum() == pytest.approx(found.pairs)


def test_the_calculator_s_published_table_comes_out_under_both_labels() -> None:
    # Steenbeek's pathological example: 100 m and 3 days apart, which the calculator prints under "4 to 6".
    found = knox(
        points=[(0, 0), (0, 100), (90_000, 0)],
        days=np.array(["2019-01-01", "2019-01-04", "2025-01-01"], dtype="datetime64[D]"),
        distance_bands=[0, 200, 400],
        time_bands=[0, 3, 6],
        permutations=9,
        compatible="ratcliffe",
    )

    assert found.calculator_distance_labels == ("Same location", "1 to 200", "201 to 400", "More than 400")
    assert found.calculator_time_labels == ("0 to 3", "4 to 6", "More than 6")
    assert found.time_labels[1] == "[3, 6)"
    assert found.observed.tolist() == [[0, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 2]]
    assert found.metric == "manhattan"


def test_p_cannot_be_below_one_in_permutations_and_one() -> None:
    rng = np.random.default_rng(2)
    homes = rng.random((30, 2)) * 20_000
    points = np.repeat(homes, 2, axis=0)
    days = np.repeat(rng.integers(0, 2_000, 30) * 10, 2) + np.tile([0, 1], 30)
    found = knox(points=points, days=days, distance_bands=[0, 10], time_bands=[0, 7], permutations=99)

    assert found.observed[0, 0] >= 30
    assert found.p_value[0, 0] == 0.01
    assert found.ratio[0, 0] > 5


def test_no_pattern_is_called_one_no_more_often_than_the_level_says() -> None:
    rng = np.random.default_rng(11)
    below = 0
    for seed in range(200):
        found = knox(
            points=rng.random((80, 2)) * 1_000,
            days=rng.integers(0, 100, 80),
            distance_bands=[0, 150],
            time_bands=[0, 10],
            permutations=39,
            seed=seed,
        )
        below += int(found.p_value[0, 0] <= 0.05)

    assert below <= 20  # 10 expected of 200; more than 20 has a chance of 1 in 500


def test_the_same_seed_gives_the_same_p() -> None:
    rng = np.random.default_rng(1)
    asked = {"points": rng.random((50, 2)) * 500, "days": rng.integers(0, 50, 50)}
    bands = {"distance_bands": [0, 100, 200], "time_bands": [0, 7, 14], "permutations": 49}

    one, other = (knox(**asked, **bands, seed=seed) for seed in (4, 4))  # type: ignore[arg-type]

    assert np.array_equal(one.p_value, other.p_value)


def test_what_cannot_be_tested_is_refused() -> None:
    bands = {"distance_bands": [0, 100], "time_bands": [0, 7]}
    three = [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]
    with pytest.raises(NotEnoughData, match="month only"):
        knox(points=three, days=[Month(2025, 1)] * 3, **bands)  # type: ignore[list-item, arg-type]
    with pytest.raises(NotEnoughData, match="needs 3 events"):
        knox(points=three[:2], days=[1, 2], **bands)  # type: ignore[arg-type]
    with pytest.raises(NotEnoughData, match="no points"):
        knox(points=[], days=[], **bands)  # type: ignore[arg-type]
    with pytest.raises(NotEnoughData, match="no point"):
        knox(points=[*three[:2], (float("nan"), 0.0)], days=[1, 2, 3], **bands)  # type: ignore[arg-type]
    with pytest.raises(NotEnoughData, match="no date"):
        knox(points=three, days=[1, 2, float("nan")], **bands)  # type: ignore[arg-type]
    with pytest.raises(NotEnoughData, match="no date"):
        knox(points=three, days=np.array(["2025-01-01", "NaT", "2025-01-02"], dtype="datetime64[D]"), **bands)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"distance_bands": [100]}, "ascending edges"),
        ({"distance_bands": [100, 50]}, "ascending edges"),
        ({"time_bands": [0, ENDLESS]}, "tell near from far"),
        ({"days": [1, 2]}, "3 points but 2 days"),
        ({"points": [1.0, 2.0, 3.0]}, "n × 2"),
        ({"permutations": 0}, "at least one permutation"),
        ({"compatible": "other"}, "no calculator"),
    ],
)
def test_what_makes_no_sense_is_refused(change: dict[str, object], words: str) -> None:
    asked: dict[str, object] = {
        "points": [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)],
        "days": [1, 2, 3],
        "distance_bands": [0, 100],
        "time_bands": [0, 7],
    }
    with pytest.raises(ValueError, match=words):
        knox(**{**asked, **change})  # type: ignore[arg-type]


def test_a_band_that_no_pair_could_lie_in_has_no_ratio() -> None:
    found = knox(
        points=[(0, 0), (10, 0), (20, 0)], days=[1, 2, 3], distance_bands=[0, 5, 50], time_bands=[0, 9], permutations=3
    )

    assert np.isnan(found.ratio[0, 0])
    assert found.ratio[1, 0] == 1


# ---- the same again ------------------------------------------------------------------------------------------------


def test_repeats_are_the_events_after_the_first_of_each_place() -> None:
    found = repeat_places(places=["a", "a", "a", "b", "b", "c", None, ""])

    assert (found.n, found.distinct, found.repeated, found.repeats, found.unknown) == (6, 3, 2, 3, 2)
    assert found.by_times == {1: 1, 2: 1, 3: 1}
    assert found.share_of_events.value == 0.5
    assert found.share_of_distinct.value == pytest.approx(2 / 3)


def test_with_days_only_what_comes_soon_again_is_a_repeat() -> None:
    found = repeat_victims(victims=["k", "k", "k", "m"], days=[0, 10, 400, 5], within=365)

    assert (found.repeats, found.repeated) == (1, 1)


def test_days_may_be_dates_and_need_their_limit() -> None:
    dates = np.array(["2025-03-01", "2025-01-01"], dtype="datetime64[D]")

    assert repeat_victims(victims=["k", "k"], days=dates, within=60).repeats == 1
    with pytest.raises(ValueError, match="belong together"):
        repeat_victims(victims=["k"], within=60)
    with pytest.raises(NotEnoughData, match="no date"):
        repeat_victims(victims=["k", "k"], days=[1, float("nan")], within=60)


def test_nobody_named_is_no_repeat_rate() -> None:
    with pytest.raises(NotEnoughData, match="names its victims"):
        repeat_victims(victims=[None, ""])


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40))
def test_events_are_first_ones_and_repeats(places: list[int]) -> None:
    found = repeat_places(places=places)

    assert found.distinct + found.repeats == found.n == len(places)
    assert sum(times * many for times, many in found.by_times.items()) == found.n
