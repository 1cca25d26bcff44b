"""A plan of another body in a town's register, each word with the canary, judged against a priority of its own."""

from __future__ import annotations

from frankpledge.domain.alignment import actions
from frankpledge.domain.alignment.actions import PlanFacts
from frankpledge.domain.alignment.actions.lists import PRIORITIES
from frankpledge.domain.alignment.models import TheirPlan
from frankpledge.domain.alignment.rules import Verdict
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.plans.actions import PlanFacts as OurFacts
from frankpledge.domain.plans.actions import start_plan, write_part
from frankpledge.domain.plans.actions.life import Decided, keep_printed
from frankpledge.domain.plans.models import Priority
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet

YEAR = "2013/14"


def our_priority(word: str, workspace: Workspace, by: User) -> Priority:
    """Return a priority of a plan of ours of long ago."""
    facts = OurFacts(title=f"{word} plan {YEAR}", first_year=YEAR, last_year=YEAR, texts={})
    plan = start_plan(workspace=workspace, year=YEAR, given=facts, printed=f"{word} booklet", by=by)
    made: Priority = write_part(plan=plan, kind=Kind.PRIORITY, values={"name": f"{word} harbour"}, by=by)
    return made


def their_plan(word: str, owner: Organisation, by: User) -> TheirPlan:
    """Return a plan of another body with one priority."""
    given = PlanFacts("police_and_crime", f"{word} police and crime plan", owner, f"{word} website")
    plan = actions.add_plan(workspace=owner.workspace, given=given, by=by)
    actions.add_priority(plan=plan, name=f"{word} safer nights", detail=f"{word} patrols", by=by)
    return plan


def aligned(canary: str, workspace: Workspace, by: User) -> dict[str, str]:
    """Judge ours against theirs, and return what the addresses need."""
    owner = found_organisation(workspace=workspace, name=f"{canary} commissioner", kind="charity", by=by)
    plan, ours = their_plan(canary, owner, by), our_priority(canary, workspace, by)
    theirs = plan.priorities.get()
    keep_printed(plan=ours.plan, decided=Decided(words=f"{canary} vote", on=clock.today()), by=by)
    actions.judge(ours=ours, theirs=theirs, verdict=Verdict.CONFLICTS, reason=f"{canary} patrols leave", by=by)
    today = clock.today()
    given = PlanFacts("council", f"{canary} council plan", owner, f"{canary} shelf", starts=today)
    actions.add_plan(workspace=workspace, given=given, by=by)
    heads = ("plan", "number", "priority", f"{canary} head")
    lines = ((0, 2, [plan.title, "1", f"{canary} safest nights", ""]), (0, 3, [f"{canary} lost", "", "x", "y"]))
    read = Read((Sheet(f"{canary} sheet", 1, heads),), lines)
    sent = send_list(kind=PRIORITIES, workspace=workspace, name=f"{canary} theirs.xlsx", read=read, by=by)
    return {
        "their_plan": str(plan.pk), "their_priority": str(theirs.pk), "our_priority": str(ours.pk),
        "alignment_list": str(sent.pk),
    }  # fmt: skip
