"""What partnerships keep in registers, shown in chapters as exhibits are: views, and the steps of last year's plan.

A register is not evidence of a state of the lake: it is asked anew each time. What a document said of it when it was
approved stands in its edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from frankpledge.analysis.periods import FinancialYear, Month, financial_year_of
from frankpledge.domain.chapters.models import Chapter
from frankpledge.domain.engagement.queries import Put, Said, View, views_in
from frankpledge.domain.engagement.rules import VIEWS
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.queries import steps_in
from frankpledge.domain.plans.rules import Outcome
from frankpledge.domain.priorities.queries.results import Recommended, recommended_in, scored_when
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Column,
    Line,
    Paragraph,
    Row,
    State,
    Strong,
    Subheading,
    Table,
    Text,
)

RECOMMENDED = "recommended priorities"
SCORED = "In the manner of MoRiLE and not the official matrix; criteria and weights are in the definitions"
REVIEW, CURRENT = "review of last year's plan", "current plan"
OUTCOMES = {Outcome.IMPLEMENTED: "present", Outcome.IN_PART: "incomplete", Outcome.NOT: "missing"}


@dataclass(frozen=True)
class Registered:
    """What a register shows, the needs that it meets, and those for which it was asked in vain with the reason."""

    blocks: tuple[Block, ...] = ()
    provides: frozenset[str] = frozenset()
    nil: str = ""


def year_of(chapter: Chapter) -> FinancialYear:
    """Return the statutory year of the document that a chapter belongs to."""
    return financial_year_of(Month.parse(chapter.last_month).last_day)


def year_before(chapter: Chapter) -> FinancialYear:
    """Return the year of the plan that the document looks back on."""
    return financial_year_of((year_of(chapter).window.first - 1).last_day)


def views(chapter: Chapter) -> Registered:
    """Return how people were asked in the year, and what they answered; a nil return where nothing came."""
    found = views_in(workspace=chapter.workspace, year=str(year_of(chapter)))
    if not found:
        return Registered()
    blocks: list[Block] = [Subheading("How people were asked"), _exercises(found)]
    for one in found:
        blocks += [_answers(one, question) for question in one.questions if question.said]
    heard = any(one.received for one in found)
    return Registered(tuple(blocks), frozenset({VIEWS}) if heard else frozenset())


def _exercises(found: tuple[View, ...]) -> Table:
    columns = (
        Column("Exercise", share=0.26),
        Column("When", share=0.2),
        Column("Groups reached", share=0.26),
        Column("Answered", "right"),
        Column("How far they stand for the area", share=0.2),
    )
    rows = tuple(
        Row(
            (
                (Text(f"{one.name}, {one.kind.label.lower()} by {one.run_by}"),),
                (Text(f"{_day(one.began)} to {_day(one.ended)}"),),
                (Text(_groups(one)),),
                _respondents(one),
                (Text(one.representative or "not stated"),),
            )
        )
        for one in found
    )
    heard = sum(one.received for one in found)
    return Table(
        title=f"{heard} of {len(found)} exercises brought an answer",
        subtitle="Every exercise of the year, those from which nothing came among them",
        columns=columns,
        rows=rows,
        source="register of views; the source of each exercise stands there",
    )


def _groups(one: View) -> str:
    reached = ", ".join(group.name for group in one.reached) or "none named"
    silent = ", ".join(group.name for group in one.silent)
    return f"{reached}; asked in vain: {silent}" if silent else reached


def _respondents(one: View) -> Line:
    if not one.received:
        return (State(kind="nil"),)
    if one.respondents is None:
        return (Absent("missing", "not known"),)
    return (Text(f"{one.respondents:,} of {one.out_of:,}" if one.out_of else f"{one.respondents:,}"),)


def _answers(one: View, question: Put) -> Table:
    base = f"{question.base:,} answered" if question.base else "base not stated"
    return Table(
        title=f"{question.words}",
        subtitle=f"{one.name}; {base}",
        columns=(Column("Answer"), Column("Count", "right"), Column("Share", "right"), Column("95% interval", "right")),
        rows=tuple(_answer(said) for said in question.said),
        source=one.source,
    )


def _answer(said: Said) -> Row:
    unknown: Line = (Absent("suppressed", "not shown") if said.state == "suppressed" else Absent("missing", "no data"),)
    share = said.share
    percent = f"{said.percent}%" if said.percent is not None else f"{share.value:.0f}%" if share else ""
    interval = f"{share.lower:.0f}% to {share.upper:.0f}%" if share else ""
    return Row(
        (
            (Text(said.answer),),
            (Text(f"{said.count:,}"),) if said.count is not None else unknown,
            (Text(percent),) if percent else unknown,
            (Text(interval),) if interval else (Absent("missing", "no base"),),
        )
    )


def priorities(chapter: Chapter) -> Registered:
    """Return what the agencies' marks recommend, how firm its place is, and what the board chose with its reason."""
    found = recommended_for(chapter.workspace, str(year_of(chapter)))
    if not found:
        return Registered()
    chosen = any(one.chosen is not None for one in found)
    said = (
        Text("Each agency marked without seeing another's marks. A place is the interval that doubt leaves open;"),
        Text(" matters whose intervals overlap tie. "),
        Strong("The board's choice stands apart from the marks." if chosen else "The board has not chosen yet."),
    )
    return Registered((Paragraph(said, note=SCORED), _ranked(found)), frozenset({RECOMMENDED}))


