"""Who sits where, and what lies above partnerships, from a terminal."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import Terminal

LIST = """Body,Body kind,Seat,Organisation,Organisation kind,Capacity,Person,Part,Since
Board,board,Police,Nevershire Police,Police force,Responsible authority,Superintendent,representative,2024-04-01
Board,,Fire,Nevershire Fire,fire,responsible,,,
"""


def test_a_member_list_is_tried_taken_in_listed_checked_and_taken_back(terminal: Terminal, tmp_path: Path) -> None:
    terminal("levels", "found", "county", "X10000001", "Nevershire")
    file = tmp_path / "members.csv"
    file.write_text(LIST, encoding="utf-8")
    tried = terminal("bodies", "import", "nevershire", str(file), "--json").json
    assert (tried["faults"], tried["applied"]) == ([], False)
    assert terminal("bodies", "list", "nevershire", "--json").json["seats"] == []
    done = terminal("bodies", "import", "nevershire", str(file), "--apply", "--json").json
    assert done["applied"] is True
    police, fire = sorted(
        terminal("bodies", "list", "nevershire", "--json").json["seats"], key=lambda row: row["seat"], reverse=True
    )
    assert (police["held by"], police["representative"]) == ("Nevershire Police", "Superintendent")
    assert fire["vacant"] == "vacant, since when is not recorded"
    told = terminal("bodies", "check", "nevershire")
    assert told.code == 1
    assert "1 appointed by responsible authorities" in terminal("bodies", "check", "nevershire", "--json").out
    assert "Taken back: members.csv" in terminal("bodies", "undo", "nevershire", done["list"]).out
    assert terminal("bodies", "list", "nevershire", "--json").json["seats"] == []
    assert "no such list" in terminal("bodies", "undo", "nevershire", "nonsense").refusal
    file.write_text("Organisation,Person\nNobody knows it,A person\n", encoding="utf-8")
    wrong = terminal("bodies", "import", "nevershire", str(file), "--apply")
    assert wrong.code == 1
    assert "row 2, Organisation: Nobody knows it is not recorded" in wrong.out


def test_counties_stand_above_and_are_placed_within_force_areas(terminal: Terminal) -> None:
    terminal("levels", "found", "county", "X10000001", "Nevershire")
    terminal("levels", "found", "force_area", "X23000001", "Neverforce", "--nation", "england")
    assert "lies within" in terminal("levels", "place", "nevershire", "neverforce").out
    rows = {row["workspace"]: row for row in terminal("levels", "list", "--json").json["workspaces"]}
    assert rows["nevershire"]["within"] == "Neverforce, force area"
    assert rows["neverforce"]["above"] == "Nevershire, county"
    assert "does not lie within" in terminal("levels", "place", "neverforce", "nevershire").refusal
    assert "is no level" in terminal("levels", "found", "parish", "X", "Y").refusal
    assert "founded for its area" in terminal("levels", "found", "partnership", "X", "Y").refusal


def test_one_command_drafts_for_every_partnership_and_tells_those_that_it_cannot(
    terminal: Terminal, tmp_path: Path
) -> None:
    told = terminal("assess", "--all", "--to", "2025-12", "--out", str(tmp_path / "out"), "--formats", "html")
    assert told.code == 1
    assert "--to is needed" in terminal("assess", "--all").refusal
