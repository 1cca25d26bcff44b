"""Did it work? With the doubt that remains, and regression to the mean named."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import pytest
from scipy.stats import ttest_ind

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.change import difference_in_differences, evaluate, interrupted_series
from frankpledge.analysis.periods import Month

MONTHS = [Month(2020, 1) + step for step in range(60)]


def test_a_fall_beside_a_comparison_is_a_ratio_of_ratios() -> None:
    # Worked by hand: (60/100) / (95/100), logarithm's standard error √(1/100 + 1/60 + 1/100 + 1/95).
    found = evaluate(before=100, after=60, comparison_before=100, comparison_after=95, dispersion=1)

    place, error = log(0.6 / 0.95), sqrt(1 / 100 + 1 / 60 + 1 / 100 + 1 / 95)
    assert found.effect == pytest.approx(0.6 / 0.95)
    assert (found.low, found.high) == (
        pytest.approx(exp(place - 1.959964 * error)),
        pytest.approx(exp(place + 1.959964 * error)),
    )
    assert found.verdict == "lower"
    assert found.prevented == pytest.approx(35)


def test_dispersion_widens_and_without_it_nothing_can_be_told() -> None:
    asked = {"before": 100, "after": 60, "comparison_before": 100, "comparison_after": 95}

    assert evaluate(**asked, dispersion=4).verdict == "cannot_tell"  # type: ignore[arg-type]
    assert evaluate(**asked).verdict == "cannot_tell"  # type: ignore[arg-type]
    assert "Without an estimate" in evaluate(**asked).reason  # type: ignore[arg-type]


def test_a_cohort_chosen_for_being_high_proves_nothing_by_falling() -> None:
    # Fifty offenders chosen for offending much, 500 offences before and 350 after: they would have fallen anyway.
    found = evaluate(before=500, after=350, dispersion=1.7, chosen_for_being_high=True)

    assert found.effect == pytest.approx(0.7)
    assert found.verdict == "cannot_tell"
    assert "regression to the mean" in found.reason
    assert evaluate(before=500, after=350, dispersion=1.7).verdict == "lower"
    assert "no comparison area" in evaluate(before=500, after=350, dispersion=1.7).caveats[0]


def test_zero_events_are_placed_with_half_an_event() -> None:
    found = evaluate(before=12, after=0, comparison_before=20, comparison_after=20, dispersion=1)

    assert found.effect == pytest.approx((0.5 / 12.5) / 1)


def test_effects_can_be_higher_and_can_be_none() -> None:
    assert (
        evaluate(before=100, after=300, comparison_before=100, comparison_after=100, dispersion=1).verdict == "higher"
    )
    assert (
        evaluate(before=40_000, after=40_100, comparison_before=40_000, comparison_after=40_000, dispersion=1).verdict
        == "none"
    )


def test_what_cannot_be_evaluated_is_refused() -> None:
    with pytest.raises(ValueError, match="both or neither"):
        evaluate(before=1, after=2, comparison_before=3)
    with pytest.raises(NotEnoughData, match="no events"):
        evaluate(before=0, after=0, comparison_before=3, comparison_after=3)


# ---- difference in differences ---------------------------------------------------------------------------------------


def test_the_difference_of_differences_is_welch_s() -> None:
    before, after = [10.0, 14, 9, 12], [8.0, 9, 6, 10]
    others_before, others_after = [11.0, 13, 12], [11.0, 12, 13]

    found = difference_in_differences(
        before=before,
        after=after,
        comparison_before=others_before,
        comparison_after=others_after,
        chosen_for_being_high=True,
    )

    oracle = ttest_ind(np.subtract(after, before), np.subtract(others_after, others_before), equal_var=False)
    interval = oracle.confidence_interval(0.95)
    assert found.effect == pytest.approx(-3)
    assert found.p_value == pytest.approx(oracle.pvalue)
    assert (found.low, found.high) == (pytest.approx(interval.low), pytest.approx(interval.high))
    assert found.verdict == "lower"
    assert "regression to the mean" in found.caveats[0]


def test_groups_that_differ_too_little_cannot_be_told() -> None:
    found = difference_in_differences(before=[1, 2], after=[2, 5], comparison_before=[1, 2], comparison_after=[1, 4])

    assert found.verdict == "cannot_tell"
    assert (
        difference_in_differences(
            before=[1, 2], after=[9, 10.1], comparison_before=[1, 2], comparison_after=[1, 2]
        ).verdict
        == "higher"
    )


def test_units_must_be_whole_and_vary() -> None:
    others = {"comparison_before": [1.0, 2], "comparison_after": [2.0, 3]}
    with pytest.raises(NotEnoughData, match="needs 2 units"):
        difference_in_differences(before=[1], after=[2], **others)
    with pytest.raises(NotEnoughData, match="lacks a value"):
        difference_in_differences(before=[1, float("nan")], after=[2, 3], **others)
    with pytest.raises(NotEnoughData, match="moved alike"):
        difference_in_differences(before=[1, 2], after=[2, 3], **others)
    with pytest.raises(ValueError, match="one value before and one after"):
        difference_in_differences(before=[1, 2, 3], after=[2, 3], **others)


# ---- interrupted series ----------------------------------------------------------------------------------------------


def expected(step: float, yearly: float = 0.0) -> np.ndarray:
    """Return what 60 months would bring: a season, a trend, and a step from month 48."""
    place = np.arange(60)
    season = 1 + 0.2 * np.cos(2 * np.pi * place / 12)
    days = np.array([month.days for month in MONTHS]) / 30.4
    return 200 * season * days * np.exp(yearly * place / 12) * np.where(place >= 48, step, 1)


def test_a_step_without_noise_is_found_exactly() -> None:
    mean = expected(0.7, yearly=0.05) * 1000

    found = interrupted_series(values=np.round(mean), months=MONTHS, from_month="2024-01")

    assert found.effect == pytest.approx(0.7, abs=0.002)
    assert found.verdict == "lower"
    assert found.prevented == pytest.approx(float(np.sum(mean[48:] / 0.7 - mean[48:])), rel=0.02)


def test_no_step_is_called_one_about_as_often_as_the_level_says() -> None:
    rng = np.random.default_rng(31)
    called, found_it = 0, 0
    for _ in range(200):
        noise = rng.gamma(1 / 0.01, 0.01, 60)
        quiet = rng.poisson(expected(1.0) * noise)
        moved = rng.poisson(expected(0.7) * noise)
        called += interrupted_series(values=quiet, months=MONTHS, from_month="2024-01").verdict in ("higher", "lower")
        found_it += interrupted_series(values=moved, months=MONTHS, from_month="2024-01").verdict == "lower"

    assert called <= 22  # 5% of 200 is 10; small samples call a little more often
    assert found_it >= 180


def test_a_trend_may_be_left_out_and_months_excluded() -> None:
    mean = np.round(expected(1.3) * 100)
    mean[5] = 1.0

    found = interrupted_series(values=mean, months=MONTHS, from_month=MONTHS[48], excluded=[MONTHS[5]], trend=False)

    assert found.effect == pytest.approx(1.3, abs=0.01)
    assert found.verdict == "higher"


def test_too_short_a_series_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="24 months before and 6 after; there are 55 and 5"):
        interrupted_series(values=[5] * 60, months=MONTHS, from_month="2024-08")
    with pytest.raises(ValueError, match="59 values for 60 months"):
        interrupted_series(values=[5] * 59, months=MONTHS, from_month="2024-01")
