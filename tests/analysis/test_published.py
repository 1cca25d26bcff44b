"""Examples from textbooks and papers, and from the test sets of the field's own packages: each names its source."""

from __future__ import annotations

from math import inf, nan, sqrt

import numpy as np
import pymannkendall
import pytest
from scipy.stats import poisson_means_test, theilslopes
from statsmodels.stats.rates import test_poisson_2indep as two_poisson

from frankpledge.analysis import (
    c_chart,
    compare_counts,
    funnel,
    g_chart,
    mann_kendall,
    p_chart,
    proportion,
    rate,
    sen_slope,
    standardised_rate,
    standardised_ratio,
    structural_breaks,
    t_chart,
    u_chart,
    xmr,
)
from frankpledge.analysis.rules import shift, trend, two_of_three

# ---- rates and shares ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_intervals_are_those_of_newcombes_first_table(count: int, total: int, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    share = proportion(count=count, total=total)
    assert (share.low, share.high) == pytest.approx((low, high), abs=5e-5)
    as_percentage = proportion(count=count, total=total, per=100)
    assert (as_percentage.low, as_percentage.high) == pytest.approx((100 * share.low, 100 * share.high))


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0, 3.689),
        (1, 0.025, 5.572),
        (3, 0.619, 8.767),
        (5, 1.623, 11.668),
        (20, 12.217, 30.888),
        (50, 37.111, 65.919),
    ],
)
def test_exact_limits_of_a_count_are_those_of_the_tables(events: int, low: float, high: float) -> None:
    """Gardner and Altman, Statistics with Confidence (1989), table 18.3: 95% limits of a Poisson count."""
    found = rate(events=events, population=1, per=1, exact_below=inf)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)


@pytest.mark.parametrize("confidence", [0.95, 0.99])
def test_byars_limits_come_within_the_stated_share_of_the_exact_ones(confidence: float) -> None:
    """Breslow and Day (1987), volume II, p. 69: "accurate even for small numbers"; our docstring says how near."""
    for events in (10, 11, 25, 100, 10_000_000):
        byar = rate(events=events, population=1_000, confidence=confidence)
        exact = rate(events=events, population=1_000, confidence=confidence, exact_below=inf)
        assert (byar.method, exact.method) == ("Byar", "exact Poisson")
        assert byar.low == pytest.approx(exact.low, abs=0.003 * exact.value)
        assert byar.high == pytest.approx(exact.high, abs=0.003 * exact.value)
    nothing = rate(events=0, population=10, exact_below=0)
    assert (nothing.method, nothing.low) == ("Byar", 0)
    assert nothing.high == pytest.approx(10 * 36.8, rel=0.05)


def test_dobsons_interval_is_the_formula_of_the_public_health_guide() -> None:
    """Dobson et al. (1991), Statistics in Medicine 10; APHO Technical Briefing 3 (2008), annex."""
    events, people = [141, 926, 1253, 1080, 1869], [178_403, 706_515, 1_565_873, 1_048_292, 993_997]
    standard = [90_690, 379_457, 1_000_354, 1_062_953, 946_533]
    share = [weight / sum(standard) for weight in standard]
    value = sum(w * o / n for w, o, n in zip(share, events, people, strict=True))
    variance = sum(w**2 * o / n**2 for w, o, n in zip(share, events, people, strict=True))
    total = sum(events)
    low = total * (1 - 1 / (9 * total) - 1.959964 / (3 * sqrt(total))) ** 3
    high = (total + 1) * (1 - 1 / (9 * (total + 1)) + 1.959964 / (3 * sqrt(total + 1))) ** 3
    found = standardised_rate(events=events, population=people, standard_population=standard, per=100_000)
    assert found.value == pytest.approx(1e5 * value)
    assert found.low == pytest.approx(1e5 * (value + sqrt(variance / total) * (low - total)), rel=1e-6)
    assert found.high == pytest.approx(1e5 * (value + sqrt(variance / total) * (high - total)), rel=1e-6)


