"""The policy of disclosure control, as data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frankpledge.statute.case_counts import LABELS
from frankpledge.statute.data_sets import data_set, offence_codes
from frankpledge.statute.disclosure import (
    NotInTheseTables,
    NotOnThisMap,
    Numbers,
    _checked,
    disclosure,
    rules,
)
from frankpledge.statute.load import BadDefinition


def test_casework_is_never_publishable_and_open_data_hide_nothing() -> None:
    policy = disclosure()
    assert {one.id for one in policy.classes} == {"open", "restricted", "casework"}
    open_, restricted, casework = (policy.class_of(name) for name in ("open", "restricted", "casework"))
    assert policy.class_of("anything else") is None
    assert tuple(one and one.publishable for one in (open_, restricted, casework)) == (True, True, False)
    assert tuple(one and one.hides_small_counts for one in (open_, restricted)) == (False, True)


def test_restricted_data_have_four_tables_and_the_sensitive_ones_are_by_year() -> None:
    found = {each.id: (each.area, each.detail, each.period) for each in disclosure().geometries}
    assert found == {
        "partnership": ("csp", "type", "month"),
        "ward": ("ward", "type", "year"),
        "neighbourhood": ("lsoa", "group", "three years"),
        "sensitive": ("csp", "type", "year"),
    }
    assert [each.id for each in disclosure().geometries if each.sensitive] == ["sensitive"]
    assert disclosure().geometry("ward").area == "ward"
    with pytest.raises(NotInTheseTables, match="ward, type and year"):
        disclosure().geometry("street")


def test_every_number_of_the_policy_says_what_it_means_and_where_it_comes_from() -> None:
    assert {one.id for one in rules()} == set(Numbers.__slots__)
    assert all(one.words and one.source for one in rules())
    assert (disclosure().hidden_up_to, disclosure().marker, disclosure().missing_marker) == (4, "[c]", "[x]")


@pytest.mark.parametrize(
    ("name", "as_what"),
    [
        ("PI-10", "domestic"),
        ("L-2", "domestic"),
        ("PI-7", "hate"),
        ("PI-9", "health"),
        ("PI-12", "health"),
        ("L-4", None),
    ],
)
def test_whole_data_sets_are_sensitive_by_what_they_are_or_who_holds_them(name: str, as_what: str | None) -> None:
    found = disclosure().sensitivity_of(data_set(name))
    assert (found.id if found else None) == as_what


def test_what_is_sensitive_is_told_by_offences_and_flags_that_are_known() -> None:
    named = {each for one in disclosure().sensitive for each in one.offences}
    assert named == {"sexual"}
    assert all(offence_codes(each) for each in named)
    assert {each for one in disclosure().sensitive for each in one.flags} == {"domestic_abuse", "hate"}


def test_a_type_has_one_group_and_what_has_none_is_under_the_last() -> None:
    assert disclosure().group_of("Burglary").id == "acquisitive"
    assert disclosure().group_of("Something new").id == "other"


def test_the_four_counts_of_case_reviews_are_exempt_and_nothing_else_of_them() -> None:
    exempt = next(one for one in disclosure().exempt if one.id == "asb_reviews")
    assert set(exempt.counts) == set(LABELS) == {"applications", "not_met", "reviews", "with_recommendations"}
    assert all(disclosure().is_exempt("asb_reviews", one) for one in exempt.counts)
    assert not disclosure().is_exempt("asb_reviews", "applications by ward")
    assert not disclosure().is_exempt("tasking", "applications")


@pytest.mark.parametrize(
    ("area", "policy", "known", "words"),
    [
        ("point", "open", {}, "never leave"),
        ("street", "restricted", {"sensitive": True}, "never leave"),
        ("lsoa", "restricted", {"sensitive": True}, "never drawn below a ward"),
        ("lsoa", "open", {"types": ("Burglary", "Violence and sexual offences")}, "never drawn below a ward"),
        ("ward", "restricted", {"counts": (0, 4, None, 12)}, "1 areas have fewer than 5"),
        ("ward", "casework", {}, "never drawn for the public"),
        ("ward", "", {}, "no stated class"),
    ],
)
def test_a_public_map_of_points_of_what_is_sensitive_or_of_few_events_is_refused(
    area: str, policy: str, known: dict[str, Any], words: str
) -> None:
    with pytest.raises(NotOnThisMap, match=words):
        disclosure().check_map(area=area, policy=policy, **known)


def test_a_map_of_wards_with_enough_or_no_events_may_be_shown_and_one_of_what_is_public_already() -> None:
    disclosure().check_map(area="ward", policy="restricted", sensitive=True, counts=(0, 5, None, 12))
    disclosure().check_map(area="lsoa", policy="restricted", types=("Burglary",), counts=(0, 7))
    disclosure().check_map(area="lsoa", policy="open", counts=(0, 1, 4))


@pytest.mark.parametrize(
    ("said", "as_what"),
    [
        (("Public health indicators", "Adults who completed treatment"), "health"),
        (("Crime", "Domestic abuse incidents"), "domestic"),
        (("Fire and rescue incidents", "Deliberate vehicle fires"), None),
    ],
)
def test_what_comes_ready_counted_is_sensitive_by_what_it_is_called(said: tuple[str, ...], as_what: str | None) -> None:
    found = disclosure().sensitivity_in(*said)
    assert (found.id if found else None) == as_what


def test_a_policy_that_protects_nothing_or_counts_a_type_twice_is_refused() -> None:
    with pytest.raises(BadDefinition, match="small counts are hidden"):
        _checked(replace(disclosure(), hidden_up_to=0))
    twice = (disclosure().groups[0], *disclosure().groups)
    with pytest.raises(BadDefinition, match="one group"):
        _checked(replace(disclosure(), groups=twice))
