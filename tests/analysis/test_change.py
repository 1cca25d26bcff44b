from __future__ import annotations

from math import comb, exp, inf, isclose, log, nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.change import EXACT, LOG_RATIO, Change, compare_counts

Z = 1.959963984540054


def naive_p(before: int, after: int, share: float) -> float:
    n = before + after
    chances = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    return min(1.0, sum(chance for chance in chances if chance <= chances[after] * (1 + 1e-7)))


def test_nine_reviews_in_nine_months_against_five_in_twelve_are_no_detectable_change() -> None:
    result = compare_counts(before=5, after=9, exposure_before=12, exposure_after=9)
    assert round(result.p_value or 0, 2) == 0.11
    assert result.verdict == "cannot_tell"
    assert result.ratio == pytest.approx(2.4)
    assert (result.method, result.n, result.percent) == (EXACT, 14, None)


@given(st.integers(0, 24), st.integers(0, 25), st.sampled_from([(1.0, 1.0), (12.0, 9.0), (365.0, 366.0), (1.0, 4.0)]))
def test_under_fifty_the_p_value_sums_the_outcomes_no_likelier_than_observed(
    before: int, after: int, exposures: tuple[float, float]
) -> None:
    result = compare_counts(
        before=before, after=after, exposure_before=exposures[0], exposure_after=exposures[1], dispersion=9
    )
    share = exposures[1] / (exposures[0] + exposures[1])
    assert result.method == EXACT
    assert result.p_value is not None
    assert isclose(result.p_value, naive_p(before, after, share), rel_tol=1e-6, abs_tol=1e-12)


def test_the_exact_interval_is_clopper_and_pearsons_turned_into_a_ratio() -> None:
    # Clopper and Pearson for 10 of 15 at 95%: 0.38380 to 0.88176.
    result = compare_counts(before=5, after=10)
    assert result.low == pytest.approx(0.38380 / 0.61620, abs=1e-4)
    assert result.high == pytest.approx(0.88176 / 0.11824, abs=1e-3)
    longer = compare_counts(before=5, after=10, exposure_before=1, exposure_after=2)
    assert longer.low == pytest.approx((result.low or 0) / 2)
    assert (result.lower, result.upper) == (result.low, result.high)


def test_the_exact_method_ends_and_the_log_ratio_begins_at_fifty_in_both_together() -> None:
    below = compare_counts(before=20, after=29, dispersion=1)
    assert (below.n, below.method) == (49, EXACT)
    at = compare_counts(before=20, after=30, dispersion=1)
    assert (at.n, at.method) == (50, LOG_RATIO)
    half = Z * sqrt(1 / 20 + 1 / 30)
    assert at.low == pytest.approx(exp(log(1.5) - half))
    assert at.high == pytest.approx(exp(log(1.5) + half))
    assert at.statistic == pytest.approx(log(1.5) / sqrt(1 / 20 + 1 / 30))


def test_without_a_dispersion_nothing_is_told_from_fifty_events_and_the_exact_test_needs_none() -> None:
    result = compare_counts(before=400, after=800)
    assert (result.verdict, result.low, result.high, result.p_value) == ("cannot_tell", None, None, None)
    assert result.ratio == 2
    assert result.percent == pytest.approx(100)
    assert "24 earlier months" in result.reason
    assert compare_counts(before=5, after=30).verdict == "higher"
    assert compare_counts(before=30, after=5).verdict == "lower"


def test_dispersion_widens_the_interval_and_never_narrows_it_below_poissons() -> None:
    plain = compare_counts(before=1_000, after=1_100, dispersion=1)
    small = compare_counts(before=1_000, after=1_100, dispersion=0.4)
    wide = compare_counts(before=1_000, after=1_100, dispersion=3.7)
    assert (plain.verdict, wide.verdict) == ("higher", "cannot_tell")
    assert (small.low, small.high, small.dispersion) == (plain.low, plain.high, 1)
    assert log(wide.high or 0) - log(1.1) == pytest.approx((log(plain.high or 0) - log(1.1)) * sqrt(3.7))


def test_no_material_change_lies_wholly_within_ten_per_cent() -> None:
    result = compare_counts(before=10_000, after=10_050, dispersion=1.7)
    assert result.verdict == "none"
    assert "within 10%" in result.reason
    assert compare_counts(before=10_000, after=10_050, dispersion=1.7, material=0.02).verdict == "cannot_tell"


def test_a_change_that_is_certain_is_a_change_even_within_ten_per_cent() -> None:
    result = compare_counts(before=100_000, after=105_000, dispersion=1)
    assert result.low is not None
    assert 1 < result.low < (result.high or 0) < 1.1
    assert result.verdict == "higher"


def test_the_percentage_is_withheld_on_a_base_under_fifty() -> None:
    assert compare_counts(before=49, after=98, dispersion=1).percent is None
    assert compare_counts(before=50, after=75, dispersion=1).percent == pytest.approx(50)
    # per day, not per window: a leap year's 366 days before
    leap = compare_counts(before=366, after=365, exposure_before=366, exposure_after=365, dispersion=1)
    assert leap.percent == pytest.approx(0)


