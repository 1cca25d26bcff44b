"""One indicator: what is said of it, its chart, its numbers, how it is defined and aimed at, and what was revised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frankpledge.charts.chart import Chart
from frankpledge.charts.words import Words
from frankpledge.domain.indicators.queries.drawn import aimed_at, interval_drawn, line_drawn, over_words
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.queries.sheet import Course, Sheet
from frankpledge.domain.indicators.rules import Measure, TargetKind
from frankpledge.domain.indicators.rules.placed import Dated
from frankpledge.domain.indicators.rules.windows import Shown
from frankpledge.domain.performance.presenters.overview import judgement_cells
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
        wide=chart(sheet.course, WIDE, events) if drawn else None,
        narrow=chart(sheet.course, NARROW, events) if drawn else None,
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


def chart(course: Course, width: int, events: Sequence[Dated] = ()) -> Chart:
    """Return the line of an indicator for its page."""
    line = course.line
    words = Words(
        name=f"indicator-{line.indicator.reference}-{width}",
        title=finding(line),
        subtitle=f"{line.definition.words.rstrip('.')}. {over_words(line.way)}",
        source=source(line),
    )
    return line_drawn(course, words, events=events, width=width)


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


def source(line: Line) -> str:
    """Return the source line: whose numbers, how reckoned, which interval where one is drawn, as known when."""
    definition, shown = line.definition, line.shown
    how = {
        Measure.COUNT: "Counts.",
        Measure.SHARE: f"{definition.numerator} ÷ {definition.denominator.lower()}, from their sums.",
        Measure.RATE: f"{definition.numerator} per {definition.per:,} {definition.denominator.lower()}.",
        Measure.MEAN: f"{definition.numerator} ÷ {definition.denominator.lower()}.",
    }[Measure(definition.measure)]
    whisker = " Whiskers: 95% interval." if interval_drawn(line) else ""
    known = f" Last known on {in_words(shown.known_at.date())}." if shown.known_at else ""
    return f"Source: {definition.source}. {how}{whisker}{known}"