def recommended_for(workspace: Workspace, year: str) -> tuple[Recommended, ...]:
    """Return what is put to a partnership in a year as its priorities: none while no round of marks is closed."""
    stamp = scored_when(workspace=workspace, year=year)
    return _recommended(str(workspace.pk), year, stamp) if stamp else ()


@lru_cache(maxsize=64)
def _recommended(workspace: str, year: str, _stamp: tuple[str, ...]) -> tuple[Recommended, ...]:
    """Return the same. `_stamp` changes with it, so that a kept answer is never an old one."""
    return recommended_in(workspace=Workspace.objects.get(pk=workspace), year=year)


def _ranked(found: tuple[Recommended, ...]) -> Table:
    return Table(
        title=f"{len(found)} matters are put to the partnership",
        subtitle="Risk is harm times likelihood over 16, on marks of 0 to 4; the gap in response stands beside it",
        columns=(
            Column("Matter", share=0.24),
            Column("Risk", "right"),
            Column("Gap", "right"),
            Column("Place", "right"),
            Column("The board", share=0.12),
            Column("Evidence, and the board's reason", share=0.32),
        ),
        rows=tuple(_rank(one) for one in found),
        source="scoring of the year, marks of the agencies named there",
    )


def _rank(one: Recommended) -> Row:
    place = f"{one.low} to {one.high}" if one.low != one.high else f"{one.low}"
    board = "not yet" if one.chosen is None else "chosen" if one.chosen else "not chosen"
    why = " ".join(part for part in (one.evidence, one.reason) if part) or "–"
    return Row(
        (
            (Text(f"{one.name}{', tied' if one.tied else ''}"),),
            (Text(f"{one.risk:.1f}"),) if one.risk is not None else (Absent("missing", "too few marks"),),
            (Text(f"{one.gap:.1f}"),) if one.gap is not None else (Absent("missing", "no data"),),
            (Text(place),) if one.low is not None else (Absent("missing", "cannot tell"),),
            (Text(board),),
            (Text(why),),
        )
    )


def plan_steps(chapter: Chapter) -> Registered:
    """Return the steps of last year's plan with how far each was carried out, and why no further."""
    year = year_before(chapter)
    found = steps_in(workspace=chapter.workspace, year=str(year))
    if not found:
        return Registered()
    tally = {outcome: sum(step.outcome == outcome for step in found) for outcome in Outcome}
    said = (
        Text("Of the "),
        Strong(f"{len(found)} steps of the plan {year}, {tally[Outcome.IMPLEMENTED]} were carried out, "),
        Strong(f"{tally[Outcome.IN_PART]} in part and {tally[Outcome.NOT]} not."),
        *_unsaid(len(found) - sum(tally.values())),
    )
    blocks = (Paragraph(said, note="As their leads reported"), _steps(str(year), found))
    return Registered(blocks, frozenset({REVIEW, CURRENT}))


def _unsaid(many: int) -> Line:
    return (Text(f" Of {many} it is not said yet."),) if many else ()


def _carried_out(step: Step) -> Line:
    if not step.outcome:
        return (Absent("missing", "not said yet"),)
    return (State(kind=OUTCOMES[Outcome(step.outcome)], words=Outcome(step.outcome).label.lower()),)


def _steps(year: str, found: tuple[Step, ...]) -> Table:
    return Table(
        title=f"Steps of the plan {year}, and how far each was carried out",
        subtitle="Implemented, in part or not, with the reason where not wholly",
        columns=(
            Column("Step", share=0.4),
            Column("Lead", share=0.18),
            Column("Carried out", share=0.14),
            Column("Why no further", share=0.28),
        ),
        rows=tuple(
            Row(
                (
                    (Text(step.words),),
                    (Text(step.lead),),
                    _carried_out(step),
                    (Text(step.why or "–"),),
                )
            )
            for step in found
        ),
        source="register of plan steps",
    )


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"


REGISTERS: Mapping[str, Callable[[Chapter], Registered]] = MappingProxyType(
    {"register.views": views, "register.plan": plan_steps, "register.priorities": priorities}
)
