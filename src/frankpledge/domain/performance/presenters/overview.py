"""All indicators on one page, exceptions first, and as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from frankpledge.analysis.rules import alarms_by_chance
from frankpledge.charts.sparks import spark
from frankpledge.domain.indicators.models import Definition, ReportingColumn, Target
from frankpledge.domain.indicators.queries.drawn import aimed_at
from frankpledge.domain.indicators.queries.overview import Line, printed
from frankpledge.domain.indicators.rules import Every, Polarity, Status, TargetKind
from frankpledge.domain.indicators.rules.judged import Judged, side_of
from frankpledge.domain.indicators.rules.targets import colour_of
from frankpledge.domain.indicators.rules.windows import Shown
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Column, Fact, Row, Table

SPARKED = 12
COLUMNS = (
    Column("Indicator"), Column("Figure", right=True), Column("Course"), Column("Signal"), Column("Position"),
    Column("Data quality"),
)  # fmt: skip
COLOURED = Column("Reported colour")
HEAD = (
    "reference", "name", "supplier", "period", "starts", "ends", "numerator", "denominator", "figure", "unit",
    "missing", "polarity", "target", "signal", "position", "interval_low", "interval_high", "data_quality", "why",
    "status", "as_known", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """Which lines are shown, by what was chosen in the address."""

    show: str = ""
    supplier: str = ""
    words: str = ""

    def keeps(self, line: Line) -> bool:
        """Return whether a line is among them."""
        one, judged = line.indicator, line.judged
        shown = {
            "exceptions": judged.calls,
            "changed": judged.signal.changed,
            "misses": judged.position.standing == "misses",
            "no_data": line.shown.figure is None,
            "retired": one.retired_on is not None,
        }
        if not shown.get(self.show, one.retired_on is None):
            return False
        if self.supplier and str(one.supplier_id) != self.supplier:
            return False
        return self.words.casefold() in f"{one.reference} {one.name} {line.definition.words}".casefold()


def facts(lines: Sequence[Line]) -> tuple[Fact, ...]:
    """Return how many changed, miss their target, and have no figure, of those shown."""
    changed = [line for line in lines if line.judged.signal.changed]
    worse = sum(line.judged.signal.tone == "worse" for line in changed)
    aimed = [line for line in lines if line.judged.position.standing != "no_target"]
    misses = sum(line.judged.position.standing == "misses" for line in aimed)
    none = [line for line in lines if line.shown.figure is None]
    return (
        Fact("Indicators", f"{len(lines):,}", "shown here"),
        Fact("Changed", f"{len(changed):,}", f"{worse:,} for the worse; {chance(lines)}"),
        Fact("Target not met", f"{misses:,}", f"of {len(aimed):,} that have one to be held against"),
        Fact("No figure", f"{len(none):,}", "none is there, or its window is incomplete" if none else "each has one"),
    )


def chance(lines: Iterable[Line]) -> str:
    """Return in words how many alarms chance alone would give across the indicators that were judged."""
    judged = [line for line in lines if line.judged.signal.method]
    points = sum(3 if line.way.every is Every.MONTH else 1 for line in judged)
    expected = alarms_by_chance(points=points)
    return f"chance alone would mark about {expected:.1f} of {len(judged):,} judged"


# ---- the table ------------------------------------------------------------------------------------------------------


def lines_table(lines: Sequence[Line], slug: str, *, caption: str, coloured: bool = False, query: str = "") -> Table:
    """Return indicators as a table with their three judgements, and beside them the reported colour if it is on."""
    rows = []
    for line in lines:
        cells = [
            f"{line.indicator.reference} {line.indicator.name}",
            _figure(line),
            course(line),
            *judgement_cells(line.judged),
        ]
        if coloured:
            cells.append(colour_cell(line.judged))
        href = reverse("performance:one", args=(slug, line.indicator.pk))
        rows.append(Row(tuple(cells), href=f"{href}{query}", strong=False))
    columns = (*COLUMNS, COLOURED) if coloured else COLUMNS
    return Table(caption, columns, tuple(rows), caption_hidden=True, even=True)


def further(slug: str) -> tuple[Choice, ...]:
    """Return the other ways to look at indicators."""
    return (
        Choice("What changed this quarter", reverse("performance:changed", args=(slug,))),
        Choice("Side by side", reverse("performance:side_by_side", args=(slug,)), "The last four figures of each."),
    )


def keeping(slug: str) -> tuple[Choice, ...]:
    """Return what whoever keeps the register does to it."""
    links = (
        ("Add an indicator", "add", ""),
        ("Order of indicators", "order", "In the register, here and in reports."),
        ("The register from a file", "register_lists", "Indicators with definitions and targets."),
        ("Values from a file", "lists", "A line for each period."),
        ("Values by period, from a file", "wide_lists", "A column for each period."),
        ("Red, amber and green", "column", ""),
    )
    return tuple(Choice(words, reverse(f"performance:{name}", args=(slug,)), note) for words, name, note in links)


SIDE_BY_SIDE = 4


def side_by_side(lines: Sequence[Line], slug: str) -> Table:
    """Return the last four figures of each indicator side by side, each over its own window."""
    columns = (
        Column("Indicator"), Column("Which way is better"), Column("Target"), *(Column(f"Figure {at}", right=True)
        for at in range(1, SIDE_BY_SIDE + 1)), Column("Went"), Column("Course"),
    )  # fmt: skip
    rows = []
    for line in lines:
        held = line.series[-SIDE_BY_SIDE:]
        none = component("absent", kind="missing")
        cells = [""] * (SIDE_BY_SIDE - len(held)) + [
            component(
                "stated",
                value=printed(one.figure, line.definition) if one.figure is not None else none,
                words=one.label,
            )
            for one in held
        ]
        aim = aimed_at(line.target, line.definition) if line.target else "none set"
        named = f"{line.indicator.reference} {line.indicator.name}"
        better, went = Polarity(line.definition.polarity).label, WENT[line.direction.moved]
        href = reverse("performance:one", args=(slug, line.indicator.pk))
        rows.append(Row((named, better, aim, *cells, went, course(line)), href=href))
    return Table("Values side by side", columns, tuple(rows), caption_hidden=True)


def _stated(shown: Shown, definition: Definition) -> SafeString:
    value = printed(shown.figure, definition) if shown.figure is not None else component("absent", kind="missing")
    return component("stated", value=value, words=shown.label)


WENT = {"up": "up", "down": "down", "level": "as before", "unknown": ""}


def _figure(line: Line) -> SafeString:
    shown = line.shown
    value = line.printed if shown.figure is not None else component("absent", kind="missing")
    unit = unit_of(line.definition) if shown.figure is not None else ""
    words = ", ".join(filter(None, (unit, shown.label)))
    return component("stated", value=value, words=f"{words}{target_note(line.target, line.definition)}")


def unit_of(definition: Definition) -> str:
    """Return what the figure is of, without the sign that the figure has already ("cases heard")."""
    return definition.unit.removeprefix("%").strip().removeprefix("of ").strip()


def target_note(target: Target | None, definition: Definition) -> str:
    """Return what is aimed at as it stands under a figure; empty where nothing is."""
    if target is None or target.kind == TargetKind.NONE_YET:
        return ""
    return f"; target {aimed_at(target, definition)}"


def course(line: Line) -> SafeString:
    """Return the last windows as a small line; empty where there is none."""
    held = line.series[-SPARKED:]
    if not held:
        return SafeString("")
    position = line.target.low if line.target and line.target.kind == TargetKind.VALUE else None
    drawn = spark(
        f"course-{line.indicator.reference}",
        title=f"{line.indicator.name}, {held[0].label} to {held[-1].label}",
        values=[None if one.figure is None else float(one.figure) for one in held],
        verdict=line.judged.signal.verdict,
        polarity=side_of(Polarity(line.definition.polarity)),
        target=None if position is None else float(position),
        width=140,
    )
    return SafeString(drawn.svg)


def judgement_cells(judged: Judged) -> tuple[SafeString, SafeString, SafeString]:
    """Return the three judgements, always in this order."""
    return (
        component("signal", verdict=judged.signal.verdict, polarity=judged.signal.side, words=judged.signal.said),
        component("position", standing=judged.position.standing, words=judged.position.said),
        component("quality", steps=judged.quality.steps, words=judged.quality.said),
    )


def colour_cell(judged: Judged) -> SafeString:
    """Return the word of the reported colour: a word, since a colour alone says nothing."""
    return component("tag", words=colour_of(judged.position).capitalize(), kind="")


def column_words(column: ReportingColumn) -> str:
    """Return the rule of the reporting column as it is printed beside it, dated."""
    return f"Reported colour, by the rule of {column.since.day} {column.since:%B %Y}: {column.rule}"


# ---- as a file ------------------------------------------------------------------------------------------------------


def listing(lines: Iterable[Line], *, today: date) -> Listing:
    """Return the lines shown as a list that leaves."""
    rows = tuple(_cells(line) for line in lines)
    return Listing("indicators", f"Indicators on {today.day} {today:%B %Y}", HEAD, rows, today)


def _cells(line: Line) -> tuple[Cell, ...]:
    one, shown, judged = line.indicator, line.shown, line.judged
    return (
        one.reference, one.name, one.supplier.name if one.supplier else None, shown.label, shown.starts, shown.ends,
        _number(shown.numbers.numerator), _number(shown.numbers.denominator), _number(shown.figure),
        line.definition.unit, shown.missing or None, Polarity(line.definition.polarity).label,
        aimed_at(line.target, line.definition) if line.target else None, judged.signal.said, judged.position.said,
        judged.position.low, judged.position.high, judged.quality.said, judged.quality.note,
        _status(shown), _known(line), line.definition.source,
    )  # fmt: skip


def _number(value: Decimal | None) -> Any:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 4)


def _status(shown: Shown) -> str | None:
    return Status(shown.status).label if shown.status else None


def _known(line: Line) -> date | None:
    return line.shown.known_at.date() if line.shown.known_at else None
