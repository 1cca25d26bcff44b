"""Every call: by token and by nothing else, to one workspace, for what the token was made for, refused in one form."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.disclosure.models import Release
from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member, close_account, end_membership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import as_happenings
from frankpledge.ground.tokens.actions import count_request, revoke_token
from frankpledge.statute.settings import settings
from tests.api.conftest import Program
from tests.ground.people import new_member, new_workspace

LIST = "/actions"


def test_a_list_comes_in_pages_and_says_of_which_day_it_is(program: Program, action: Action) -> None:
    told = program.get(LIST)
    assert (told["total"], told["page"], told["pages"], told["as_at"]) == (1, 1, 1, clock.today().isoformat())
    (line,) = told["items"]
    assert (line["number"], line["wording"], line["due"]) == (1, "Light the underpass", "2026-03-31")
    assert line["person"] == ""
    assert line["closed_on"] is None
    assert program.get(LIST, page=2)["items"] == []


def test_a_session_opens_nothing_here_and_a_token_opens_no_page(
    client: Client, program: Program, officer: User
) -> None:
    client.force_login(officer)
    answer = client.get(f"/api/v1/w/{program.slug}{LIST}")
    assert answer.status_code == 401
    assert "set-cookie" not in {name.lower() for name in answer.headers}
    page = Client().get(f"/w/{program.slug}/actions/", headers={"Authorization": f"Bearer {program.text}"})
    assert page.status_code == 302


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Bearer nothing", "Basic Zm9vOmJhcg==", "\x00"])
def test_without_a_token_that_opens_every_call_is_401(header: str | None, program: Program) -> None:
    headers = {"Authorization": header} if header is not None else {}
    answer = Client().get(f"/api/v1/w/{program.slug}{LIST}", headers=headers)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["refused"] == "NoToken"
    assert told["cure"]
    assert "token" not in answer.request["QUERY_STRING"]


def test_a_token_in_the_address_is_no_token(program: Program) -> None:
    answer = Client().get(f"/api/v1/w/{program.slug}{LIST}", query_params={"token": program.text})
    assert answer.status_code == 401


def test_another_workspace_is_not_there(program: Program, officer: User) -> None:
    other = new_workspace()
    add_member(workspace=other, user=officer, role=Role.OFFICER)
    for slug in (other.slug, "nowhere"):
        assert program.call("GET", f"/api/v1/w/{slug}{LIST}").status_code == 404


def test_another_partnerships_action_is_not_there(program: Program, action: Action) -> None:
    other = new_workspace()
    stranger = Program(other, new_member(other, Role.OFFICER))
    for method, path, body in (("GET", "", None), ("POST", "/stop", {"reason": "None of mine"})):
        answer = stranger.call(method, f"{LIST}/{action.pk}{path}", body)
        assert answer.status_code == 404, answer.content
    action.refresh_from_db()
    assert action.status == "open"


def test_revoking_works_at_the_next_request(workspace: Workspace, officer: User, action: Action) -> None:
    by_withdrawal, by_role, by_account = (Program(workspace, officer) for _ in range(3))
    lead = new_member(workspace, Role.LEAD)
    by_role = Program(workspace, lead)
    for one in (by_withdrawal, by_role, by_account):
        one.get(LIST)
    revoke_token(token=by_withdrawal.token, by=officer)
    assert by_withdrawal.call("GET", LIST).status_code == 401
    end_membership(membership=lead.memberships.get())
    assert by_role.call("GET", LIST).status_code == 401
    close_account(user=officer)
    assert by_account.call("GET", LIST).status_code == 401


def test_a_role_that_was_taken_away_narrows_the_token_at_once(
    workspace: Workspace, officer: User, action: Action
) -> None:
    program = Program(workspace, officer)
    add_member(workspace=workspace, user=officer, role=Role.SCRUTINY)
    end_membership(membership=officer.memberships.get(role=Role.OFFICER))
    answer = program.call("GET", LIST)
    assert answer.status_code == 403
    assert answer.json()["refused"] == "NotPermitted"
    assert "Partnership officer" in answer.json()["cure"]


def test_a_token_that_reads_changes_nothing(workspace: Workspace, officer: User, action: Action) -> None:
    reading = Program(workspace, officer, writes=False)
    answer = reading.call("POST", f"{LIST}/{action.pk}/stop", {"reason": "Not wanted"})
    assert (answer.status_code, answer.json()["refused"]) == (403, "NotThisToken")
    action.refresh_from_db()
    assert action.status == "open"


def test_a_token_reaches_only_its_parts(workspace: Workspace, officer: User) -> None:
    answer = Program(workspace, officer, parts=["duties"]).call("GET", LIST)
    assert (answer.status_code, answer.json()["refused"]) == (403, "NotThisToken")


def test_what_is_read_is_recorded_as_let_out_and_what_is_refused_is_not(program: Program, action: Action) -> None:
    program.get(LIST)
    program.get(f"{LIST}/{action.pk}")
    program.call("GET", LIST, state="nonsense")
    mark = f"By a program, token {program.token.pk.hex[:8]}"
    assert [(one.what, one.cell_count, one.audience) for one in Release.objects.order_by("pk")] == [
        (f"{mark}: List actions", 1, "workspace"),
        (f"{mark}: Read an action, action {action.pk}", 1, "workspace"),
    ]
    assert Event.objects.filter(verb="disclosure.released").count() == 2


def test_the_ledger_tells_what_a_program_did_and_by_which_token(
    program: Program, officer: User, action: Action
) -> None:
    program.post(f"{LIST}/{action.pk}/stop", status=200, reason="Not wanted")
    program.call("POST", f"{LIST}/{action.pk}/stop", {"reason": "Again"})
    events = Event.objects.filter(verb="tokens.program_acted")
    assert [one.words for one in as_happenings(events)] == [
        f"did by a program, token {program.token.pk.hex[:8]}: stop action"
    ]
    assert {one.actor for one in events} == {str(officer.pk)}


def test_over_the_limit_it_is_429_with_the_seconds_to_wait(program: Program, action: Action) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        for _ in range(settings().token_requests_a_minute - 1):
            count_request(token=program.token)
        assert [program.call("GET", LIST).status_code for _ in range(2)] == [200, 429]
        answer = program.call("GET", LIST)
    assert answer["Content-Type"] == "application/problem+json"
    assert 0 < int(answer["Retry-After"]) <= 60


@pytest.mark.parametrize("body", ["{", "[1,", "\xff\xfe", "nul", '{"reason": "\\ud800"}', '{"reason": "a\\u0000b"}'])
def test_a_body_that_is_no_json_or_no_text_is_told_and_is_no_failure(
    body: str, program: Program, action: Action
) -> None:
    answer = program.client.post(
        f"/api/v1/w/{program.slug}{LIST}/{action.pk}/stop",
        data=body.encode("latin-1"),
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.text}"},
    )
    assert answer.status_code in {400, 422}, answer.content
    assert answer["Content-Type"] == "application/problem+json"


def test_a_field_that_is_not_asked_for_is_an_error_and_changes_nothing(program: Program, action: Action) -> None:
    answer = program.call("POST", f"{LIST}/{action.pk}/stop", {"reason": "Over", "number": 7})
    assert answer.status_code == 422
    assert [one["where"] for one in answer.json()["errors"]] == ["number"]
    action.refresh_from_db()
    assert (action.number, action.status) == (1, "open")


def test_a_wrong_method_and_a_wrong_address_are_problems_too(program: Program) -> None:
    for method, path, status in (("DELETE", LIST, 405), ("GET", "/nowhere", 404), ("GET", "/actions/17", 404)):
        answer = program.call(method, path)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        assert answer.json()["status"] == status


def test_nobody_keeps_what_was_answered(program: Program, action: Action) -> None:
    for path in (LIST, "/nowhere"):
        assert program.call("GET", path)["Cache-Control"] == "no-store, private"
