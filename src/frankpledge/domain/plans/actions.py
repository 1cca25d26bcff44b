"""Recording how far each step of a plan was carried out."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.permissions import GRANTS, Capability
from frankpledge.domain.plans.rules import check_step
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def record_step(
    *,
    workspace: Workspace,
    year: str,
    words: str,
    lead: str,
    outcome: str,
    why: str,
    by: User,
    step: Step | None = None,
) -> Step:
    """Record a step and how far it was carried out, or what is to be said of one that is there, and return it."""
    check_granted(GRANTS, Capability.RECORD, workspace=workspace, user=by)
    check_step(year=year, words=words, lead=lead, outcome=outcome, why=why)
    row = step or Step(workspace=workspace)
    row.year, row.words, row.lead = year.strip(), words.strip(), lead.strip()
    row.outcome, row.why = outcome, why.strip()
    row.recorded_by = by
    if step is None:
        row.recorded_at = clock.now()
    row.save()
    record("plans.step_recorded", row, by=by, facts={"year": row.year, "outcome": row.outcome})
    return row


@transaction.atomic
def remove_step(*, step: Step, by: User) -> None:
    """Take out a step that was recorded by mistake. The ledger keeps that it was."""
    check_granted(GRANTS, Capability.RECORD, workspace=step.workspace, user=by)
    record("plans.step_removed", step, by=by, facts={"year": step.year})
    step.delete()
