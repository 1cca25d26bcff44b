"""Scoring: medians, risk, agreement against the published example and a naive twin, and how firm the order is."""

from __future__ import annotations

from itertools import permutations
from math import isclose, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis.priorities import Part, agreement, rank_stability, score, weight_effects
from frankpledge.analysis.refusals import NotEnoughData

TWO: tuple[Part, ...] = ("harm", "likelihood")
FULL: tuple[Part, ...] = ("harm", "harm", "likelihood", "likelihood", "gap")
WEIGHTS = (3, 1, 1, 1, 1)


def flat(*risks: tuple[float, float]) -> list[list[tuple[float, float]]]:
    """Return the marks of one agency, by issue: harm and likelihood."""
    return [list(risks)]


# ---- score ---------------------------------------------------------------------------------------------------------


def test_risk_is_harm_times_likelihood_over_sixteen_of_the_medians() -> None:
    marks = [
        [[4, 0, 2, 4, 1], [1, 1, 1, 1, 4]],
        [[3, 2, 2, 4, 2], [1, 1, 1, 1, 4]],
        [[0, 4, 4, 4, 4], [1, 1, 1, 1, 0]],
    ]
    found = score(marks=marks, parts=FULL, weights=WEIGHTS)
    assert found.median.tolist() == [[3, 2, 2, 4, 2], [1, 1, 1, 1, 4]]
    assert found.lowest[0].tolist() == [0, 0, 2, 4, 1]
    assert found.highest[0].tolist() == [4, 4, 4, 4, 4]
    # harm (3×3 + 1×2) ÷ 4 = 2.75; likelihood (2 + 4) ÷ 2 = 3; risk 2.75 × 3 ÷ 16
    assert found.harm.tolist() == [2.75, 1.0]
    assert found.likelihood.tolist() == [3.0, 1.0]
    assert found.risk.tolist() == [0.515625, 0.0625]
    assert found.gap.tolist() == [2.0, 4.0]
    assert found.rank.tolist() == [1, 2]
    assert found.agencies == 3


def test_the_gap_in_the_response_is_beside_the_risk_and_never_in_it() -> None:
    low, high = ([[[2, 2, 3, 3, gap]]] for gap in (0, 4))
    assert score(marks=low, parts=FULL, weights=WEIGHTS).risk == score(marks=high, parts=FULL, weights=WEIGHTS).risk
    without = score(marks=[[[2, 3]]], parts=TWO, weights=(1, 1))
    assert np.isnan(without.gap).all()


def test_the_most_is_one_and_the_least_is_nought() -> None:
    found = score(marks=flat((4, 4), (0, 4), (4, 0)), parts=TWO, weights=(1, 1))
    assert found.risk.tolist() == [1, 0, 0]
    assert found.rank.tolist() == [1, 2, 2]


def test_a_mark_that_is_not_there_is_not_a_nought() -> None:
    found = score(marks=[[[4, 4], [4, nan]], [[nan, 2], [4, nan]]], parts=TWO, weights=(1, 1))
    assert found.median[0].tolist() == [4, 3]
    assert found.given.tolist() == [[1, 2], [2, 0]]
    assert np.isnan(found.risk[1])
    assert np.isnan(found.rank[1])
    assert found.rank[0] == 1


def test_an_agency_that_sent_nothing_is_not_counted() -> None:
    assert score(marks=[[[1, 1]], [[nan, nan]]], parts=TWO, weights=(1, 1)).agencies == 1


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=1, max_size=7))
def test_the_order_in_which_agencies_come_makes_no_difference(sheets: list[list[int]]) -> None:
    marks = [[sheet] for sheet in sheets]
    there, back = (score(marks=way, parts=TWO, weights=(1, 1)) for way in (marks, marks[::-1]))
    assert there.risk == back.risk
    assert 0 <= there.risk[0] <= 1


