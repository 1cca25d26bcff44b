"""Offences are weighed by what they are, and what has no weight is never guessed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.harm import weigh

# Weights of the ONS Crime Severity Score: homicide 7,979 days, assault with injury 184, cannabis possession 3.
WEIGHTS = {"1": 7_979.0, "8N": 184.0, "92E": 3.0}


def test_few_grave_offences_can_outrank_many_light_ones() -> None:
    found = weigh(counts={"8N": 100, "1": 3, "92E": 400}, weights=WEIGHTS)
    assert [(one.offence, one.total) for one in found.offences] == [("1", 23_937), ("8N", 18_400), ("92E", 1_200)]
    assert [(one.rank_by_count, one.rank_by_total, one.moved) for one in found.offences] == [
        (3, 1, 2),
        (2, 2, 0),
        (1, 3, -2),
    ]
    assert found.total == 43_537
    assert found.mean == pytest.approx(43_537 / 503)
    assert found.covered == 1


def test_an_offence_without_a_weight_is_named_and_stands_in_no_total() -> None:
    found = weigh(counts={"8N": 10, "8Q": 30, "46": 0}, weights=WEIGHTS)
    assert found.unweighed == {"8Q": 30}
    assert (found.total, found.count, found.covered) == (1_840, 10, 0.25)
    assert [one.offence for one in found.offences] == ["8N"]


def test_offences_of_one_count_share_the_middle_of_their_ranks() -> None:
    found = weigh(counts={"a": 5, "b": 5, "c": 1}, weights={"a": 2, "b": 1, "c": 1})
    assert [(one.offence, one.rank_by_count) for one in found.offences] == [("a", 1.5), ("b", 1.5), ("c", 3)]


def test_weights_of_nothing_leave_no_share() -> None:
    found = weigh(counts={"a": 5}, weights={"a": 0.0})
    assert (found.total, found.offences[0].share) == (0, 0)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 500), min_size=1), st.integers(1, 9))
def test_shares_add_up_and_a_scale_of_weights_changes_no_rank(counts: dict[str, int], scale: int) -> None:
    if not any(counts.values()):
        return
    weights = {name: float(1 + ord(name) % 5) for name in counts}
    once = weigh(counts=counts, weights=weights)
    again = weigh(counts=counts, weights={name: scale * weight for name, weight in weights.items()})
    assert math.fsum(one.share for one in once.offences) == pytest.approx(1)
    assert [one.offence for one in once.offences] == [one.offence for one in again.offences]
    assert again.total == pytest.approx(scale * once.total)
    assert sum(counts.values()) == once.count + sum(once.unweighed.values())


def test_nothing_counted_nothing_weighed_and_weights_that_are_none_are_refused() -> None:
    with pytest.raises(NoDenominator):
        weigh(counts={"8N": 0}, weights=WEIGHTS)
    with pytest.raises(NotEnoughData, match="None of the offences"):
        weigh(counts={"8Q": 4}, weights=WEIGHTS)
    with pytest.raises(NotACount):
        weigh(counts={"8N": -1}, weights=WEIGHTS)
    for wrong in (-1.0, math.inf):
        with pytest.raises(NotACount):
            weigh(counts={"8N": 1}, weights={"8N": wrong})
