"""The interface described, and tokens listed and withdrawn, from a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from frankpledge.api.openapi import description
from tests.cli.terminal import Terminal

AT = ("--workspace", "nevershire")


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Return a terminal at a county that nobody reaches by a program."""
    with Terminal(tmp_path_factory.mktemp("api") / "data") as terminal:
        assert terminal("init").code == 0
        assert terminal("levels", "found", "county", "X10000001", "Nevershire").code == 0
        yield terminal


def test_the_description_is_printed_or_written_and_is_the_one_that_is_served(say: Terminal, tmp_path: Path) -> None:
    assert say("api", "openapi").json == description()
    assert say("api", "openapi", "--out", str(tmp_path / "openapi.json")).code == 0
    assert json.loads((tmp_path / "openapi.json").read_text(encoding="utf-8")) == description()
    assert description()["openapi"].startswith("3.1")


def test_tokens_are_listed_and_one_that_is_not_there_is_not_withdrawn(say: Terminal) -> None:
    assert say("api", "tokens", *AT, "--json").json == {"tokens": []}
    assert "no identifier" in say("api", "withdraw", "some-token", *AT).refusal
    assert "no such token" in say("api", "withdraw", "00000000-0000-4000-8000-000000000000", *AT).refusal
