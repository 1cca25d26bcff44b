"""A work plan of a town's, each word with the canary: one line is at risk, one came from the year before."""

from __future__ import annotations

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.bodies.actions.people import record_person
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.work_plans import actions
from frankpledge.domain.work_plans.actions import Fate, LineFacts, Said
from frankpledge.domain.work_plans.actions.lists import LINES
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet


def worked(canary: str, workspace: Workspace, by: User) -> dict[str, str]:
    """Keep two years of work plans of a group, and return what the addresses of the second need."""
    body = create_body(workspace=workspace, name=f"{canary} worker group", kind="sub_group", by=by)
    given = LineFacts(
        wording=f"{canary} quays are swept",
        organisation=found_organisation(workspace=workspace, name=f"{canary} sweepers", kind="charity", by=by),
        person=record_person(workspace=workspace, name=f"{canary} sweeper", by=by),
        quarter=1,
        priority=f"{canary} priority",
        objective=f"{canary} objective",
        measure=f"{canary} measure",
    )
    year = financial_year_of(clock.today())
    before = actions.start_plan(workspace=workspace, body=body, year=str(FinancialYear(year.start - 1)), by=by)
    old = actions.add_line(plan=before, given=given, by=by)
    plan = actions.close_plan(plan=before, fates={old.pk: Fate(1, f"{canary} flood")}, by=by)
    actions.approve_plan(plan=plan, decision=7, on=clock.today(), by=by)
    line = actions.add_line(plan=plan, given=given, by=by)
    actions.move_line(line=line, quarter=2, reason=f"{canary} broom broke", by=by)
    actions.report_line(line=line, given=Said(Progress.AT_RISK, f"{canary} broom is away"), by=by)
    sent = plan_list(canary, workspace, by, str(plan.pk))
    return {"plan": str(plan.pk), "plan_line": str(line.pk), "plan_list": sent}


def plan_list(canary: str, workspace: Workspace, by: User, plan: str) -> str:
    """Send a list of lines that would change one, with a line that is wrong, a word and a head that are not known."""
    heads = ("number", "measure", "organisation", f"{canary} head")
    lines = ((0, 2, ["1", f"{canary} brooms", "", ""]), (0, 3, ["", f"{canary} lost", f"{canary} odd", "x"]))
    read, said = Read((Sheet(f"{canary} sheet", 1, heads),), lines), {"plan": plan, "reason": f"{canary} gift"}
    sent = send_list(kind=LINES, workspace=workspace, name=f"{canary} plan.xlsx", read=read, said=said, by=by)
    return str(sent.pk)
