"""The delivery plan by token: each step with every date it had, what is said of it, and what carries it out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.plans.actions import PlanFacts, start_plan, write_part
from frankpledge.domain.plans.actions.life import Decided, keep_printed
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.ground.people import new_member, new_workspace

YEAR = "2021/22"


def day(ahead: int) -> str:
    return (clock.today() + timedelta(days=ahead)).isoformat()


def step_in(workspace: Workspace, by: User) -> Step:
    facts = PlanFacts(f"Plan {YEAR}", YEAR, YEAR)
    plan = start_plan(workspace=workspace, year=YEAR, given=facts, printed="a booklet", by=by)
    under = write_part(plan=plan, kind=Kind.PRIORITY, values={"name": "The quays"}, by=by)
    aim = write_part(plan=plan, kind=Kind.OBJECTIVE, values={"words": "Nobody falls in"}, under=under, by=by)
    values = {"words": "Fix the rails", "lead": "The port", "due": clock.today() - timedelta(days=9), "objective": aim}
    made: Step = write_part(plan=plan, kind=Kind.STEP, values=values, under=under, by=by)
    keep_printed(plan=plan, decided=Decided(words="Adopted", on=clock.today()), by=by)
    made.refresh_from_db()
    return made


@pytest.fixture
def step(workspace: Workspace, officer: User) -> Step:
    return step_in(workspace, officer)


def plan_of(step: Step) -> str:
    assert step.priority is not None
    return str(step.priority.plan_id)


def test_the_steps_of_a_plan_are_listed_as_they_stand_and_its_document_is_recorded_as_let_out(
    program: Program, step: Step
) -> None:
    listed = program.get(f"/plans/{plan_of(step)}/delivery")
    (one,) = listed["items"]
    assert (one["number"], one["aim"], one["lead"], one["due"]) == ("1.1", "Nobody falls in", "The port", day(-9))
    assert (one["status"], one["standing"], one["late"]) == ("not_started", "late", True)
    page = program.call("GET", f"/plans/{plan_of(step)}/delivery/files/html")
    assert page.status_code == 200
    assert "Fix the rails" in page.content.decode()
    assert Release.objects.filter(what=f"delivery plan of {YEAR}").exists()
    assert program.call("GET", f"/plans/{plan_of(step)}/delivery/files/exe").status_code == 404


def test_every_date_and_word_of_a_step_stays(program: Program, step: Step) -> None:
    here = f"/delivery/{step.pk}"
    moved = program.post(f"{here}/move", status=200, due=day(30), reason="No bolts")["step"]
    assert (moved["dates"], moved["late"]) == ([day(-9), day(30)], False)
    said = program.call("POST", f"{here}/reports", {"status": "at_risk", "words": "Rain"}).json()
    assert (said["step"]["status"], said["step"]["said_on"]) == ("at_risk", day(0))
    assert program.post(f"{here}/drop", status=200, reason="No quay")["step"]["standing"] == "dropped"
    whole = program.post(f"{here}/reopen", status=200, reason="A quay")
    assert [(one["deed"], one["words"]) for one in whole["changes"]] == [
        ("moved", "No bolts"), ("said", "Rain"), ("dropped", "No quay"), ("reopened", "A quay"),
    ]  # fmt: skip
    assert program.get(here) == whole


def test_what_may_not_be_said_of_a_step_is_refused_with_its_cure(program: Program, step: Step) -> None:
    here = f"/delivery/{step.pk}"
    bare = program.call("POST", f"{here}/reports", {"status": "completed"})
    assert (bare.status_code, bare.json()["refused"]) == (422, "NotADelivery")
    odd = program.call("POST", f"{here}/reports", {"status": "dropped"})
    assert odd.json()["errors"][0]["where"] == "status"
    same = program.call("POST", f"{here}/move", {"due": day(-9), "reason": "x"})
    assert (same.json()["refused"], same.json()["where"]) == ("NotADelivery", "due")
    assert program.call("POST", f"{here}/move", {"due": day(3)}).json()["errors"][0]["where"] == "reason"
    assert program.call("POST", f"{here}/reopen", {"reason": "x"}).status_code == 422
    assert program.get(here)["changes"] == []


def test_an_action_of_the_log_is_tied_to_a_step_and_untied(program: Program, step: Step, action: Action) -> None:
    here = f"/delivery/{step.pk}"
    (tied,) = program.post(f"{here}/actions", action=str(action.pk))["actions"]
    assert (tied["action"], tied["wording"]) == (str(action.pk), "Light the underpass")
    strange = program.call("POST", f"{here}/actions", {"action": str(step.pk)})
    assert strange.json()["errors"][0]["where"] == "action"
    assert program.call("POST", f"{here}/actions/{step.pk}/untie").status_code == 404
    assert program.post(f"{here}/actions/{tied['id']}/untie", status=200)["actions"] == []


def test_a_list_of_steps_says_how_they_stand(program: Program, step: Step) -> None:
    file = SimpleUploadedFile("steps.csv", b"number,action,status,words\n1.1,Fix the rails,on track,Bolts came\n")
    tried: dict[str, Any] = program.send("/lists/steps", file=file, plan=plan_of(step))
    assert (tried["faults"], len(tried["changes"])) == ([], 1)
    program.post(f"/lists/{tried['id']}/apply", status=200)
    assert program.get(f"/delivery/{step.pk}")["step"]["status"] == "on_track"


def test_a_token_that_only_reads_or_reaches_another_part_changes_nothing(
    workspace: Workspace, officer: User, step: Step
) -> None:
    given = {"reason": "No quay"}
    for program in (Program(workspace, officer, writes=False), Program(workspace, officer, parts=("risks",))):
        answer = program.call("POST", f"/delivery/{step.pk}/drop", given)
        assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    step.refresh_from_db()
    assert step.status == "not_started"


def test_the_steps_of_another_partnership_are_not_there(program: Program) -> None:
    other = new_workspace("Elsewhere")
    theirs = step_in(other, new_member(other, Role.OFFICER, name="Their officer"))
    assert program.call("GET", f"/plans/{plan_of(theirs)}/delivery").status_code == 404
    assert program.call("GET", f"/delivery/{theirs.pk}").status_code == 404
    assert program.call("POST", f"/delivery/{theirs.pk}/drop", {"reason": "x"}).status_code == 404
