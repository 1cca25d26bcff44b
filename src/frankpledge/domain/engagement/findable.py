"""What of the registers can be found, and whose history is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.engagement import rules
from frankpledge.domain.engagement.actions import amend_exercise, amend_question
from frankpledge.domain.engagement.models import Exercise, Input, Question
from frankpledge.domain.engagement.permissions import GRANTS, Capability
from frankpledge.domain.engagement.queries import exercise_of, input_of
from frankpledge.domain.engagement.rules import KINDS, Kind
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import Beyond, VersionedKind, by_act
from frankpledge.statute.deadlines import in_words

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
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


# ---- how they stood: an exercise with its groups, a question with its answers. An input is recorded or withdrawn ----

EXERCISE_FIELDS = (
    ("year", "For the assessment of"), ("name", "Name"), ("kind", "Kind"), ("began", "From"), ("ended", "To"),
    ("run_by", "Run by"), ("method", "Method"), ("drawn", "How people were chosen"), ("respondents", "Who answered"),
    ("out_of", "Of how many asked"), ("received", "Results came"), ("public", "Results are public"),
    ("reached", "Groups that were reached"), ("silent", "Groups asked in vain"),
    ("representative", "How far it stands for the area"), ("used", "What it was used for"), ("source", "Source"),
)  # fmt: skip
QUESTION_FIELDS = (("words", "Question"), ("base", "How many answered it"), ("results", "Answers"))


def _reached(one: Exercise) -> list[list[Any]]:
    groups = one.groups.filter(asked_in_vain_on=None)
    return [[group.name, group.affected, group.people] for group in groups]


def _silent(one: Exercise) -> list[list[Any]]:
    groups = one.groups.exclude(asked_in_vain_on=None)
    return [[group.name, str(group.asked_in_vain_on), group.affected] for group in groups]


def _results(one: Question) -> list[list[Any]]:
    kept = one.answers.all()
    return [[row.words, row.count, None if row.percent is None else str(row.percent), row.state] for row in kept]


def _as_reached(kept: list[list[Any]]) -> tuple[rules.Reached, ...]:
    return tuple(rules.Reached(*one) for one in kept)


def _as_silent(kept: list[list[Any]]) -> tuple[rules.Silent, ...]:
    return tuple(rules.Silent(name, date.fromisoformat(on), affected) for name, on, affected in kept)


def _as_results(kept: list[list[Any]]) -> tuple[rules.Result, ...]:
    return tuple(
        rules.Result(words, count, None if percent is None else Decimal(percent), State(state))
        for words, count, percent, state in kept
    )


def _result_words(kept: list[list[Any]]) -> str:
    absent = {State.MISSING: "no data", State.SUPPRESSED: "not shown"}
    said = ((words, count if percent is None else f"{percent}%", State(state)) for words, count, percent, state in kept)
    return "; ".join(f"{words}: {absent.get(state, number)}" for words, number, state in said)


def _question(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    """Return a question with its answers, for whoever writes them down: its page says to others what it may."""
    if not is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        return None
    found = Question.objects.filter(workspace=workspace, pk=UUID(about)).first()
    whole = _exercise(workspace, viewer, str(found.exercise_id)) if found else None
    return Subject(found.words, whole.href, ()) if found and whole else None


def _stands(one: Exercise | Question) -> None:
    exercise = one if isinstance(one, Exercise) else one.exercise
    rules.check_standing(withdrawn=exercise.withdrawn_at is not None)


_CHECK = kept_by(GRANTS, Capability.KEEP, _stands)
VERSIONED = (
    VersionedKind(
        EXERCISE, Exercise, EXERCISE_FIELDS, _exercise,
        by_act(
            amend_exercise, "exercise", rules.Exercise,
            now={"reached": lambda one: _as_reached(_reached(one)), "silent": lambda one: _as_silent(_silent(one))},
        ),
        _CHECK,
        beyond={
            "reached": Beyond(_reached, _as_reached, lambda kept: ", ".join(name for name, *_ in kept)),
            "silent": Beyond(
                _silent, _as_silent,
                lambda kept: ", ".join(f"{name} ({in_words(date.fromisoformat(on))})" for name, on, _ in kept),
            ),
        },
    ),
    VersionedKind(
        Question._meta.label_lower, Question, QUESTION_FIELDS, _question,
        by_act(
            amend_question, "question", names=("words", "base", "results"),
            now={"results": lambda one: _as_results(_results(one))},
        ),
        _CHECK, beyond={"results": Beyond(_results, _as_results, _result_words)},
    ),
)  # fmt: skip


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
