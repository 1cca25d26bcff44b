from __future__ import annotations

import inspect

import pytest

from frankpledge.analysis import change, comparison, disclosure, rates, rules
from frankpledge.analysis.comparison import nearest_areas
from frankpledge.analysis.places import hot_spots
from frankpledge.analysis.signals import xmr
from frankpledge.statute.load import BadDefinition
from frankpledge.statute.settings import (
    Settings,
    _check_once,
    about_settings,
    policies,
    restricted_geometries,
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
    assert default(disclosure.suppress_primary, "threshold") == shipped.disclosure_threshold
    assert default(hot_spots, "alpha") == shipped.hot_spot_false_discovery
    assert default(hot_spots, "least_events") == shipped.hot_spot_least_events
    assert default(hot_spots, "least_years") == shipped.hot_spot_years
    assert default(nearest_areas, "k") == shipped.similar_areas
    assert default(xmr, "screen") == shipped.moving_range_screen
    assert (shipped.shift_length, shipped.trend_length) == (rules.SHIFT_LENGTH, rules.TREND_LENGTH)


def test_casework_is_never_publishable_and_open_data_hide_nothing() -> None:
    found = policies()
    assert set(found) == {"open", "restricted", "casework"}
    assert not found["casework"].publishable
    assert not found["open"].hides_small_counts
    assert found["restricted"].hides_small_counts


def test_restricted_data_have_four_tables_and_the_sensitive_ones_are_by_year() -> None:
    found = {each.id: (each.area, each.detail, each.period) for each in restricted_geometries()}
    assert found == {
        "partnership": ("csp", "type", "month"),
        "ward": ("ward", "type", "year"),
        "neighbourhood": ("lsoa", "group", "three years"),
        "sensitive": ("csp", "type", "year"),
    }
    assert [each.id for each in restricted_geometries() if each.sensitive] == ["sensitive"]


def test_a_setting_given_twice_is_refused() -> None:
    with pytest.raises(BadDefinition, match="shift_length is set twice"):
        _check_once(["shift_length", "trend_length", "shift_length"])
