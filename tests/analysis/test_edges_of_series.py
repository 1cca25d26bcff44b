"""What each method answers at its edges: a number that means something, or a refusal by name; never NaN unsaid."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan
from typing import Any

import numpy as np
import pytest

from frankpledge.analysis import (
    Month,
    NoDenominator,
    NotACount,
    NotEnoughData,
    alarms_by_chance,
    c_chart,
    compare_counts,
    convergence,
    decompose,
    decompose_seasonal,
    dispersion,
    evaluate,
    funnel,
    g_chart,
    interrupted_series,
    mann_kendall,
    mean_interval,
    nearest_areas,
    p_chart,
    proportion,
    rank_intervals,
    rate,
    seasonal_signals,
    sen_slope,
    standardised_rate,
    standardised_ratio,
    structural_breaks,
    t_chart,
    u_chart,
    xmr,
    xmr_many,
)
from frankpledge.analysis.counts import series

MONTHS = [str(Month(2022, 1) + step) for step in range(48)]
ODD = [21, 25, 19, 23, 22, 26, 20, 24, 23, 41]
AREAS: dict[str, Any] = {"events": [50, 40, 60] * 9, "base": [1_000] * 27}
PEOPLE: dict[str, Any] = {"population_before": [10, 10], "population_after": [10, 10]}
ONE: dict[str, Any] = {"events": [10], "population": [10], "standard_population": [10]}
REFERENCE: dict[str, Any] = {"reference_events": [0], "reference_population": [9], "population": [9]}
MEASURE: dict[str, Any] = {"before": 60, "after": 50, "comparison_before": 60, "comparison_after": 60}
TWO_A_YEAR = [f"{1990 + place // 2}-{place % 2 + 1:02d}" for place in range(48)]
GAPS: dict[str, Any] = {"events": [4, nan, 5, nan, 3, nan, 6, nan, 2], "bases": [1] * 9}

Case = tuple[Callable[[], Any], type[Exception], str]

# What is asked, how it is refused, and in which words.
OF_NUMBERS: dict[str, Case] = {
    "a missing count": (lambda: rate(events=None, population=3), NotEnoughData, "missing"),
    "a missing population": (lambda: rate(events=3, population=None), NoDenominator, "missing"),
    "an endless population": (lambda: rate(events=3, population=inf), NoDenominator, "inf"),
    "per nothing": (lambda: rate(events=3, population=10, per=0), ValueError, "above zero"),
    "a share per nothing": (lambda: proportion(count=1, total=2, per=-1), ValueError, "above zero"),
    "standardised per nothing": (lambda: standardised_rate(**ONE, per=0), ValueError, "above zero"),
    "confidence as a percentage": (lambda: rate(events=3, population=9, confidence=95), ValueError, "between 0 and 1"),
    "an endless value": (lambda: mean_interval(values=[3, inf]), NotACount, "without end"),
    "words": (lambda: xmr(values=["a", "b"]), ValueError, "is none"),
    "a list of lists": (lambda: c_chart(values=[[1, 2], [3, 4]]), ValueError, "is none"),
    "an empty set": (lambda: funnel(events=[], base=[]), NotEnoughData, "nothing"),
    "a reference without an event": (lambda: standardised_ratio(observed=1, **REFERENCE), NoDenominator, "expected"),
    "a negative revision": (lambda: dispersion(values=[-1, *[5] * 47], months=MONTHS), NotACount, "negative"),
}
OF_CHANGE: dict[str, Case] = {
    "places that grew in number": (
        lambda: decompose(before={"a": [1]}, after={"a": [1, 2]}, **PEOPLE),
        ValueError,
        "1 places before but 2 after",
    ),
    "a sub-type with fewer places": (
        lambda: decompose(before={"a": [1, 2], "b": [1]}, after={"a": [1, 2], "b": [1]}, **PEOPLE),
        ValueError,
        "one count for each place",
    ),
    "a dispersion below nothing": (lambda: evaluate(**MEASURE, dispersion=-1), ValueError, "not an estimate"),
    "no event after a measure": (
        lambda: interrupted_series(values=[50] * 36 + [0] * 12, months=MONTHS, from_month="2025-01"),
        NotEnoughData,
        "no events",
    ),
    "months that do not cover the year": (
        lambda: interrupted_series(values=[50] * 48, months=TWO_A_YEAR, from_month="2008-01"),
        NotEnoughData,
        "season",
    ),
}
OF_CHARTS: dict[str, Case] = {
    "a baseline of nothing": (lambda: xmr(values=ODD, baseline=0), NotEnoughData, "has 0"),
    "a baseline below nothing": (lambda: xmr(values=ODD, baseline=-1), NotEnoughData, "has 0"),
    "many with a baseline below nothing": (lambda: xmr_many(values=[ODD], baseline=-1), NotEnoughData, "no points"),
    "many with an endless value": (lambda: xmr_many(values=[[*ODD, inf]]), NotACount, "without end"),
    "many with one endless below": (lambda: xmr_many(values=[[*ODD, -inf]]), NotACount, "without end"),
    "rebased at the first point": (lambda: xmr(values=ODD, rebase_at=(0,)), ValueError, "lie inside"),
    "rebased at the end": (lambda: xmr(values=ODD, rebase_at=(10,)), ValueError, "lie inside"),
    "rebased past the end": (lambda: xmr(values=ODD, rebase_at=(11,)), ValueError, "lie inside"),
    "rebased before the beginning": (lambda: xmr(values=ODD, rebase_at=(-1,)), ValueError, "lie inside"),
    "rebased twice at once": (lambda: xmr(values=ODD, rebase_at=(5, 5)), ValueError, "ascend"),
    "rebased too soon": (lambda: xmr(values=ODD, rebase_at=(2,)), NotEnoughData, "has 2"),
    "a chart of one point": (lambda: c_chart(values=[3]), NotEnoughData, "has 1"),
    "a chart of two points": (lambda: xmr(values=[3, 4]), NotEnoughData, "has 2"),
    "a chart of constant counts": (lambda: c_chart(values=[4] * 12), NotEnoughData, "variation"),
    "a chart of constant gaps": (lambda: g_chart(values=[4] * 12), NotEnoughData, "variation"),
    "a chart of constant times": (lambda: t_chart(values=[4] * 12), NotEnoughData, "variation"),
    "a chart of zeros": (lambda: u_chart(events=[0] * 12, bases=[5] * 12), NotEnoughData, "variation"),
    "a chart nearly empty": (lambda: c_chart(values=[0, 1, 0, 0, 0, 2, 0, 0]), NotEnoughData, "most points"),
    "a chart of everything": (lambda: p_chart(count=[4] * 6, total=[4] * 6), NotEnoughData, "variation"),
    "a total in parts": (lambda: p_chart(count=[4] * 6, total=[4.5] * 6), NotACount, "whole"),
    "Laney between gaps": (lambda: u_chart(**GAPS, laney=True), NotEnoughData, "Laney"),
    "alarms of fewer than no points": (lambda: alarms_by_chance(points=-3), ValueError, "fewer than no"),
    "a season of nothing": (lambda: seasonal_signals(values=[nan] * 48, months=MONTHS), NotEnoughData, "there are 0"),
}
OF_TRENDS: dict[str, Case] = {
    "seasons that repeat": (
        lambda: mann_kendall(values=list(range(12)) * 3, method="seasonal"),
        NotEnoughData,
        "No season differs",
    ),
    "one year of many": (
        lambda: mann_kendall(values=[*range(1, 9), *[nan] * 22], method="seasonal"),
        NotEnoughData,
        "No season differs",
    ),
    "a season of no points": (lambda: mann_kendall(values=ODD, method="seasonal", period=0), ValueError, "season of 0"),
    "a trend at no level": (lambda: mann_kendall(values=ODD, alpha=2), ValueError, "between 0 and 1"),
    "a season of one point": (lambda: decompose_seasonal(values=ODD, period=1), ValueError, "season of 1"),
    "a penalty of another name": (
        lambda: structural_breaks(values=ODD * 2, penalty="aic"),
        ValueError,
        "bic",
    ),
}
OF_AREAS: dict[str, Case] = {
    "an over-dispersion of no such name": (
        lambda: funnel(**AREAS, overdispersion="much"),
        ValueError,
        "additive, multiplicative, none",
    ),
    "winsorising all": (lambda: funnel(**AREAS, winsorise=0.5), ValueError, "drawn in"),
    "parts of a total": (lambda: funnel(events=[1] * 20, base=[2.5] * 20, kind="proportion"), NotACount, "whole"),
    "ranks without a draw": (lambda: rank_intervals(events=[3], base=[4], draws=0), ValueError, "draw"),
    "ranks surer than chance": (lambda: rank_intervals(events=[3], base=[4], dispersion=nan), ValueError, "surer than"),
    "no nearest area": (lambda: nearest_areas(variables=np.eye(4), area=0, k=0), ValueError, "are none"),
    "an area without end": (
        lambda: nearest_areas(variables=[[1, inf], [2, 3], [4, 5]], area=0, k=1),
        NotEnoughData,
        "lacks",
    ),
    "areas never apart": (
        lambda: convergence(events=np.full((10, 4), 50), base=np.full((10, 4), 1_000)),
        NotEnoughData,
        "chance",
    ),
    "areas without end": (
        lambda: convergence(events=np.full((10, 4), inf), base=np.ones((10, 4))),
        NotACount,
        "without end",
    ),
    "areas of an endless base": (
        lambda: convergence(events=np.ones((10, 4)), base=np.full((10, 4), inf)),
        NoDenominator,
        "no base",
    ),
}
REFUSED = {**OF_NUMBERS, **OF_CHANGE, **OF_CHARTS, **OF_TRENDS, **OF_AREAS}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_told_is_refused_by_name(what: str) -> None:
    asked, refusal, words = REFUSED[what]
    with pytest.raises(refusal, match=words):
        asked()


def test_a_place_that_is_no_whole_number_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="integer"):
        xmr(values=ODD, baseline=2.5)
    with pytest.raises(TypeError, match="integer"):
        xmr(values=ODD, rebase_at=(5.0,))


def test_a_baseline_longer_than_the_series_is_all_of_it_and_positions_may_be_numpys() -> None:
    assert xmr(values=ODD, baseline=11).centre.tolist() == xmr(values=ODD).centre.tolist()
    assert xmr(values=ODD, rebase_at=np.array([5])).centre.tolist() == pytest.approx([22.0] * 5 + [26.8] * 5)


def test_masked_values_are_missing() -> None:
    masked = np.ma.masked_array([3.0, 9, 4], mask=[False, True, False])
    assert np.isnan(series(masked)).tolist() == [False, True, False]


def test_missing_at_the_ends_stays_missing_and_marks_nothing() -> None:
    chart = xmr(values=[nan, 3, 4, 5, 6, 7, 3, 4, None])
    assert (chart.n, chart.signals[0], chart.signals[-1]) == (7, (), ())
    assert np.isnan(chart.values[[0, -1]]).all()
    told = mann_kendall(values=[nan, *range(20), nan])
    assert (told.n, told.trend, told.slope) == (20, "increasing", 1)


def test_values_that_are_all_alike_have_a_mean_with_no_doubt_and_a_slope_of_nothing() -> None:
    found = mean_interval(values=[3, 3, 3])
    assert (found.value, found.low, found.high) == (3, 3, 3)
    level = sen_slope(values=[3, 3])
    assert (float(level), level.low, level.high, level.n) == (0, None, None, 2)


def test_counts_of_ten_millions_and_rates_of_one_in_a_thousand_millions_are_told() -> None:
    huge = rate(events=10**7, population=6 * 10**7)
    assert huge.low < 1_000 / 6 < huge.high
    assert (huge.high - huge.low) / huge.value == pytest.approx(2 * 1.96 / 10**3.5, rel=1e-3)
    tiny = rate(events=1, population=1e9)
    assert tiny.value == pytest.approx(1e-6)
    assert 0 < tiny.low < tiny.value < tiny.high
    assert proportion(count=10**7, total=10**7).high == 1
    level = compare_counts(before=10**7, after=10**7, dispersion=2)
    assert (level.verdict, level.ratio) == ("none", 1)
    risen = compare_counts(before=0, after=10**7, dispersion=2)
    assert (risen.verdict, risen.ratio, risen.high) == ("higher", inf, inf)
    counts = 10**7 + 300 * np.array([1, -2, 3, 0, 5, -4, 2, 1])
    assert not any(c_chart(values=counts).signals)


def test_more_events_than_people_and_more_than_a_hundred_per_cent_are_no_mistake() -> None:
    assert rate(events=250, population=100, per=100).value == 250
    assert compare_counts(before=100, after=350, dispersion=1).percent == 250


def test_between_nothing_and_nothing_an_effect_is_not_known_rather_than_not_a_number() -> None:
    found = evaluate(before=0, after=0)
    assert (found.effect, found.ratio, found.verdict) == (None, None, "cannot_tell")
    assert evaluate(before=400, after=200, dispersion=1).ratio == 0.5


@pytest.mark.parametrize(
    "asked",
    [
        lambda c: rate(events=9, population=10, confidence=c),
        lambda c: rate(events=90, population=10, confidence=c),
        lambda c: proportion(count=3, total=9, confidence=c),
        lambda c: mean_interval(values=ODD, confidence=c),
        lambda c: compare_counts(before=9, after=20, confidence=c),
        lambda c: sen_slope(values=np.sin(np.arange(30)), confidence=c),
    ],
)
def test_a_higher_confidence_gives_a_wider_interval(asked: Callable[[float], Any]) -> None:
    near, far = asked(0.95), asked(0.99)
    assert far.low < near.low < near.high < far.high


def test_after_a_straight_line_nothing_is_left_to_correct_for() -> None:
    line = [3.5 * step for step in range(30)]
    plain, corrected = mann_kendall(values=line), mann_kendall(values=line, method="hamed_rao")
    assert (plain.z, plain.variance) == (corrected.z, corrected.variance)


def test_between_gaps_laneys_ratio_is_not_known_and_the_chart_stands() -> None:
    chart = u_chart(**GAPS)
    assert np.isnan(chart.sigma_z).tolist() == [True]
    assert chart.centre[0] == 4


def test_ranks_and_slopes_name_their_value_as_estimates_do() -> None:
    ranks = rank_intervals(events=[3, 30], base=[10, 10])
    assert ranks.value.tolist() == ranks.rank.tolist() == [2, 1]
    slope = sen_slope(values=ODD)
    assert (slope.value, slope.per, slope.confidence) == (float(slope), 1, 0.95)
