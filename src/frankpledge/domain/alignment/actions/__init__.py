"""Keeping plans of other bodies and judging ours against them: every act checks who may and leaves its trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from frankpledge.domain.alignment import rules
from frankpledge.domain.alignment.models import Judgement, TheirPlan, TheirPriority
from frankpledge.domain.alignment.permissions import GRANTS, Capability
from frankpledge.domain.alignment.rules import Verdict
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.plans.models import Priority
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@dataclass(frozen=True)
class PlanFacts:
    """A plan of another body as a person gives it."""

    kind: str
    title: str
    owner: Organisation
    source: str
    starts: date | None = None
    ends: date | None = None


def _checked(given: PlanFacts, workspace: Workspace) -> dict[str, object]:
    rules.check_days(given.starts, given.ends)
    if given.owner.workspace_id != workspace.pk:
        raise rules.NotAPlan("this organisation is not of this register.", where="Whose it is", cure="Choose another.")
    return {
        "kind": rules.check_kind(given.kind),
        "title": rules.check_line(given.title, where="Title"),
        "owner": given.owner,
        "source": rules.check_line(given.source, where="Where it was read"),
        "starts": given.starts,
        "ends": given.ends,
    }


def _check_title(workspace: Workspace, title: object, *, but: TheirPlan | None = None) -> None:
    found = TheirPlan.objects.filter(workspace=workspace, title=title, withdrawn_at=None)
    if (found.exclude(pk=but.pk) if but else found).exists():
        raise rules.NotAPlan("a plan of this title is there.", where="Title", cure="Say its years in the title.")


@transaction.atomic
def add_plan(*, workspace: Workspace, given: PlanFacts, by: User) -> TheirPlan:
    """Write down that there is a plan of another body."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    facts = _checked(given, workspace)
    _check_title(workspace, facts["title"])
    made = TheirPlan.objects.create(workspace=workspace, recorded_by=by, recorded_at=clock.now(), **facts)
    record("alignment.plan_added", made, by=by, facts={"title": made.title})
    return made


@transaction.atomic
def amend_plan(*, plan: TheirPlan, given: PlanFacts, by: User) -> TheirPlan:
    """Put a plan of another body right, or say when it ends: judgements are outdated once it has."""
    check_granted(GRANTS, Capability.KEEP, workspace=plan.workspace, user=by)
    facts = _checked(given, plan.workspace)
    _check_title(plan.workspace, facts["title"], but=plan)
    for name, value in facts.items():
        setattr(plan, name, value)
    plan.save()
    record("alignment.plan_amended", plan, by=by, facts={"title": plan.title})
    return plan


@transaction.atomic
def withdraw_plan(*, plan: TheirPlan, reason: str, by: User) -> TheirPlan:
    """Take out a plan that was written down by mistake, with the reason."""
    check_granted(GRANTS, Capability.KEEP, workspace=plan.workspace, user=by)
    plan.withdrawn_because = rules.check_line(reason, where="Reason", longest=rules.LONGEST_WORDS)
    plan.withdrawn_at = clock.now()
    plan.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("alignment.plan_withdrawn", plan, by=by, facts={"title": plan.title})
    return plan


@transaction.atomic
def add_priority(*, plan: TheirPlan, name: str, detail: str = "", by: User) -> TheirPriority:
    """Write down a priority or objective of a plan of another body, under its next number."""
    check_granted(GRANTS, Capability.KEEP, workspace=plan.workspace, user=by)
    highest = TheirPriority.objects.filter(plan=plan).aggregate(highest=Max("number"))["highest"] or 0
    now = clock.now()
    made = TheirPriority.objects.create(
        workspace=plan.workspace, plan=plan, number=highest + 1, name=rules.check_line(name, where="Priority"),
        detail=detail.strip()[: rules.LONGEST_WORDS], changed_at=now, recorded_by=by, recorded_at=now,
    )  # fmt: skip
    record("alignment.priority_added", made, by=by, facts={"number": made.number, "title": plan.title})
    return made


@transaction.atomic
def change_priority(*, priority: TheirPriority, name: str, detail: str = "", by: User) -> TheirPriority:
    """Say that their priority reads otherwise now. What was judged before is outdated from here."""
    check_granted(GRANTS, Capability.KEEP, workspace=priority.workspace, user=by)
    rules.check_standing(dropped=priority.dropped_on is not None)
    priority.name = rules.check_line(name, where="Priority")
    priority.detail, priority.changed_at = detail.strip()[: rules.LONGEST_WORDS], clock.now()
    priority.save(update_fields=["name", "detail", "changed_at"])
    record("alignment.priority_changed", priority, by=by, facts={"number": priority.number})
    return priority


@transaction.atomic
def drop_priority(*, priority: TheirPriority, on: date, by: User) -> TheirPriority:
    """Say that their plan does not have a priority any more, from a day."""
    check_granted(GRANTS, Capability.KEEP, workspace=priority.workspace, user=by)
    rules.check_standing(dropped=priority.dropped_on is not None)
    priority.dropped_on = on
    priority.save(update_fields=["dropped_on"])
    record("alignment.priority_dropped", priority, by=by, facts={"number": priority.number})
    return priority


@transaction.atomic
def judge(*, ours: Priority, theirs: TheirPriority, verdict: Verdict, reason: str, by: User) -> Judgement:
    """Say how one of ours stands to one of theirs, and why. The judgement before stays."""
    check_granted(GRANTS, Capability.KEEP, workspace=theirs.workspace, user=by)
    if ours.workspace_id != theirs.workspace_id:
        raise rules.NotAPlan("these two are not of one partnership.", cure="Choose both from the matrix.")
    rules.check_standing(dropped=theirs.dropped_on is not None)
    made = Judgement.objects.create(
        workspace=theirs.workspace, ours=ours, theirs=theirs, verdict=verdict,
        reason=rules.check_line(reason, where="Why", longest=rules.LONGEST_WORDS),
        ours_then=ours.name, theirs_then=theirs.name, recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    record("alignment.judged", made, by=by, facts={"verdict": verdict.value, "number": theirs.number})
    return made
