"""Reading the registers: what people said in a year, what partners sent, and which needs of the law are met by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from frankpledge.analysis.rates import Share
from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.engagement import rules
from frankpledge.domain.engagement.models import Exercise, Input, Question
from frankpledge.domain.engagement.rules import SIX, VIEWS, Kind, Reached, Result, Silent
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.statute.template import assessment_template


@dataclass(frozen=True)
class Said:
    """One answer: its count or percentage, or why there is none; with a base, its share and Wilson's interval."""

    answer: str
    state: State
    count: int | None
    percent: Decimal | None
    share: Share | None


@dataclass(frozen=True)
class Put:
    """A question as it was put, how many answered it, and what they said."""

    id: UUID
    words: str
    base: int | None
    said: tuple[Said, ...]


@dataclass(frozen=True)
class View:
    """One exercise, whole: how people were asked, who answered, how far they stand for the area, what came of it."""

    id: UUID
    year: str
    name: str
    kind: Kind
    began: date
    ended: date
    run_by: str
    method: str
    drawn: str
    respondents: int | None
    out_of: int | None
    received: bool
    public: bool
    representative: str
    used: str
    source: str
    reached: tuple[Reached, ...]
    silent: tuple[Silent, ...]
    questions: tuple[Put, ...]
    withdrawn_because: str


@dataclass(frozen=True)
class Line:
    """One line of the register of inputs. `nothing`: it was asked for, and nothing came."""

    id: UUID | None
    year: str
    need: str
    supplier: str
    what: str
    period: str
    asked_on: date | None
    received_on: date | None
    nothing: bool
    withdrawn_because: str = ""


@dataclass(frozen=True)
class ProvidedInputs:
    """Which needs of the assessment are met: by lines that came, or by nil returns alone."""

    met: dict[str, tuple[Line, ...]]
    nil: dict[str, tuple[Line, ...]]


def needs() -> tuple[str, ...]:
    """Return what the six inputs of the law need, each once, in the law's order."""
    wanted = assessment_template().needs
    return tuple(dict.fromkeys(need for requirement in SIX for need in wanted[requirement]))


def views_for(*, workspace: Workspace, year: str, viewer: User) -> tuple[View, ...]:
    """Return the exercises of a year that stand, the latest first, nil returns among them."""
    return tuple(view_of(one) for one in exercises(workspace=workspace, viewer=viewer, year=year))


def exercises(*, workspace: Workspace, viewer: User, year: str = "", withdrawn: bool = False) -> QuerySet[Exercise]:
    """Return the exercises of a workspace that the viewer belongs to; withdrawn ones too where they are asked for."""
    found = Exercise.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    found = found.filter(year=year) if year else found
    found = found if withdrawn else found.filter(withdrawn_at__isnull=True)
    return found.prefetch_related("groups", "questions__answers")


def exercise_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Exercise | None:
    """Return one exercise, withdrawn or not; None where there is none that the viewer may see."""
    return exercises(workspace=workspace, viewer=viewer, withdrawn=True).filter(pk=identity).first()


def question_of(identity: UUID, *, exercise: Exercise) -> Question | None:
    """Return one question of an exercise, None where there is none."""
    return exercise.questions.filter(pk=identity).first()


def inputs(*, workspace: Workspace, viewer: User, year: str = "", withdrawn: bool = False) -> QuerySet[Input]:
    """Return the lines of the register of inputs that the viewer may see."""
    found = Input.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    found = found.filter(year=year) if year else found
    return found if withdrawn else found.filter(withdrawn_at__isnull=True)


def input_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Input | None:
    """Return one line of the register of inputs, None where there is none that the viewer may see."""
    return inputs(workspace=workspace, viewer=viewer, withdrawn=True).filter(pk=identity).first()


def years_of(*, workspace: Workspace, viewer: User) -> tuple[str, ...]:
    """Return the years that either register speaks of, the latest first."""
    mine = Q(workspace=workspace, workspace__in=workspaces_of(viewer))
    spoken = Exercise.objects.filter(mine).order_by().values_list("year", flat=True).distinct()
    sent = Input.objects.filter(mine).order_by().values_list("year", flat=True).distinct()
    return tuple(sorted({*spoken, *sent}, reverse=True))