def test_a_group_without_residents_expects_nothing_and_one_without_reference_has_no_rate() -> None:
    found = standardised_ratio(
        observed=5, reference_events=[50, 30], reference_population=[1_000, 1_000], population=[0, 200]
    )
    assert found.value == pytest.approx(5 / 6)


# ---- two counts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "exposures"), [(9, 20, (1, 1)), (30, 12, (54_308.7, 51_477.5)), (1, 7, (2, 3)), (4, 0, (1, 1))]
)
def test_two_poisson_counts_are_compared_as_by_statsmodels_exact_conditional_test(
    before: int, after: int, exposures: tuple[float, float]
) -> None:
    found = compare_counts(
        before=before, after=after, exposure_before=exposures[0], exposure_after=exposures[1], dispersion=3
    )
    peer = two_poisson(after, exposures[1], before, exposures[0], method="exact-cond")
    assert found.p_value == pytest.approx(peer.pvalue)


def test_the_e_test_finds_more_in_small_counts_as_the_docstring_says() -> None:
    """Krishnamoorthy and Thomson (2004), Journal of Statistical Planning and Inference 119: 0 and 3 dodder seeds."""
    ours = compare_counts(before=0, after=3, exposure_before=100, exposure_after=100)
    assert ours.p_value == pytest.approx(0.25)
    assert poisson_means_test(0, 100, 3, 100).pvalue == pytest.approx(0.0884, abs=1e-4)


def test_from_fifty_events_the_test_is_walds_on_the_logarithm() -> None:
    """Gu et al. (2008), Biometrical Journal 50: 60 coronary cases in 51,477.5 person-years, 30 in 54,308.7."""
    found = compare_counts(before=30, after=60, exposure_before=54_308.7, exposure_after=51_477.5, dispersion=1)
    peer = two_poisson(60, 51_477.5, 30, 54_308.7, method="wald-log")
    assert (found.statistic, found.p_value) == pytest.approx((peer.statistic, peer.pvalue))
    assert found.ratio == pytest.approx(2.11, abs=0.005)


# ---- control charts --------------------------------------------------------------------------------------------------

JUICE = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
SHIPPING = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]
VALVES = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
DEFICIT = [10.7, 13.0, 11.4, 11.5, 12.5, 14.1, 14.8, 14.1, 12.6, 16.0, 11.7, 10.6]


def without(values: list[int], *points: int) -> list[float]:
    """Return the values with some left out, as a person does who knows why they were odd."""
    return [nan if place + 1 in points else value for place, value in enumerate(values)]


def test_montgomerys_cans_of_juice_on_a_p_chart_and_again_without_two_samples() -> None:
    """Montgomery, Introduction to Statistical Quality Control, example 7.1: cans of orange juice concentrate."""
    chart = p_chart(count=JUICE, total=[50] * 30)
    assert (chart.centre[0], chart.lower[0], chart.upper[0]) == pytest.approx((0.2313, 0.0524, 0.4102), abs=5e-5)
    assert [at + 1 for at, fired in enumerate(chart.signals) if "outside" in fired] == [15, 23]
    revised = p_chart(count=without(JUICE, 15, 23), total=[50] * 30)
    assert (revised.centre[0], revised.lower[0], revised.upper[0]) == pytest.approx((0.2150, 0.0407, 0.3893), abs=5e-5)
    assert [at + 1 for at, fired in enumerate(revised.signals) if "outside" in fired] == [21]


def test_montgomerys_circuit_boards_on_a_c_chart_without_two_inspections() -> None:
    """The same, example 7.3: the limits from 24 of 26 inspection units."""
    chart = c_chart(values=without(BOARDS, 6, 20))
    assert (chart.centre[0], chart.lower[0], chart.upper[0]) == pytest.approx((19.67, 6.36, 32.97), abs=5e-3)
    assert chart.n == 24


