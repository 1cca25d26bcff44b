from __future__ import annotations

import inspect

import pytest

from frankpledge.analysis import change, comparison, disclosure, rates, rules
from frankpledge.analysis.comparison import nearest_areas
from frankpledge.analysis.places import hot_spots
from frankpledge.analysis.signals import xmr
from frankpledge.statute import disclosure as policy
from frankpledge.statute.load import BadDefinition
from frankpledge.statute.settings import (
    Settings,
    _check_once,
    about_settings,
    settings,
)


def default(function: object, name: str) -> object:
    return inspect.signature(function).parameters[name].default  # type: ignore[arg-type]


def test_every_setting_has_its_value_its_meaning_and_its_source() -> None:
    assert {each.id for each in about_settings()} == set(Settings.__slots__)
    assert settings().similar_areas_also == (10, 20)


def test_what_functions_assume_is_what_the_settings_say() -> None:
    shipped = settings()
    assert default(change.compare_counts, "material") == shipped.material_change
    assert default(comparison.compare_with_rest, "material") == shipped.material_change
    assert default(comparison.compare_with_whole, "material") == shipped.material_change
    assert default(rates.estimate_age, "flagged_over") == shipped.estimate_flagged_over
    assert default(rates.estimate_age, "refused_over") == shipped.estimate_refused_over
    hidden = policy.disclosure().hidden_up_to
    assert default(disclosure.suppress_primary, "threshold") == hidden == default(disclosure.hide, "threshold")
    assert default(hot_spots, "alpha") == shipped.hot_spot_false_discovery
    assert default(hot_spots, "least_events") == shipped.hot_spot_least_events
    assert default(hot_spots, "least_years") == shipped.hot_spot_years
    assert default(nearest_areas, "k") == shipped.similar_areas
    assert default(xmr, "screen") == shipped.moving_range_screen
    assert (shipped.shift_length, shipped.trend_length) == (rules.SHIFT_LENGTH, rules.TREND_LENGTH)


def test_a_setting_given_twice_is_refused() -> None:
    with pytest.raises(BadDefinition, match="shift_length is set twice"):
        _check_once(["shift_length", "trend_length", "shift_length"])
