"""A highlight report as a tree: its counts, what the chair says, and part by part what the record tells."""

from __future__ import annotations

from collections.abc import Iterable

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

# Short lines, which stand in one row.
IN_ONE = (Part.MEETINGS, Part.ATTENDANCE)


def report_document(report: HighlightReport, lines: Iterable[ReportLine]) -> Document:
    """Return the report as a tree: counts are figures, each line names the row that it tells of."""
    told = [one for one in lines if not one.left_out]
    found = counts(one.as_drawn for one in told)
    empty = is_empty(found)
    begins = Plain((Text(opening(report.body.name, report.period, found)),))
    counted = KeyFigures(tuple((f"highlights.{part}", words) for part, words in COUNTED))
    blocks: list[Block] = [begins if empty else counted]
    blocks += [Plain((Text(part),)) for part in report.lead.split("\n\n") if part.strip()]
    if report.asks:
        blocks.append(Plain((Strong("Decision sought. "), Text(report.asks))))
    if told:
        blocks.append(_table(told))
    return Document(
        title=f"Highlight report, {report.body.name}",
        subtitle=f"{in_words(report.first)} to {in_words(report.last)}",
        partnership=report.workspace.name,
        status="Draft, not approved",
        foot=f"Highlight report, {report.body.name}, {in_words(report.last)}",
        cut_off=report.last,
        sections=(Section("report", "In short", tuple(blocks), numbered=False),),
        figures={} if empty else {f"highlights.{part}": _figure(report, part, found[part]) for part, _ in COUNTED},
        cover=(
            ("Group", report.body.name),
            ("For", report.body.parent.name if report.body.parent else "no group above"),
            ("Status", "Draft, not approved"),
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


def _table(told: list[ReportLine]) -> Table:
    """Return all lines in one table, the first of each part under its name: a usual report stands on one page."""
    rows: list[Row] = []
    for part in Part:
        lines = [one for one in told if one.part == part]
        if part in IN_ONE and lines:
            rows.append(_row(part.heading, "", " ".join(f"{one.label}: {one.said}" for one in lines)))
        else:
            heads = (part.heading, *("" for _ in lines))
            rows += [_row(head, one.label, one.said) for head, one in zip(heads, lines, strict=False)]
    columns = (Column("In the record", share=0.22), Column("What it tells", share=0.78))
    return Table("What the record tells", "", columns, tuple(rows), numbered=False)


def _row(part: str, label: str, words: str) -> Row:
    """Return a line with its part, where it is the first of it, before the row that it tells of."""
    head = (Strong(f"{part}. " if label else part),) if part else ()
    return Row(((*head, *((Text(label),) if label else ())), (Text(words),)))
