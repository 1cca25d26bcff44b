"""Figures that a sentence may quote from the register of views: how many answered, and what share said what.

A reference names the question and the words of the answer, so it outlives a correction of the numbers and not a change
of what was said. Read as the register stands today: the register is in no manifest.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.disclosure.rules import Policy, State
from frankpledge.domain.engagement.models import Exercise, Question
from frankpledge.domain.engagement.queries.registers import Said, View, view_of
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.arguments import Argument
from frankpledge.domain.narrative.queries.catalogue import FigureQuery
from frankpledge.domain.narrative.rules import Arguments, UnknownName, Withheld
from frankpledge.ground.documents.blocks import Figure

SHOWN = {State.MISSING: "no data", State.SUPPRESSED: "not shown"}


def share_answering(known: Known, arguments: Arguments) -> Figure:
    """Return the share of those who answered a question that gave one answer, with Wilson's interval."""
    identity, _, answer = arguments["answer"].partition("/")
    question = _questions(known).filter(pk=_identity(identity)).first()
    view = view_of(question.exercise) if question else None
    put = next((put for put in view.questions if question and put.id == question.pk), None) if view else None
    said = next((said for said in put.said if said.answer == answer), None) if put else None
    if view is None or put is None or said is None:
        raise UnknownName("no such answer is recorded.", cure="Choose one of the list.")
    if said.state is State.VALUE and said.share is None:
        raise Withheld(
            "the base of this question is not recorded, so it has no share.", cure="Record how many answered."
        )
    return Figure(
        key="figure",
        display=_display(said),
        label=f"Answered “{said.answer}” to “{put.words}”",
        value=_percent(said),
        state=said.state.value,
        unit="%",
        period=_period(view),
        denominator=f"{put.base:,} people who answered the question" if put.base is not None else "",
        source=_source(view),
        method=_interval(said),
        caveat=view.representative,
        policy=_policy(view),
        generated=bool(known.workspace and known.workspace.generated),
        inputs=_inputs(said, put.base),
    )


def respondents(known: Known, arguments: Arguments) -> Figure:
    """Return how many people answered an exercise."""
    one = _exercises(known).filter(pk=_identity(arguments["exercise"])).first()
    if one is None:
        raise UnknownName("no such exercise is recorded.", cure="Choose one of the list.")
    view = view_of(one)
    return Figure(
        key="figure",
        display="no data" if view.respondents is None else f"{view.respondents:,}",
        label=f"People who answered: {view.name}",
        value=view.respondents,
        state=(State.MISSING if view.respondents is None else State.VALUE).value,
        unit="people",
        period=_period(view),
        denominator=f"{view.out_of:,} people who were asked" if view.out_of is not None else "",
        source=_source(view),
        method="as recorded",
        caveat=view.representative,
        policy=_policy(view),
        generated=bool(known.workspace and known.workspace.generated),
    )


def answers(known: Known) -> tuple[tuple[str, str], ...]:
    """Return the answers that may be quoted."""
    return tuple(
        (f"{question.pk}/{answer.words}", f"{question.exercise.name}: {question.words} {answer.words}")
        for question in _questions(known).prefetch_related("answers")
        for answer in question.answers.all()
    )


def counted(known: Known) -> tuple[tuple[str, str], ...]:
    """Return the exercises whose respondents may be quoted."""
    return tuple((str(one.pk), f"{one.name}, {one.year}") for one in _exercises(known))


def _exercises(known: Known) -> QuerySet[Exercise]:
    return Exercise.objects.filter(workspace=known.workspace, withdrawn_at__isnull=True)


def _questions(known: Known) -> QuerySet[Question]:
    found = Question.objects.filter(workspace=known.workspace, exercise__withdrawn_at__isnull=True)
    return found.select_related("exercise")


def _identity(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _percent(said: Said) -> float | None:
    """Return the percentage: as it was recorded, or from the counts."""
    if said.percent is not None:
        return float(said.percent)
    return round(said.share.value, 2) if said.share else None


def _display(said: Said) -> str:
    percent = _percent(said)
    return SHOWN[said.state] if percent is None else f"{percent:.0f}%"


def _interval(said: Said) -> str:
    if said.share is None:
        return "as recorded"
    return f"Wilson’s 95% interval: {said.share.low:.0f}% to {said.share.high:.0f}%, for chance alone"


def _inputs(said: Said, base: int | None) -> tuple[dict[str, object], ...]:
    given: object = said.count if said.count is not None else f"{said.percent}%" if said.percent is not None else None
    if given is None or base is None:
        return ()
    return ({"what": said.answer, "value": given}, {"what": "answered the question", "value": base})


def _period(view: View) -> str:
    return f"{view.began.day} {view.began:%B %Y} to {view.ended.day} {view.ended:%B %Y}"


def _source(view: View) -> str:
    return f"{view.name}, {view.run_by}: {view.source}"


def _policy(view: View) -> str:
    return (Policy.OPEN if view.public else Policy.RESTRICTED).value


VIEWS = (
    FigureQuery(
        "share_answering",
        "What share of those who were asked gave an answer",
        (Argument("answer", "Answer", "choice", choices=answers),),
        share_answering,
        lasting=False,
    ),
    FigureQuery(
        "respondents",
        "How many people answered a survey or another exercise",
        (Argument("exercise", "Exercise", "choice", choices=counted),),
        respondents,
        lasting=False,
    ),
)
