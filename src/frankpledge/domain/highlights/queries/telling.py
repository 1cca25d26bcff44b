"""A highlight report as a tree: its counts, what the chair says, and part by part what the record tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frankpledge.domain.highlights.models import HighlightReport, ReportLine
from frankpledge.domain.highlights.rules import COUNTED, Part, counts, is_empty, opening
from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    Document,
    Figure,
    KeyFigures,
    Plain,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from frankpledge.statute.deadlines import in_words


def report_document(report: HighlightReport, lines: Iterable[ReportLine]) -> Document:
    """Return the report as a tree: counts are figures, each line names the row that it tells of."""
    told = [one for one in lines if not one.left_out]
    found = counts(one.as_drawn for one in told)
    empty = is_empty(found)
    blocks: list[Block] = [Plain((Text(opening(report.body.name, report.period, found)),))]
    if not empty:
        blocks.append(KeyFigures(tuple((f"highlights.{part}", words) for part, words in COUNTED)))
    blocks += [Plain((Text(part),)) for part in report.lead.split("\n\n") if part.strip()]
    if report.asks:
        blocks.append(Plain((Strong("Decision sought. "), Text(report.asks))))
    parts = _parts(told)
    sections = (Section("short", "In short", tuple(blocks), numbered=False), *parts)
    return Document(
        title=f"Highlight report, {report.body.name}",
        subtitle=f"{in_words(report.first)} to {in_words(report.last)}",
        partnership=report.workspace.name,
        status="Draft, not approved",
        foot=f"Highlight report, {report.body.name}, {in_words(report.last)}",
        cut_off=report.last,
        sections=sections,
        figures={} if empty else {f"highlights.{part}": _figure(report, part, found[part]) for part, _ in COUNTED},
        cover=(
            ("Group", report.body.name),
            ("For", report.body.parent.name if report.body.parent else "no group above"),
            ("Period", report.period.words),
            ("Status", "Draft. It is the group’s report once a second person has approved it"),
        ),
        demonstration="All that this report tells is invented" if report.workspace.generated else "",
    )


def _figure(report: HighlightReport, part: Part, number: int) -> Figure:
    words = dict(COUNTED)[part]
    return Figure(
        key=f"highlights.{part}",
        display=f"{number:,}",
        label=f"Actions and lines of the work plan that are {words}",
        value=number,
        unit="actions and lines of the work plan",
        area=report.body.name,
        period=report.period.words,
        denominator="all of the group’s actions and lines of its work plan, but what was left out of this report",
        source="the action log and the work plan",
        cut_off=in_words(report.last),
        method="Late is from the day after its date or quarter; moved is any change of date within the period.",
    )


def _parts(told: list[ReportLine]) -> Iterator[Section]:
    for part in Part:
        lines = [one for one in told if one.part == part]
        if lines:
            yield Section(part.value, part.heading, (_table(part, lines),), numbered=False)


def _table(part: Part, lines: list[ReportLine]) -> Table:
    rows = tuple(Row(((Text(one.label or "–"),), (Text(one.said),))) for one in lines)
    columns = (Column("From the record", share=0.24), Column("What", share=0.76))
    return Table(part.heading, "", columns, rows, numbered=False)
