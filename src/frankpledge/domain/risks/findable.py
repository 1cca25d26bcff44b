"""What of the risk register can be found, and what people comment on: a risk with all that was said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.risks.actions import Described, amend_risk
from frankpledge.domain.risks.models import Risk, Tie
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.presenters.register import category_label
from frankpledge.domain.risks.rules import State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
RISK = Risk._meta.label_lower


def _risks(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Risk.objects.filter(workspace=workspace).select_related("body", "organisation")
    kept = ("scores", "reviews", "turns", "controls")
    for one in (found.filter(pk=about) if about else found).prefetch_related(*kept):
        said = [*(row.reason for row in one.scores.all()), *(row.reason for row in one.turns.all())]
        said += [*(row.words for row in one.reviews.all()), *(row.words for row in one.controls.all())]
        whose = f"{State(one.state).label}. {one.organisation}, {one.body}."
        text = " ".join(filter(None, [one.cause, one.effect, whose, *dict.fromkeys(said)]))
        moments = [one.at, *(row.at for name in kept for row in getattr(one, name).all())]
        href = reverse("risks:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"Risk {one.number}: {one.title}", text, href, max(moments))


FINDABLE = (FindableKind(RISK, "Risks", GRANTS[Capability.SEE], _risks, order=5),)


def _risk(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Risk.objects.filter(workspace=workspace, pk=UUID(about)).first()
    if one is None:
        return None
    href = reverse("risks:one", args=(workspace.slug, one.pk))
    return Subject(f"Risk {one.number}: {one.title}", href, ((RISK, (about,)),))


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    return is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)


SUBJECTS = (SubjectKind(RISK, "a risk", _risk, history=False, matter=True, keeps=_keeps),)


# ---- how it stood --------------------------------------------------------------------------------------------------

FIELDS = (
    ("title", "What may happen"), ("cause", "Why it might"), ("effect", "What would follow"),
    ("category", "Kind of risk"), ("body", "Group"), ("organisation", "Organisation"), ("person", "Owner"),
    ("deputy", "Deputy"), ("state", "State"),
)  # fmt: skip


SHORT = {"category": category_label}


VERSIONED = (
    VersionedKind(
        RISK, Risk, FIELDS, _risk, by_act(amend_risk, "risk", Described), kept_by(GRANTS, Capability.KEEP),
        fixed=("state",), words=SHORT,
    ),
)  # fmt: skip


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Risk.objects.filter(workspace=asked.workspace).select_related("body", "organisation")
    for one in asked.among(found):
        yield Place(
            Ref(RISK, str(one.pk)), f"Risk {one.number}: {one.title}",
            reverse("risks:one", args=(asked.workspace.slug, one.pk)), words=State(one.state).label,
            whose=f"{one.organisation}, {one.body}", over=one.state == State.CLOSED, on=one.raised_on,
        )  # fmt: skip


def _held_down(workspace: Workspace) -> Iterator[Implied]:
    rows = Tie.objects.filter(workspace=workspace, action__isnull=False).values_list("risk_id", "action_id")
    for risk, action in rows:
        yield Implied(Ref(RISK, str(risk)), Ref("action_log.action", str(action)), "the risk register ties it")


THREAD = (PlaceKind(RISK, "a risk", "Risks", Stage.RISK, _places, _held_down),)
