"""What of escalations can be found, and what people comment on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.permissions import GRANTS, Capability
from frankpledge.domain.escalations.rules import OPEN, State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage

__all__ = ["FINDABLE", "SUBJECTS", "THREAD"]
ESCALATION = Escalation._meta.label_lower


def _title(one: Escalation) -> str:
    return f"Escalation {one.number}: {one.about_words}"


def _page(workspace: Workspace, one: Escalation) -> str:
    return reverse("escalations:one", args=(workspace.slug, one.pk))


def _escalations(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Escalation.objects.filter(workspace=workspace).select_related("from_body", "to_body")
    for one in (found.filter(pk=about) if about else found).prefetch_related("steps"):
        whose = f"{State(one.state).label}. From {one.from_body} to {one.to_body}."
        text = " ".join(filter(None, (whose, one.asks, one.why, one.agenda_words, one.answer)))
        moments = [one.recorded_at, *(step.at for step in one.steps.all())]
        yield Findable(str(one.pk), _title(one), text, _page(workspace, one), max(moments))


FINDABLE = (FindableKind(ESCALATION, "Sent up", GRANTS[Capability.SEE], _escalations, order=5),)


def _escalation(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Escalation.objects.filter(workspace=workspace, pk=UUID(about)).first()
    return Subject(_title(one), _page(workspace, one), ((ESCALATION, (about,)),)) if one else None


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    """Return whether a person may send things up or answer them: both sides put files to what they speak of."""
    may = (Capability.SEND, Capability.ANSWER)
    return any(is_granted(GRANTS, one, workspace=workspace, user=viewer) for one in may)


SUBJECTS = (SubjectKind(ESCALATION, "an escalation", _escalation, history=False, keeps=_keeps),)


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Escalation.objects.filter(workspace=asked.workspace).select_related("from_body", "to_body")
    for one in asked.among(found):
        yield Place(
            Ref(ESCALATION, str(one.pk)), _title(one), _page(asked.workspace, one),
            words=f"{State(one.state).label}: {one.asks}",
            whose=f"{one.from_body} to {one.to_body}", over=one.state not in OPEN, on=one.by_when,
        )  # fmt: skip


def _about(workspace: Workspace) -> Iterator[Implied]:
    rows = Escalation.objects.filter(workspace=workspace).exclude(about="")
    for kind, about, pk in rows.values_list("about_kind", "about", "pk"):
        yield Implied(Ref(kind, about), Ref(ESCALATION, str(pk)), "it was sent up")


THREAD = (PlaceKind(ESCALATION, "an escalation", "Sent up", Stage.DECISION, _places, _about),)
