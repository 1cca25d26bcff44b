"""Sums of counts of which some are not known, against a naive twin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frankpledge.analysis.tallies import mean_score, tally


@given(counts=some.lists(some.one_of(some.none(), some.integers(0, 10_000))))
def test_a_tally_adds_what_is_known_and_tells_what_is_not(counts: list[int | None]) -> None:
    found, total, known = tally(counts=counts), 0, 0
    for each in counts:
        if each is not None:
            total += each
            known += 1
    assert (found.total, found.counted) == (total if known else None, known)
    assert found.not_known == len(counts) - known
    assert found.whole is (bool(counts) and None not in counts)


def test_nothing_recorded_none_and_not_known_are_three_things() -> None:
    assert {str(tally(counts=counts)) for counts in ([], [0], [None])} == {"not recorded", "0", "not known"}
    assert str(tally(counts=[1_200, None])) == "at least 1,200"


def test_a_count_below_zero_is_none() -> None:
    with pytest.raises(ValueError, match="negative"):
        tally(counts=[3, -1])


@given(counts=some.dictionaries(some.integers(0, 10), some.integers(0, 50)))
def test_the_mean_is_that_of_every_answer_written_out(counts: dict[int, int]) -> None:
    answers = [step for step, count in counts.items() for _ in range(count)]
    expected = sum(answers) / len(answers) if answers else None
    assert mean_score(counts=counts) == expected
