"""What maps, times and marks answer at their edges: stray points, islands, nothing at all, months in place of days."""

from __future__ import annotations

from datetime import date, datetime
from math import inf, nan

import numpy as np
import pytest
from scipy.sparse import coo_matrix, csr_array, csr_matrix

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.clock import aoristic
from frankpledge.analysis.harm import weigh
from frankpledge.analysis.moments import days_of
from frankpledge.analysis.places import (
    change_map,
    classify,
    gi_star,
    hot_spots,
    kernel_density,
    local_moran,
    morans_i,
    neighbours,
    prediction_accuracy,
)
from frankpledge.analysis.priorities import rank_stability
from frankpledge.analysis.repeats import knox, repeat_places, repeat_victims

NINE = neighbours(grid=(3, 3))
CHAIN = neighbours(pairs=[(0, 1), (1, 2), (2, 3)], n=5)
BANDS = {"distance_bands": [0, 100], "time_bands": [0, 7]}
FOUR = [(0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (9_999.0, 0.0)]


# ---- maps ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [[0] * 9, [0.1 + 0.2] * 4 + [0.3] * 5], ids=["zeros", "equal but for arithmetic"])
def test_a_map_without_variation_is_refused_by_every_method(values: list[float]) -> None:
    for method in (gi_star, morans_i, local_moran):
        with pytest.raises(NotEnoughData, match="not enough variation"):
            method(values=values, neighbours=NINE)  # type: ignore[operator]


def test_one_place_and_no_places_are_no_map() -> None:
    with pytest.raises(NotEnoughData, match="not enough variation"):
        gi_star(values=[4], neighbours=csr_array((1, 1)))
    with pytest.raises(NotEnoughData):
        gi_star(values=[], neighbours=csr_array((0, 0)))
    with pytest.raises(NotEnoughData, match="no points"):
        neighbours(points=[], within=100)
    assert neighbours(points=[(1, 1)], within=100).nnz == 0


def test_an_island_has_the_z_of_its_own_value_and_nothing_to_shuffle() -> None:
    values = [1.0, 5, 2, 7, 9]
    found = gi_star(values=values, neighbours=CHAIN, permutations=99)

    assert found.z[4] == pytest.approx((9 - np.mean(values)) / np.std(values))
    assert found.p_value[4] == 1
    # Two places that are each other's only neighbour are the whole map together: no z, and p says the same.
    pair = gi_star(values=[1, 2], neighbours=neighbours(pairs=[(0, 1)], n=2), permutations=99)
    assert np.isnan(pair.z).all()
    assert list(pair.p_value) == [1, 1]


def test_points_at_one_place_are_neighbours_and_a_stray_one_is_an_island() -> None:
    stray = [(400_000, 300_000), (400_000, 300_000), (400_050, 300_000), (0, 0)]

    assert neighbours(points=stray, within=100).sum(axis=1).tolist() == [2, 2, 2, 0]
    assert neighbours(points=stray, within=0).sum(axis=1).tolist() == [1, 1, 0, 0]
    with pytest.raises(NotEnoughData, match="has no point"):
        neighbours(points=[(nan, 1), (2, 2)], within=100)
    with pytest.raises(ValueError, match="n × 2"):
        neighbours(points=[1, 2, 3], within=100)  # type: ignore[list-item]


def test_a_stray_point_stretches_no_surface_once_the_extent_is_given() -> None:
    points = [(400_000, 300_000), (400_300, 300_200), (0, 0)]
    with pytest.raises(ValueError, match="stray point lies far off"):
        kernel_density(points=points, cell=100, bandwidth=300)
    found = kernel_density(points=points, cell=100, bandwidth=300, extent=(399_000, 299_000, 401_000, 301_000))

    assert (found.n, found.outside) == (2, 1)
    nowhere = kernel_density(points=points[2:], cell=100, bandwidth=300, extent=(399_000, 299_000, 401_000, 301_000))
    assert (nowhere.n, nowhere.outside, nowhere.value.max()) == (0, 1, 0)


@pytest.mark.parametrize(("change", "words"), [({"bandwidth": nan}, "bandwidth"), ({"bandwidth": inf}, "bandwidth")])
def test_a_bandwidth_is_a_number(change: dict[str, float], words: str) -> None:
    with pytest.raises(NoDenominator, match=words):
        kernel_density(**{"points": [(1, 1)], "cell": 100, "bandwidth": 300, **change})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="quartic, gaussian"):
        kernel_density(points=[(1, 1)], cell=100, bandwidth=300, kernel="box")  # type: ignore[arg-type]


