"""An indicator drawn large for a document: its line with its target, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.charts.words import Words
from frankpledge.domain.indicators.queries.drawn import interval_drawn, line_drawn, over_words
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.queries.sheet import Course
from frankpledge.domain.indicators.rules.placed import Dated
from frankpledge.ground.documents.blocks import Picture


def aim(line: Line) -> float | None:
    """Return the one number that an indicator aims at; None where it is a range, a direction or nothing."""
    target = line.target
    if target is None or target.kind != "value":
        return None
    number = target.low if target.low is not None else target.high
    return None if number is None else float(number)


def picture_of(course: Course, *, name: str, title: str, known: str, events: Sequence[Dated] = ()) -> Picture:
    """Return the chart of an indicator as a picture of a document. `name` is unique in it, `known` a day in words.

    `events` are what else happened within the days drawn: numbered in the picture, named in its first notes.
    """
    definition, line = course.line.definition, course.line
    whiskers = "Whiskers: 95% interval" if interval_drawn(line) else ""
    words = Words(
        name=name,
        title=title,
        subtitle=f"{definition.unit[:1].upper()}{definition.unit[1:]}. {over_words(line.way)}",
        source=f"{definition.source}, as known on {known}",
        notes=tuple(_sentence(one) for one in (line.judged.signal.method, whiskers, definition.caveats) if one),
        generated=line.indicator.workspace.generated,
    )
    chart = line_drawn(course, words, events=events)
    return Picture(
        name=chart.name,
        title=chart.title,
        subtitle=chart.subtitle,
        source=chart.source,
        description=chart.description,
        svg=chart.svg,
        columns=chart.table.columns,
        rows=chart.table.printed,
        notes=chart.notes,
        generated=chart.generated,
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
