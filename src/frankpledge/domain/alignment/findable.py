"""What of other bodies' plans can be found, what people comment on, and their priorities on the thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.alignment.actions import PlanFacts, amend_plan, change_priority
from frankpledge.domain.alignment.models import Judgement, TheirPlan, TheirPriority
from frankpledge.domain.alignment.permissions import GRANTS, Capability
from frankpledge.domain.alignment.presenters import kind_label
from frankpledge.domain.alignment.queries import their_plan
from frankpledge.domain.alignment.rules import Verdict, check_standing
from frankpledge.domain.plans.models import Priority
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
PLAN, THEIRS, OURS = (one._meta.label_lower for one in (TheirPlan, TheirPriority, Priority))


def _plans(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = TheirPlan.objects.filter(workspace=workspace, withdrawn_at=None).select_related("owner")
    for one in (found.filter(pk=about) if about else found).prefetch_related("priorities"):
        said = [f"{each.name}. {each.detail}" for each in one.priorities.all()]
        href = reverse("alignment:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), one.title, f"{one.owner}. {' '.join(said)}", href, one.recorded_at)


FINDABLE = (
    FindableKind(PLAN, "Plans of other bodies", GRANTS[Capability.SEE], _plans, order=29, after=("alignment.",)),
)


def _plan(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = their_plan(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    kept = tuple(str(each) for each in one.priorities.values_list("pk", flat=True))
    href = reverse("alignment:one", args=(workspace.slug, one.pk))
    return Subject(one.title, href, ((PLAN, (about,)), (THEIRS, kept)))


SUBJECTS = (SubjectKind(PLAN, "a plan of another body", _plan),)


# ---- how they stood. A judgement is a dated row ----------------------------------------------------------------

PLAN_FIELDS = (
    ("kind", "Kind"), ("title", "Title"), ("owner", "Whose"), ("source", "Where it was read"), ("starts", "From"),
    ("ends", "To"),
)  # fmt: skip
PRIORITY_FIELDS = (("name", "Priority"), ("detail", "Detail"), ("dropped_on", "Dropped on"))


def _priority(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    found = TheirPriority.objects.filter(workspace=workspace, pk=UUID(about), withdrawn_at=None).first()
    whole = _plan(workspace, viewer, str(found.plan_id)) if found else None
    return Subject(f"{found.name}, {whole.title}", whole.href, ()) if found and whole else None


def _not_dropped(priority: TheirPriority) -> None:
    check_standing(dropped=priority.dropped_on is not None)


VERSIONED = (
    VersionedKind(
        PLAN, TheirPlan, PLAN_FIELDS, _plan, by_act(amend_plan, "plan", PlanFacts), kept_by(GRANTS, Capability.KEEP),
        words={"kind": kind_label},
    ),
    VersionedKind(
        THEIRS, TheirPriority, PRIORITY_FIELDS, _priority,
        by_act(change_priority, "priority", names=("name", "detail")),
        kept_by(GRANTS, Capability.KEEP, _not_dropped), fixed=("dropped_on",),
    ),
)  # fmt: skip


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = TheirPriority.objects.filter(
        workspace=asked.workspace, withdrawn_at=None, plan__withdrawn_at=None
    ).select_related("plan__owner")
    for one in asked.among(found):
        yield Place(
            Ref(THEIRS, str(one.pk)), one.name, reverse("alignment:one", args=(asked.workspace.slug, one.plan_id)),
            words=one.plan.title, whose=str(one.plan.owner), over=one.dropped_on is not None, on=one.plan.ends,
        )  # fmt: skip


def _judged(workspace: Workspace) -> Iterator[Implied]:
    """Yield which of theirs stands behind which of ours: by the latest judgement of each pair."""
    rows = Judgement.objects.filter(workspace=workspace, withdrawn_at=None).order_by("recorded_at")
    latest = {(theirs, ours): verdict for theirs, ours, verdict in rows.values_list("theirs_id", "ours_id", "verdict")}
    for (theirs, ours), verdict in latest.items():
        if Verdict(verdict).joins:
            why = (
                f"it was judged that theirs {'supports ours' if verdict == Verdict.SUPPORTS else 'overlaps with ours'}"
            )
            yield Implied(Ref(THEIRS, str(theirs)), Ref(OURS, str(ours)), why)


THREAD = (
    PlaceKind(THEIRS, "a priority of another body", "Priorities of other bodies", Stage.PRIORITY, _places, _judged),
)