def provided_inputs(*, workspace: Workspace, year: str, viewer: User) -> ProvidedInputs:
    """Return which needs of the year's assessment are met, and which were asked for in vain.

    A need is met when anything came for it, and nil when it was asked for and nothing came from anybody.
    """
    lines = [line_of(one) for one in inputs(workspace=workspace, viewer=viewer, year=year)]
    return _provided([*lines, *(as_input(one) for one in views_for(workspace=workspace, year=year, viewer=viewer))])


def views_in(*, workspace: Workspace, year: str) -> tuple[View, ...]:
    """Return the exercises of a year that stand, the latest first, for whoever makes its document."""
    found = Exercise.objects.filter(workspace=workspace, year=year, withdrawn_at__isnull=True)
    return tuple(view_of(one) for one in found.prefetch_related("groups", "questions__answers"))


def provided_in(*, workspace: Workspace, year: str) -> ProvidedInputs:
    """Return which needs of the year's assessment are met, and which asked for in vain, for whoever makes it."""
    lines = [line_of(one) for one in Input.objects.filter(workspace=workspace, year=year, withdrawn_at__isnull=True)]
    return _provided([*lines, *(as_input(one) for one in views_in(workspace=workspace, year=year))])


def _provided(lines: list[Line]) -> ProvidedInputs:
    by_need = {need: tuple(line for line in lines if line.need == need) for need in needs()}
    came = {need: tuple(line for line in found if not line.nothing) for need, found in by_need.items()}
    return ProvidedInputs(
        met={need: found for need, found in came.items() if found},
        nil={need: found for need, found in by_need.items() if found and not came[need]},
    )


def line_of(one: Input) -> Line:
    """Return a line of the register as it is read."""
    return Line(
        id=one.pk,
        year=one.year,
        need=one.need,
        supplier=one.supplier,
        what=one.what,
        period=one.period,
        asked_on=one.asked_on,
        received_on=one.received_on,
        nothing=one.nothing,
        withdrawn_because=one.withdrawn_because,
    )


def as_input(view: View) -> Line:
    """Return what an exercise is to the assessment: what people who live and work in the area said, or did not."""
    return Line(
        id=None,
        year=view.year,
        need=VIEWS,
        supplier=view.run_by,
        what=view.name,
        period=f"{view.began} to {view.ended}",
        asked_on=view.began,
        received_on=view.ended if view.received else None,
        nothing=not view.received,
    )


def view_of(one: Exercise) -> View:
    """Return an exercise as it is read. Nothing more is asked of the database where it came from `exercises`."""
    groups = list(one.groups.all())
    return View(
        id=one.pk,
        year=one.year,
        name=one.name,
        kind=Kind(one.kind),
        began=one.began,
        ended=one.ended,
        run_by=one.run_by,
        method=one.method,
        drawn=one.drawn,
        respondents=one.respondents,
        out_of=one.out_of,
        received=one.received,
        public=one.public,
        representative=one.representative,
        used=one.used,
        source=one.source,
        reached=tuple(Reached(g.name, g.affected, g.people) for g in groups if g.asked_in_vain_on is None),
        silent=tuple(Silent(g.name, g.asked_in_vain_on, g.affected) for g in groups if g.asked_in_vain_on),
        questions=tuple(_put(question) for question in one.questions.all()),
        withdrawn_because=one.withdrawn_because,
    )


def _put(question: Question) -> Put:
    said = tuple(_said(answer, question.base) for answer in question.answers.all())
    return Put(id=question.pk, words=question.words, base=question.base, said=said)


def _said(answer: Any, base: int | None) -> Said:
    result = Result(answer.words, answer.count, answer.percent, State(answer.state))
    share = rules.share_of(result, base=base)
    return Said(answer.words, result.state, answer.count, answer.percent, share)
