"""Highlight reports in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.highlights.models import HighlightReport, ReportLine
from frankpledge.domain.highlights.queries import shown_lines
from frankpledge.domain.highlights.rules import COUNTED, Difference, Part, counts, is_empty, opening
from frankpledge.domain.meetings.models import Meeting
from frankpledge.ground.documents.rules import State
from frankpledge.ground.registry import Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.statute.deadlines import in_words

BESIDE = (Part.MEETINGS, Part.ATTENDANCE)
FORM_WORDS = {
    "sheet": "One page (PDF)", "html": "Web page", "pdf": "PDF", "docx": "Word", "odt": "OpenDocument",
    "pptx": "Slides", "xlsx": "Spreadsheet of figures",
}  # fmt: skip


def state_words(report: HighlightReport) -> str:
    """Return where a report stands."""
    told = {State.DRAFT: "Draft", State.IN_REVIEW: "Out for approval", State.APPROVED: "Approved"}[
        State(report.paper.state)
    ]
    return f"{told}, on the agenda of {report.item.meeting}" if report.item else told


def reports_table(reports: Iterable[HighlightReport], slug: str) -> Table:
    """Return highlight reports as a table."""
    rows = tuple(
        Row(
            (
                f"{one.body}, {one.period.words}",
                _state_cell(one),
                f"{one.item.meeting}, item {one.item.order}" if one.item else "on no agenda",
                one.drafted_by.name,
            ),
            href=reverse("highlights:one", args=(slug, one.pk)),
        )
        for one in reports
    )
    columns = (Column("Report"), Column("State"), Column("Agenda"), Column("Drafted by"))
    return Table("Highlight reports", columns, rows, caption_hidden=True)


def _state_cell(report: HighlightReport) -> str:
    if report.paper.state == State.APPROVED:
        return component("tag", words="Approved", kind="done")
    return "Out for approval" if report.paper.state == State.IN_REVIEW else "Draft"


@dataclass(frozen=True)
class PartShown:
    """A part of a report on its page, with its lines."""

    title: str
    anchor: str
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True)
class ReportPage:
    """A report: what it says in short, its counts, its parts, and what the record says otherwise by now."""

    opening: str
    empty: bool
    facts: tuple[Fact, ...]
    lead: tuple[str, ...]
    parts: tuple[PartShown, ...]
    beside: tuple[PartShown, ...]
    differences: tuple[Table, ...]


def report_page(report: HighlightReport, found: Iterable[Difference]) -> ReportPage:
    """Return the page of a report."""
    lines = shown_lines(report)
    told = counts(one.as_drawn for one in lines)
    facts = tuple(Fact(words.capitalize(), f"{told[part]:,}", "", href=f"#{part}") for part, words in COUNTED)
    parts = {
        part: PartShown(part.heading, part.value, tuple(one for one in lines if one.part == part)) for part in Part
    }
    return ReportPage(
        opening=opening(report.body.name, report.period, told),
        empty=is_empty(told),
        facts=() if is_empty(told) else tuple(one if one.value != "0" else _unlinked(one) for one in facts),
        lead=tuple(part for part in report.lead.split("\n\n") if part.strip()),
        parts=tuple(shown for part, shown in parts.items() if shown.lines and part not in BESIDE),
        beside=tuple(parts[part] for part in BESIDE if parts[part].lines),
        differences=_differences(tuple(found)),
    )


def _unlinked(one: Fact) -> Fact:
    return Fact(one.label, one.value, one.words)


def _differences(found: tuple[Difference, ...]) -> tuple[Table, ...]:
    if not found:
        return ()
    how = {"new": "New", "changed": "Changed", "gone": "Gone from the record"}
    rows = tuple(
        Row((f"{one.part.heading}: {one.label}", how[one.how], one.was or "–", one.now or "–")) for one in found
    )
    columns = (Column("Line"), Column("What"), Column("When it was drafted"), Column("Now"))
    return (Table("What the record says otherwise by now", columns, rows, caption_hidden=True),)


# ---- elsewhere -----------------------------------------------------------------------------------------------------


def to_draft(body: Body, meeting: Meeting, slug: str) -> Need:
    """Return the report that a board waits for."""
    return Need(
        title=f"Draft the highlight report of {body}",
        href=f"{reverse('highlights:draft', args=(slug,))}?body={body.pk}",
        words=f"{meeting.body} meets on {in_words(meeting.on)}. It is drafted from the record; you edit it.",
        due=meeting.on,
        tag=f"Board on {meeting.on.day} {meeting.on:%B}",
    )


def to_approve(report: HighlightReport, slug: str) -> Need:
    """Return a report that waits for a second person."""
    return Need(
        title=f"Approve the highlight report of {report.body}",
        href=reverse("highlights:one", args=(slug, report.pk)),
        words=f"{report.drafted_by.name} drafted it for {report.period.words}.",
        tag="Out for approval",
    )


def to_place(report: HighlightReport, slug: str) -> Need:
    """Return an approved report that stands on no agenda."""
    return Need(
        title=f"Put the highlight report of {report.body} on an agenda",
        href=reverse("highlights:one", args=(slug, report.pk)),
        words=f"It is approved, for {report.period.words}, and no meeting has it before it.",
        tag="Approved",
    )
