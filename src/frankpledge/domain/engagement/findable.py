"""What of the registers can be found, and whose history is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.engagement.models import Exercise, Input, Question
from frankpledge.domain.engagement.permissions import GRANTS, Capability
from frankpledge.domain.engagement.queries import exercise_of, input_of
from frankpledge.domain.engagement.rules import KINDS, Kind
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Place, PlaceKind, PlacesAsked, Ref, Stage

__all__ = ["FINDABLE", "SUBJECTS", "THREAD"]
EXERCISE, INPUT = Exercise._meta.label_lower, Input._meta.label_lower


def _exercises(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Exercise.objects.filter(workspace=workspace).prefetch_related("groups", "questions__answers")
    for one in found.filter(pk=about) if about else found:
        asked = [
            f"{question.words} {'; '.join(a.words for a in question.answers.all())}."
            for question in one.questions.all()
        ]
        reached = ", ".join(group.name for group in one.groups.all())
        said = (one.representative, one.used, one.run_by, one.method, one.drawn, reached, *asked, one.source)
        gone = f"Withdrawn: {one.withdrawn_because}" if one.withdrawn_at else ""
        text = " ".join(filter(None, [gone, f"{KINDS[Kind(one.kind)]} for {one.year}.", *said]))
        href = reverse("engagement:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), one.name, text, href, one.withdrawn_at or one.recorded_at)


def _inputs(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Input.objects.filter(workspace=workspace)
    for one in found.filter(pk=about) if about else found:
        came = "Asked for, and nothing came." if one.nothing else ""
        gone = f"Withdrawn: {one.withdrawn_because}" if one.withdrawn_at else ""
        title = f"{one.need[:1].upper()}{one.need[1:]} from {one.supplier}, {one.year}"
        text = " ".join(filter(None, [gone, came, one.what, one.period]))
        href = reverse("engagement:input", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), title, text, href, one.withdrawn_at or one.recorded_at)


_SEEN = GRANTS[Capability.SEE]
FINDABLE = (
    FindableKind(EXERCISE, "What people said", _SEEN, _exercises, order=30, after=("engagement.question",)),
    FindableKind(INPUT, "What partners sent", _SEEN, _inputs, order=32),
)


# ---- whose history is told -------------------------------------------------------------------------------------


def _exercise(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = exercise_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    questions = tuple(str(question.pk) for question in one.questions.all())
    events = ((EXERCISE, (about,)), (Question._meta.label_lower, questions))
    return Subject(one.name, reverse("engagement:one", args=(workspace.slug, one.pk)), events)


def _input(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = input_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    title = f"{one.need[:1].upper()}{one.need[1:]} from {one.supplier}"
    return Subject(title, reverse("engagement:input", args=(workspace.slug, one.pk)), ((INPUT, (about,)),))


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    return is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)


SUBJECTS = (
    SubjectKind(EXERCISE, "an exercise", _exercise, keeps=_keeps),
    SubjectKind(INPUT, "an input", _input),
)


# ---- on the thread ---------------------------------------------------------------------------------------------


def _exercise_places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Exercise.objects.filter(workspace=asked.workspace, withdrawn_at=None)
    for one in asked.among(found):
        yield Place(
            Ref(EXERCISE, str(one.pk)), one.name, reverse("engagement:one", args=(asked.workspace.slug, one.pk)),
            words=f"{KINDS[Kind(one.kind)]} for {one.year}", whose=one.run_by, on=one.ended,
        )  # fmt: skip


def _input_places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Input.objects.filter(workspace=asked.workspace, withdrawn_at=None)
    for one in asked.among(found):
        yield Place(
            Ref(INPUT, str(one.pk)), f"{one.need[:1].upper()}{one.need[1:]} from {one.supplier}, {one.year}",
            reverse("engagement:input", args=(asked.workspace.slug, one.pk)),
            words="Nothing came" if one.nothing else one.what, whose=one.supplier,
        )  # fmt: skip


THREAD = (
    PlaceKind(EXERCISE, "an exercise", "What people said", Stage.EVIDENCE, _exercise_places),
    PlaceKind(INPUT, "an input", "What partners sent", Stage.EVIDENCE, _input_places),
)
