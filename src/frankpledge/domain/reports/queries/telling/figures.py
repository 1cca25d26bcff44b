"""The figures of a report by key, and its indicators in the pieces of a line: number, judgements, small line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from frankpledge.charts.sparks import spark
from frankpledge.domain.commentaries.models import ApprovedWords
from frankpledge.domain.commentaries.queries.drawn import aim
from frankpledge.domain.commentaries.queries.quoted import of_window
from frankpledge.domain.indicators.queries.overview import Line, printed
from frankpledge.domain.narrative.rules import figure_from_json, lines, names, paragraphs
from frankpledge.domain.reports.queries.material import Material
from frankpledge.ground import clock
from frankpledge.ground.documents.blocks import (
    Absent,
    Figure,
    FigureRef,
    Inline,
    Position,
    Quality,
    Signal,
    Spark,
)
from frankpledge.ground.documents.blocks import Line as Words
from frankpledge.statute.deadlines import in_words

_ODD = re.compile(r"[^a-z0-9]+")
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Figures:
    """The figures that a report shows, each entered once, in the order in which they are met."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.shown: dict[str, Figure] = {}

    def of(self, line: Line) -> FigureRef:
        """Return the shown figure of an indicator."""
        key = f"{name_of(line)}.now"
        return self.enter(of_window(line, line.shown, key, line.indicator.name))

    def count(self, key: str, number: int, label: str) -> FigureRef:
        """Return how many of something the report counts, in words where it is small."""
        wanted = self.material.wanted
        display = SMALL[number] if number < len(SMALL) else f"{number:,}"
        return self.enter(
            Figure(
                key=f"count.{key}", display=display, label=label, value=number, unit="indicators",
                period=wanted.period.words, denominator="the indicators of this report",
                source="the register of indicators", cut_off=in_words(clock.in_london(wanted.known_at).date()),
                method="counted by the three judgements of each indicator",
                generated=self.material.workspace.generated,
            )
        )  # fmt: skip

    def enter(self, figure: Figure) -> FigureRef:
        """Enter a figure and return the reference to it."""
        self.shown.setdefault(figure.key, figure)
        return FigureRef(figure.key)

    def said(self, line: Line, part: str) -> Iterator[Words]:
        """Yield the paragraphs of one part of what was approved on an indicator, its figures as they were accepted."""
        text = self.material.said.get(line.indicator.pk)
        if text is not None:
            yield from self._paragraphs(line, text, part)

    def _paragraphs(self, line: Line, text: ApprovedWords, part: str) -> Iterator[Words]:
        keys = {name: f"{name_of(line)}.said.{name}" for name in text.figures}
        for paragraph in paragraphs(getattr(text, part)):
            for name in names(paragraph):
                self.enter(replace(figure_from_json(text.figures[name]), key=keys[name]))
            yield from lines(paragraph, keys)


def name_of(line: Line) -> str:
    """Return the name under which a report knows an indicator: its reference in small letters."""
    return _ODD.sub("-", line.indicator.reference.lower()).strip("-") or line.indicator.pk.hex[:8]


def judgements(line: Line) -> tuple[tuple[str, Inline], ...]:
    """Return the three judgements of an indicator with their labels; without a figure the first two say so."""
    return (("Signal", signal_of(line)), ("Position", position_of(line)), ("Data", quality_of(line)))


def signal_of(line: Line) -> Inline:
    """Return whether an indicator changed."""
    if line.shown.figure is None:
        return Absent("missing", "no data")
    return Signal(line.judged.signal.verdict, line.judged.signal.side)


def position_of(line: Line) -> Inline:
    """Return how an indicator stands against its target."""
    if line.shown.figure is None:
        return Absent("missing", "no data")
    told = line.judged.position
    return Position(told.verdict, "no target yet" if told.verdict == "no_target" else "")


def quality_of(line: Line) -> Inline:
    """Return how far the data of an indicator can be trusted."""
    return Quality(line.judged.quality.steps)


def small_line(line: Line, figures: Figures, place: str) -> Spark:
    """Return the last periods of an indicator as a small line, its target dashed."""
    shown = line.series[-figures.material.wanted.template.periods :]
    aimed = aim(line)
    drawn = spark(
        f"{name_of(line)}-{place}",
        title=line.indicator.name,
        values=[None if one.figure is None else float(one.figure) for one in shown],
        verdict=line.judged.signal.verdict if line.shown.figure is not None else "none",
        polarity=line.judged.signal.side,
        target=aimed,
    )
    return Spark(drawn.svg, f"{line.indicator.name}. {drawn.description}")


def aim_words(line: Line) -> str:
    """Return what an indicator aims at, as a table prints it; empty where there is none yet."""
    target = line.target
    if target is None or target.kind == "none_yet":
        return ""
    if target.kind == "direction":
        return {"smaller": "less", "bigger": "more"}.get(line.judged.signal.side, "")
    if target.kind == "trajectory":
        due = [value for day, value in sorted(target.points) if date.fromisoformat(day) <= line.shown.ends]
        return printed(Decimal(str(due[-1])), line.definition) if due else ""
    held = [printed(one, line.definition) for one in (target.low, target.high) if one is not None]
    return "–".join(held)