def test_from_zero_the_ratio_is_infinite_to_zero_it_is_zero_and_between_zeros_there_is_none() -> None:
    risen = compare_counts(before=0, after=10)
    assert (risen.ratio, risen.high, risen.percent, risen.verdict) == (inf, inf, None, "higher")
    fallen = compare_counts(before=10, after=0)
    assert (fallen.ratio, fallen.low, fallen.verdict) == (0, 0, "lower")
    nothing = compare_counts(before=0, after=0)
    assert (nothing.ratio, nothing.low, nothing.high, nothing.p_value) == (None, 0, inf, 1)
    assert (nothing.verdict, nothing.percent) == ("cannot_tell", None)
    assert compare_counts(before=0, after=3).verdict == "cannot_tell"


def test_a_zero_beside_fifty_or_more_is_tested_exactly_on_the_counts_divided_by_the_dispersion() -> None:
    risen = compare_counts(before=0, after=60, dispersion=10)
    six = compare_counts(before=0, after=6)
    assert (risen.low, risen.p_value) == (six.low, six.p_value)
    assert risen.verdict == "higher"
    assert "÷ 10.00" in risen.method
    fallen = compare_counts(before=60, after=0, dispersion=1)
    assert (fallen.ratio, fallen.verdict, fallen.percent) == (0, "lower", pytest.approx(-100))
    assert compare_counts(before=60, after=0).verdict == "cannot_tell"
    assert compare_counts(before=0, after=60, dispersion=80).verdict == "cannot_tell"


def test_over_an_incomplete_window_nothing_is_told_and_no_percentage_given() -> None:
    result = compare_counts(before=1_000, after=400, dispersion=1, incomplete=True)
    assert (result.verdict, result.recorded, result.percent) == ("cannot_tell", "cannot_tell", None)
    assert "missing" in result.reason


def test_where_recording_changed_the_recorded_level_may_have_changed_and_of_crime_nothing_is_told() -> None:
    result = compare_counts(before=1_000, after=1_260, dispersion=2, recording_change=True)
    assert (result.verdict, result.recorded) == ("cannot_tell", "higher")
    assert result.reason == "The recorded level changed; crime: cannot tell."
    unsure = compare_counts(before=10, after=11, recording_change=True)
    assert unsure.reason == "Recording changed; crime: cannot tell."


@pytest.mark.parametrize(
    ("before", "after", "word"), [(1_000, 2_000, "above 1"), (2_000, 1_000, "below 1"), (30, 25, "contains 1")]
)
def test_the_reason_says_where_the_interval_lies(before: int, after: int, word: str) -> None:
    assert word in compare_counts(before=before, after=after, dispersion=1).reason


@given(st.integers(1, 2_000), st.integers(1, 2_000), st.floats(1, 5))
def test_turning_time_round_turns_the_ratio_round(before: int, after: int, phi: float) -> None:
    forth = compare_counts(before=before, after=after, dispersion=phi)
    back = compare_counts(before=after, after=before, dispersion=phi)
    assert forth.low == pytest.approx(1 / (back.high or nan))
    turned = {"higher": "lower", "lower": "higher"}
    if forth.verdict in turned:
        assert back.verdict == turned[forth.verdict]


@given(st.integers(0, 400), st.integers(0, 400), st.floats(0.1, 50), st.floats(0.1, 50), st.floats(1, 9))
def test_the_verdict_is_what_the_interval_says(
    before: int, after: int, exposure_before: float, exposure_after: float, phi: float
) -> None:
    def said(change: Change) -> str:
        assert change.low is not None
        assert change.high is not None
        if change.low > 1 or change.high < 1:
            return "higher" if change.low > 1 else "lower"
        return "none" if change.low >= 0.9 and change.high <= 1.1 else "cannot_tell"

    change = compare_counts(
        before=before, after=after, exposure_before=exposure_before, exposure_after=exposure_after, dispersion=phi
    )
    assert change.verdict == said(change)


def test_an_unadjusted_test_is_wrong_far_oftener_than_one_in_twenty_and_the_adjusted_one_is_not() -> None:
    # Two years of the same over-dispersed crime, compared 2,000 times: variance 3.7 times the mean.
    rng = np.random.default_rng(20_260_101)
    mean, phi = 3_000, 3.7
    counts = rng.negative_binomial(mean / (phi - 1), 1 / phi, size=(2_000, 2))
    alarms = {
        used: sum(
            compare_counts(before=int(a), after=int(b), dispersion=used).verdict in ("higher", "lower")
            for a, b in counts
        )
        for used in (1.0, phi)
    }
    assert alarms[1.0] > 0.25 * 2_000
    assert abs(alarms[phi] - 100) < 4 * sqrt(100 * 0.95)


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(NotACount):
        compare_counts(before=-1, after=5)
    with pytest.raises(NotACount, match="exposure of 3"):
        compare_counts(before=33.3, after=5)
    with pytest.raises(NotEnoughData):
        compare_counts(before=nan, after=5)
    with pytest.raises(NoDenominator):
        compare_counts(before=1, after=5, exposure_before=0)
    with pytest.raises(ValueError, match="dispersion"):
        compare_counts(before=1, after=5, dispersion=nan)
    with pytest.raises(ValueError, match="confidence"):
        compare_counts(before=1, after=5, confidence=0)
