"""An indicator drawn large for a document: its line with its target, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from frankpledge.charts.chart import Chart
from frankpledge.charts.periods import Named, PeriodPoint, period_line
from frankpledge.charts.words import Words
from frankpledge.domain.indicators.queries.overview import Line, printed
from frankpledge.domain.indicators.rules.placed import Dated, placed
from frankpledge.domain.indicators.rules.windows import Shown
from frankpledge.ground.documents.blocks import Picture

MOST = 20


def aim(line: Line) -> float | None:
    """Return the one number that an indicator aims at; None where it is a range, a direction or nothing."""
    target = line.target
    if target is None or target.kind != "value":
        return None
    number = target.low if target.low is not None else target.high
    return None if number is None else float(number)


def spans_of(line: Line) -> tuple[tuple[date, date], ...]:
    """Return the first and last day of each period that the chart of an indicator shows."""
    return tuple((one.starts, one.ends) for one in line.series[-MOST:])


def chart_of(line: Line, *, name: str, title: str, known: str, events: Sequence[Dated] = ()) -> Picture:
    """Return the chart of an indicator as a picture of a document. `name` is unique in it, `known` a day in words.

    `events` are what else happened within the days drawn: numbered in the picture, named in its first notes.
    """
    chart = _chart(line, name=name, title=title, known=known, events=events)
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


def _chart(line: Line, *, name: str, title: str, known: str, events: Sequence[Dated]) -> Chart:
    definition, shown, aimed = line.definition, line.series[-MOST:], aim(line)
    words = Words(
        name=name,
        title=title,
        subtitle=f"{definition.unit[:1].upper()}{definition.unit[1:]}, {shown[0].label} to {shown[-1].label}",
        source=f"{definition.source}, as known on {known}",
        notes=tuple(_sentence(one) for one in (line.judged.signal.method, definition.caveats) if one),
        generated=line.indicator.workspace.generated,
    )
    named = Named(
        figure=line.indicator.name, sign="%" if definition.measure == "share" else "",
        target=f"target {printed(Decimal(str(aimed)), definition)}" if aimed is not None else "",
    )  # fmt: skip
    points = [_point(line, one, aimed) for one in shown]
    side, shown_events = line.judged.signal.side, placed(events, spans_of(line))
    return period_line(words, points=points, named=named, polarity=side, events=shown_events)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _point(line: Line, shown: Shown, aimed: float | None) -> PeriodPoint:
    group, _, short = shown.label.rpartition(" ")
    last = shown is line.series[-1]
    fired = line.judged.signal.verdict if last and line.judged.signal.changed and shown.figure is not None else ""
    return PeriodPoint(
        name=shown.label,
        short=short if group else shown.label,
        group=group,
        value=None if shown.figure is None else round(float(shown.figure), line.definition.decimals),
        signal=fired,  # type: ignore[arg-type]  # a change is higher or lower
        provisional=shown.status == "provisional",
        why=shown.missing or "no data",
        target=(aimed, aimed),
    )
