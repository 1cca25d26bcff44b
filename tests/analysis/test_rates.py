from __future__ import annotations

from datetime import date
from math import exp, factorial, isclose, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.rates import (
    disproportionality,
    estimate_age,
    mean_interval,
    nearest_estimate,
    proportion,
    rate,
    standardised_rate,
    standardised_ratio,
)
from frankpledge.refusal import Refusal


def test_the_published_herefordshire_rate_comes_out() -> None:
    result = rate(events=12_382, population=193_600)
    assert round(result.value) == 64
    assert round(result.value, 2) == 63.96
    assert (result.n, result.events, result.per, result.population) == (12_382, 12_382, 1_000, 193_600)
    assert (result.lower, result.upper) == (result.low, result.high)


# Exact limits of a Poisson count: Pearson and Hartley, Biometrika Tables for Statisticians, vol. I, table 40.
@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (2, 0.242, 7.225), (5, 1.623, 11.668), (9, 4.115, 17.085)],
)
def test_below_ten_events_the_interval_is_the_exact_one(events: int, low: float, high: float) -> None:
    result = rate(events=events, population=1_000)
    assert result.method == "exact Poisson"
    assert result.low == pytest.approx(low, abs=5e-4)
    assert result.high == pytest.approx(high, abs=5e-4)


def test_from_ten_events_the_interval_is_byars() -> None:
    result = rate(events=10, population=1_000)
    z = 1.959963984540054
    assert result.method == "Byar"
    assert result.low == pytest.approx(10 * (1 - 1 / 90 - z / (3 * 10**0.5)) ** 3)
    assert result.high == pytest.approx(11 * (1 - 1 / 99 + z / (3 * 11**0.5)) ** 3)
    # and is close to the exact 4.795 and 18.390, but not equal to them
    assert (round(result.low, 2), round(result.high, 2)) == (4.79, 18.39)


def test_zero_events_have_a_lower_bound_of_zero_and_a_two_sided_upper_bound() -> None:
    result = rate(events=0, population=2_000)
    assert (result.value, result.low) == (0, 0)
    assert result.high == pytest.approx(3.6889 / 2, abs=1e-4)


@given(st.integers(0, 9), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_exact_bounds_leave_half_the_rest_in_each_tail(events: int, confidence: float) -> None:
    def at_most(count: int, mean: float) -> float:
        return sum(exp(-mean) * mean**k / factorial(k) for k in range(count + 1))

    result = rate(events=events, population=1, per=1, confidence=confidence)
    assert isclose(at_most(events, result.high), (1 - confidence) / 2, rel_tol=1e-6)
    if events:
        assert isclose(1 - at_most(events - 1, result.low), (1 - confidence) / 2, rel_tol=1e-6)


@given(st.integers(0, 10**6), st.integers(1, 10**7))
def test_a_rate_lies_within_its_interval_and_scales_with_per(events: int, population: int) -> None:
    result = rate(events=events, population=population)
    assert 0 <= result.low <= result.value < result.high
    per_hundred_thousand = rate(events=events, population=population, per=100_000)
    assert per_hundred_thousand.value == pytest.approx(result.value * 100)


@pytest.mark.parametrize("population", [0, -5, nan, float("inf")])
def test_an_area_without_residents_has_no_rate_and_never_a_zero(population: float) -> None:
    with pytest.raises(NoDenominator) as refused:
        rate(events=5, population=population)
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, Refusal)


def test_negative_fractional_and_missing_counts_are_refused_each_by_its_name() -> None:
    with pytest.raises(NotACount, match="negative"):
        rate(events=-1, population=100)
    with pytest.raises(NotACount, match="whole"):
        rate(events=2.5, population=100)
    with pytest.raises(NotEnoughData, match="missing"):
        rate(events=nan, population=100)
    with pytest.raises(ValueError, match="confidence"):
        rate(events=1, population=100, confidence=1)


def test_57_percent_of_35_is_41_to_72_percent() -> None:
    result = proportion(count=20, total=35, per=100)
    assert (round(result.value), round(result.low), round(result.high)) == (57, 41, 72)
    assert (result.n, result.count) == (35, 20)


def test_wilsons_interval_matches_newcombes_printed_example() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263 and 0 of 20.
    result = proportion(count=81, total=263)
    assert (round(result.low, 4), round(result.high, 4)) == (0.2553, 0.3662)
    none = proportion(count=0, total=20)
    assert (none.low, round(none.high, 4)) == (0, 0.1611)
    every = proportion(count=29, total=29)
    assert (round(every.low, 4), every.high) == (0.8830, 1)


