"""Steps are delivered under an approved plan: each date that changed keeps its reason, and a list comes back."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from frankpledge.domain.delivery import actions
from frankpledge.domain.delivery.actions.lists import STEPS
from frankpledge.domain.delivery.documents import leaving
from frankpledge.domain.delivery.models import Change
from frankpledge.domain.delivery.presenters import HEAD, listing
from frankpledge.domain.delivery.queries import delivery_of
from frankpledge.domain.delivery.rules import NotADelivery
from frankpledge.domain.plans.actions import PlanFacts, start_plan, write_part
from frankpledge.domain.plans.actions.life import Decided, keep_printed
from frankpledge.domain.plans.models import Plan, Step
from frankpledge.domain.plans.rules import Status
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.queries import Read, Sheet

FEBRUARY = date(2023, 2, 28)


@pytest.fixture
def draft(workspace: Workspace, officer: User) -> Plan:
    given = PlanFacts("Plan 2021 to 2024", "2021/22", "2023/24")
    plan = start_plan(workspace=workspace, year="2021/22", given=given, printed="a booklet", by=officer)
    write_part(plan=plan, kind=Kind.PRIORITY, values={"name": "Domestic abuse"}, by=officer)
    return plan


@pytest.fixture
def step(draft: Plan, officer: User) -> Step:
    under = draft.priorities.get()
    aim = write_part(plan=draft, kind=Kind.OBJECTIVE, values={"words": "Align to the Act"}, under=under, by=officer)
    values = {"words": "Refresh the strategy", "lead": "Council and police", "due": date(2022, 3, 31), "objective": aim}
    made: Step = write_part(plan=draft, kind=Kind.STEP, values=values, under=under, by=officer)
    keep_printed(plan=draft, decided=Decided(words="Adopted", on=date(2021, 4, 1)), by=officer)
    return made


def sent(workspace: Workspace, plan: Plan, by: User, *rows: list[str], reason: str = "") -> object:
    read = Read((Sheet("Steps", 1, tuple(HEAD)),), tuple((0, at, row) for at, row in enumerate(rows, 2)))
    said = {"plan": str(plan.pk), "reason": reason}
    return send_list(kind=STEPS, workspace=workspace, name="steps.csv", read=read, said=said, by=by)


def row(**cells: str) -> list[str]:
    return [cells.get(head, "") for head in HEAD]


def test_every_change_of_date_stays_with_its_reason(step: Step, officer: User) -> None:
    with pytest.raises(NotADelivery):
        actions.move(step=step, due=date(2022, 9, 30), reason=" ", by=officer)
    actions.move(step=step, due=date(2022, 9, 30), reason="The lead left", by=officer)
    actions.move(step=step, due=date(2023, 3, 31), reason="The draft came late", by=officer)
    (now,) = delivery_of(step.priority.plan, viewer=officer, on=FEBRUARY)  # type: ignore[union-attr]
    assert now.by == "Mar 2022, then Sep 2022, then Mar 2023"
    assert [one.words for one in now.changes] == ["The lead left", "The draft came late"]


def test_a_status_at_odds_with_its_date_is_told_on_the_page_and_in_print(
    client: Client, step: Step, officer: User
) -> None:
    actions.say(step=step, status=Status.ON_TRACK, on=FEBRUARY, by=officer, shown_as="on track")
    plan = Plan.objects.get()
    client.force_login(officer)
    page = client.get(f"/w/tithing/plan/{plan.pk}/delivery/").content.decode()
    assert "due 11 months ago then" in page
    assert "due 11 months ago then" in leaving(plan, "html", on=clock.today(), by=officer).decode()


def test_a_step_of_a_draft_is_not_reported_on(draft: Plan, officer: User) -> None:
    values = {"words": "Refresh the strategy", "lead": "Council"}
    made = write_part(plan=draft, kind=Kind.STEP, values=values, under=draft.priorities.get(), by=officer)
    with pytest.raises(NotADelivery, match="not approved"):
        actions.say(step=made, status=Status.ON_TRACK, by=officer)


def test_a_draft_takes_new_steps_from_a_file_and_gives_them_back(
    workspace: Workspace, draft: Plan, officer: User
) -> None:
    new = row(
        priority="domestic abuse",
        aim="Align to the Act",
        action="Produce a needs analysis",
        by="2021-12-31",
        lead="Police",
    )
    lost = row(priority="Fire", action="Fit alarms")
    tried = sent(workspace, draft, officer, new, lost)
    assert [one[3] for one in tried.faults] == ["the plan has no priority “Fire”."]  # type: ignore[attr-defined]
    assert not Step.objects.exists()
    kept = sent(workspace, draft, officer, new)
    apply_list(sent=kept, kind=STEPS, by=officer)  # type: ignore[arg-type]
    step = Step.objects.get()
    assert (step.words, step.due, step.lead, str(step.objective)) == (
        "Produce a needs analysis", date(2021, 12, 31), "Police", "Align to the Act",
    )  # fmt: skip
    undo_list(sent=kept, kind=STEPS, by=officer)  # type: ignore[arg-type]
    assert not Step.objects.exists()
    assert not draft.priorities.get().objectives.exists()


def test_an_approved_plan_goes_out_and_comes_back_with_what_is_new(
    workspace: Workspace, step: Step, officer: User
) -> None:
    plan = Plan.objects.get()
    made = listing(plan, delivery_of(plan, viewer=officer, on=clock.today()), today=clock.today())
    same = ["" if cell is None else str(cell) for cell in made.rows[0]]
    assert sent(workspace, plan, officer, same).unchanged == 1  # type: ignore[attr-defined]
    other = row(number="1.1", action="Write another strategy")
    assert "keeps its words" in sent(workspace, plan, officer, other).faults[0][3]  # type: ignore[attr-defined]
    later = row(number="1.1", by="2022-09-30", status="slipped", words="No author")
    assert "not said why" in sent(workspace, plan, officer, later).faults[0][3]  # type: ignore[attr-defined]
    kept = sent(workspace, plan, officer, later, reason="Agreed in July")
    apply_list(sent=kept, kind=STEPS, by=officer)  # type: ignore[arg-type]
    step.refresh_from_db()
    assert (step.due, step.status) == (date(2022, 9, 30), Status.SLIPPED)
    undo_list(sent=kept, kind=STEPS, by=officer)  # type: ignore[arg-type]
    step.refresh_from_db()
    assert (step.due, step.status) == (date(2022, 3, 31), Status.NOT_STARTED)
    assert not Change.objects.exists()
