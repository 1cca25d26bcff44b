"""Every audit verb has a sentence, every capability is granted and used, and every app says it in the same places."""

from __future__ import annotations

import re
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import pytest
from django.apps import apps

from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.queries import all_sentences
from tests.architecture.house import sources

VERB = re.compile(r"""\brecord\(\s*f?["']([^"']+)["']""")
OURS = sorted(config.name for config in apps.get_app_configs() if config.name.startswith("frankpledge."))
GUARDED = [name for name in OURS if find_spec(f"{name}.permissions")]


def recorded(text: str) -> set[str]:
    """Return the verbs that a file records."""
    return set(VERB.findall(text))


def test_every_verb_has_a_sentence_and_every_sentence_its_verb() -> None:
    verbs = {verb for source in sources() if source.is_python for verb in recorded(source.text)}
    assert verbs == set(all_sentences())


def test_a_verb_is_found_wherever_its_line_is_broken() -> None:
    assert recorded('record("a.b", x)\nrecord(\n    "c.d",\n    y)\nrecord(f"e.f_{g}", z)') == {"a.b", "c.d", "e.f_{g}"}


def test_a_verb_begins_with_its_app() -> None:
    labels = {config.label for config in apps.get_app_configs()}
    assert [
        verb for verb in all_sentences() if verb.split(".")[0] not in labels or not re.fullmatch(r"\w+\.[a-z_]+", verb)
    ] == []


def ungranted(permissions: ModuleType) -> list[str]:
    """Return the capabilities of an app that no role is granted, or that are not in its table at all."""
    capabilities: type[StrEnum] = permissions.Capability
    return [one.name for one in capabilities if not permissions.GRANTS.get(one)]


@pytest.mark.parametrize("name", GUARDED)
def test_every_capability_is_granted_to_roles_that_exist(name: str) -> None:
    permissions = import_module(f"{name}.permissions")
    assert ungranted(permissions) == []
    assert {role for roles in permissions.GRANTS.values() for role in roles} <= set(Role)


@pytest.mark.parametrize("name", GUARDED)
def test_every_capability_is_used(name: str) -> None:
    permissions = import_module(f"{name}.permissions")
    folder = name.removeprefix("frankpledge.").replace(".", "/")
    elsewhere = " ".join(source.text for source in sources() if source.path != f"{folder}/permissions.py")
    assert [one.name for one in permissions.Capability if f"Capability.{one.name}" not in elsewhere] == []


def test_a_capability_granted_to_nobody_is_found() -> None:
    planted = ModuleType("planted")

    class Capability(StrEnum):
        FLY = "fly"
        SWIM = "swim"
        WALK = "walk"

    planted.Capability = Capability  # type: ignore[attr-defined]
    planted.GRANTS = {Capability.SWIM: frozenset[Role](), Capability.WALK: frozenset({Role.LEAD})}  # type: ignore[attr-defined]
    assert ungranted(planted) == ["FLY", "SWIM"]