def test_montgomerys_shipping_errors_on_a_u_chart() -> None:
    """The same, example 7.4: 74 errors in 20 weeks of 50 shipments."""
    chart = u_chart(events=SHIPPING, bases=[50] * 20)
    assert (chart.centre[0], chart.lower[0], chart.upper[0]) == pytest.approx((0.0740, 0, 0.1894), abs=5e-5)
    assert not any(chart.signals)


def test_montgomerys_valve_failures_on_a_t_chart() -> None:
    """The same, example 7.6: hours between failures, to the power 0.2777, centre 5.386; none of them unusual."""
    chart = t_chart(values=VALVES, screen=inf)
    assert chart.centre[0] ** 0.2777 == pytest.approx(5.386, abs=0.01)
    assert chart.lower[0] == 0
    assert not any(chart.signals)


def test_wheelers_trade_deficit_of_1987_on_a_chart_of_individuals() -> None:
    """Wheeler, Understanding Variation (1993), ch. 2: mean 12.75, limits 8.3 and 17.2, range limit 5.4."""
    chart = xmr(values=DEFICIT)
    assert (chart.centre[0], chart.lower[0], chart.upper[0]) == pytest.approx((12.75, 8.325, 17.175), abs=5e-3)
    assert not any("outside" in fired for fired in chart.signals)
    narrower = xmr(values=DEFICIT, width=3 / 1.128)
    assert narrower.upper[0] - narrower.centre[0] == pytest.approx(3 / 1.128 * 18.3 / 11)


def test_a_g_chart_has_benneyans_limits() -> None:
    """Benneyan (2001): centre x̄, upper limit x̄ + 3√(x̄(x̄ + 1)), no lower one."""
    chart = g_chart(values=[6, 0, 14, 2, 9, 5, 20, 8])
    assert (chart.centre[0], chart.lower[0], chart.upper[0]) == pytest.approx((8, 0, 8 + 3 * sqrt(72)))


def test_the_rules_are_those_of_the_packages_that_draw_making_data_count() -> None:
    """The cases of the tests of NHSRplotthedots, which NHS England's charts come from."""
    sides = np.array([1.0] * 6 + [-1])
    assert not shift(sides, np.zeros(7)).any()
    assert shift(np.array([1.0] * 8 + [-1]), np.zeros(9)).tolist() == [True] * 8 + [False]
    assert not trend(np.array([1.0, 2, 3, 3, 4, 5, 6])).any()
    assert trend(np.arange(1.0, 8)).all()
    assert trend(np.array([2.0, 7, 6, 5, 4, 3, 2, 1, 3])).tolist() == [False] + [True] * 7 + [False]
    for near, marked in (
        ([1, 0, 0, 1, 1], [0, 0, 0, 1, 1]),
        ([1, 0, 0, 1], [0] * 4),
        ([0, 0, 1, 0, 1], [0, 0, 1, 0, 1]),
    ):
        values, limit = np.array(near) * 2.5, np.full(len(near), 3.0)
        assert two_of_three(values, 0 * limit, -limit, limit).tolist() == [bool(one) for one in marked]


@pytest.mark.parametrize("chart", ["g", "c", "t"])
def test_two_of_three_is_seldom_fired_by_chance_where_a_limit_is_cut_off_at_zero(chart: str) -> None:
    rng = np.random.default_rng(3)
    marked = points = 0
    for _ in range(150):
        if chart == "g":
            found = g_chart(values=rng.geometric(1 / 6, 48) - 1, baseline=24)
        elif chart == "c":
            found = c_chart(values=rng.poisson(3, 48), baseline=24)
        else:
            found = t_chart(values=rng.exponential(9, 48), baseline=24)
        marked += sum("two_of_three" in fired for fired in found.signals[24:])
        points += 24
    assert marked / points < 0.02  # with the outer third of the limit at zero: 23% of a g chart, 12% of a t chart