@given(st.integers(1, 5_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_and_its_rest_mirror_each_other(parts: tuple[int, int]) -> None:
    count, total = parts
    share, rest = proportion(count=count, total=total), proportion(count=total - count, total=total)
    assert 0 <= share.low <= share.value <= share.high <= 1
    assert share.low == pytest.approx(1 - rest.high, abs=1e-12)


def test_a_share_of_nothing_and_more_than_all_are_refused() -> None:
    with pytest.raises(NoDenominator):
        proportion(count=0, total=0)
    with pytest.raises(NotACount, match="more than all"):
        proportion(count=3, total=2)


def test_the_mean_of_a_students_example() -> None:
    # Student (1908), the extra hours of sleep gained with the laevo drug.
    hours = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4, None]
    result = mean_interval(values=hours)
    assert (round(result.value, 2), round(result.low, 3), round(result.high, 3), result.n) == (2.33, 0.898, 3.762, 10)
    with pytest.raises(NotEnoughData):
        mean_interval(values=[1.0, None])
    with pytest.raises(NotEnoughData):
        mean_interval(values=[])


def test_a_standardised_rate_is_the_weighted_one_with_dobsons_interval() -> None:
    # Two groups worked by hand: 30 of 1,000 and 10 of 4,000, standard half and half: (0.030 + 0.0025) / 2.
    result = standardised_rate(events=[30, 10], population=[1_000, 4_000], standard_population=[500, 500])
    assert result.value == pytest.approx(16.25)
    variance = 0.25 * 30 / 1_000**2 + 0.25 * 10 / 4_000**2
    plain = rate(events=40, population=1, per=1)
    assert result.low == pytest.approx((0.01625 + (variance / 40) ** 0.5 * (plain.low - 40)) * 1_000)
    assert result.high == pytest.approx((0.01625 + (variance / 40) ** 0.5 * (plain.high - 40)) * 1_000)


def test_standardised_to_its_own_people_a_rate_is_the_crude_rate() -> None:
    people = [800, 1_200, 500]
    crude = rate(events=45, population=2_500)
    same = standardised_rate(events=[20, 15, 10], population=people, standard_population=people)
    assert (same.value, same.low, same.high) == pytest.approx((crude.value, crude.low, crude.high))


def test_a_standardised_rate_is_withheld_below_ten_events() -> None:
    assert standardised_rate(events=[10, 0], population=[100, 100], standard_population=[1, 1]).value == 50
    with pytest.raises(NotEnoughData, match="at least 10"):
        standardised_rate(events=[9, 0], population=[100, 100], standard_population=[1, 1])
    with pytest.raises(NoDenominator, match="no people"):
        standardised_rate(events=[10, 5], population=[100, 0], standard_population=[1, 1])
    with pytest.raises(NotEnoughData, match="missing"):
        standardised_rate(events=[10, None], population=[100, 100], standard_population=[1, 1])
    with pytest.raises(NotACount):
        standardised_rate(events=[10, -1], population=[100, 100], standard_population=[1, 1])
    with pytest.raises(ValueError, match="2 groups"):
        standardised_rate(events=[10, 5], population=[100], standard_population=[1, 1])


def test_a_standardised_ratio_divides_observed_by_expected() -> None:
    result = standardised_ratio(
        observed=25, reference_events=[100, 50], reference_population=[1_000, 1_000], population=[100, 200]
    )
    assert result.value == pytest.approx(25 / 20)
    plain = rate(events=25, population=20, per=1)
    assert (result.low, result.high) == pytest.approx((plain.low, plain.high))
    with pytest.raises(NoDenominator, match="expected"):
        standardised_ratio(observed=3, reference_events=[0], reference_population=[10], population=[10])


def test_30_percent_of_victims_from_4_percent_of_residents_is_seven_and_a_half_times() -> None:
    result = disproportionality(count=30, total=100, population=7_744, total_population=193_600)
    assert result.value == pytest.approx(7.5)
    assert result.low == pytest.approx(proportion(count=30, total=100).low / 0.04)
    with pytest.raises(NotACount):
        disproportionality(count=1, total=2, population=11, total_population=10)
    with pytest.raises(NoDenominator):
        disproportionality(count=1, total=2, population=0, total_population=10)


@pytest.mark.parametrize(
    ("window", "estimate", "years", "verdict"),
    [
        (2025, 2020, 5, "flagged"),
        (2026, 2020, 6, "refused"),
        (2023, 2020, 3, "flagged"),
        (2022, 2020, 2, "usable"),
        (2018, 2020, -2, "usable"),
        (2013, 2019, -6, "refused"),
    ],
)
def test_the_age_of_an_estimate_over_two_years_is_flagged_and_over_five_refused(
    window: int, estimate: int, years: int, verdict: str
) -> None:
    age = estimate_age(window, estimate)
    assert (age.years, age.verdict) == (years, verdict)


def test_the_nearest_mid_year_estimate_is_taken_and_the_earlier_of_two_as_near() -> None:
    assert nearest_estimate(middle=date(2025, 7, 2), years=[2019, 2020]) == 2020
    assert nearest_estimate(middle=date(2019, 9, 30), years=[2020, 2019]) == 2019
    assert nearest_estimate(middle=date(2022, 1, 1), years=[2022, 2021]) == 2022
    with pytest.raises(NoDenominator):
        nearest_estimate(middle=date(2025, 7, 2), years=[])


def test_an_estimate_as_near_on_either_side_is_the_earlier_one() -> None:
    # 365 days lie between the two mid-years, so an even split exists only over a leap day: 2019-06-30 to 2020-06-30.
    assert nearest_estimate(middle=date(2019, 12, 30), years=[2019, 2020]) == 2019
