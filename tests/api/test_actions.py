"""The action log by token: the same list, the same acts and the same refusals as on the pages."""

from __future__ import annotations

from typing import Any

from frankpledge.domain.action_log.models import Action
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.api.conftest import Program
from tests.ground.people import new_member


def test_an_action_is_recorded_under_the_next_number_by_whoever_owns_the_token(
    program: Program, officer: User, table: dict[str, Any], action: Action
) -> None:
    made = program.post(
        "/actions", wording="  Cut  the hedge ", body=str(table["body"].pk), organisation=str(table["organisation"].pk),
        person=str(table["person"].pk), agreed_on="2026-02-01", evidence_wanted="A photograph",
    )  # fmt: skip
    assert (made["action"]["number"], made["action"]["wording"]) == (2, "Cut the hedge")
    assert (made["action"]["due"], made["action"]["standing"]["kind"]) == (None, "ongoing")
    assert (made["evidence_wanted"], made["action"]["person"]) == ("A photograph", "Head of safety")
    event = Event.objects.get(verb="action_log.action_added", facts__number=2)
    assert event.actor == str(officer.pk)


def test_it_is_put_right_reported_moved_stopped_and_opened_again(program: Program, action: Action, table: Any) -> None:
    here = f"/actions/{action.pk}"
    whole = {"wording": "Light it well", "body": str(table["body"].pk), "organisation": str(table["organisation"].pk)}
    answer = program.call("PUT", here, whole)
    assert answer.json()["action"]["wording"] == "Light it well"
    moved = program.post(f"{here}/dates", due="2026-06-30", reason="The lamps are late")
    assert (moved["action"]["due"], moved["action"]["first_due"], moved["action"]["slips"]) == (
        "2026-06-30", "2026-03-31", 1,
    )  # fmt: skip
    program.post(f"{here}/reports", said="under_way", words="Half is lit")
    done = program.post(f"{here}/reports", said="done", evidence="Invoice 7", done_on="2026-06-01")
    assert (done["action"]["status"], done["action"]["evidence"]) == ("completed", "Invoice 7")
    assert program.post(f"{here}/reopen", status=200, reason="It went out")["action"]["status"] == "open"
    stopped = program.post(f"{here}/stop", status=200, reason="The underpass is closed")
    assert stopped["action"]["status"] == "stopped"
    assert [one["words"].partition(":")[0] for one in stopped["happened"]][:2] == [
        "said “stopped”", "said “opened again”",
    ]  # fmt: skip


def test_what_the_page_refuses_is_refused_with_its_cure(program: Program, action: Action) -> None:
    answer = program.call("POST", f"/actions/{action.pk}/reports", {"said": "done"})
    told = answer.json()
    assert (answer.status_code, told["refused"], told["title"]) == (422, "NotAnAction", "Unprocessable Entity")
    assert told["why"] == "it is not said what shows that it was done."
    assert "Name a paper" in told["cure"]
    assert told["why"] in told["detail"]


def test_every_field_that_is_wrong_is_named(program: Program, action: Action) -> None:
    answer = program.call("POST", "/actions", {"wording": "x" * 501, "agreed_on": "soon", "body": "x"})
    assert {one["where"] for one in answer.json()["errors"]} == {"wording", "agreed_on", "organisation"}
    answer = program.call(
        "POST", "/actions", {"wording": "x", "agreed_on": "2026-01-01", "body": "x", "organisation": str(action.pk)}
    )
    assert {one["where"] for one in answer.json()["errors"]} == {"body", "organisation"}


def test_the_filters_are_those_of_the_page(program: Program, action: Action, workspace: Workspace) -> None:
    assert program.get("/actions", state="completed")["total"] == 0
    assert program.get("/actions", state="late", words="UNDERPASS")["total"] == 1
    assert program.get("/actions", mine="true")["total"] == 0
    assert program.get("/actions", organisation=str(action.organisation_id))["total"] == 1
    answer = program.call("GET", "/actions", organisation="nobody")
    assert answer.json()["errors"][0]["where"] == "organisation"


def test_whoever_is_not_named_reports_nothing(workspace: Workspace, action: Action) -> None:
    member = Program(workspace, new_member(workspace, Role.MEMBER))
    answer = member.call("POST", f"/actions/{action.pk}/reports", {"said": "under_way"})
    assert (answer.status_code, answer.json()["why"]) == (422, "it is not yours to report on.")
    answer = member.call("POST", f"/actions/{action.pk}/stop", {"reason": "x"})
    assert answer.status_code == 403


def test_how_organisations_keep_their_word_is_counted(program: Program, action: Action) -> None:
    (kept,) = program.get("/actions/by-organisation")["items"]
    assert (kept["organisation"], kept["open"], kept["late"], kept["on_time"]) == ("The council", 1, 1, 0)
