"""What of the action log can be found, and what people comment on: an action with every word that was said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.rules import Status
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
ACTION = Action._meta.label_lower


def _actions(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Action.objects.filter(workspace=workspace).select_related("body", "organisation")
    for one in (found.filter(pk=about) if about else found).prefetch_related("slips", "reports"):
        said = [words for report in one.reports.all() for words in (report.words, report.evidence)]
        said += [slip.reason for slip in one.slips.all()]
        whose = f"{Status(one.status).label}. {one.organisation}, {one.body}."
        text = " ".join(filter(None, [whose, one.origin, one.evidence_wanted, *said]))
        moments = [one.recorded_at, *(r.at for r in one.reports.all()), *(s.at for s in one.slips.all())]
        href = reverse("action_log:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"Action {one.number}: {one.wording}", text, href, max(moments))


FINDABLE = (FindableKind(ACTION, "Actions", GRANTS[Capability.SEE], _actions, order=4),)


def _action(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Action.objects.filter(workspace=workspace, pk=UUID(about)).first()
    if one is None:
        return None
    href = reverse("action_log:one", args=(workspace.slug, one.pk))
    return Subject(f"Action {one.number}: {one.wording}", href, ((ACTION, (about,)),))


SUBJECTS = (SubjectKind(ACTION, "an action", _action, history=False, matter=True),)
