"""Numbers that others have printed of small maps, and the same from ours."""

from __future__ import annotations

import warnings
from itertools import pairwise
from math import pi

import numpy as np
import pytest

from frankpledge.analysis.places import (
    concentration,
    gi_star,
    kernel_density,
    local_moran,
    morans_i,
    neighbours,
    prediction_accuracy,
)
from frankpledge.analysis.repeats import knox

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import libpysal
    from libpysal.examples import get_path

# The six points of esda's documentation of `G_Local`, neighbours within 15.
SIX = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
ON_SIX = [2, 3, 3.2, 5, 8, 7]
# de Smith, Goodchild and Longley, Geospatial Analysis: ten zones and who touches whom.
TEN = [2.24, 3.10, 4.55, -5.15, -4.39, 0.46, 5.54, 9.02, -2.09, -3.06]
TOUCH = [(0, 1), (0, 3), (1, 4), (2, 3), (2, 6), (3, 4), (3, 7), (4, 5), (4, 8), (5, 9), (6, 7), (7, 8), (8, 9)]


def test_gi_star_of_six_points_is_that_of_esda_s_documentation() -> None:
    found = gi_star(values=ON_SIX, neighbours=neighbours(points=SIX, within=15))

    printed = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert found.z == pytest.approx(printed, abs=5e-9)


def test_permutations_of_six_points_give_every_sample_of_the_five_others() -> None:
    # Point 0 has two neighbours of ten pairs of the others, whose sum of 8 is the second lowest: p → 2 ÷ 10 one-sided.
    found = gi_star(
        values=ON_SIX, neighbours=neighbours(points=SIX, within=15), permutations=9_999, alternative="less", seed=3
    )

    assert found.p_value[0] == pytest.approx(0.2, abs=0.015)


def test_quadrants_of_ten_zones_are_those_of_esda_s_documentation() -> None:
    found = local_moran(values=TEN, neighbours=neighbours(pairs=TOUCH, n=10), permutations=99)

    names = {1: "high among high", 2: "low among high", 3: "low among low", 4: "high among low"}
    assert list(found.quadrant) == [names[kind] for kind in (4, 4, 4, 2, 3, 3, 1, 4, 3, 3)]


def test_local_ones_add_up_to_the_whole_as_anselin_has_it() -> None:
    # Anselin (1995), equation 9 and following: with row weights the local I add up to I × n, here with n − 1 in z.
    matrix = neighbours(pairs=TOUCH, n=10)
    local, whole = local_moran(values=TEN, neighbours=matrix, permutations=99), morans_i(values=TEN, neighbours=matrix)

    assert local.statistic.sum() == pytest.approx(whole.statistic * 9)


def read(name: str, column: str = "") -> object:
    """Read a file that comes with libpysal: whole, or one of its columns."""
    found = libpysal.io.open(get_path(name))
    read = np.array(found.by_col(column)) if column else found.read()
    found.close()
    return read


def test_crime_in_columbus_and_homicide_around_st_louis_are_gathered_as_far_as_printed() -> None:
    # spdep's documentation, `moran.test(columbus$CRIME, nb2listw(col.gal.nb))`: z = 5.5894, one-sided p = 1.139e-08.
    columbus = morans_i(values=read("columbus.dbf", "CRIME"), neighbours=read("columbus.gal"))  # type: ignore[arg-type]
    assert columbus.statistic == pytest.approx(0.500188557, abs=5e-10)
    assert columbus.expected == pytest.approx(-0.020833333)
    assert columbus.variance == pytest.approx(0.008689289, abs=5e-10)
    assert (columbus.z, columbus.p_value / 2) == pytest.approx((5.5894, 1.139e-08), rel=5e-4)

    # esda's documentation of `Moran`: 78 counties, rates of 1988 to 1993.
    louis = morans_i(values=read("stl_hom.txt", "HR8893"), neighbours=read("stl.gal"))  # type: ignore[arg-type]
    assert louis.statistic == pytest.approx(0.24365582621771659)
    assert louis.expected == pytest.approx(-0.012987012987012988)


