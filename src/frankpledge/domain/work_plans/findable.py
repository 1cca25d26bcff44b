"""What of work plans can be found, what people comment on, and how a line stood after each change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.action_log.rules import in_words
from frankpledge.domain.work_plans.actions import LineFacts, amend_line, move_line
from frankpledge.domain.work_plans.models import Line, Plan
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.queries import is_own
from frankpledge.domain.work_plans.rules import Status
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
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


def _plans(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Plan.objects.filter(workspace=workspace).select_related("body")
    for one in found.filter(pk=about) if about else found:
        href = reverse("work_plans:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), str(one), "", href, one.recorded_at)


FINDABLE = (
    FindableKind(LINE, "Work plans", GRANTS[Capability.SEE], _lines, order=6),
    FindableKind(PLAN, "Work plans of groups", GRANTS[Capability.SEE], _plans, order=6),
)


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


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:
    """Return whether a person keeps work plans, or reports on this line as their own."""
    if is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        return True
    one = Line.objects.filter(workspace=workspace, pk=UUID(about)).select_related("person", "deputy").first()
    may = is_granted(GRANTS, Capability.REPORT, workspace=workspace, user=viewer)
    return may and one is not None and is_own(one, viewer)


def _keeps_plans(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    return is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)


SUBJECTS = (
    SubjectKind(LINE, "a line of a work plan", _line, history=False, matter=True, keeps=_keeps),
    SubjectKind(PLAN, "a work plan", _plan, history=False, keeps=_keeps_plans),
)


# ---- how it stood --------------------------------------------------------------------------------------------------

FIELDS = (
    ("wording", "What is to be done"), ("priority", "Priority"), ("objective", "Objective"),
    ("organisation", "Lead organisation"), ("person", "Person"), ("deputy", "Deputy"), ("quarter", "Quarter"),
    ("measure", "What will show it"), ("status", "Status"), ("closed_on", "Ended on"),
)  # fmt: skip


def _put_back(line: Line, values: Mapping[str, Any], by: Any) -> None:
    """Put a line back by its own acts, with the reason that each of them asks for."""
    why = f"Put back on {in_words(clock.today())} to what stood there before"
    rest = {name: value for name, value in values.items() if name != "quarter"}
    if rest:
        by_act(partial(amend_line, reason=why), "line", LineFacts)(line, rest, by)
    if "quarter" in values:
        move_line(line=line, quarter=values["quarter"], reason=why, by=by)


VERSIONED = (
    VersionedKind(
        LINE, Line, FIELDS, _line, _put_back, kept_by(GRANTS, Capability.KEEP), fixed=("status", "closed_on")
    ),
)


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Line.objects.filter(workspace=asked.workspace).select_related("plan__body", "organisation")
    for one in asked.among(found):
        yield Place(
            Ref(LINE, str(one.pk)), f"{one.wording} (line {one.number}, {one.plan})",
            _line_page(asked.workspace, one), words=Status(one.status).label, whose=str(one.organisation),
            over=one.status != Status.OPEN, on=one.closed_on,
        )  # fmt: skip


def _carried(workspace: Workspace) -> Iterator[Implied]:
    rows = Line.objects.filter(workspace=workspace, came_from__isnull=False).values_list("came_from_id", "pk")
    for before, after in rows:
        yield Implied(Ref(LINE, str(before)), Ref(LINE, str(after)), "it was carried over from the year before")


THREAD = (PlaceKind(LINE, "a line of a work plan", "Lines of work plans", Stage.ACTION, _places, _carried),)
