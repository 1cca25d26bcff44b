"""Charts of many series at once are those of each alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analysis import NotEnoughData
from frankpledge.analysis.rules import Rule
from frankpledge.analysis.signals import xmr, xmr_many

points = st.one_of(st.integers(0, 6).map(float), st.integers(0, 60).map(float), st.just(float("nan")))


def same_as_alone(values: np.ndarray, baseline: int | None, rules: tuple[Rule, ...]) -> None:
    found = xmr_many(values=values, baseline=baseline, rules=rules)
    for row, series in enumerate(values):
        try:
            alone = xmr(values=series, baseline=baseline, rules=rules)
        except NotEnoughData:
            assert found.refused[row]
            assert np.isnan([found.centre[row], found.lower[row], found.upper[row]]).all()
            assert not found.signalled[row].any()
            continue
        assert not found.refused[row]
        assert found.n[row] == alone.n
        for name in ("centre", "lower", "upper"):
            assert getattr(found, name)[row] == pytest.approx(getattr(alone, name), rel=1e-12)
        fired = [tuple(name for name in rules if found.signals[name][row, point]) for point in range(series.size)]
        assert fired == list(alone.signals)


@settings(max_examples=60)
@given(st.lists(st.lists(points, min_size=14, max_size=14), min_size=1, max_size=6), st.sampled_from([None, 6, 9]))
def test_each_of_many_series_is_charted_as_it_would_be_alone(rows: list[list[float]], baseline: int | None) -> None:
    same_as_alone(np.array(rows), baseline, ("outside", "shift", "trend", "two_of_three"))


@pytest.mark.parametrize("rules", [("outside", "shift"), ("trend",), ("two_of_three",), ("shift",)])
def test_only_the_rules_that_are_asked_for_mark_anything(rules: tuple[Rule, ...]) -> None:
    rng = np.random.default_rng(4)
    drifting = np.cumsum(rng.normal(size=(40, 30)), axis=1) + 50
    same_as_alone(drifting, 24, rules)
    assert tuple(xmr_many(values=drifting, rules=rules).signals) == rules


def test_what_is_no_table_of_series_and_a_rule_of_no_such_name_are_refused() -> None:
    with pytest.raises(NotEnoughData, match="series × points"):
        xmr_many(values=[])
    with pytest.raises(NotEnoughData, match="series × points"):
        xmr_many(values=[1.0, 2.0])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="no rule is called luck"):
        xmr_many(values=[[1.0, 2.0]], rules=["luck"])  # type: ignore[list-item]


def test_series_too_short_for_any_moving_range_are_refused_one_by_one() -> None:
    assert xmr_many(values=[[1.0], [2.0]]).refused.all()
