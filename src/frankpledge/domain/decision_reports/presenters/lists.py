"""Reports and the forward plan as tables, and as lists that leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.domain.decision_reports.models import Report
from frankpledge.domain.decision_reports.presenters.words import page_of, standing_words, when_words
from frankpledge.domain.decision_reports.queries.route import StepAt
from frankpledge.domain.decision_reports.rules import Outcome
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.council_decisions import Standing
from frankpledge.statute.deadlines import in_words

HEAD = ("number", "title", "purpose", "key", "wards", "state", "next_body", "next_on", "must_be_public_by", "outcome")
PLAN_HEAD = (
    "report", "title", "decision_maker", "on", "key", "private", "what_must_be_public", "by", "published", "wards",
    "purpose",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A report as the list shows it: with the step that is next, and what came of the last one that was taken."""

    report: Report
    next: StepAt | None
    last: StepAt | None

    @property
    def due(self) -> Standing | None:
        """Return what must be public next."""
        return self.next.next_due if self.next else None


def line_of(report: Report, way: tuple[StepAt, ...]) -> Line:
    """Return a report as the list shows it."""
    ahead = [at for at in way if not at.step.outcome]
    taken = [at for at in way if at.step.outcome]
    return Line(report, ahead[0] if ahead else None, taken[-1] if taken else None)


def reports_table(lines: Iterable[Line]) -> Table:
    """Return reports as a table."""
    columns = (Column("Report"), Column("Stands"), Column("Next"), Column("To be public by"), Column("Came of it"))
    rows = tuple(
        Row(
            (
                f"{one.report.number}. {one.report.title}", _stands(one.report), _next(one.next), _due(one.due),
                _came(one.last),
            ),
            href=page_of(one.report),
        )
        for one in lines
    )  # fmt: skip
    return Table("Decision reports", columns, rows, caption_hidden=True)


def _stands(report: Report) -> str:
    return component("judgements", items=(report.state.label, *(("Key decision",) if report.key else ())))


def _next(at: StepAt | None) -> str:
    return f"{at.step.maker}, {when_words(at.step)}" if at else "–"


def _due(one: Standing | None) -> str:
    return f"{(one.waiver or one.rule).label}: {in_words(one.by)}" if one and one.by else "–"


def _came(at: StepAt | None) -> str:
    return f"{Outcome(at.step.outcome).label}, {at.step.maker}" if at else "–"


def reports_listing(lines: Iterable[Line], *, today: date) -> Listing:
    """Return reports as a list that leaves."""
    rows = tuple(
        (
            one.report.number, one.report.title, one.report.purpose, "yes" if one.report.key else "no",
            one.report.wards, one.report.state.value, one.next.step.maker if one.next else None,
            one.next.step.on if one.next else None,
            one.due.by if one.due else None, one.last.step.outcome if one.last else None,
        )
        for one in lines
    )  # fmt: skip
    return Listing("decision-reports", f"Decision reports to {in_words(today)}", HEAD, rows, today)


def plan_table(found: Iterable[StepAt], *, today: date) -> Table:
    """Return the forward plan as a table."""
    columns = (Column("Decision"), Column("By whom"), Column("When"), Column("Notice"))
    rows = tuple(
        Row(
            (
                f"{at.report.title}{' (key decision)' if at.report.key else ''}",
                at.step.maker,
                when_words(at.step),
                _notice_cell(at, today),
            ),
            href=page_of(at.report, "step", at.step.pk),
        )
        for at in found
    )
    return Table("Forward plan", columns, rows, caption_hidden=True)


def _notice_cell(at: StepAt, today: date) -> str:
    wanted = next((one for one in at.standings if one.rule.id in ("key_notice", "private_notice")), None)
    if wanted is None:
        return "none needed"
    return standing_words(wanted, today=today)


def plan_listing(found: Iterable[StepAt], *, today: date) -> Listing:
    """Return the forward plan as a list that leaves: a line for each thing that must be public."""
    rows = tuple(
        (
            at.report.number, at.report.title, at.step.maker, at.step.on, "yes" if at.report.key else "no",
            "yes" if any(one.rule.when == "private" for one in at.standings) else "no",
            (one.waiver or one.rule).label if one else None, one.by if one else None, one.published if one else None,
            at.report.wards, at.report.purpose,
        )
        for at in found
        for one in (at.standings or (None,))
    )  # fmt: skip
    return Listing("forward-plan", f"Forward plan at {in_words(today)}", PLAN_HEAD, rows, today)
