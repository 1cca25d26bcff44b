"""The house keeps its rules, and each rule catches what it is there for: an empty house passes everything."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

import pytest

from tests.architecture.house import Source, expect_none, sources
from tests.architecture.rules import (
    actions_leave_a_trace,
    apps_say_their_duty,
    exports_are_released,
    files_leave_by_one_door,
    no_fork,
    one_clock,
    one_engine,
    one_palette,
    pages_ask_queries,
    plain_names,
    sealed_is_read_with_a_trace,
    seeded,
    short_transactions,
    writes_are_actions,
)

RULES = (
    actions_leave_a_trace,
    apps_say_their_duty,
    exports_are_released,
    files_leave_by_one_door,
    no_fork,
    one_clock,
    one_engine,
    one_palette,
    pages_ask_queries,
    plain_names,
    sealed_is_read_with_a_trace,
    seeded,
    short_transactions,
    writes_are_actions,
)


def title(rule: ModuleType) -> str:
    return rule.__name__.split(".")[-1]


def broken(rule: ModuleType, files: Iterable[Source]) -> list[str]:
    return [f"{file.path}:{what}" for file in files for what in rule.violations(file)]


@pytest.mark.parametrize("rule", RULES, ids=title)
def test_the_house_keeps_the_rule(rule: ModuleType) -> None:
    expect_none(broken(rule, sources()), because=str(rule.__doc__))


@pytest.mark.parametrize("rule", RULES, ids=title)
def test_the_rule_catches_each_planted_violation(rule: ModuleType) -> None:
    for path, text in rule.PLANTED:
        assert broken(rule, [Source(path, text)]), f"{path} went through:\n{text}"


@pytest.mark.parametrize("rule", RULES, ids=title)
def test_the_rule_lets_through_what_is_right(rule: ModuleType) -> None:
    for path, text in rule.ALLOWED:
        assert broken(rule, [Source(path, text)]) == [], f"{path} was stopped:\n{text}"
