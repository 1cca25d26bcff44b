"""The way of a report: its steps, what must be public before each, and what was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from frankpledge.domain.decision_reports.models import Notice, Slip
from frankpledge.domain.decision_reports.presenters.words import (
    COUNTED,
    moved_words,
    page_of,
    standing_words,
    when_words,
)
from frankpledge.domain.decision_reports.queries.route import StepAt
from frankpledge.domain.decision_reports.rules import Outcome
from frankpledge.domain.elections.rules import care_words
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.council_decisions import Standing, deciding_bodies, waivers
from frankpledge.statute.deadlines import in_words


def standings_table(at: StepAt, *, today: date) -> Table:
    """Return what must be public before a step, how each stands and by which law."""
    columns = (Column("What must be public"), Column("For"), Column("Stands"), Column("Law"))
    rows = tuple(
        Row(
            (
                (one.waiver or one.rule).label,
                f"{one.days} {COUNTED[one.counts]}" if one.days else "no day",
                component("judgements", items=_judged(one, today)),
                component("judgements", items=_law(one)),
            )
        )
        for one in at.standings
    )
    return Table("What must be public before", columns, rows, caption_hidden=True)


def _judged(one: Standing, today: date) -> tuple[str, ...]:
    words = standing_words(one, today=today)
    if one.kept:
        return (component("tag", words="In time", kind="done"), words)
    late = (one.by is not None and one.by < today) or (one.clear is not None)
    return (component("tag", words="Late", kind="late"), words) if late else (words,)


def _law(one: Standing) -> tuple[str, ...]:
    named = (one.waiver or one.rule).provision
    return (named, component("tag", words="Law unconfirmed")) if one.rule.unconfirmed else (named,)


def day_words(at: StepAt) -> str:
    """Return the first day on which a body may decide, as things stand; nothing where no rule of ours reaches it."""
    return f"As things stand it may decide from {in_words(at.earliest)}." if at.earliest else ""


def due_words(at: StepAt) -> str:
    """Return the day of a step, and what must be public before it by when, as reckoned for that day."""
    due = [
        f"{(one.waiver or one.rule).label.lower()} by {in_words(one.by)}"
        for one in at.standings
        if one.by is not None and one.published is None
    ]
    first = f"{at.step.maker} decides on {when_words(at.step)}."
    return f"{first} To be public before it: {'; '.join(due)}." if due else first


def slips_table(slips: Iterable[Slip]) -> Table:
    """Return the moves of a step in order: from when to when, why, and who moved it."""
    columns = (Column("From"), Column("To"), Column("Why"), Column("Moved by"))
    rows = tuple(
        Row((in_words(one.was), in_words(one.now), one.reason, f"{one.moved_by.name}, {in_words(one.moved_at.date())}"))
        for one in slips
    )
    return Table("Moved", columns, rows, caption_hidden=True)


def doubts(at: StepAt) -> tuple[str, ...]:
    """Return what is unconfirmed of the law that a step is judged by, each once."""
    return tuple(dict.fromkeys(one.rule.doubt for one in at.standings if one.rule.doubt))


def notices_table(notices: Iterable[Notice], labels: dict[str, str]) -> Table:
    """Return what was recorded as published before a step."""
    names = labels | {one.id: one.label for one in waivers().values()}
    columns = (Column("What"), Column("On"), Column("Said"), Column("Recorded by"))
    rows = tuple(
        Row((names.get(one.kind, one.kind), in_words(one.on), one.words or "–", one.recorded_by.name))
        for one in notices
    )
    return Table("Published", columns, rows, caption_hidden=True)


def steps_table(way: Iterable[StepAt], *, today: date) -> Table:
    """Return the way of a report."""
    columns = (Column("Body"), Column("When"), Column("Before it"), Column("Came of it"))
    rows = tuple(
        Row(
            (
                f"{at.step.order}. {at.step.maker}", f"{when_words(at.step)}{moved_words(at.step)}",
                _before(at, today), _outcome(at),
            ),
            href=page_of(at.report, "step", at.step.pk),
        )
        for at in way
    )  # fmt: skip
    return Table("The way of this report", columns, rows, caption_hidden=True)


def _before(at: StepAt, today: date) -> str:
    if not at.standings:
        return deciding_bodies()[at.step.kind].label + ": no period of law"
    broken = [one for one in at.standings if not one.kept]
    if not broken:
        return component("tag", words="All in time", kind="done")
    if at.step.outcome:
        return component("tag", words=f"{len(broken)} not shown in time", kind="late")
    due = at.next_due
    if due is None or due.by is None:
        first = in_words(at.earliest) if at.earliest else ""
        return f"not before {first}" if first else "–"
    return component("judgements", items=_judged(due, today))


def _outcome(at: StepAt) -> str:
    if not at.step.outcome:
        return "–"
    label = Outcome(at.step.outcome).label
    return f"{label}; call-in until {in_words(at.called_in_until)}" if at.called_in_until else label


def care_notes(way: Iterable[StepAt]) -> tuple[str, ...]:
    """Return a sentence for each step still to come whose day lies in a pre-election period."""
    return tuple(
        f"{at.step.maker}: {care_words(at.care, at.step.on)}."
        for at in way
        if at.care and at.step.on and not at.step.outcome
    )
