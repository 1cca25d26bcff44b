"""Weights, themes and unsound figures as data: checked when read, and never more sure than their source."""

from __future__ import annotations

from typing import Any

import pytest

from frankpledge.statute import load, unsound, weights
from frankpledge.statute.categories import crime_types
from frankpledge.statute.load import BadDefinition
from frankpledge.statute.themes import themes
from frankpledge.statute.unsound import unsound_cases
from frankpledge.statute.weights import UnknownScheme, offence_weights, scheme, schemes, usable_weights


def test_only_confirmed_weights_are_used_unless_the_others_are_asked_for() -> None:
    confirmed = usable_weights("ons-severity", by="code")
    every = usable_weights("ons-severity", by="code", unconfirmed=True)
    assert confirmed["8N"] == 184
    assert confirmed["1"] == 7_979
    assert "46" not in confirmed
    assert every["46"] == 13
    assert confirmed.items() < every.items()


def test_no_type_of_the_street_files_has_a_confirmed_weight_and_four_have_one_that_is_not() -> None:
    assert usable_weights("ons-severity", by="type") == {}
    held = usable_weights("ons-severity", by="type", unconfirmed=True)
    assert set(held) == {"Bicycle theft", "Shoplifting", "Theft from the person", "Robbery"}
    assert set(held) <= {each.name for each in crime_types()}


def test_a_part_of_another_row_is_never_added_to_it() -> None:
    parts = [row for row in offence_weights("ho-unit-cost") if row.status == "part of another row"]
    assert len(parts) == 5
    assert not any(row.codes or row.types for row in parts)


def test_costs_have_one_price_year_and_harm_has_none() -> None:
    assert {(each.kind, each.price_year) for each in schemes()} == {("harm", None), ("cost", "2015/16")}
    assert usable_weights("ho-unit-cost", by="code")["34B"] == 11_320
    assert "34A" not in usable_weights("ho-unit-cost", by="code", unconfirmed=True)


def test_a_scheme_that_nobody_published_is_refused() -> None:
    with pytest.raises(UnknownScheme, match="cambridge"):
        scheme("cambridge")


def test_a_code_with_two_weights_in_one_scheme_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = "ons-severity,A,8N,,1,confirmed,,somebody,V\nons-severity,B,8N,,2,confirmed,,somebody,V"
    head = "scheme,offence,codes,types,weight,status,note,source,confidence"
    real = load._text
    planted = lambda name: f"{head}\n{row}\n" if name == "offence_weights.csv" else real(name)  # noqa: E731
    monkeypatch.setattr(load, "_text", planted)
    weights._rows.cache_clear()
    try:
        with pytest.raises(BadDefinition, match="8N has two weights"):
            offence_weights("ons-severity")
    finally:
        weights._rows.cache_clear()


def test_every_type_in_use_stands_in_at_most_one_theme_and_none_mixes_crimes_with_incidents() -> None:
    held = [name for theme in themes() for name in theme.types]
    assert len(held) == len(set(held))
    assert [theme.id for theme in themes() if not theme.is_crime] == ["disorder"]
    assert all(theme.not_shown for theme in themes())


def test_what_most_partnerships_put_first_is_said_to_be_unseen_somewhere() -> None:
    unseen = " ".join(words for theme in themes() for words in theme.not_shown)
    for missing in ("domestic abuse", "fraud", "hate crime", "alcohol", "reoffending"):
        assert missing in unseen


def test_each_unsound_case_says_what_was_printed_what_is_wrong_and_on_which_base_it_is_worked_out_again() -> None:
    cases = unsound_cases()
    assert len({case.id for case in cases}) == len(cases) >= 9
    assert [case.id for case in cases if case.invented] == ["offender-cohort"]
    assert all(case.base and case.source and (case.rows or case.numbers) for case in cases)


def test_a_case_without_anything_to_work_out_is_refused() -> None:
    row: dict[str, Any] = {
        "id": "x", "title": "x", "printed": "x", "wrong": "x", "method": "share", "base": "x", "source": "x",
        "confidence": "K",
    }  # fmt: skip
    with pytest.raises(BadDefinition, match="worked out again"):
        unsound._case(row)


def test_a_theme_that_mixes_crimes_with_incidents_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = load.toml
    mixed = {**real("themes.toml")["theme"][0], "types": ["Burglary", "Anti-social behaviour"]}
    monkeypatch.setattr(load, "toml", lambda name: {"theme": [mixed]} if name == "themes.toml" else real(name))
    themes.cache_clear()
    try:
        with pytest.raises(BadDefinition, match="mixes crimes with incidents"):
            themes()
    finally:
        themes.cache_clear()
