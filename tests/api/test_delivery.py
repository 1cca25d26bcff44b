"""Work plans, what is sent up, and highlight reports by token: from the first line to the board and back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.work_plans.models import Line
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.ground.people import new_member

Table = dict[str, Any]


def day(ahead: int) -> str:
    return (clock.today() + timedelta(days=ahead)).isoformat()


@pytest.fixture
def group(workspace: Workspace, officer: User, table: Table) -> Body:
    return create_body(workspace=workspace, name="The quay group", kind="sub_group", parent=table["body"], by=officer)


@pytest.fixture
def second(workspace: Workspace) -> Program:
    return Program(workspace, new_member(workspace, Role.MEMBER, name="A second person"))


# ---- work plans ------------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(program: Program, group: Body) -> str:
    year = str(financial_year_of(clock.today()))
    made = program.post("/work-plans", body=str(group.pk), year=year)
    return str(made["plan"]["id"])


def line(program: Program, plan: str, table: Table, wording: str = "Sweep the quay") -> str:
    made = program.post(
        f"/work-plans/{plan}/lines", wording=wording, organisation=str(table["organisation"].pk), quarter="4"
    )
    return str(made["line"]["id"])


def test_a_plan_is_started_once_written_approved_and_listed(program: Program, plan: str, table: Table) -> None:
    empty = program.call("POST", f"/work-plans/{plan}/approve", {"decision": 7, "on": day(0)})
    assert (empty.status_code, empty.json()["refused"]) == (422, "NotAPlan")
    one = line(program, plan, table)
    told = program.post(f"/work-plans/{plan}/approve", status=200, decision=7, on=day(0))
    assert (told["plan"]["state"], told["plan"]["decision"], told["plan"]["open"]) == ("approved", 7, 1)
    given = {"wording": "Sweep it well", "organisation": str(table["organisation"].pk)}
    bare = program.call("PUT", f"/work-plans/lines/{one}", given)
    assert (bare.status_code, bare.json()["refused"]) == (422, "NotAPlan")
    why = program.call("PUT", f"/work-plans/lines/{one}", {**given, "reason": "It was not"})
    assert why.json()["line"]["wording"] == "Sweep it well"
    (listed,) = program.get("/work-plans")["items"]
    assert (listed["lines"], listed["late"]) == (1, 0)
    assert program.call("POST", "/work-plans", {"body": listed["body"], "year": listed["year"]}).status_code == 422


def test_a_line_is_moved_reported_dropped_and_opened_again(program: Program, plan: str, table: Table) -> None:
    here = f"/work-plans/lines/{line(program, plan, table)}"
    moved = program.post(f"{here}/move", status=200, quarter="3", reason="No broom")["line"]
    assert (moved["quarter"], moved["first_quarter"], moved["moves"]) == (3, 4, 1)
    unsaid = program.call("POST", f"{here}/reports", {"said": "at_risk"})
    assert unsaid.status_code == 422
    told = program.post(f"{here}/reports", said="at_risk", words="The broom broke")
    assert (told["line"]["said"], told["line"]["words"]) == ("at_risk", "The broom broke")
    assert program.post(f"{here}/drop", status=200, reason="No quay")["line"]["status"] == "dropped"
    whole = program.post(f"{here}/reopen", status=200, reason="A quay")
    assert [one["deed"] for one in whole["changes"]] == ["moved", "reported", "dropped", "reopened"]


def test_lines_are_reported_in_one_stroke_or_none_is(program: Program, plan: str, table: Table) -> None:
    first, other = line(program, plan, table), line(program, plan, table, "Light it")
    bad = [{"line": first, "said": "under_way"}, {"line": other, "said": "done"}]
    assert program.call("POST", f"/work-plans/{plan}/reports", {"reports": bad}).status_code == 422
    assert program.get(f"/work-plans/lines/{first}")["changes"] == []
    strange = program.call("POST", f"/work-plans/{plan}/reports", {"reports": [{"line": plan, "said": "under_way"}]})
    assert strange.json()["errors"][0]["where"] == "line"
    odd = program.call("POST", f"/work-plans/{plan}/reports", {"reports": [{"line": first, "said": "noted"}]})
    assert odd.json()["errors"][0]["where"] == "said"
    told = program.post(f"/work-plans/{plan}/reports", reports=[{"line": first, "said": "under_way", "words": "Half"}])
    assert [one["said"] for one in told["lines"]] == ["under_way", None]


def test_no_open_line_is_lost_when_a_plan_is_closed(program: Program, plan: str, table: Table) -> None:
    kept, dropped = line(program, plan, table), line(program, plan, table, "Light it")
    fates = [{"line": kept, "quarter": 1}]
    assert program.call("POST", f"/work-plans/{plan}/close", {"lines": fates}).json()["refused"] == "NotAPlan"
    after = program.post(
        f"/work-plans/{plan}/close", status=200, lines=[*fates, {"line": dropped, "reason": "No money"}]
    )
    assert [(one["wording"], one["came_from"]) for one in after["lines"]] == [("Sweep the quay", kept)]
    assert Line.objects.get(pk=dropped).status == "dropped"
    assert program.get(f"/work-plans/{plan}")["plan"]["state"] == "closed"


# ---- what is sent up -------------------------------------------------------------------------------------------------


def test_something_is_sent_up_answered_and_its_answer_noted(program: Program, group: Body, action: Action) -> None:
    sent = program.post(
        "/escalations", sender=str(group.pk), about=f"action_log.action:{action.pk}", asks="Money", why="There is none",
        by_when=day(20),
    )  # fmt: skip
    told, here = sent["escalation"], f"/escalations/{sent['escalation']['id']}"
    assert (told["receiver_name"], told["about_id"], told["state"]) == ("The board", str(action.pk), "sent")
    twice = program.call(
        "POST", "/escalations",
        {"sender": str(group.pk), "about": f"action_log.action:{action.pk}", "asks": "Money", "why": "None"},
    )  # fmt: skip
    assert twice.json()["refused"] == "NotAnEscalation"
    early = program.call("POST", f"{here}/read")
    assert early.status_code == 422
    answered = program.post(f"{here}/answer", status=200, words="Granted", decision=3)
    assert (answered["escalation"]["answer"], answered["escalation"]["read_at"]) == ("Granted", None)
    noted = program.post(f"{here}/read", status=200)
    assert noted["escalation"]["read_at"] is not None
    assert [one["deed"] for one in noted["steps"]] == ["sent", "answered", "read"]
    again = program.post(f"{here}/reopen", status=200, reason="It was not paid")
    assert (again["escalation"]["state"], again["escalation"]["answer"]) == ("sent", "")


def test_it_goes_on_an_agenda_to_another_group_and_back(program: Program, group: Body, table: Table) -> None:
    program.post("/meetings", body=str(table["body"].pk), kind="ordinary", on=day(9))
    sent = program.post("/escalations", sender=str(group.pk), words="The quay", asks="Money", why="None")
    here = f"/escalations/{sent['escalation']['id']}"
    (agenda,) = sent["agendas"]
    placed = program.post(f"{here}/agenda", status=200, meeting=agenda["meeting"])
    assert (placed["escalation"]["state"], agenda["on"]) == ("on_agenda", day(9))
    own = program.call("POST", f"{here}/hand-on", {"receiver": str(table["body"].pk), "reason": "x"})
    assert own.json()["errors"][0]["where"] == "receiver"
    back = program.post(f"{here}/take-back", status=200, reason="It is mended")
    assert back["escalation"]["state"] == "taken_back"
    assert program.get("/escalations")["total"] == 0
    assert program.get("/escalations", state="taken_back")["total"] == 1


def test_nothing_is_sent_up_about_what_is_not_there_or_without_words(program: Program, group: Body) -> None:
    given = {"sender": str(group.pk), "asks": "Money", "why": "None"}
    assert program.call("POST", "/escalations", {**given, "about": "action_log.action:nothing"}).status_code == 404
    assert program.call("POST", "/escalations", given).json()["errors"][0]["where"] == "words"


# ---- highlight reports -----------------------------------------------------------------------------------------------


def test_a_report_is_drafted_edited_approved_by_another_and_put_before_its_board(
    program: Program, second: Program, group: Body, table: Table
) -> None:
    meeting = program.post("/meetings", body=str(table["body"].pk), kind="ordinary", on=day(9))["meeting"]["id"]
    drafted = program.post("/highlights", body=str(group.pk), first=day(-30), last=day(-1))
    here = f"/highlights/{drafted['report']['id']}"
    edited = program.call(
        "PUT", here, {"lead": "A quiet month", "added": [{"part": "next", "words": "The quay is swept"}]}
    ).json()
    added = next(one for one in edited["lines"] if one["said"] == "The quay is swept")
    assert (edited["report"]["lead"], added["part"], added["drawn"]) == ("A quiet month", "next", "")
    left = program.call("PUT", here, {"lines": [{"line": added["id"], "left_out": True}]}).json()
    assert next(one for one in left["lines"] if one["id"] == added["id"])["left_out"] is True
    assert left["report"]["lead"] == "A quiet month"
    assert program.post(f"{here}/send", status=200)["report"]["state"] == "in_review"
    own = program.call("POST", f"{here}/approve")
    assert (own.status_code, own.json()["refused"]) == (403, "OwnWork")
    approved = second.post(f"{here}/approve", status=200)
    assert (approved["report"]["state"], approved["edition"] is None) == ("approved", False)
    placed = program.post(f"{here}/agenda", status=200, meeting=meeting)
    assert placed["report"]["meeting"] == meeting
    assert program.call("GET", f"{here}/files/html").status_code == 200
    assert program.call("GET", f"{here}/files/exe").status_code == 404
    assert [one["kind"] for one in program.get("/papers")["items"]] == ["highlight report"]


def test_a_line_that_is_not_there_and_a_part_that_is_none_are_named(program: Program, group: Body) -> None:
    drafted = program.post("/highlights", body=str(group.pk), first=day(-30), last=day(-1))
    here = f"/highlights/{drafted['report']['id']}"
    strange = program.call("PUT", here, {"lines": [{"line": str(group.pk), "words": "x"}]})
    assert (strange.status_code, strange.json()["errors"][0]["where"]) == (422, "lines")
    odd = program.call("PUT", here, {"added": [{"part": "weather", "words": "x"}]})
    assert (odd.status_code, odd.json()["errors"][0]["where"]) == (422, "added")