# ---- trends and breaks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["plain", "hamed_rao", "seasonal"])
def test_trends_of_counts_with_gaps_and_ties_are_pymannkendalls(method: str) -> None:
    """Hussain and Mahmud (2019), Journal of Open Source Software 4: their own cases are rain with gaps and zeros."""
    rng = np.random.default_rng(12)
    rain = rng.poisson(4 * (1 + np.cos(np.arange(132) * np.pi / 6)) ** 2 + 0.01 * np.arange(132)).astype(float)
    rain[[14, 15, 33, 59, 60]] = nan
    found = mann_kendall(values=rain, method=method)
    peer = {
        "plain": pymannkendall.original_test,
        "hamed_rao": pymannkendall.hamed_rao_modification_test,
        "seasonal": lambda values: pymannkendall.seasonal_test(values, period=12),
    }[method](rain)
    assert (found.s, found.variance) == pytest.approx((peer.s, peer.var_s))
    assert (found.z, found.p_value, found.tau) == pytest.approx((peer.z, peer.p, peer.Tau))
    assert (found.slope, found.slope.intercept) == pytest.approx((peer.slope, peer.intercept))
    assert {"no trend": "none"}.get(peer.trend, peer.trend) == found.trend


def test_the_interval_of_sens_slope_lies_between_the_places_that_gilbert_names() -> None:
    """Gilbert (1987), §16.5: of N' slopes the (N' − C) ÷ 2 th and the (N' + C) ÷ 2 + 1 th, C = z√Var(S)."""
    values = np.random.default_rng(4).normal(size=20) + 0.1 * np.arange(20)
    slopes = sorted((values[j] - values[i]) / (j - i) for i in range(20) for j in range(i + 1, 20))
    reach = 1.959964 * sqrt(20 * 19 * 45 / 18)
    below, above = (190 - reach) / 2, (190 + reach) / 2 + 1
    found = sen_slope(values=values)
    assert slopes[int(below) - 1] <= found.low <= slopes[int(below)]
    assert slopes[int(above) - 1] <= found.high <= slopes[int(above)]
    peer = theilslopes(values)
    assert found == found.value == pytest.approx(peer.slope)
    assert (found.low, found.high) == pytest.approx((peer.low_slope, peer.high_slope), abs=0.005)  # scipy rounds places
    wider = sen_slope(values=values, confidence=0.99)
    assert wider.low < found.low < found < found.high < wider.high


def test_the_nile_fell_in_1899_and_by_how_much() -> None:
    """Cobb (1978), Biometrika 65; Zeileis et al. (2003): the level fell from 1,098 to 850 after 1898."""
    nile = """1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140 1100 1210 1150
    1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831 726 456 824 702 1120 1100 832 764 821
    768 845 864 862 698 845 744 796 1040 759 781 865 845 944 984 897 822 1010 771 676 649 846 812 742 801 1040 860 874
    848 890 744 749 838 1050 918 986 797 923 975 815 1020 906 901 1170 912 746 919 718 714 740"""
    found = structural_breaks(values=[float(flow) for flow in nile.split()])
    assert 1871 + found.starts[0] == 1899
    assert found.levels == pytest.approx((1097.75, 849.97), abs=0.005)


# ---- areas -----------------------------------------------------------------------------------------------------------


def test_a_funnel_names_its_signals_and_its_centre_for_each_area() -> None:
    """Spiegelhalter (2005), Statistics in Medicine 24, §4: a plain limit lies at θ exp(± z ÷ √expected)."""
    base = np.full(25, 10_000.0)
    events = np.full(25, 100)
    events[7] = 190
    found = funnel(events=events, base=base, per=1_000, overdispersion="none", confidence=0.998)
    centre = events.sum() / base.sum()
    assert found.centre.shape == found.lower.shape == (25,)
    assert found.centre[0] == pytest.approx(1_000 * centre)
    assert found.upper[0] == pytest.approx(1_000 * centre * np.exp(3.0902 / sqrt(10_000 * centre)), rel=1e-4)
    assert found.signals == tuple(("outside",) if area == 7 else () for area in range(25))
