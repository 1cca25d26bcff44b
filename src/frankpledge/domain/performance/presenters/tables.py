"""The tables of one indicator: its numbers, its definitions, what is aimed at, what was revised, how it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from frankpledge.domain.indicators.models import Definition, Target
from frankpledge.domain.indicators.queries.drawn import aimed_at
from frankpledge.domain.indicators.queries.history import Revised, Version
from frankpledge.domain.indicators.queries.overview import Line, printed
from frankpledge.domain.indicators.queries.sheet import Sheet
from frankpledge.domain.indicators.rules import Measure, Origin, Polarity, TargetKind, WindowKind
from frankpledge.domain.indicators.rules.limits import value_of
from frankpledge.domain.indicators.rules.windows import Part, Shown, Way, label_of
from frankpledge.ground import clock
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words

LISTED = 12


@dataclass(frozen=True)
class Waiting:
    """A value that does not stand before the board yet, and that the reader may put there."""

    id: UUID
    words: str


def numbers(sheet: Sheet) -> Table:
    """Return the last windows with the parts that they were made of."""
    line, way = sheet.line, sheet.line.way
    definition, longer = line.definition, sheet.line.way.window is not WindowKind.ITSELF
    two, counted = bool(definition.denominator), definition.measure == Measure.COUNT
    columns = [Column("Period"), Column(definition.numerator, right=True)]
    columns += [Column(definition.denominator, right=True)] if two else []
    columns += [] if counted else [Column(way.every.label if longer else "Figure", right=True)]
    columns += [Column(way.window.label, right=True)] if longer else []
    columns.append(Column("Status"))
    shown = {one.ends: one for one in line.series}
    rows = []
    for part in line.parts[-LISTED:]:
        over = shown.get(part.ends)
        cells = [_label(part, over, way), _number(part.numbers.numerator)]
        cells += [_number(part.numbers.denominator)] if two else []
        made = None if counted else value_of(part, way)
        cells += [] if counted else [printed(None if made is None else Decimal(str(made)), definition)]
        cells += [printed(over.figure, definition) if over else ""] if longer else []
        cells.append(part.numbers.missing or (part.status.label if part.times else ""))
        rows.append(Row(tuple(cells), strong=part is line.parts[-1]))
    return Table("Numbers", tuple(columns), tuple(rows), caption_hidden=True)


def _label(part: Part, over: Shown | None, way: Way) -> str:
    from_parts = way.window is not WindowKind.ITSELF or over is None
    return over.label if over and not from_parts else _named(part, way)


def _named(part: Part, way: Way) -> str:
    return label_of(part.starts, part.ends, start_month=way.start_month)


def _number(value: Decimal | None) -> str:
    if value is None:
        return "none"
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def definitions(versions: Sequence[Definition]) -> Table:
    """Return every definition, the newest first."""
    columns = (
        Column("Version"), Column("Holds from"), Column("What is measured"), Column("Formula"), Column("Shown over"),
        Column("Because"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                f"{one.number}",
                in_words(one.since),
                one.words,
                formula(one),
                WindowKind(one.window).label,
                _because(one),
            ),
            strong=at == 0,
        )
        for at, one in enumerate(versions)
    )
    return Table("Definition and its versions", columns, rows, caption_hidden=True)


def _because(one: Definition) -> str:
    """Return why a definition came, and when and why its words were put right last."""
    said = one.changed_because or "first definition"
    if one.reworded_at is None:
        return said
    on = in_words(clock.in_london(one.reworded_at).date())
    return f"{said.rstrip('.')}; put right on {on}: {one.reworded_because}"


def formula(definition: Definition) -> str:
    """Return how a figure comes from its numbers, in words."""
    if definition.measure == Measure.COUNT:
        return definition.numerator
    if definition.measure == Measure.RATE:
        return f"{definition.numerator} × {definition.per:,} ÷ {definition.denominator.lower()}"
    times = " × 100" if definition.measure == Measure.SHARE else ""
    return f"{definition.numerator}{times} ÷ {definition.denominator.lower()}"


def targets_table(targets: Sequence[Target], definition: Definition) -> Table:
    """Return what was and is aimed at."""
    columns = (Column("From"), Column("Target"), Column("By"), Column("Baseline"), Column("Because"))
    rows = []
    for one in targets:
        due = one.expected_on if one.kind == TargetKind.NONE_YET else one.by
        by = f"expected by {in_words(due)}" if due and one.kind == TargetKind.NONE_YET else in_words(due) if due else ""
        rows.append(Row((in_words(one.since), aimed_at(one, definition), by, one.baseline, one.reason)))
    return Table("Targets", columns, tuple(rows), caption_hidden=True)


def revisions_table(revised: Sequence[Revised], definition: Definition) -> Table:
    """Return the periods that were written down more than once, with what stood before the board."""
    columns = (
        Column("Period"), Column("Known on"), Column("Value", right=True), Column("Status"), Column("Why"),
        Column("Before the board"),
    )  # fmt: skip
    rows = [
        Row((
            period.label, in_words(one.value.known_at.date()), _version(one, definition), one.status.label,
            one.value.because or "first known", f"since {in_words(one.seen_on)}" if one.seen_on else "not yet",
        ))
        for period in revised[:LISTED]
        for one in period.versions
    ]  # fmt: skip
    return Table("Revisions", columns, tuple(rows), caption_hidden=True)


def _version(one: Version, definition: Definition) -> str:
    value = one.value
    of = (
        f" ({value.numerator:,.0f} of {value.denominator:,.0f})"
        if value.denominator and value.numerator is not None
        else ""
    )
    return f"{printed(one.figure, definition)}{of}"


def details(line: Line) -> tuple[tuple[str, str], ...]:
    """Return whose it is and how it is kept."""
    one, definition = line.indicator, line.definition
    lag = "no day set" if definition.lag_days is None else f"{definition.lag_days} days after the period"
    return (
        ("Supplier", one.supplier.name if one.supplier else "nobody named"),
        ("Source", definition.source),
        ("Values come from", Origin(definition.origin).label),
        ("Which way is better", Polarity(definition.polarity).label),
        ("Due", lag),
        ("Definition looked at again", in_words(definition.review_on) if definition.review_on else "no day set"),
        ("Sensitive", "yes: earlier values are not shown by a link alone" if one.sensitive else "no"),
        *((("Retired", f"{in_words(one.retired_on)}: {one.retired_because}"),) if one.retired_on else ()),
    )


def waiting(versions: Sequence[Version], reader: object) -> tuple[Waiting, ...]:
    """Return the values that the reader may put before the board: those that somebody else wrote down."""
    return tuple(
        Waiting(one.value.pk, f"{_period(one)}: {one.status.label.lower()}, known on {in_words(_day(one))}")
        for one in versions
        if one.value.recorded_by_id != reader
    )


def _period(one: Version) -> str:
    return f"{in_words(one.value.starts)} to {in_words(one.value.ends)}"


def _day(one: Version) -> date:
    return one.value.known_at.date()