def test_neighbours_of_older_kinds_and_tuples_will_do_and_one_sided_ones_too() -> None:
    values = tuple(range(9))
    assert np.array_equal(
        gi_star(values=values, neighbours=csr_matrix(NINE)).z,  # type: ignore[arg-type]
        gi_star(values=values, neighbours=NINE).z,
        equal_nan=True,
    )
    one_sided = csr_array(np.array([[0, 1, 0], [0, 0, 0], [0, 0, 0]]))
    # Place 0 looks at place 1, and not the other way round: 0 + 1 of an expected 2, and 1 of 1.
    assert gi_star(values=[0, 1, 2], neighbours=one_sided).z == pytest.approx(
        [-1 / np.sqrt(2 / 3 * 2 / 2), 0, 1 / np.sqrt(2 / 3)]
    )
    with pytest.raises(ValueError, match="binary"):
        gi_star(values=[1, 2, 3], neighbours=coo_matrix(([1, 1], ([0, 0], [1, 1])), shape=(3, 3)))  # type: ignore[arg-type]


def test_draws_levels_and_weights_that_make_no_sense_are_refused() -> None:
    values = [1.0, 5, 2, 7, 3]
    with pytest.raises(ValueError, match="0 or more"):
        gi_star(values=values, neighbours=CHAIN, permutations=-9)
    with pytest.raises(ValueError, match="0 or more"):
        morans_i(values=values, neighbours=CHAIN, permutations=-9)
    with pytest.raises(ValueError, match="1 or more"):
        local_moran(values=values, neighbours=CHAIN, permutations=0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        gi_star(values=values, neighbours=CHAIN, alpha=5)
    with pytest.raises(ValueError, match="row, binary"):
        morans_i(values=values, neighbours=CHAIN, weights="distance")  # type: ignore[arg-type]


def test_a_threshold_that_local_permutations_cannot_reach_is_refused() -> None:
    values = [1.0, 5, 2, 7, 3]
    with pytest.raises(NotEnoughData, match="9 permutations cannot"):
        local_moran(values=values, neighbours=CHAIN, permutations=9)
    with pytest.raises(NotEnoughData, match="50 permutations cannot"):
        local_moran(values=values, neighbours=CHAIN, permutations=50, adjust="bonferroni")
    assert local_moran(values=values, neighbours=CHAIN, permutations=19).n == 5


def test_counts_that_are_as_expected_everywhere_make_no_hot_spot_of_rounding() -> None:
    people = np.array([0.1, 0.7, 1.3, 2.9, 3.1, 0.3, 1.7, 2.3, 1.1]) * 100
    with pytest.raises(NotEnoughData, match="not enough variation"):
        hot_spots(counts=np.array([people * 3, people * 7]), base=people, neighbours=NINE)
    with pytest.raises(NotEnoughData, match="no events"):
        classify(counts_by_month=np.zeros((24, 9)), neighbours=NINE)
    with pytest.raises(ValueError, match="a year of 0 months"):
        classify(counts_by_month=np.ones((24, 9)), neighbours=NINE, months=0)


def test_a_change_from_nothing_is_endless_and_from_nothing_anywhere_is_none() -> None:
    found = change_map(before=[0, 5, 9], after=[7, 5, 9])
    assert found.ratio[0] == inf
    assert found.verdict[0] == "higher"
    for before, after in (([0, 0], [1, 2]), ([1, 2], [0, 0])):
        with pytest.raises(NotEnoughData, match="Nothing happened in one"):
            change_map(before=before, after=after)
    with pytest.raises(NotACount):
        change_map(before=[-1, 5], after=[1, 5])
    with pytest.raises(ValueError, match="dispersion"):
        change_map(before=[1, 5], after=[1, 5], dispersion=nan)


def test_places_are_picked_by_true_and_false() -> None:
    assert prediction_accuracy(picked=(0, 1), events=(1, 2)).picked == 1
    with pytest.raises(ValueError, match="True or False"):
        prediction_accuracy(picked=[0, 2, 3], events=[1, 2, 3])  # type: ignore[list-item]


# ---- dates and times -------------------------------------------------------------------------------------------------


def test_days_may_be_numbers_dates_text_or_numpy_s_of_any_making() -> None:
    asked = [0.0, 1.0, 5.0]
    for given in (
        [0, 1, 5],
        np.array([0, 1, 5], dtype=object),
        np.array([0, 1, 5], dtype=np.int16),
        [date(1970, 1, 1), date(1970, 1, 2), date(1970, 1, 6)],
        [datetime(1970, 1, 1), datetime(1970, 1, 2), datetime(1970, 1, 6)],  # noqa: DTZ001 (local times)
        ["1970-01-01", "1970-01-02", "1970-01-06"],
        np.array(["1970-01-01", "1970-01-02", "1970-01-06"], dtype="datetime64[D]"),
    ):
        assert days_of(given).tolist() == asked
    for missing in ([1, None, 3], [1, nan], [date(2025, 1, 1), None], ["2025-01-01", ""]):
        with pytest.raises(NotEnoughData, match="no date"):
            days_of(missing)


@pytest.mark.parametrize(
    "months", [["2025-01", "2025-02", "2025-01", "2025-03"], np.array(["2025-01"] * 4, dtype="datetime64[M]")]
)
def test_months_are_no_days_in_whatever_way_they_are_written(months: object) -> None:
    with pytest.raises(NotEnoughData, match="month only"):
        knox(points=FOUR, days=months, **BANDS)  # type: ignore[arg-type]
    with pytest.raises(NotEnoughData, match="month only"):
        repeat_victims(victims=["a"] * 4, days=months, within=30)  # type: ignore[arg-type]
    with pytest.raises(NotEnoughData, match="month only"):
        aoristic(start=months, end=months)  # type: ignore[arg-type]


def test_bands_and_metrics_that_are_none_are_refused() -> None:
    for bands in ([0, 100, 100], [0, nan], [-10, 100], [100, 0]):
        with pytest.raises(ValueError, match="ascending edges"):
            knox(points=FOUR, days=[1, 2, 3, 4], distance_bands=bands, time_bands=[0, 7])
    with pytest.raises(ValueError, match="euclidean, manhattan"):
        knox(points=FOUR, days=[1, 2, 3, 4], metric="street", **BANDS)  # type: ignore[arg-type]


def test_all_at_one_place_on_one_day_are_pairs_and_no_pattern() -> None:
    found = knox(points=[(1, 1)] * 4, days=[3] * 4, permutations=99, **BANDS)  # type: ignore[arg-type]

    assert (found.observed[0, 0], found.expected[0, 0], found.p_value[0, 0]) == (6, 6, 1)


def test_a_band_is_open_above_unless_it_is_to_be_closed() -> None:
    points, days = [(0, 0), (100, 0), (50_000, 0)], [0, 7, 900]
    assert knox(points=points, days=days, permutations=9, **BANDS).observed[0, 0] == 0  # type: ignore[arg-type]
    assert knox(points=points, days=days, permutations=9, inclusive=True, **BANDS).observed[0, 0] == 1  # type: ignore[arg-type]


def test_repeats_need_a_day_for_each_event_and_a_limit_that_is_one() -> None:
    assert repeat_places(places=["a", "a"], days=["2025-01-01", "2025-01-01"], within=0).repeats == 1
    with pytest.raises(ValueError, match="2 events but 1 days"):
        repeat_places(places=["a", "a"], days=[1], within=5)
    with pytest.raises(ValueError, match="within -5 days"):
        repeat_places(places=["a", "a"], days=[1, 2], within=-5)
    assert repeat_places(places=[None, "a", "a"], days=[None, 1, 2], within=5).unknown == 1  # type: ignore[list-item]
    with pytest.raises(NotEnoughData):
        repeat_places(places=[])


def test_a_time_that_is_missing_is_unknown_however_it_is_written() -> None:
    found = aoristic(
        start=[nan, None, "", np.datetime64("NaT"), "2025-01-01T10:00"],  # type: ignore[list-item]
        end=["2025-01-01T10:00"] * 4 + ["2025-01-01T11:00"],
    )
    assert (found.n, found.unknown) == (1, 4)
    assert found.weights[2, 10] == 1  # a Wednesday
    with pytest.raises(NotEnoughData):
        aoristic(start=[], end=[])


def test_the_clock_on_the_wall_is_taken_as_it_is_when_the_clocks_change() -> None:
    # On 30 March 2025 one o'clock was two: the hour that never was gets its part all the same.
    found = aoristic(start=["2025-03-30T00:00"], end=["2025-03-30T04:00"])
    assert found.weights[6, :4].tolist() == [0.25] * 4
    for zoned in ("2025-03-30T00:00Z", "2025-03-30T00:00+01:00", "2025-03-30 00:00+0100"):
        with pytest.raises(ValueError, match="without a zone"):
            aoristic(start=[zoned], end=[zoned])


def test_a_longer_span_goes_round_the_week_where_it_is_asked_for() -> None:
    fortnight = aoristic(start=["2025-03-03T00:00"], end=["2025-03-17T00:00"], longest=400)
    assert np.allclose(fortnight.weights, 1 / 168)
    exactly = aoristic(start=["2025-03-03T00:00"], end=["2025-03-10T00:00"])
    assert exactly.n == 1
    with pytest.raises(ValueError, match="overlap, touched"):
        aoristic(start=["2025-03-03"], end=["2025-03-03"], method="middle")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="spans of up to"):
        aoristic(start=["2025-03-03"], end=["2025-03-03"], longest=nan)


# ---- harm and marks --------------------------------------------------------------------------------------------------


def test_a_missing_weight_is_no_weight_and_no_nought() -> None:
    found = weigh(counts={"a": 2, "b": 3, "c": 4}, weights={"a": 10, "b": None, "c": nan})

    assert (found.total, found.unweighed) == (20, {"b": 3, "c": 4})
    assert found.covered == pytest.approx(2 / 9)
    with pytest.raises(NotEnoughData):
        weigh(counts={"a": 1}, weights={"a": None})
    with pytest.raises(NoDenominator):
        weigh(counts={}, weights={"a": 1})


def test_draws_of_ranks_are_one_at_least() -> None:
    with pytest.raises(ValueError, match="0 draws"):
        rank_stability(
            marks=[[[1, 2], [2, 2]]],
            doubts=[[0, 1]],
            parts=["harm", "likelihood"],
            weights=[1, 1],
            top=1,
            seed=1,
            draws=0,
        )
