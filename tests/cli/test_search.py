"""The search from a terminal: the same index, made anew, as any role or as one person."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.terminal import Terminal, environment

TOWNS = """
import django

django.setup()
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.rules import Role

for slug in ("north-vale", "south-vale"):
    place = create_workspace(name=slug, slug=slug)
    for role in (Role.OFFICER, Role.DATA_CONTACT):
        person = create_user(email=f"{role}@{slug}.example", name=role, password=None)
        add_member(workspace=place, user=person, role=role)
"""


@pytest.fixture
def towns(terminal: Terminal) -> Terminal:
    """Return a terminal at an installation with two workspaces."""
    chosen = {**environment(terminal.data), "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings"}
    subprocess.run([sys.executable, "-c", TOWNS], env=chosen, check=True, timeout=120)
    return terminal


def test_words_are_found_in_the_workspace_that_is_named(towns: Terminal) -> None:
    told = towns("search", "forecast", "--workspace", "north-vale", "--json")
    assert told.code == 0, told.err
    answer = json.loads(told.out)
    assert answer["workspace"] == "north-vale"
    assert answer["total"] == sum(kind["count"] for kind in answer["kinds"]) > 0
    assert all(thing["href"].startswith("/w/north-vale/") for thing in answer["things"])
    assert any("orecast" in word for thing in answer["things"] for word in thing["marked"])


def test_one_person_finds_what_their_role_may_read(towns: Terminal) -> None:
    asked = ("search", "forecast", "--workspace", "north-vale", "--json", "--as")
    assert json.loads(towns(*asked, "officer@north-vale.example").out)["total"] > 0
    for person in ("data_contact@north-vale.example", "officer@south-vale.example"):
        assert json.loads(towns(*asked, person).out)["total"] == 0
    assert towns(*asked, "nobody@north-vale.example").code == 2


def test_the_index_is_made_anew(towns: Terminal) -> None:
    told = towns("search", "--rebuild", "--json")
    made = json.loads(told.out)["rebuilt"]
    assert set(made) == {"north-vale", "south-vale"}
    assert all(things > 0 for things in made.values())
    assert "north-vale: " in towns("search", "--rebuild", "--workspace", "north-vale").out


def test_it_must_be_clear_where_to_look_and_for_what(towns: Terminal) -> None:
    told = towns("search", "forecast")
    assert told.code == 2
    assert "north-vale, south-vale" in told.err
    assert towns("search", "--workspace", "nowhere", "forecast").code == 2
    assert "no word to look for" in towns("search", "--workspace", "north-vale").err


def test_a_person_reads_it_too(towns: Terminal) -> None:
    told = towns("search", "domestic", "violence", "--workspace", "north-vale")
    assert told.code == 0, told.err
    assert "Also looked for: domestic abuse" in told.out
    assert "[Duties]" in told.out