@pytest.mark.parametrize(
    ("marks", "parts", "weights"),
    [
        ([[[5, 1]]], TWO, (1, 1)),
        ([[[-1, 1]]], TWO, (1, 1)),
        ([[1, 1]], TWO, (1, 1)),
        ([[[1, 1]]], TWO, (1,)),
        ([[[1, 1]]], ("harm", "gap"), (1, 1)),
        ([[[1, 1, 1]]], ("harm", "likelihood", "noise"), (1, 1, 1)),
        ([[[1, 1]]], TWO, (1, 0)),
        ([[[1, 1]]], TWO, (1, nan)),
    ],
)
def test_what_makes_no_sense_is_an_error(marks: object, parts: object, weights: object) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        score(marks=marks, parts=parts, weights=weights)  # type: ignore[arg-type]


def test_without_any_mark_there_is_nothing_to_score() -> None:
    with pytest.raises(NotEnoughData, match="Nobody"):
        score(marks=[[[nan, nan]]], parts=TWO, weights=(1, 1))


# ---- agreement -----------------------------------------------------------------------------------------------------

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: four observers, twelve units, five values,
# some missing. Printed: nominal 0.743, ordinal 0.815, interval 0.849.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]


def naive_alpha(table: list[list[float]]) -> float:
    """Return α by walking through all pairs of marks, within units and over all units."""
    units = [[row[at] for row in table if row[at] == row[at]] for at in range(len(table[0]))]
    units = [unit for unit in units if len(unit) > 1]
    every = [value for unit in units for value in unit]

    def far(one: float, other: float) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(low <= value <= high for value in every)
        return (between - (every.count(low) + every.count(high)) / 2) ** 2 if low != high else 0.0

    observed = sum(far(a, b) / (len(unit) - 1) for unit in units for a, b in permutations(unit, 2)) / len(every)
    expected = sum(far(a, b) for a, b in permutations(every, 2)) / (len(every) * (len(every) - 1))
    return 1 - observed / expected


def test_agreement_is_that_of_the_published_example() -> None:
    found = agreement(marks=PUBLISHED)
    assert round(found.alpha, 3) == 0.815
    # The twelfth unit was marked once and says nothing of agreement; forty marks are left.
    assert (found.units, found.n) == (11, 40)


def test_agreement_is_what_walking_through_all_pairs_gives() -> None:
    assert isclose(agreement(marks=PUBLISHED).alpha, naive_alpha(PUBLISHED))


@given(
    st.integers(2, 5).flatmap(
        lambda raters: st.lists(
            st.lists(st.one_of(st.integers(0, 4).map(float), st.just(nan)), min_size=raters, max_size=raters),
            min_size=2,
            max_size=8,
        )
    )
)
def test_agreement_is_that_of_its_naive_twin_whatever_the_marks(units: list[list[float]]) -> None:
    table = [list(row) for row in zip(*units, strict=True)]
    try:
        found = agreement(marks=table)
    except NotEnoughData:
        held = [[value for value in unit if value == value] for unit in units]
        assert len({value for unit in held if len(unit) > 1 for value in unit}) < 2
    else:
        assert isclose(found.alpha, naive_alpha(table), abs_tol=1e-9)
        assert found.alpha <= 1 + 1e-12


def test_who_agree_on_all_agree_wholly_and_who_always_differ_do_less_than_by_chance() -> None:
    assert agreement(marks=[[0, 1, 4], [0, 1, 4]]).alpha == 1
    assert agreement(marks=[[0, 4, 0, 4], [4, 0, 4, 0]]).alpha < 0


def test_near_misses_cost_less_than_wide_ones() -> None:
    near = agreement(marks=[[0, 1, 2, 3, 4], [1, 2, 3, 4, 3]]).alpha
    wide = agreement(marks=[[0, 1, 2, 3, 4], [4, 3, 3, 2, 1]]).alpha
    assert near > 0.5 > wide


@pytest.mark.parametrize("marks", [[[1, 2, 3]], [[1, nan], [nan, 2]], [[nan]], [[2, 2], [2, 2]]])
def test_where_agreement_cannot_be_told_it_is_not(marks: list[list[float]]) -> None:
    with pytest.raises(NotEnoughData):
        agreement(marks=marks)


# ---- stability -----------------------------------------------------------------------------------------------------


