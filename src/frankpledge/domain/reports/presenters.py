"""Reports of performance in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from frankpledge.domain.indicators.queries.history import Restated
from frankpledge.domain.indicators.queries.overview import printed
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.rules import period_on, template
from frankpledge.ground.documents.blocks import Contents, Document, HowToRead
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.documents.rules import State
from frankpledge.ground.registry import Need
from frankpledge.ground.ui.blocks import FigureFacts, Numbers, drawn_blocks, facts_of
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words

FORM_WORDS = {name: one.label for name, one in FORMATS.items()}
STATES = {State.DRAFT: "Draft", State.IN_REVIEW: "Out for approval", State.APPROVED: "Approved"}


def one_href(report: Report) -> str:
    """Return the page of a report."""
    return reverse("reports:one", args=(report.workspace.slug, report.pk))


def state_words(report: Report) -> str:
    """Return where a report stands."""
    told = STATES[State(report.paper.state)]
    return f"{told}, on the agenda of {report.item.meeting}" if report.item else told


def period_name(report: Report) -> str:
    """Return the period of a report by its name."""
    return period_on(template(report.kind).every, report.starts).name


def reports_table(reports: Iterable[Report]) -> Table:
    """Return reports as a table."""
    rows = tuple(
        Row(
            (
                one.paper.title,
                _state_cell(one),
                in_words(one.known_at.date()),
                f"{one.item.meeting}, item {one.item.order}" if one.item else "on no agenda",
            ),
            href=one_href(one),
        )
        for one in reports
    )
    columns = (Column("Report"), Column("State"), Column("Values as known on"), Column("Agenda"))
    return Table("Reports", columns, rows, caption_hidden=True)


def _state_cell(report: Report) -> str:
    if report.paper.state == State.APPROVED:
        return component("tag", words="Approved", kind="done")
    return STATES[State(report.paper.state)]


def listing(reports: Iterable[Report], *, today: object) -> Listing:
    """Return reports as a list that leaves."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.paper.title, period_name(one), STATES[State(one.paper.state)], one.known_at.date(), one.drafted_by.name)
        for one in reports
    )
    head = ("Report", "Period", "State", "Values as known on", "Drafted by")
    return Listing("performance-reports", "Reports of performance", head, rows, today)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Shown:
    """One section of a report on its page."""

    title: str
    anchor: str
    body: SafeString


@dataclass(frozen=True)
class ReportPage:
    """A report on its page: its sections drawn, and the facts of every figure."""

    subtitle: str
    sections: tuple[Shown, ...]
    facts: tuple[FigureFacts, ...]


def report_page(document: Document) -> ReportPage:
    """Return a report as its page shows it."""
    sections = tuple(
        Shown(
            section.title,
            section.ref,
            drawn_blocks(
                [block for block in section.blocks if not isinstance(block, Contents | HowToRead)],
                document.figures,
                Numbers(""),
            ),
        )
        for section in document.sections
    )
    return ReportPage(document.subtitle, sections, facts_of(document.figures.values()))


def restated_words(report: Report, one: Restated) -> str:
    """Return what a figure that a report prints was restated to; of what waits before the board no number."""
    value, published_only = one.after.value, template(report.kind).published_only
    told, known = f"{value.indicator.name}, {one.label}", in_words(value.known_at.date())
    if published_only and value.published_at is None:
        return f"{told}: known otherwise since {known}; the new number does not stand before the board yet."
    was, now = (printed(each.figure, value.definition) for each in (one.before, one.after))
    return f"{told}: {was} then, {now} since {known}{f' ({value.because})' if value.because else ''}."


# ---- elsewhere -----------------------------------------------------------------------------------------------------


def to_approve(report: Report) -> Need:
    """Return a report that waits for a second person."""
    return Need(
        title=f"Approve: {report.paper.title}",
        href=one_href(report),
        words=f"{report.drafted_by.name} drafted it, with values as known on {in_words(report.known_at.date())}.",
        tag="Out for approval",
    )


def to_place(report: Report) -> Need:
    """Return an approved report that stands on no agenda."""
    return Need(
        title=f"Put on an agenda: {report.paper.title}",
        href=one_href(report),
        words="It is approved, and no meeting has it before it.",
        tag="Approved",
    )


def to_let_out(waits: int, slug: str) -> tuple[Need, ...]:
    """Return that the values of so many indicators wait for the reader to put them before the board."""
    if not waits:
        return ()
    many = "1 indicator has values" if waits == 1 else f"{waits:,} indicators have values"
    return (
        Need(
            title=f"{many} that the board does not have yet",
            href=reverse("reports:waiting", args=(slug,)),
            words="Somebody else wrote them down. A report to the board tells them once you put them there.",
        ),
    )


def to_draft(title: str, name: str, kind: str, slug: str) -> Need:
    """Return a report of the period that has just ended and that nobody has drafted."""
    return Need(
        title=f"Draft the {title.lower()} for {name}",
        href=f"{reverse('reports:draft', args=(slug,))}?kind={kind}",
        words="The period is over. It is drawn from indicators, commentary, the plan and the registers.",
        tag=name,
    )
