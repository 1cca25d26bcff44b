"""A plan of a town's, each word with the canary: one is history, the next year's is a draft begun from it."""

from __future__ import annotations

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.action_log.queries import action_of
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.delivery import actions as delivery
from frankpledge.domain.delivery.actions.lists import STEPS
from frankpledge.domain.plans.actions import PlanFacts, start_plan, write_part
from frankpledge.domain.plans.actions.life import Decided, keep_printed
from frankpledge.domain.plans.actions.rolling import roll_forward
from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.rules import Status
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.statute.plan import plan_texts


def planned(canary: str, workspace: Workspace, action: str, by: User) -> dict[str, str]:
    """Keep a printed plan with the delivery of its step, begin the next from it, and return what addresses need."""
    year = str(FinancialYear(financial_year_of(clock.today()).start))
    texts = {one.id: f"{canary} {one.id}" for one in plan_texts()}
    facts = PlanFacts(title=f"{canary} plan {year}", first_year=year, last_year=year, texts=texts)
    plan = start_plan(workspace=workspace, year=year, given=facts, printed=f"{canary} booklet", by=by)
    lead = found_organisation(workspace=workspace, name=f"{canary} planners", kind="charity", by=by)
    priority = write_part(
        plan=plan, kind=Kind.PRIORITY, by=by,
        values={"name": f"{canary} quays", "why": f"{canary} wet", "lead": lead, "equality": f"{canary} note",
                "risks": f"{canary} risk", "departs": f"{canary} habit"},
    )  # fmt: skip
    for kind in (Kind.OBJECTIVE, Kind.OUTCOME, Kind.MEASURE):
        write_part(plan=plan, kind=kind, values={"words": f"{canary} {kind}"}, under=priority, by=by)
    step = write_part(
        plan=plan, kind=Kind.STEP, under=priority, by=by,
        values={"words": f"{canary} rails", "organisation": lead, "due": clock.today()},
    )  # fmt: skip
    write_part(plan=plan, kind=Kind.SHARE, values={"organisation": lead, "resources": f"{canary} hands"}, by=by)
    figure = {"words": f"{canary} falls", "figure": "12", "source": f"{canary} log"}
    write_part(plan=plan, kind=Kind.CONTEXT, values=figure, by=by)
    write_part(plan=plan, kind=Kind.LEFT_OUT, values={"words": f"{canary} cats", "reason": f"{canary} few"}, by=by)
    plan = keep_printed(plan=plan, decided=Decided(words=f"{canary} minute", on=clock.today()), by=by)
    delivery.say(step=step, status=Status.AT_RISK, words=f"{canary} no bolts", by=by)
    log = action_of(action, workspace=workspace, viewer=by)  # type: ignore[arg-type]
    assert log is not None
    tie = delivery.tie_action(step=step, action=log, by=by)
    roll_forward(plan=plan, by=by, title=f"{canary} plan to come")
    return {
        "partnership_plan": str(plan.pk), "plan_priority": str(priority.pk), "part_kind": "priority",
        "plan_part": str(priority.pk), "plan_what": "plan", "delivery_step": str(step.pk), "delivery_tie": str(tie.pk),
        "delivery_list": delivery_list(canary, workspace, by, plan),
    }  # fmt: skip


def delivery_list(canary: str, workspace: Workspace, by: User, plan: Plan) -> str:
    """Send a list of steps that would change one, with a line that is wrong, a word and a head that are not known."""
    heads = ("number", "status", "words", "organisation", f"{canary} head")
    lines = (
        (0, 2, ["1.1", "slipped", f"{canary} rain", "", ""]),
        (0, 3, ["", "", f"{canary} lost", f"{canary} odd", "x"]),
    )
    read, said = Read((Sheet(f"{canary} sheet", 1, heads),), lines), {"plan": str(plan.pk), "reason": f"{canary} gift"}
    sent = send_list(kind=STEPS, workspace=workspace, name=f"{canary} steps.xlsx", read=read, said=said, by=by)
    return str(sent.pk)
