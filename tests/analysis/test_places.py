from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NotACount, NotEnoughData
from frankpledge.analysis.places import concentration


def test_the_busiest_tenth_of_ten_places_is_the_busiest_place() -> None:
    result = concentration(counts=[50, 10, 10, 5, 5, 5, 5, 5, 5, 0])
    assert result.top_10_percent == pytest.approx(0.5)
    assert result.top_5_percent == pytest.approx(0.25)
    assert (result.n, result.events) == (10, 100)


def test_a_share_of_places_that_is_no_whole_number_is_interpolated() -> None:
    # 120 places: the busiest 1% are the busiest (60 events) and a fifth of the next (20): 64 of 198 events
    result = concentration(counts=[60, 20] + [1] * 118)
    assert result.top_1_percent == pytest.approx(64 / 198)


def test_evenly_spread_events_have_no_gini_and_one_place_with_all_of_many_nearly_one() -> None:
    assert concentration(counts=[7] * 40).gini == pytest.approx(0)
    assert concentration(counts=[100] + [0] * 99).gini == pytest.approx(0.99)


def test_fewer_events_than_places_each_elsewhere_are_not_called_concentrated() -> None:
    # Bernasco and Steenbeek (2017): the plain Gini of 10 events in 10 of 100 places is 0.9 although none repeats.
    assert concentration(counts=[1] * 10 + [0] * 90).gini == pytest.approx(0)
    assert concentration(counts=[2] + [1] * 8 + [0] * 91).gini > 0


@given(st.lists(st.integers(0, 50), min_size=2, max_size=40).filter(lambda counts: sum(counts) >= len(counts)))
def test_with_enough_events_the_gini_is_half_the_mean_difference_over_the_mean(counts: list[int]) -> None:
    n, total = len(counts), sum(counts)
    naive = sum(abs(a - b) for a in counts for b in counts) / (2 * n * total)
    assert concentration(counts=counts).gini == pytest.approx(naive, abs=1e-9)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60).filter(any))
def test_shares_grow_with_the_places_taken_and_lie_between_none_and_all(counts: list[int]) -> None:
    result = concentration(counts=counts)
    assert 0 < result.top_1_percent <= result.top_5_percent <= result.top_10_percent <= 1
    assert 0 <= result.gini <= 1


def test_a_map_of_zeros_a_missing_place_and_no_places_are_refused() -> None:
    with pytest.raises(NotEnoughData, match="No place"):
        concentration(counts=[0, 0])
    with pytest.raises(NotEnoughData, match="missing"):
        concentration(counts=[1, None])
    with pytest.raises(NotEnoughData):
        concentration(counts=[])
    with pytest.raises(NotACount):
        concentration(counts=[1, -1])
