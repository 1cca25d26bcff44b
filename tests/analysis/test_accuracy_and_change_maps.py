"""How good picked places were, and where a change differs from the change of all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.places import change_map, prediction_accuracy


def test_a_quarter_of_events_in_a_twentieth_of_the_area_is_five() -> None:
    # Chainey, Tompson and Uhlig (2008): PAI = hit rate ÷ area percentage, 25% ÷ 5% = 5.
    events = [25] + [75 / 19] * 19
    found = prediction_accuracy(picked=[True] + [False] * 19, events=np.round(np.array(events) * 19))

    assert found.pai == pytest.approx(5, rel=0.01)
    assert found.pei == 1
    assert found.area_share == 0.05


def test_the_best_possible_pick_has_a_pei_of_one_and_the_worst_less() -> None:
    events = [10, 0, 5, 1]

    assert prediction_accuracy(picked=[True, False, False, False], events=events).pei == 1
    assert prediction_accuracy(picked=[False, True, False, False], events=events).pei == 0
    assert prediction_accuracy(picked=[False, False, True, False], events=events).pei == pytest.approx(0.5)


def test_the_best_pick_of_uneven_areas_takes_the_last_place_in_part() -> None:
    found = prediction_accuracy(picked=[True, False, False], events=[2, 6, 4], area=[2.0, 1.0, 2.0])

    assert found.hit_rate == pytest.approx(2 / 12)
    assert found.pei == pytest.approx(2 / (6 + 2))


def test_recapture_compares_the_picked_places_with_all() -> None:
    # Levine (2008): (8 ÷ 10) ÷ (16 ÷ 20) = 1, the picked places held their share.
    found = prediction_accuracy(picked=[True, False], events=[8, 8], events_before=[10, 10])

    assert found.rri == pytest.approx(1)


@given(st.lists(st.integers(0, 20), min_size=3, max_size=12), st.data())
def test_nobody_could_have_picked_better_than_pei_says(events: list[int], data: st.DataObject) -> None:
    picked = data.draw(st.lists(st.booleans(), min_size=len(events), max_size=len(events)))
    if not any(picked) or not any(events):
        return
    found = prediction_accuracy(picked=picked, events=events)

    best = sum(sorted(events, reverse=True)[: sum(picked)]) / sum(events)
    assert found.pei == pytest.approx(found.hit_rate / best)


@pytest.mark.parametrize(
    ("change", "refusal", "words"),
    [
        ({"picked": [False, False]}, NotEnoughData, "No place was picked"),
        ({"events": [0, 0]}, NotEnoughData, "Nothing happened"),
        ({"events": [1, None]}, NotEnoughData, "missing"),
        ({"events": [1]}, ValueError, "2 places but 1 counts"),
        ({"area": [1.0]}, ValueError, "2 places but 1 areas"),
        ({"area": [1.0, 0.0]}, NoDenominator, "no area"),
        ({"events_before": [0, 3]}, NotEnoughData, "no event before"),
    ],
)
def test_what_cannot_be_judged_is_refused(change: dict[str, object], refusal: type[Exception], words: str) -> None:
    asked: dict[str, object] = {"picked": [True, False], "events": [1, 2]}
    with pytest.raises(refusal, match=words):
        prediction_accuracy(**{**asked, **change})  # type: ignore[arg-type]


# ---- change maps -----------------------------------------------------------------------------------------------------


def test_a_rise_everywhere_is_a_rise_nowhere() -> None:
    found = change_map(before=[100, 200, 300], after=[150, 300, 450])

    assert found.verdict == ("", "", "")
    assert found.whole == 1.5
    assert np.allclose(found.ratio, 1)
    assert np.allclose(found.difference, 0)


def test_one_place_that_rose_and_one_that_fell_are_told() -> None:
    found = change_map(before=[100, 100, 100, 100, 100], after=[200, 100, 100, 100, 40])

    assert found.verdict == ("higher", "", "", "", "lower")


def test_few_events_are_tested_exactly() -> None:
    found = change_map(before=[2, 300], after=[12, 300], adjust="none")

    tail = binomtest(12, 14, 0.5, alternative="greater").pvalue
    assert found.p_value[0] == pytest.approx(2 * tail)


def test_dispersion_makes_verdicts_rarer_and_an_empty_place_has_none() -> None:
    before, after = [100, 100, 100, 0], [145, 100, 100, 0]

    assert change_map(before=before, after=after, adjust="none").verdict[0] == "higher"
    wide = change_map(before=before, after=after, dispersion=4, adjust="none")
    assert wide.verdict[0] == ""
    assert np.isnan(wide.ratio[3])
    assert np.isnan(wide.p_value[3])


def test_no_change_is_called_one_as_seldom_as_the_level_says() -> None:
    rng = np.random.default_rng(3)
    tests, called = 0, 0
    for _ in range(60):
        level = rng.gamma(2, 20, 40)
        found = change_map(before=rng.poisson(level), after=rng.poisson(level * 1.1), adjust="none")
        tests += int(np.sum(~np.isnan(found.p_value)))
        called += sum(bool(word) for word in found.verdict)

    assert called / tests <= 0.06


def test_maps_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(ValueError, match="2 places before but 3 after"):
        change_map(before=[1, 2], after=[1, 2, 3])
    with pytest.raises(NotEnoughData, match="missing"):
        change_map(before=[1, None], after=[1, 2])  # type: ignore[list-item]
    with pytest.raises(NotEnoughData, match="one place"):
        change_map(before=[1, 0], after=[1, 2])
    with pytest.raises(NotACount, match="no map"):
        change_map(before=[1], after=[1])
    with pytest.raises(ValueError, match="surer than Poisson"):
        change_map(before=[1, 2], after=[1, 2], dispersion=0.5)
