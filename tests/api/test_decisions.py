"""Decision reports and elections by token: begun, agreed, moved along their way; and a paper for an item."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.ground.people import new_member
from tests.guards.packed import blank

Table = dict[str, Any]


def day(ahead: int) -> str:
    return (clock.today() + timedelta(days=ahead)).isoformat()


@pytest.fixture
def report(program: Program) -> str:
    made = program.post("/decision-reports", title="The plan", purpose="To adopt the plan", key=True,
                        key_because="It costs £1m")  # fmt: skip
    return str(made["report"]["id"])


def test_a_report_is_begun_with_its_headings_and_put_right(program: Program, report: str) -> None:
    told = program.get(f"/decision-reports/{report}")
    assert (told["report"]["number"], told["report"]["state"], told["report"]["key"]) == (1, "draft", True)
    needed = [one for one in told["headings"] if one["required"] and not one["answered"]]
    assert needed
    here = f"/decision-reports/{report}/headings/{needed[0]['id']}"
    said = program.call("PUT", f"{here}/nil", {"reason": "None were found"}).json()
    now = next(one for one in said["headings"] if one["id"] == needed[0]["id"])
    assert (now["answered"], now["nil"]) == (True, "None were found")
    right = program.call("PUT", f"/decision-reports/{report}", {"title": "The new plan", "purpose": "To adopt it"})
    assert (right.json()["report"]["title"], right.json()["report"]["key"]) == ("The new plan", False)
    early = program.call("POST", f"/decision-reports/{report}/send")
    assert (early.status_code, bool(early.json()["cure"])) == (422, True)


def test_what_is_withheld_is_told_to_nobody_who_may_not_read_it(
    program: Program, report: str, workspace: Workspace
) -> None:
    heading = program.get(f"/decision-reports/{report}")["headings"][0]["id"]
    here = f"/decision-reports/{report}/headings/{heading}"
    program.call("PUT", f"{here}/nil", {"reason": "A secret sum"})
    program.post(f"{here}/withhold", status=200)
    analyst = Program(workspace, new_member(workspace, Role.ANALYST))
    theirs = next(one for one in analyst.get(f"/decision-reports/{report}")["headings"] if one["id"] == heading)
    assert (theirs["restricted"], theirs["nil"], theirs["words"]) == (True, "", "")
    assert analyst.call("POST", f"{here}/open").status_code == 403
    assert program.post(f"{here}/open", status=200)["headings"][0]["restricted"] is False
    scrutiny = Program(workspace, new_member(workspace, Role.SCRUTINY))
    assert scrutiny.call("GET", f"/decision-reports/{report}").status_code == 404


def test_a_step_has_its_notice_its_lawful_day_and_what_came_of_it(program: Program, report: str, table: Table) -> None:
    here = f"/decision-reports/{report}/steps"
    (step,) = program.post(here, kind="cabinet", maker="The cabinet", period="in spring")
    notice = next(one for one in step["must_be_public"] if one["rule"] == "key_notice")
    assert (notice["published"], notice["by"], notice["kept"]) == (None, None, False)
    soon = program.call("PUT", f"{here}/{step['id']}/day", {"on": day(3)})
    assert soon.status_code == 422
    (set_,) = program.call("PUT", f"{here}/{step['id']}/day", {"on": day(70)}).json()
    assert (set_["on"], set_["must_be_public"][0]["by"] is not None) == (day(70), True)
    bare = program.call("PUT", f"{here}/{step['id']}/day", {"on": day(80)})
    assert bare.status_code == 422
    program.call("PUT", f"{here}/{step['id']}/day", {"on": day(80), "reason": "The hall is taken"})
    (told,) = program.post(f"{here}/{step['id']}/notices", kind="key_notice", on=day(0))
    assert next(one for one in told["must_be_public"] if one["rule"] == "key_notice")["kept"] is True
    assert program.get("/forward-plan")["items"][0]["report_title"] == "The plan"
    assert program.call("GET", f"{here}/{step['id']}/notice/html").status_code == 200
    before = program.call("PUT", f"{here}/{step['id']}/outcome", {"outcome": "approved"})
    assert before.status_code == 422
    assert len(program.get(here)) == 1


def test_the_forward_plan_asks_no_query_for_each_report(program: Program, report: str) -> None:
    def queries() -> int:
        program.get("/forward-plan")
        with CaptureQueriesContext(connection) as found:
            program.get("/forward-plan")
        return len(found)

    program.post(f"/decision-reports/{report}/steps", kind="cabinet", maker="The cabinet", period="in spring")
    few = queries()
    for number in range(3):
        made = program.post("/decision-reports", title=f"Plan {number}", purpose="To adopt it")["report"]["id"]
        program.post(f"/decision-reports/{made}/steps", kind="cabinet", maker="The cabinet", period="in spring")
    assert queries() <= few
    assert program.get("/forward-plan")["total"] == 4


def test_the_practice_is_the_officers_to_settle(program: Program, workspace: Workspace) -> None:
    assert program.get("/decision-practice")["since"] is None
    given = {"since": day(0), "council": "North Vale", "wards": 2, "notice_counts": "calendar",
             "papers_counts": "working", "call_in_days": 5}  # fmt: skip
    told = program.call("PUT", "/decision-practice", given).json()
    assert (told["council"], told["call_in_days"]) == ("North Vale", 5)
    made = program.post("/decision-headings", title="Climate", ask="What of the climate?")
    assert [one["title"] for one in program.get("/decision-headings")["items"]] == ["Climate"]
    assert program.call("DELETE", f"/decision-headings/{made['id']}").status_code == 200
    assert program.get("/decision-headings")["total"] == 0


def test_an_election_is_recorded_once_and_withdrawn_with_a_reason(program: Program) -> None:
    given = {"kind": "local", "starts": day(40), "poll": day(70)}
    made = program.post("/elections", **given)
    assert (made["poll"], made["withdrawn_because"]) == (day(70), "")
    again = program.call("POST", "/elections", given)
    assert (again.status_code, again.json()["refused"]) == (422, "NotAnElection")
    late = program.call("POST", "/elections", {**given, "starts": day(80)})
    assert late.status_code == 422
    gone = program.post(f"/elections/{made['id']}/withdraw", status=200, because="It is in May")
    assert gone["withdrawn_because"] == "It is in May"
    assert program.call("POST", f"/elections/{made['id']}/withdraw", {"because": "Twice"}).status_code == 422


def test_a_paper_is_sent_for_an_item_replaced_put_right_and_taken_out(program: Program, table: Table) -> None:
    meeting = program.post("/meetings", body=str(table["body"].pk), kind="ordinary", on=day(0))
    items = f"/meetings/{meeting['meeting']['id']}/items/{meeting['items'][0]['id']}"
    given = {"title": "Lamps", "author": "The council", "marking": "open"}
    sent = program.send(f"{items}/papers", **given, file=SimpleUploadedFile("lamps.pdf", blank()))
    here = f"/meetings/papers/{sent['id']}"
    assert [(one["number"], one["name"], one["pages"]) for one in sent["versions"]] == [(1, "lamps.pdf", 1)]
    assert program.call("GET", f"{here}/versions/1/file").content == blank()
    unsaid = program.send(f"{here}/versions", status=422, file=SimpleUploadedFile("lamps.pdf", blank()))
    assert unsaid["errors"][0]["where"] == "changed"
    newer = program.send(f"{here}/versions", changed="Two more", file=SimpleUploadedFile("lamps-2.pdf", blank()))
    assert [one["number"] for one in newer["versions"]] == [2, 1]
    bare = program.call("PUT", here, {**given, "marking": "restricted"})
    assert (bare.status_code, bare.json()["refused"]) == (422, "NotAPaper")
    right = program.call("PUT", here, {**given, "title": "Many lamps"}).json()
    assert right["title"] == "Many lamps"
    assert program.post(f"{here}/out", status=200, because="Doubled")["withdrawn_because"] == "Doubled"