def stable(marks: object, doubt: float, *, top: int = 1, **more: object) -> object:
    shape = np.asarray(marks).shape
    return rank_stability(
        marks=marks, doubts=np.full(shape[:2], doubt), parts=TWO, weights=(1, 1), top=top, seed=7, **more
    )


def test_where_all_are_sure_the_order_is_what_it_is() -> None:
    found = stable(flat((4, 4), (3, 3), (1, 1)), 0)
    assert found.low.tolist() == found.high.tolist() == [1, 2, 3]
    assert found.in_top.tolist() == [1, 0, 0]
    assert found.tier.tolist() == [1, 2, 3]
    assert not found.ties.any()
    assert (found.draws, found.seed, found.confidence) == (2_000, 7, 0.95)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    marks = flat((3, 3), (3, 2), (2, 3))
    assert stable(marks, 1).in_top.tolist() == stable(marks, 1).in_top.tolist()
    other = rank_stability(marks=marks, doubts=np.ones((1, 3)), parts=TWO, weights=(1, 1), top=1, seed=8)
    assert other.in_top.tolist() != stable(marks, 1).in_top.tolist()


def test_equals_tie_and_share_the_first_place_by_lot() -> None:
    found = stable(flat((3, 3), (3, 3), (1, 1)), 0)
    assert (found.low.tolist(), found.high.tolist()) == ([1, 1, 3], [2, 2, 3])
    assert found.in_top.tolist() == [0.5, 0.5, 0]
    assert found.tier.tolist() == [1, 1, 3]
    assert found.ties.tolist() == [[False, True, False], [True, False, False], [False, False, False]]
    assert stable(flat((3, 3), (3, 3), (1, 1)), 0, top=2).in_top.tolist() == [1, 1, 0]


def test_doubt_widens_the_interval_of_what_is_near_and_not_of_what_is_far() -> None:
    marks = flat((3, 3), (3, 2), (0, 0))
    sure, fairly, unsure = (stable(marks, doubt) for doubt in (0, 0.5, 1))
    assert sure.tier.tolist() == [1, 2, 3]
    assert unsure.tier.tolist() == [1, 1, 3]
    assert sure.in_top[0] == 1 > fairly.in_top[0] > unsure.in_top[0] > 0.5


def test_the_chance_of_being_first_is_that_of_the_drawn_marks() -> None:
    # Harm is 2 ± 1 against a sure 2, likelihood the same and sure: first in half of all draws.
    found = rank_stability(
        marks=[[[2, 2], [2, 2]]], doubts=[[1, 0]], parts=TWO, weights=(1, 1), top=1, seed=1, draws=4_000
    )
    # Likelihood moves too, so the product leans either way evenly in logs and not quite in ranks: P(xy > 4) for x and y
    # even over 1 to 3 is 1 − ∫ min(2, 4/x − 1) dx ÷ 4 over 4/3 … 3, less what lies below.
    area = (3 - 4 / 3) * 3 - 4 * np.log(3 / (4 / 3))
    assert found.in_top[0] == pytest.approx(area / 4, abs=4 * np.sqrt(0.25 / 4_000))


def test_marks_never_leave_the_scale() -> None:
    # Both at the top end: what is unsure can only lose. In a quarter of draws neither of its two marks does: a tie.
    found = stable_with([[[4, 4], [4, 4]]], [[0, 1]])
    assert found.in_top[0] == pytest.approx(0.75 + 0.25 / 2, abs=0.03)
    assert found.low[0] == 1


def stable_with(marks: object, doubts: object) -> object:
    return rank_stability(marks=marks, doubts=doubts, parts=TWO, weights=(1, 1), top=1, seed=3)


