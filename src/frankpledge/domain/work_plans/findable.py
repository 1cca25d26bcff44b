"""What of work plans can be found, and what people comment on: a line, and the plan that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.work_plans.models import Line, Plan
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.rules import Status
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
LINE, PLAN = Line._meta.label_lower, Plan._meta.label_lower


def _lines(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Line.objects.filter(workspace=workspace).select_related("plan__body", "organisation")
    for one in (found.filter(pk=about) if about else found).prefetch_related("changes"):
        said = [change.words for change in one.changes.all()]
        whose = f"{Status(one.status).label}. {one.organisation}, {one.plan}."
        text = " ".join(filter(None, [whose, one.priority, one.objective, one.measure, *said]))
        moments = [one.recorded_at, *(change.at for change in one.changes.all())]
        yield Findable(str(one.pk), one.wording, text, _line_page(workspace, one), max(moments))


def _line_page(workspace: Workspace, one: Line) -> str:
    return reverse("work_plans:line", args=(workspace.slug, one.pk))


FINDABLE = (FindableKind(LINE, "Work plans", GRANTS[Capability.SEE], _lines, order=6),)


def _line(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Line.objects.filter(workspace=workspace, pk=UUID(about)).select_related("plan__body").first()
    if one is None:
        return None
    title = f"{one.wording} (line {one.number}, {one.plan})"
    return Subject(title, _line_page(workspace, one), ((LINE, (about,)),))


def _plan(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Plan.objects.filter(workspace=workspace, pk=UUID(about)).select_related("body").first()
    if one is None:
        return None
    return Subject(str(one), reverse("work_plans:one", args=(workspace.slug, one.pk)), ((PLAN, (about,)),))


SUBJECTS = (
    SubjectKind(LINE, "a line of a work plan", _line, history=False, matter=True),
    SubjectKind(PLAN, "a work plan", _plan, history=False),
)
