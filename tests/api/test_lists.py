"""Lists by token: sent as a file, tried without a trace, explained, taken in and taken back; and papers for an item."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.domain.packs.models import Paper
from frankpledge.domain.risks.models import Risk
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.jobs.models import JobRun
from tests.api.conftest import Program

Table = dict[str, Any]
HEADS = "risk,kind,group,organisation,raised on,reason\n"


def csv(*lines: str, heads: str = HEADS, name: str = "risks.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (heads + "\n".join(lines)).encode())


GOOD = "The grant ends,money,The board,The council,2026-01-05,As agreed"


def test_a_list_is_tried_taken_in_and_taken_back(program: Program, table: Table) -> None:
    tried = program.send("/lists/risks", file=csv(GOOD))
    assert (tried["state"], len(tried["changes"]), tried["faults"]) == ("tried", 1, [])
    assert (tried["changes"][0]["row"], tried["changes"][0]["kind"]) == (2, "new")
    assert Risk.objects.count() == 0
    here = f"/lists/{tried['id']}"
    assert program.post(f"{here}/apply", status=200)["state"] == "applied"
    assert Risk.objects.get().title == "The grant ends"
    assert program.post(f"{here}/undo", status=200)["state"] == "undone"
    assert Risk.objects.count() == 0


def test_what_is_wrong_is_told_with_file_row_column_and_cure(program: Program, table: Table) -> None:
    odd = "The staff leaves,people,The bord,The council,2026-01-05,As agreed"
    tried = program.send("/lists/risks", file=csv(GOOD, odd))
    (fault,) = tried["faults"]
    assert (fault["file"], fault["row"], fault["column"]) == ("risks.csv", 3, "group")
    assert (fault["why"] and fault["cure"]) != ""
    assert [(one["column"], one["word"]) for one in tried["unknown"]] == [("group", "The bord")]
    answer = program.call("POST", f"/lists/{tried['id']}/apply", {})
    told = answer.json()
    assert (answer.status_code, told["refused"], told["where"]) == (422, "WrongLines", "risks.csv")
    assert told["errors"] == [{"where": "file", **fault}]
    assert Risk.objects.count() == 0


def test_a_word_is_explained_once_and_wrong_lines_may_be_left_out(program: Program, table: Table) -> None:
    odd = "The staff leaves,people,The bord,The council,2026-01-05,As agreed"
    first = program.send("/lists/risks", file=csv(GOOD, odd))
    program.post(f"/lists/{first['id']}/apply", status=200, leave_out=True)
    assert Risk.objects.count() == 1
    again = program.send("/lists/risks", file=csv(odd))
    means = [{"column": "group", "word": "The bord", "means": "The board"}]
    told = program.post(f"/lists/{again['id']}/words", status=200, words=means)
    assert (told["faults"], told["unknown"], len(told["changes"])) == ([], [], 1)
    strange = program.call("POST", f"/lists/{again['id']}/words", {"words": [{**means[0], "column": "nowhere"}]})
    assert (strange.status_code, strange.json()["errors"][0]["where"]) == (422, "column")


def test_heads_that_are_not_known_are_asked_for(program: Program, table: Table) -> None:
    heads = "Gefahr,Art,Gruppe,Wer,Wann,Warum\n"
    tried = program.send("/lists/risks", file=csv(GOOD, heads=heads))
    assert (tried["state"], "Gefahr" in tried["not_read"]) == ("asked", True)
    said = {"Gefahr": "risk", "Art": "kind", "Gruppe": "group", "Wer": "organisation", "Wann": "raised_on"}
    told = program.post(f"/lists/{tried['id']}/heads", status=200, heads=said)
    assert (told["state"], len(told["changes"])) == ("tried", 1)


def test_a_file_that_is_no_list_says_which_and_what_to_do(program: Program) -> None:
    told = program.send("/lists/risks", status=422, file=csv(heads="x", name="odd.csv"))
    assert (told["refused"], told["where"]) == ("NotAList", "odd.csv")
    assert told["cure"].startswith("Take the list as a file")
    large = SimpleUploadedFile("large.csv", b"x" * 5_000_001)
    assert "5 MB" in program.send("/lists/risks", status=422, file=large)["errors"][0]["why"]
    assert program.send("/lists/risks", status=422)["errors"][0]["where"] == "file"


def test_a_list_needs_a_token_for_lists_and_for_its_register(
    workspace: Workspace, officer: User, table: Table, program: Program
) -> None:
    sent = program.send("/lists/risks", file=csv(GOOD))
    for parts in (("lists",), ("risks",), ("lists", "actions")):
        other = Program(workspace, officer, parts=parts)
        assert other.send("/lists/risks", status=403, file=csv(GOOD))["refused"] == "NotThisToken"
        assert other.call("POST", f"/lists/{sent['id']}/apply", {}).json()["refused"] == "NotThisToken"
    both = Program(workspace, officer, parts=("lists", "risks"))
    assert both.post(f"/lists/{sent['id']}/apply", status=200)["state"] == "applied"


# ---- papers for an item ----------------------------------------------------------------------------------------------


@pytest.fixture
def meeting(program: Program, table: Table) -> Any:
    today = clock.today().isoformat()
    return program.post("/meetings", body=str(table["body"].pk), kind="ordinary", on=today)


def test_a_paper_that_is_none_is_refused_with_its_cure(program: Program, meeting: Any) -> None:
    here = f"/meetings/{meeting['meeting']['id']}/items/{meeting['items'][0]['id']}/papers"
    given = {"title": "Lamps", "author": "The council", "marking": "open"}
    told = program.send(here, status=422, **given, file=SimpleUploadedFile("lamps.pdf", b"not a PDF"))
    assert told["cure"]
    assert Paper.objects.count() == 0
    missing = program.send(here, status=422, **given)
    assert missing["errors"][0]["where"] == "file"


def test_a_pack_is_asked_for_and_is_not_there_before(program: Program, meeting: Any) -> None:
    here = f"/meetings/{meeting['meeting']['id']}/pack"
    assert program.call("GET", here).status_code == 404
    run = program.post(here, status=200)
    assert JobRun.objects.get(pk=run["run"]).name.startswith("packs.")
