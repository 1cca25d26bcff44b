"""Steps of a plan are recorded with how far they were carried out, and the next assessment prints them."""

from __future__ import annotations

import pytest
from django.test import Client

from frankpledge.domain.plans.actions import record_step, remove_step
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.queries import steps, steps_in
from frankpledge.domain.plans.rules import NotAStep
from frankpledge.ground.accounts.actions import create_user
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.threads.queries import thread_of
from frankpledge.ground.threads.rules import Ref, Stage
from tests.domain.plans.conftest import Written

PLAN = "/w/tithing/plan/steps/"
STEP = {"year": "2024/25", "words": "Light the underpass", "lead": "Council", "outcome": "in_part", "why": "One lamp."}


def recorded(workspace: Workspace, by: User, **other: str) -> Step:
    return record_step(workspace=workspace, by=by, **{**STEP, **other})


@pytest.mark.parametrize(
    "wrong", [{"year": "2024"}, {"words": " "}, {"lead": ""}, {"why": ""}, {"outcome": "not", "why": " "}]
)
def test_a_step_that_says_too_little_is_refused(workspace: Workspace, analyst: User, wrong: dict[str, str]) -> None:
    with pytest.raises(NotAStep):
        recorded(workspace, analyst, **wrong)
    assert not Step.objects.exists()


def test_a_step_that_was_carried_out_needs_no_reason(workspace: Workspace, analyst: User) -> None:
    assert recorded(workspace, analyst, outcome="implemented", why="").why == ""


def test_steps_are_recorded_by_those_who_write_and_seen_by_members_alone(
    workspace: Workspace, people: dict[Role, User], analyst: User
) -> None:
    step = recorded(workspace, analyst)
    for role, person in people.items():
        if role not in (Role.OFFICER, Role.ANALYST, Role.LEAD):
            with pytest.raises(NotPermitted):
                recorded(workspace, person)
            with pytest.raises(NotPermitted):
                remove_step(step=step, by=person)
    assert [one.pk for one in steps(workspace=workspace, viewer=people[Role.MEMBER])] == [step.pk]
    stranger = create_user(email="s@example.invalid", name="Stranger")
    assert not steps(workspace=workspace, viewer=stranger)


def test_a_step_is_recorded_changed_and_taken_out_on_its_pages(
    client: Client, workspace: Workspace, analyst: User
) -> None:
    client.force_login(analyst)
    assert client.post(PLAN, {**STEP, "why": ""}).status_code == 422
    assert client.post(PLAN, STEP).status_code == 302
    page = client.get(PLAN).content.decode()
    assert "0 of 1 implemented, 1 in part" in page
    (step,) = steps_in(workspace=workspace, year="2024/25")
    here = f"{PLAN}{step.pk}/"
    assert "One lamp." in client.get(here).content.decode()
    assert client.post(here, {**STEP, "outcome": "implemented"}).status_code == 302
    assert "1 of 1 implemented" in client.get(PLAN).content.decode()
    client.post(f"{here}remove/")
    assert not Step.objects.exists()


def test_a_priority_leads_on_the_thread_to_what_its_lead_puts_in_and_on_to_what_will_be_different(
    written: Written, officer: User, workspace: Workspace
) -> None:
    thread = thread_of(Ref("plans.priority", str(written.priority.pk)), workspace=workspace, viewer=officer)
    stages = {one.kind.stage: one.place for one in thread.on}
    assert stages[Stage.MONEY].title == "An officer"
    assert stages[Stage.MONEY].words == f"put in by {written.council}, 2024/25"
    assert {Stage.OBJECTIVE, Stage.INDICATOR, Stage.OUTCOME} <= set(stages)
    share = thread_of(stages[Stage.MONEY].ref, workspace=workspace, viewer=officer)
    assert written.priority.name in share.back[0].place.title, "and from the money back to the priority"
