"""Every indicator under its priority, with its last periods, its figure, its target and the three judgements."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.reports.queries.material import Group, Material
from frankpledge.domain.reports.queries.telling.figures import (
    Figures,
    aim_words,
    position_of,
    quality_of,
    signal_of,
    small_line,
)
from frankpledge.domain.reports.queries.telling.opening import is_changed, is_unclear
from frankpledge.ground.documents.blocks import Absent, Column, Inline, Row, Section, Strong, Table, Text
from frankpledge.ground.documents.blocks import Line as Words

COLUMNS = (
    Column("Indicator", share=0.27),
    Column("Last periods", share=0.13),
    Column("Latest", "right", share=0.09),
    Column("Target", "right", share=0.08),
    Column("Signal", share=0.18),
    Column("Position", share=0.15),
    Column("Data", share=0.1),
)
BETTER = {"smaller": "smaller is better", "bigger": "bigger is better", "neither": "no direction"}


def every_indicator(material: Material, figures: Figures) -> Iterator[Section]:
    """Yield the table of every indicator of the report."""
    if not material.groups:
        return
    rows = tuple(row for group in material.groups for row in _rows(group, figures))
    table = Table(
        title(material),
        f"Latest value to {material.wanted.period.words.rsplit(' to ', 1)[-1]}, last "
        f"{material.wanted.template.periods} periods on a scale of their own (dashed: target; open ring: no data)",
        COLUMNS,
        rows,
        source="the register of indicators; each definition and all past values stand there",
        numbered=False,
        generated=material.workspace.generated,
    )
    yield Section("every-indicator", "Every indicator, three judgements", (table,), numbered=False)


def title(material: Material) -> str:
    """Return the finding of the table: how many changed, and how many cannot be judged."""
    lines = material.lines
    changed, unclear = sum(map(is_changed, lines)), sum(map(is_unclear, lines))
    whole = f"{changed} of {len(lines)} {'indicator' if len(lines) == 1 else 'indicators'} changed"
    return f"{whole}; {unclear} cannot be judged" if unclear else whole


def _rows(group: Group, figures: Figures) -> Iterator[Row]:
    yield Row(((Text(group.name),),), group=True)
    for line in group.lines:
        yield Row(
            (
                _named(line),
                (small_line(line, figures, "row"),),
                (_latest(line, figures),),
                (Text(aim_words(line)),) if aim_words(line) else (Absent("missing", "–"),),
                (signal_of(line),),
                (position_of(line),),
                (quality_of(line),),
            )
        )


def _named(line: Line) -> Words:
    definition = line.definition
    supplier = line.indicator.supplier.name if line.indicator.supplier else definition.source
    side = BETTER.get(definition.polarity, "direction not stated")
    return (Strong(line.indicator.name), Text(f" ({side}; {supplier}, {line.shown.label})"))


def _latest(line: Line, figures: Figures) -> Inline:
    return figures.of(line)
