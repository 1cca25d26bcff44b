from __future__ import annotations

import pytest

from frankpledge.analysis import NoDenominator, NotACount
from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.comparison import compare_with_rest, compare_with_whole


def test_an_area_is_higher_when_the_adjusted_interval_lies_above_one() -> None:
    result = compare_with_rest(
        events=1_300, population=10_000, rest_events=9_000, rest_population=90_000, dispersion=3.7
    )
    assert result.ratio == pytest.approx(1.3)
    assert (result.verdict, result.words) == ("higher", "higher than")
    assert result.lower is not None
    assert 1 < result.lower < 1.3 < (result.upper or 0)


def test_the_area_is_taken_out_of_the_whole_that_it_is_compared_with() -> None:
    apart = compare_with_rest(events=200, population=1_000, rest_events=600, rest_population=4_000, dispersion=2)
    whole = compare_with_whole(events=200, population=1_000, whole_events=800, whole_population=5_000, dispersion=2)
    assert whole == apart
    inside = 200 / 1_000 / (800 / 5_000)
    assert inside < (apart.ratio or 0)


def test_it_is_the_comparison_of_counts_with_populations_as_exposures() -> None:
    result = compare_with_rest(events=8, population=100, rest_events=10, rest_population=500, dispersion=None)
    change = compare_counts(before=10, after=8, exposure_before=500, exposure_after=100)
    assert (result.low, result.high, result.p_value) == (change.low, change.high, change.p_value)
    assert result.verdict == "higher"


@pytest.mark.parametrize(
    ("events", "dispersion", "words"),
    [
        (700, 1.0, "lower than"),
        (1_000, 1.0, "about the same as"),
        (1_030, 4.0, "not to be told from"),
        (1_300, None, "not to be told from"),
    ],
)
def test_the_words_follow_the_verdict(events: int, dispersion: float | None, words: str) -> None:
    result = compare_with_rest(
        events=events, population=10_000, rest_events=90_000, rest_population=900_000, dispersion=dispersion
    )
    assert result.words == words


def test_no_residents_and_more_than_the_whole_are_refused() -> None:
    with pytest.raises(NoDenominator, match="population"):
        compare_with_rest(events=1, population=0, rest_events=1, rest_population=1, dispersion=1)
    with pytest.raises(NoDenominator, match="rest_population"):
        compare_with_whole(events=1, population=10, whole_events=2, whole_population=10, dispersion=1)
    with pytest.raises(NotACount):
        compare_with_whole(events=3, population=1, whole_events=2, whole_population=10, dispersion=1)