def test_a_cell_of_four_by_hand() -> None:
    # Values 0 0 0 4 in a row of four, neighbours to each side: mean 1, s = √3, places 3 and 4 add up 4 of expected 2.
    # z = (4 − 2) ÷ (√3 × √((4 × 2 − 4) ÷ 3)) = 1
    found = gi_star(values=[0, 0, 0, 4], neighbours=neighbours(pairs=pairwise(range(4)), n=4))

    assert found.z[3] == pytest.approx(1)
    assert found.z[0] == pytest.approx(-1)


def test_the_leukaemia_of_northumberland_and_durham() -> None:
    """Build 96 cases with the margins that Knox (1964) printed.

    Of 4,560 pairs 25 lay within a kilometre, 152 within 60 days, and 5 both: 0.83 were expected.
    """
    points = np.array([(place * 10_000.0, 0.0) for place in range(96)])
    days = np.arange(96) * 1_000.0
    points[1:50:2] = points[0:50:2] + np.array([500, 0])
    days[:6] = days[0]  # 15 pairs, 3 of them near
    days[7] = days[6] + 10  # 1, and near
    days[9] = days[8] + 20  # 1, and near
    days[60:66] = days[60]  # 15
    days[79:95] = days[79]  # 120
    found = knox(
        points=points, days=days, distance_bands=[0, 1_000], time_bands=[0, 60], permutations=999, inclusive=True
    )

    assert found.pairs == 4_560
    assert found.observed[0, 0] == 5
    assert found.expected[0, 0] == pytest.approx(25 * 152 / 4_560)
    assert found.ratio[0, 0] == pytest.approx(6.0)
    # Poisson with a mean of 0.83 reaches five once in 640 (Knox: p < 0.01).
    assert found.p_value[0, 0] < 0.01


def test_the_quartic_kernel_by_hand() -> None:
    # A point at the middle of a cell; the cells two and three sides away lie at half and three quarters of h = 400.
    found = kernel_density(points=[(50, 50)], cell=100, bandwidth=400, extent=(0, 0, 500, 100))

    peak = 3 / (pi * 400**2)
    by_hand = [peak, peak * (1 - 1 / 16) ** 2, peak * (1 - 1 / 4) ** 2, peak * (1 - 9 / 16) ** 2, 0]
    assert found.value[0] == pytest.approx(by_hand, abs=1e-3 * peak)


def test_hit_rate_area_and_the_three_indices_of_one_prediction() -> None:
    # Ten places of 1 km², two picked, 40 of 100 later events in them: PAI 40% ÷ 20% = 2 (Chainey et al. 2008). The two
    # best held 60: PEI 2 ÷ 3 (Hunt 2016). Before 50 of 100: RRI (40 ÷ 50) ÷ (100 ÷ 100) = 0.8 (Levine 2008).
    found = prediction_accuracy(
        picked=[True, True] + [False] * 8,
        events=[30, 10, 30, 10, 10, 10, 0, 0, 0, 0],
        area=[1.0] * 10,
        events_before=[25, 25, 20, 10, 10, 10, 0, 0, 0, 0],
    )

    assert (found.pai, found.rri) == (pytest.approx(2), pytest.approx(0.8))
    assert found.pei == pytest.approx(2 / 3)
    assert (found.hit_rate, found.area_share, found.picked, found.n) == (0.4, 0.2, 2, 100)


def test_gini_of_few_events_as_bernasco_and_steenbeek_correct_it() -> None:
    # Three events on four places, two at one: the plain Gini is (2 × (3 × 1/3 + 4 × 2/3) − 5) ÷ 4 = 7/12. Theirs sets
    # it against the most even spread that three events can have: (2 × 11/3 − 5) ÷ 3 − 4/3 + 1 = 4/9.
    assert concentration(counts=[2, 1, 0, 0]).gini == pytest.approx(4 / 9)
    # With as many events as places both are the same: 1, 1, 2, 0 gives (2 × (2 + 3 + 8) ÷ 4 − 5) ÷ 4 = 3/8.
    assert concentration(counts=[1, 1, 2, 0]).gini == pytest.approx(3 / 8)


def test_half_of_crime_in_a_twentieth_of_streets_is_what_weisburd_would_read() -> None:
    # Weisburd (2015), the law of crime concentration: about 50% of events in 4 to 6% of segments; here 50 in 5 of 100.
    found = concentration(counts=[10] * 5 + [1] * 50 + [0] * 45)

    assert found.top_5_percent == pytest.approx(0.5)
    assert found.top_10_percent == pytest.approx(0.55)
