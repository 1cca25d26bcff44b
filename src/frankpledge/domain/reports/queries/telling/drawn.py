"""An indicator drawn large: its line with its target and what would be expected, and its numbers as a table."""

from __future__ import annotations

from frankpledge.charts.chart import Chart
from frankpledge.charts.periods import Named, PeriodPoint, period_line
from frankpledge.charts.words import Words
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.rules.windows import Shown
from frankpledge.domain.reports.queries.material import Material
from frankpledge.domain.reports.queries.telling.exceptions import finding
from frankpledge.domain.reports.queries.telling.figures import aim, aim_words, name_of
from frankpledge.ground import clock
from frankpledge.ground.documents.blocks import Picture
from frankpledge.statute.deadlines import in_words

MOST = 20


def chart_of(line: Line, material: Material) -> Picture:
    """Return the chart of an indicator as a picture of a document."""
    chart = _chart(line, material)
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


def _chart(line: Line, material: Material) -> Chart:
    definition, shown = line.definition, line.series[-MOST:]
    known = in_words(clock.in_london(material.wanted.known_at).date())
    aimed = aim_words(line)
    words = Words(
        name=f"line-{name_of(line)}",
        title=finding(line),
        subtitle=f"{definition.unit[:1].upper()}{definition.unit[1:]}, {shown[0].label} to {shown[-1].label}",
        source=f"{definition.source}, as known on {known}",
        notes=tuple(_sentence(one) for one in (line.judged.signal.method, definition.caveats) if one),
        generated=material.workspace.generated,
    )
    named = Named(
        figure=line.indicator.name, sign="%" if definition.measure == "share" else "",
        target=f"target {aimed}" if aim(line) is not None else "",
    )  # fmt: skip
    points = [_point(line, one) for one in shown]
    return period_line(words, points=points, named=named, polarity=line.judged.signal.side)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _point(line: Line, shown: Shown) -> PeriodPoint:
    group, _, short = shown.label.rpartition(" ")
    last = shown is line.series[-1]
    fired = line.judged.signal.verdict if last and line.judged.signal.changed and shown.figure is not None else ""
    aimed = aim(line)
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
