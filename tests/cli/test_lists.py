"""Lists at a terminal: an action plan and an attendance sheet tried, taken in, and taken back; versions put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

TODAY = date.today()  # noqa: DTZ011 (a command runs in a process of its own, whose clock nobody moves)
AT = ("--workspace", "nevershire")
GROUP, TRUST = "Lighting board", "Lamps trust"


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Return a terminal at a county with one body and one organisation."""
    folder = tmp_path_factory.mktemp("lists")
    with Terminal(folder / "data") as terminal:
        assert terminal("init").code == 0
        assert terminal("levels", "found", "county", "X10000001", "Nevershire").code == 0
        members = folder / "members.csv"
        heads = "Body,Body kind,Seat,Organisation,Organisation kind"
        members.write_text(f"{heads}\n{GROUP},board,Chair,{TRUST},charity\n", encoding="utf-8")
        assert terminal("bodies", "import", "nevershire", str(members), "--apply").code == 0
        yield terminal


def test_a_plan_is_understood_taken_in_and_taken_back(say: Terminal, tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("Nr,Task,Partners,RAG\n1,Mend the lamps,The trust,Amber\n2,Count them,Nobody,\n", encoding="utf-8")
    asked = say("actions", "import", str(plan), *AT, "--group", GROUP, "--agreed", "2025-09-03", "--json")
    assert asked.code == 1
    assert (asked.json["state"], asked.json["not_read"]) == ("asked", ["Nr", "Task", "Partners", "RAG"]) or (
        asked.json["not_read"] == ["Nr", "Partners", "RAG"]
    )
    heads = ("--head", "Nr=reference", "--head", "Partners=organisation", "--head", "RAG=last_words")
    words = ("--word", f"organisation:The trust={TRUST}", "--word", "organisation:Nobody=-")
    given = ("--group", GROUP, "--agreed", "2025-09-03")
    done = say("actions", "import", str(plan), *AT, *given, *heads, *words, "--apply", "--json")
    assert done.code == 0, done.out + done.err
    assert (done.json["applied"], len(done.json["changes"]), done.json["left_out"]) == (True, 1, 1)
    (line,) = say("actions", "list", *AT, "--json").json["actions"]
    assert (line["wording"], line["said"], line["words"]) == ("Mend the lamps", "noted", "Amber")
    assert "Taken back: plan.csv" in say("actions", "undo", done.json["list"], *AT).out
    assert say("actions", "list", *AT, "--json").json["actions"] == []
    assert "no such list" in say("actions", "undo", "nonsense", *AT).refusal
    assert "is no column" in say("actions", "import", str(plan), *AT, "--head", "Nr=password").refusal


def test_a_sheet_is_written_down_and_taken_back(say: Terminal, tmp_path: Path) -> None:
    day = str(TODAY - timedelta(days=7))
    assert say("meetings", "plan", GROUP, day, *AT).code == 0
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"Seat,{day}\nChair,P\n", encoding="utf-8")
    tried = say("attendance", "import", str(sheet), *AT, "--body", GROUP)
    assert tried.code == 1
    assert "“P” is not known under mark" in tried.out
    done = say(
        "attendance", "import", str(sheet), *AT, "--body", GROUP, "--word", "mark:P=present", "--apply", "--json"
    )
    assert done.json["applied"] is True
    shown = say("attendance", "show", *AT, "--body", GROUP, "--json").json["attendance"]
    assert [(row["by"], row["name"], row["attended"], row["of"]) for row in shown] == [
        ("organisation", TRUST, 1, 1), ("seat", "Chair", 1, 1),
    ]  # fmt: skip
    assert say("attendance", "undo", done.json["list"], *AT).code == 0
    assert say("attendance", "show", *AT, "--body", GROUP, "--json").json["attendance"] == []


def test_versions_are_refused_of_what_is_not_there(say: Terminal) -> None:
    assert "there is no such thing here" in say("versions", "list", "action_log.action", "nonsense", *AT).refusal