def test_weights_are_drawn_around_those_given() -> None:
    # The first is worse by one criterion of harm, the second by the other: the heavier criterion wins more often.
    parts: tuple[Part, ...] = ("harm", "harm", "likelihood")
    marks = [[[4, 0, 2], [0, 4, 2]]]
    even, heavy = (
        rank_stability(marks=marks, doubts=[[0, 0]], parts=parts, weights=weights, top=1, seed=5, draws=4_000)
        for weights in ((1, 1, 1), (3, 1, 1))
    )
    assert even.in_top[0] == pytest.approx(0.5, abs=0.03)
    # Dirichlet (1.5, 0.5): the first weight is above one half with probability 1 − I(0.5; 1.5, 0.5) = 0.5 + 1/π.
    assert heavy.in_top[0] == pytest.approx(0.5 + 1 / np.pi, abs=0.03)


def test_more_agencies_of_one_mind_make_the_order_firmer() -> None:
    one, many = ([[[3, 3], [3, 2]]] * agencies for agencies in (1, 9))
    assert stable(many, 1).in_top[0] > stable(one, 1).in_top[0]


def test_the_median_of_some_marks_is_drawn_as_numpy_would() -> None:
    rng = np.random.default_rng(4)
    marks = rng.integers(0, 5, size=(5, 4, 2)).astype(float)
    marks[0, 0, 0] = marks[1, 0, 0] = marks[2, 3, 1] = nan
    found = stable(marks, 0, draws=600)
    risk = np.nanmedian(marks, axis=0).prod(axis=1)
    assert found.low.tolist() == [1 + sum(risk > one) for one in risk]
    assert found.high.tolist() == [sum(risk >= one) for one in risk]


def test_an_issue_that_lacks_a_mark_has_no_place_and_takes_none() -> None:
    found = stable(flat((4, 4), (3, nan), (1, 1)), 0)
    assert np.isnan(found.low[1])
    assert np.isnan(found.in_top[1])
    assert found.tier.tolist() == [1, 0, 2]
    assert not found.ties.any()


def test_ties_link_along_a_chain() -> None:
    found = stable(flat((4, 2.0), (3, 2.4), (2, 3.2), (0, 0)), 0.5)
    assert found.tier[3] == 4
    assert set(found.tier[:3].tolist()) == {1}


def test_a_gap_that_nobody_marked_does_not_matter() -> None:
    parts: tuple[Part, ...] = ("harm", "likelihood", "gap")
    found = rank_stability(
        marks=[[[4, 4, nan], [1, 1, nan]]], doubts=[[0, 0]], parts=parts, weights=(1, 1, 1), top=1, seed=1
    )
    assert found.low.tolist() == [1, 2]


@pytest.mark.parametrize(
    "more",
    [{"top": 0}, {"top": 3}, {"doubts": [[0.3, 0]]}, {"doubts": [[0]]}, {"confidence": 1.0}],
    ids=str,
)
def test_stability_of_nonsense_is_an_error(more: dict[str, object]) -> None:
    plain = {"marks": flat((4, 4), (1, 1)), "doubts": [[0, 0]], "parts": TWO, "weights": (1, 1), "top": 1, "seed": 1}
    with pytest.raises(ValueError, match=r"\S"):
        rank_stability(**{**plain, **more})  # type: ignore[arg-type]


def test_one_issue_has_no_order() -> None:
    with pytest.raises(NotEnoughData, match="Fewer than two"):
        stable(flat((4, 4), (nan, 1)), 0)


# ---- weights -------------------------------------------------------------------------------------------------------


def test_what_the_weights_do_is_shown_by_taking_them_away() -> None:
    marks = [[[4, 0, 2, 2, 0], [2, 3, 2, 2, 0]]]
    found = weight_effects(marks=marks, parts=FULL, weights=WEIGHTS)
    # Weighted harm 3 against 2.25; alike 2 against 2.5; without the first criterion 0 against 3.
    assert found.weighted.tolist() == [1, 2]
    assert found.alike.tolist() == [2, 1]
    assert found.without[0].tolist() == [2, 1]
    assert found.without[1].tolist() == [1, 2]
    assert np.isnan(found.without[4]).all()


def test_a_criterion_that_alone_was_marked_cannot_be_left_out() -> None:
    parts: tuple[Part, ...] = ("harm", "harm", "likelihood")
    found = weight_effects(marks=[[[4, nan, nan]]], parts=parts, weights=(1, 1, 1))
    assert np.isnan(found.without).all()
