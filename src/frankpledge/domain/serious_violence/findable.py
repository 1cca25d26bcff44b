"""What of strategies can be found, what people comment on, and their lines on the thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.serious_violence.models import Line, SignUp, Strategy
from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
from frankpledge.domain.serious_violence.rules import Done
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage

__all__ = ["FINDABLE", "SUBJECTS", "THREAD"]
STRATEGY, LINE, SIGN_UP = (one._meta.label_lower for one in (Strategy, Line, SignUp))


def _page(workspace: Workspace, key: Any) -> str:
    return reverse("serious_violence:one", args=(workspace.slug, key))


def _strategies(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Strategy.objects.filter(workspace=workspace, withdrawn_at=None)
    for one in (found.filter(pk=about) if about else found).prefetch_related("parts", "lines", "looks"):
        said = [*(part.words for part in one.parts.all()), *(line.words for line in one.lines.all())]
        said += [look.effect for look in one.looks.all()]
        yield Findable(str(one.pk), one.title, " ".join(said), _page(workspace, one.pk), one.recorded_at)


FINDABLE = (
    FindableKind(
        STRATEGY, "Serious violence", GRANTS[Capability.SEE], _strategies, order=27, after=("serious_violence.",)
    ),
)


def _strategy(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Strategy.objects.filter(workspace=workspace, pk=UUID(about), withdrawn_at=None).first()
    return Subject(one.title, _page(workspace, one.pk), ((STRATEGY, (about,)),)) if one else None


def _sign_up(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = SignUp.objects.filter(workspace=workspace, pk=UUID(about), withdrawn_at=None).first()
    if one is None:
        return None
    href = reverse("serious_violence:theirs", args=(workspace.slug, one.served_id))
    return Subject(f"Signing up to {one.title}", href, ((SIGN_UP, (about,)),))


SUBJECTS = (
    SubjectKind(STRATEGY, "a serious violence strategy", _strategy),
    SubjectKind(SIGN_UP, "signing up to a strategy", _sign_up),
)


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    for one in asked.among(Strategy.objects.filter(workspace=asked.workspace, withdrawn_at=None)):
        yield Place(Ref(STRATEGY, str(one.pk)), one.title, _page(asked.workspace, one.pk), on=one.starts)


def _lines(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Line.objects.filter(workspace=asked.workspace, withdrawn_at=None, strategy__withdrawn_at=None)
    for one in asked.among(found.select_related("lead", "strategy")):
        yield Place(
            Ref(LINE, str(one.pk)), one.words, _page(asked.workspace, one.strategy_id),
            words=f"{Done(one.done).label}, {one.year}", whose=one.lead.name, over=one.done != Done.OPEN, on=one.due,
        )  # fmt: skip


def _within(workspace: Workspace) -> Iterator[Implied]:
    for line, strategy in Line.objects.filter(workspace=workspace, withdrawn_at=None).values_list("pk", "strategy_id"):
        yield Implied(Ref(STRATEGY, str(strategy)), Ref(LINE, str(line)), "it carries the strategy out")


THREAD = (
    PlaceKind(STRATEGY, "a serious violence strategy", "Serious violence strategies", Stage.PRIORITY, _places, _within),
    PlaceKind(LINE, "a line on serious violence", "Lines on serious violence", Stage.ACTION, _lines),
)
