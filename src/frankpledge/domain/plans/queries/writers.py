"""Who wrote in a plan. Whoever did does not record that its board approved it."""

from __future__ import annotations

from uuid import UUID

from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.rules import PlanState
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.queries import events_of
from frankpledge.ground.documents.models import Writing
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import may as may_paper

WRITING = (
    "plans.plan_started", "plans.plan_described", "plans.plan_rolled", "plans.part_written", "plans.part_removed",
    "plans.part_moved",
)  # fmt: skip


def writers_of(plan: Plan) -> frozenset[UUID]:
    """Return who wrote in a plan, or put it before its board.

    The ledger tells it: it also knows whose words were written over, or taken out again.
    """
    told = events_of(plan.workspace).filter(verb__in=WRITING, facts__year=plan.year, at__gte=plan.recorded_at)
    actors = {UUID(one) for one in told.values_list("actor", flat=True) if one}
    papers = [one for one in (plan.paper_id, plan.page_id) if one is not None]
    return frozenset({*actors, *Writing.objects.filter(paper__in=papers).values_list("by", flat=True)})


def may_approve(plan: Plan, viewer: User) -> bool:
    """Return whether a person may record the approval of a plan: it is before its board, and they wrote nothing."""
    if plan.state != PlanState.BEFORE_BOARD:
        return False
    if not may_paper(OfPapers.APPROVE_PAPER, workspace=plan.workspace, user=viewer):
        return False
    return viewer.pk not in writers_of(plan)
