"""The action log and meetings from a terminal, through the same acts as the pages."""

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
    """Return a terminal at a county with one body and one organisation, taken in from a member list."""
    folder = tmp_path_factory.mktemp("office")
    with Terminal(folder / "data") as terminal:
        assert terminal("init").code == 0
        assert terminal("levels", "found", "county", "X10000001", "Nevershire").code == 0
        members = folder / "members.csv"
        members.write_text(
            f"Body,Body kind,Seat,Organisation,Organisation kind\n{GROUP},board,Chair,{TRUST},charity\n",
            encoding="utf-8",
        )
        told = terminal("bodies", "import", "nevershire", str(members), "--apply")
        assert told.code == 0, told.out + told.err
        yield terminal


def test_an_action_is_added_moved_reported_and_listed(say: Terminal) -> None:
    due = str(TODAY + timedelta(days=9))
    whom = ("--group", GROUP.upper(), "--organisation", TRUST)
    made = say("actions", "add", "Mend the lamps", *AT, *whom, "--due", due, "--json")
    assert made.code == 0, made.err
    number = str(made.json["number"])
    later = str(TODAY + timedelta(days=30))
    assert say("actions", "move", number, *AT, "--due", later, "--reason", "No ladder").code == 0
    (line,) = [one for one in say("actions", "list", *AT, "--json").json["actions"] if one["number"] == int(number)]
    assert (line["due"], line["first_due"], line["slips"], line["standing"]) == (later, due, 1, "due in 30 days")
    assert say("actions", "report", number, *AT, "--said", "done").code == 2
    assert say("actions", "report", number, *AT, "--said", "done", "--evidence", "Photographs").code == 0
    assert "Mend the lamps" in say("actions", "list", *AT, "--state", "completed").out
    assert "Mend the lamps" not in say("actions", "list", *AT).out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("list", "--state", "lost"), "is no state"),
        (("report", "999", "--said", "done"), "there is no action 999"),
        (("report", "1", "--said", "maybe"), "nothing that is said"),
        (("add", "x", "--group", "Nobody", "--organisation", TRUST), "nothing here is called “Nobody”"),
        (("add", "x", "--group", GROUP, "--organisation", TRUST, "--due", "soon"), "“soon” is no day"),
    ],
)
def test_what_is_typed_wrong_gets_a_plain_answer(typed: tuple[str, ...], told: str, say: Terminal) -> None:
    answer = say("actions", *typed, *AT)
    assert answer.code == 2
    assert told in answer.refusal


def test_a_meeting_is_planned_and_listed_and_has_no_minutes_before_it_was_held(say: Terminal, tmp_path: Path) -> None:
    planned = say("meetings", "plan", GROUP, str(TODAY), *AT, "--place", "Town hall")
    assert planned.code == 0, planned.err
    assert "items on the agenda" in planned.out
    (one,) = say("meetings", "list", *AT, "--json").json["meetings"]
    assert (one["body"], one["on"], one["state"]) == (GROUP, str(TODAY), "planned")
    refused = say("meetings", "minutes", str(TODAY), tmp_path / "out", *AT)
    assert refused.code == 2
    assert "no meeting was held" in refused.refusal
    assert say("meetings", "minutes", str(TODAY), tmp_path / "out", *AT, "--formats", "exe").code == 2


