"""The pack of a meeting from a terminal: built, listed, written to files."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

DAY = str(date.today() + timedelta(days=40))  # noqa: DTZ011 (a command runs in a process of its own)
AT = ("--workspace", "nevershire")


def test_a_pack_is_built_listed_and_written_to_files(tmp_path: Path) -> None:
    with Terminal(tmp_path / "data") as say:
        assert say("init").code == 0
        assert say("levels", "found", "county", "X10000001", "Nevershire").code == 0
        members = tmp_path / "members.csv"
        members.write_text(
            "Body,Body kind,Seat,Organisation,Organisation kind\nLamp board,board,Chair,Lamps trust,charity\n",
            encoding="utf-8",
        )
        assert say("bodies", "import", "nevershire", str(members), "--apply").code == 0
        refused = say("pack", "list", DAY, *AT)
        assert (refused.code, "nobody meets" in refused.err) == (2, True)
        assert say("meetings", "plan", "Lamp board", DAY, *AT).code == 0
        assert "has no pack yet" in say("pack", "list", DAY, *AT).err
        built = say("pack", "build", DAY, *AT)
        assert built.code == 0, built.err
        listed = say("pack", "list", DAY, *AT, "--json").json
        assert [one["title"] for one in listed["papers"]][:1] == ["Agenda and papers"]
        assert listed["stale"] is False
        written = say("pack", "fetch", DAY, tmp_path / "out", *AT)
        assert written.code == 0, written.err
        made = sorted(path.suffix for path in (tmp_path / "out").iterdir())
        assert made == [".html", ".pdf"]
        assert say("pack", "fetch", DAY, tmp_path / "out", *AT, "--formats", "exe").code == 2


@pytest.mark.parametrize("command", ["build", "list", "fetch"])
def test_the_guide_names_each_command(command: str) -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "officer.md").read_text(encoding="utf-8")
    assert f"`{command}`" in guide or f"pack {command}`" in guide
