"""Taking back what a list did to a work plan: a line that it wrote leaves, one that it changed is as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from frankpledge.domain.escalations.queries import about_matter
from frankpledge.domain.work_plans import rules
from frankpledge.domain.work_plans.models import Change, Line
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.rules import PlanState
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.comments.models import Comment

FIELDS = (
    "wording", "priority", "objective", "organisation_id", "person_id", "deputy_id", "quarter", "measure", "status",
    "closed_on",
)  # fmt: skip
KIND = Line._meta.label_lower


def state_of(line: Line) -> dict[str, Any]:
    """Return how a line stands, as it can be kept: its fields, and how often something was done with it."""
    values = {name: getattr(line, name) for name in FIELDS}
    told = {name: None if value is None else str(value) for name, value in values.items()}
    return {**told, "changes": Change.objects.filter(line=line).count()}


def standing_in_the_way(
    workspace: Workspace, steps: Sequence[Mapping[str, Any]], found: Mapping[str, Line]
) -> list[str]:
    """Return from which lines a list cannot be taken back: changed since it was taken in, talked about, or sent up."""
    told = []
    for step in steps:
        line = found.get(step["line"])
        if line is None:
            told.append("a line that is not there any more")
        elif state_of(line) != step["now"] or (step["was"] is None and _spoken_of(workspace, line)):
            told.append(f"line {line.number}")
    return told


def _spoken_of(workspace: Workspace, line: Line) -> bool:
    about = str(line.pk)
    said = Comment.objects.filter(workspace=workspace, kind=KIND, about=about).exists()
    return said or about_matter(KIND, about, workspace=workspace, viewer=line.recorded_by).exists()


@transaction.atomic
def take_out(*, line: Line, by: User) -> None:
    """Take a line out of a plan that came into it by a list, and of which nothing was said since."""
    check_granted(GRANTS, Capability.KEEP, workspace=line.workspace, user=by)
    rules.check_writable(PlanState(line.plan.state))
    Change.objects.filter(line=line).delete()
    Line.objects.filter(pk=line.pk).delete()
    record("work_plans.line_taken_out", line, by=by, facts={"number": line.number, "year": line.plan.year})


@transaction.atomic
def put_back(*, line: Line, was: Mapping[str, Any], by: User) -> None:
    """Put a line back as it was before a list: its fields, and without what the list did with it."""
    check_granted(GRANTS, Capability.KEEP, workspace=line.workspace, user=by)
    rules.check_writable(PlanState(line.plan.state))
    rows = Change.objects.filter(line=line)
    ours = list(rows.order_by("at", "pk").values_list("pk", flat=True))[was["changes"] :]
    rows.filter(pk__in=ours).delete()
    Line.objects.filter(pk=line.pk).update(**{name: was[name] for name in FIELDS})
    record("work_plans.line_put_back", line, by=by, facts={"number": line.number, "year": line.plan.year})