def test_something_is_sent_up_listed_answered_and_taken_back(say: Terminal, tmp_path: Path) -> None:
    members = tmp_path / "members.csv"
    members.write_text(
        f"Body,Body kind,Seat,Organisation,Organisation kind\nQuay group,sub_group,Chair,{TRUST},charity\n",
        encoding="utf-8",
    )
    assert say("bodies", "import", "nevershire", str(members), "--apply").code == 0
    asked = ("--from", "Quay group", "--asks", "Money", "--why", "There is none")
    nobody = say("escalations", "send", "A lamp", *AT, *asked)
    assert nobody.code == 2
    assert "reports to no group" in nobody.err
    made = say("escalations", "send", "A lamp", *AT, *asked, "--to", GROUP, "--json")
    assert made.code == 0, made.err
    first = str(made.json["number"])
    whom = ("--group", GROUP, "--organisation", TRUST)
    action = str(say("actions", "add", "Paint the quay", *AT, *whom, "--json").json["number"])
    second = say("escalations", "send", f"action:{action}", *AT, *asked, "--to", GROUP, "--by", str(TODAY), "--json")
    found = say("escalations", "list", *AT, "--group", GROUP, "--json").json["escalations"]
    assert {one["about"] for one in found} == {f"Action {action}: Paint the quay", "A lamp"}
    assert say("escalations", "answer", first, "The trust pays", *AT, "--decision", "3").code == 0
    assert say("escalations", "answer", first, "Again", *AT).code == 2
    taken = ("escalations", "take-back", str(second.json["number"]), *AT, "--reason", "Paid")
    assert say(*taken).code == 0
    assert say("escalations", "list", *AT, "--json").json["escalations"] == []
    (told,) = say("escalations", "list", *AT, "--state", "answered", "--json").json["escalations"]
    assert (told["answer"], told["decision"], told["state"]) == ("The trust pays", 3, "answered")
    assert say("escalations", "list", *AT, "--state", "lost").code == 2
    assert say("escalations", "answer", "999", "x", *AT).code == 2
    assert say("escalations", "send", "action:999", *AT, *asked, "--to", GROUP).code == 2


def test_a_work_plan_is_written_and_the_highlight_report_drafted_from_it(say: Terminal, tmp_path: Path) -> None:
    empty = say("highlight-report", GROUP, *AT, "--from", "2020-01-01", "--to", "2020-01-31")
    assert empty.code == 0, empty.err
    assert f"{GROUP} has nothing to report for 1 January 2020 to 31 January 2020" in empty.out
    year = f"{TODAY.year - (TODAY.month < 4)}/{(TODAY.year + 1 - (TODAY.month < 4)) % 100:02d}"
    plan = (GROUP.lower(), year)
    assert say("work-plans", "show", *plan, *AT).code == 2
    assert say("work-plans", "start", *plan, *AT).code == 0
    made = say("work-plans", "add", *plan, "Sweep the quay", *AT, "--organisation", TRUST, "--quarter", "4")
    assert made.out == "Written as line 1.\n"
    assert say("work-plans", "move", *plan, "1", *AT, "--quarter", "3", "--reason", "A broom came").code == 0
    assert say("work-plans", "move", *plan, "9", *AT, "--quarter", "3", "--reason", "A broom came").code == 2
    assert say("work-plans", "report", *plan, "1", *AT, "--said", "maybe").code == 2
    done = ("work-plans", "report", *plan, "1", *AT, "--said", "done", "--words", "It was swept", "--on", str(TODAY))
    assert say(*done).code == 0
    (line,) = say("work-plans", "show", *plan, *AT, "--json").json["lines"]
    assert (line["quarter"], line["first_quarter"], line["status"], line["words"]) == (3, 4, "done", "It was swept")
    assert "Sweep the quay" in say("work-plans", "show", *plan, *AT).out
    drafted = say("highlight-report", GROUP, *AT, "--out", str(tmp_path), "--formats", "sheet,html", "--json")
    assert drafted.code == 0, drafted.err
    told = [one["what"] for one in drafted.json["lines"] if one["part"] == "done" and "Sweep" in one["what"]]
    assert len(told) == 1
    assert told[0].endswith("It was swept.")
    assert [Path(path).read_bytes()[:4].lower() for path in drafted.json["files"]] == [b"%pdf", b"<!do"]
    again = say("highlight-report", GROUP, *AT)
    assert "Sweep the quay" in again.out
    assert say("highlight-report", GROUP, *AT, "--out", str(tmp_path), "--formats", "exe").code == 2
