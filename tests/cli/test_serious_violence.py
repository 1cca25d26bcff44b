"""The serious violence strategy and the plans of other bodies from a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

AT = ("--workspace", "nevershire")


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    folder = tmp_path_factory.mktemp("violence")
    with Terminal(folder / "data") as terminal:
        assert terminal("init").code == 0
        assert terminal("levels", "found", "county", "X10000001", "Nevershire").code == 0
        members = folder / "members.csv"
        members.write_text(
            "Body,Body kind,Seat,Organisation,Organisation kind\nBoard,board,Chair,Lamps trust,charity\n",
            encoding="utf-8",
        )
        assert terminal("bodies", "import", "nevershire", str(members), "--apply").code == 0
        yield terminal


def test_a_strategy_is_begun_written_held_against_the_duty_and_taken_away(say: Terminal, tmp_path: Path) -> None:
    assert "no strategy was begun" in say("serious-violence", "gaps", *AT).err
    begun = say("serious-violence", "begin", "Strategy 2026", *AT, "--from", "2026-04-01", "--serves", "North vale")
    assert begun.code == 0, begun.err
    assert say("serious-violence", "write", "definition", "Knives and threats", *AT).code == 0
    assert "no part that is written" in say("serious-violence", "write", "weather", "x", *AT).err
    told = {one["item"]: one for one in say("serious-violence", "gaps", *AT, "--all", "--json").json["items"]}
    assert told["definition"]["state"] == "present"
    assert (told["causes"]["state"], told["signed"]["how_it_stands"]) == ("missing", "0 of 1 have signed up")
    assert "definition" not in [one["item"] for one in say("serious-violence", "gaps", *AT, "--json").json["items"]]
    out = tmp_path / "strategy.html"
    assert say("serious-violence", "document", *AT, "--out", str(out)).code == 0
    assert "Knives and threats" in out.read_text(encoding="utf-8")
    assert "is no format" in say("serious-violence", "document", *AT, "--out", "x.exe").err


def test_a_plan_of_another_body_is_written_down(say: Terminal) -> None:
    given = ("--kind", "council", "--owner", "Lamps trust", "--source", "A paper", "--priority", "Light", "--to")
    made = say("alignment", "add", "Lamps plan", *AT, *given, "2027-03-31")
    assert made.code == 0, made.err
    assert "with 1 priorities" in made.out
    assert say("alignment", "matrix", *AT, "--json").json["pairs"] == []
    assert "is no part of it" in say("alignment", "matrix", *AT, "--only", "weather").err
    wrong = ("--plan", "Lamps plan", "--reason", "x")
    assert "is no verdict" in say("alignment", "judge", "x", "1", *AT, *wrong, "--verdict", "perhaps").err
    assert "is no priority" in say("alignment", "judge", "x", "1", *AT, *wrong, "--verdict", "none").err
    nobody = "00000000-0000-4000-8000-000000000000"
    assert "no such pair" in say("alignment", "judge", nobody, "1", *AT, *wrong, "--verdict", "none").err
