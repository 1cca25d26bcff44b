"""Taking back what a list did to the log: an action that it added leaves it, one that it changed is as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.queries import PURPOSE
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.links.actions import revoke_links

FIELDS = (
    "wording", "body_id", "organisation_id", "person_id", "deputy_id", "due", "evidence_wanted", "reference", "status",
    "closed_on",
)  # fmt: skip


def state_of(action: Action) -> dict[str, Any]:
    """Return how an action stands, as it can be kept: its fields, and how often it was moved and reported on."""
    values = {name: getattr(action, name) for name in FIELDS}
    told = {name: None if value is None else str(value) for name, value in values.items()}
    return {**told, "slips": action.slips.count(), "reports": action.reports.count()}


def standing_in_the_way(
    workspace: Workspace, steps: Sequence[Mapping[str, Any]], found: Mapping[str, Action]
) -> list[str]:
    """Return which actions a list cannot be taken back from: changed since it was taken in, or talked about."""
    told = []
    for step in steps:
        action = found.get(step["action"])
        if action is None:
            told.append("an action that is not there any more")
        elif state_of(action) != step["now"] or (step["was"] is None and _spoken_of(workspace, action)):
            told.append(f"action {action.number}")
    return told


def _spoken_of(workspace: Workspace, action: Action) -> bool:
    return Comment.objects.filter(workspace=workspace, kind=Action._meta.label_lower, about=str(action.pk)).exists()


@transaction.atomic
def take_out(*, action: Action, by: User) -> None:
    """Take an action out of the log that came into it by a list, and of which nothing was said since."""
    check_granted(GRANTS, Capability.KEEP, workspace=action.workspace, user=by)
    revoke_links(workspace=action.workspace, purpose=PURPOSE, about=str(action.pk), by=by)
    Action.objects.filter(pk=action.pk).delete()
    record("action_log.action_taken_out", action, by=by, facts={"number": action.number})


@transaction.atomic
def put_back(*, action: Action, was: Mapping[str, Any], by: User) -> None:
    """Put an action back as it was before a list: its fields, and without the dates and words that the list added."""
    check_granted(GRANTS, Capability.KEEP, workspace=action.workspace, user=by)
    for rows, kept in ((action.slips, was["slips"]), (action.reports, was["reports"])):
        ours = list(rows.order_by("at", "pk").values_list("pk", flat=True))[kept:]
        rows.filter(pk__in=ours).delete()
    Action.objects.filter(pk=action.pk).update(**{name: was[name] for name in FIELDS})
    record("action_log.action_put_back", action, by=by, facts={"number": action.number})
