"""One indicator: what is said of it, its chart, its numbers, how it is defined and aimed at, and what was revised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from frankpledge.analysis.periods import Quarter
from frankpledge.charts.chart import Chart
from frankpledge.charts.periods import Named, PeriodPoint, period_line
from frankpledge.charts.words import Words
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.queries.sheet import Aimed, Sheet
from frankpledge.domain.indicators.rules import Every, Measure, Polarity, Status, TargetKind, WindowKind
from frankpledge.domain.indicators.rules.judged import side_of
from frankpledge.domain.indicators.rules.limits import Limit, value_of
from frankpledge.domain.indicators.rules.placed import Dated, first_and_last, placed
from frankpledge.domain.indicators.rules.positions import interval
from frankpledge.domain.indicators.rules.windows import Part, Shown, Way, itself, months_of
from frankpledge.domain.performance.presenters.overview import aimed_at, judgement_cells
from frankpledge.domain.performance.presenters.tables import (
    definitions,
    details,
    numbers,
    revisions_table,
    targets_table,
)
from frankpledge.ground.ui.parts import Table
from frankpledge.statute.deadlines import in_words

WIDE, NARROW = 1136, 354
DRAWN = {Every.MONTH: 37, Every.QUARTER: 17}
LISTED = 12


@dataclass(frozen=True)
class Page:
    """One indicator as its page shows it. `narrow` is the same chart for a phone; both are None without a period."""

    line: Line
    caption: str
    known: str
    lede: str
    judged: dict[str, str]
    wide: Chart | None
    narrow: Chart | None
    numbers: Table
    definitions: Table
    targets: Table | None
    revisions: Table | None
    details: tuple[tuple[str, str], ...]
    caveats: str


def page_of(sheet: Sheet, *, as_known: datetime | None, events: Sequence[Dated] = ()) -> Page:
    """Return the page of an indicator; `events` are what else happened within the days that are drawn."""
    line = sheet.line
    drawn = bool(line.series)
    return Page(
        line=line,
        caption=f"Indicator {line.indicator.reference} · definition {line.definition.number}",
        known=f"As known on {in_words(as_known.date())}" if as_known else "",
        lede=lede(line),
        judged=questions(line),
        wide=chart(sheet, WIDE, events) if drawn else None,
        narrow=chart(sheet, NARROW, events) if drawn else None,
        numbers=numbers(sheet),
        definitions=definitions(sheet.definitions),
        targets=targets_table(sheet.targets, line.definition) if sheet.targets else None,
        revisions=revisions_table(sheet.revised, line.definition) if sheet.revised else None,
        details=details(line),
        caveats=line.definition.caveats,
    )


def lede(line: Line) -> str:
    """Return in a sentence what the figure is, of what, and what is aimed at."""
    shown, definition = line.shown, line.definition
    if shown.figure is None:
        return f"There is no figure for {shown.label}: {shown.missing}."
    top, base = shown.numbers.numerator, shown.numbers.denominator
    of = f" ({top:,.0f} of {base:,.0f})" if top is not None and base is not None else ""
    unit = (
        definition.unit
        if definition.measure != Measure.SHARE or not definition.unit.startswith("%")
        else (definition.unit.removeprefix("%").strip())
    )
    aim = line.target
    told = f" The target is {aimed_at(aim, definition)}." if aim and aim.kind != TargetKind.NONE_YET else ""
    return f"{line.printed} {unit}{of} in {_when(shown)}.{told}"


def _when(shown: Shown) -> str:
    return f"the {shown.label}" if shown.label.startswith("twelve months") else shown.label


def questions(line: Line) -> dict[str, str]:
    """Return the three judgements with their reasons, as each stands under its question."""
    judged = line.judged
    signal, position, quality = judgement_cells(judged)
    method = f" Judged: {judged.signal.method}." if judged.signal.method else ""
    return {
        "signal": signal,
        "position": position,
        "quality": quality,
        "signal_words": f"{judged.signal.note}{method}",
        "position_words": judged.position.note,
        "quality_words": judged.quality.note,
    }


# ---- the chart ------------------------------------------------------------------------------------------------------


def drawn_course(sheet: Sheet) -> tuple[Way, tuple[Aimed, ...]]:
    """Return the windows that are drawn: quarters that are judged by their months are drawn by month."""
    way, course = sheet.line.way, sheet.course
    if _by_month(way):
        way, course = replace(way, window=WindowKind.ITSELF), _months(sheet)
    return way, course[-DRAWN.get(way.every, len(course)) :]


def days_drawn(sheet: Sheet) -> tuple[date, date] | None:
    """Return the first and the last day that the chart shows; None where it shows nothing."""
    _, course = drawn_course(sheet)
    return first_and_last(_spans(course)) if course else None


def _by_month(way: Way) -> bool:
    return way.every is Every.MONTH and way.window is WindowKind.QUARTER


def _spans(course: Sequence[Aimed]) -> list[tuple[date, date]]:
    return [(one.shown.starts, one.shown.ends) for one in course]


def chart(sheet: Sheet, width: int, events: Sequence[Dated] = ()) -> Chart:
    """Return the line of an indicator: the window that is shown, and the parts in it where the window is longer.

    Quarters that are judged by their months are drawn with the range that each month was held against.
    """
    line, (way, course), by_month = sheet.line, drawn_course(sheet), _by_month(sheet.line.way)
    longer = way.window is not WindowKind.ITSELF
    parts = {one.ends: one for one in line.parts}
    points = [_point(one, parts.get(one.shown.ends), way, longer=longer) for one in course]
    found = None if by_month else interval(line.shown, way)
    words = Words(
        name=f"indicator-{line.indicator.reference}-{width}",
        title=finding(line),
        subtitle=f"{line.definition.words.rstrip('.')}. {_over(way)}",
        source=source(line, whiskers=found is not None),
    )
    named = Named(
        figure=way.window.label if longer else line.definition.unit.capitalize() or "Figure",
        part=way.every.label if longer and len(line.parts) > 1 else "",
        sign="%" if way.measure is Measure.SHARE else "",
        target=aimed_at(line.target, line.definition) if line.target and not by_month else "",
    )
    polarity = side_of(Polarity(line.definition.polarity))
    return period_line(
        words, points=points, named=named, polarity=polarity, interval=found, events=placed(events, _spans(course)),
        width=width,
    )  # fmt: skip


def _months(sheet: Sheet) -> tuple[Aimed, ...]:
    """Return each month by itself with its range; what is aimed at for a quarter is not aimed at for a month."""
    way = replace(sheet.line.way, window=WindowKind.ITSELF)
    by_end = {one.part.ends: one for one in sheet.limits.points}
    return tuple(Aimed(itself(part, way), None, by_end.get(part.ends)) for part in sheet.line.parts)


def _point(one: Aimed, part: Part | None, way: Way, *, longer: bool) -> PeriodPoint:
    shown, limit = one.shown, one.limit or Limit(part or _no_part(one.shown), None)
    short, group = _axis(shown, way)
    verdict = limit.verdict if limit.rules and not longer else "none"
    return PeriodPoint(
        name=shown.label, short=short, group=group,
        value=None if shown.figure is None else float(shown.figure),
        part=value_of(part, way) if longer and part is not None else None,
        lower=limit.lower, upper=limit.upper, expected=limit.centre,
        signal=verdict if verdict in {"higher", "lower"} else "",
        provisional=shown.status is Status.PROVISIONAL, why=shown.missing or "no data",
        target=(one.bounds.low, one.bounds.high) if one.bounds else (None, None),
    )  # fmt: skip


def _no_part(shown: Shown) -> Part:
    return Part(shown.starts, shown.ends, shown.numbers, times=0)


def _axis(shown: Shown, way: Way) -> tuple[str, str]:
    """Return what stands on the axis for a window, and under which year: by the period in which it ends."""
    whole = months_of(shown.starts, shown.ends)
    if whole is None:
        return in_words(shown.ends).rsplit(" ", 1)[0], str(shown.ends.year)
    if way.every is Every.YEAR or way.window is WindowKind.YEAR:
        return shown.label, ""
    quarter = Quarter.of(whole.last)
    year = str(quarter).split(" ", maxsplit=1)[0]
    if way.every is Every.MONTH and way.window is not WindowKind.QUARTER:
        return whole.last.name[:3], year
    if quarter.window.last != whole.last:
        return f"to {whole.last.name[:3]}", str(whole.last.year)
    return f"Q{quarter.number}", year


def finding(line: Line) -> str:
    """Return what one would say aloud of an indicator."""
    name, judged = line.indicator.name, line.judged
    if line.shown.figure is None:
        return f"{name}: no figure for {line.shown.label}"
    words = {
        "higher": "higher than expected", "lower": "lower than expected", "none": "no detectable change",
        "cannot_tell": "whether it changed cannot be told",
    }  # fmt: skip
    return f"{name}: {words[judged.signal.verdict]}"


def _over(way: Way) -> str:
    told = "By " + way.every.label.lower()
    return f"{told}, shown as {way.window.label.lower()}" if way.window is not WindowKind.ITSELF else told


def source(line: Line, *, whiskers: bool) -> str:
    """Return the source line: whose numbers, how reckoned, which interval where one is drawn, as known when."""
    definition, shown = line.definition, line.shown
    how = {
        Measure.COUNT: "Counts.",
        Measure.SHARE: f"{definition.numerator} ÷ {definition.denominator.lower()}, from their sums.",
        Measure.RATE: f"{definition.numerator} per {definition.per:,} {definition.denominator.lower()}.",
        Measure.MEAN: f"{definition.numerator} ÷ {definition.denominator.lower()}.",
    }[Measure(definition.measure)]
    whisker = " Whiskers: 95% interval." if whiskers else ""
    known = f" Last known on {in_words(shown.known_at.date())}." if shown.known_at else ""
    return f"Source: {definition.source}. {how}{whisker}{known}"
