"""What of the action log can be found, and what people comment on: an action with every word that was said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.action_log.actions import Undertaken, amend_action, move_date
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.queries import is_own
from frankpledge.domain.action_log.rules import Status
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act
from frankpledge.statute.deadlines import in_words

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
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


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:
    """Return whether a person keeps the log, or reports on this action as their own."""
    if is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        return True
    one = Action.objects.filter(workspace=workspace, pk=UUID(about)).select_related("person", "deputy").first()
    may = is_granted(GRANTS, Capability.REPORT, workspace=workspace, user=viewer)
    return may and one is not None and is_own(one, viewer)


SUBJECTS = (SubjectKind(ACTION, "an action", _action, history=False, matter=True, keeps=_keeps),)


# ---- how it stood --------------------------------------------------------------------------------------------------

FIELDS = (
    ("wording", "What is to be done"), ("body", "Group"), ("organisation", "Organisation"), ("person", "Person"),
    ("deputy", "Deputy"), ("due", "By when"), ("evidence_wanted", "What will show it"),
    ("reference", "Number in its plan"), ("status", "Status"), ("closed_on", "Ended on"),
)  # fmt: skip


def _put_back(action: Action, values: Mapping[str, Any], by: Any) -> None:
    """Put an action back by its own acts: a date moves with a reason, as every date does."""
    rest = {name: value for name, value in values.items() if name != "due"}
    if rest:
        by_act(amend_action, "action", Undertaken)(action, rest, by)
    if "due" in values:
        why = f"Put back on {in_words(clock.today())} to what stood there before"
        move_date(action=action, due=values["due"], reason=why, by=by)


VERSIONED = (
    VersionedKind(
        ACTION, Action, FIELDS, _action, _put_back, kept_by(GRANTS, Capability.KEEP), fixed=("status", "closed_on")
    ),
)


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Action.objects.filter(workspace=asked.workspace).select_related("body", "organisation")
    for one in asked.among(found):
        due = f", due {in_words(one.due)}" if one.due and one.status == Status.OPEN else ""
        yield Place(
            Ref(ACTION, str(one.pk)), f"Action {one.number}: {one.wording}",
            reverse("action_log:one", args=(asked.workspace.slug, one.pk)),
            words=f"{Status(one.status).label}{due}", whose=f"{one.organisation}, {one.body}",
            over=one.status != Status.OPEN, on=one.due,
        )  # fmt: skip


THREAD = (PlaceKind(ACTION, "an action", "Actions", Stage.ACTION, _places),)
