"""Spark-lines: the last periods of one indicator, small enough for a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts.drawing import Box, Point, Sheet
from frankpledge.charts.numerals import number
from frankpledge.charts.scales import Scale
from frankpledge.charts.words import NO_DATA, SYMBOLS, Polarity, Verdict, joined, runs, signal_colour


@dataclass(frozen=True)
class Spark:
    """A picture without words of its own: the row says what it is, the description says what it shows."""

    svg: str
    description: str
    width: int
    height: int


def spark(
    name: str,
    *,
    title: str,
    values: Sequence[float | None],
    verdict: Verdict = "none",
    polarity: Polarity = "smaller",
    expected: tuple[float, float] | None = None,
    target: float | None = None,
    width: int = 180,
    height: int = 38,
) -> Spark:
    """Return the line of the given periods, oldest first. A gap is a gap; a period without data is an open ring.

    `expected` is the range drawn behind, `target` a dashed line; the last value is a triangle where `verdict` is a
    detected change, coloured by polarity, and a dot where it is not. `name` must differ from row to row.
    """
    if not values:
        raise ValueError("a spark-line needs at least one period")
    sheet = Sheet(name, width)
    known = [v for v in (*values, *(expected or ()), target) if v is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    y = Scale(low, high, height - 8, 8) if high > low else Scale(low - 1, low + 1, height - 8, 8)
    if expected is not None:
        sheet.rect(Box(0, y.at(expected[1]), width, y.at(expected[0])), fill="other2")
        middle = y.at((expected[0] + expected[1]) / 2)
        sheet.line((0, middle), (width, middle), stroke="edge", width=1.5)
    if target is not None:
        sheet.line((0, y.at(target)), (width, y.at(target)), stroke="other", dash="3 2")
    step = (width - 16) / max(len(values) - 1, 1)
    start = 8.0 if len(values) > 1 else width / 2
    at = [(start + i * step, None if v is None else y.at(v)) for i, v in enumerate(values)]
    _draw_line(sheet, at, height)
    _draw_last(sheet, at[-1], verdict, polarity)
    description = _describe(values, verdict, expected, target)
    return Spark(sheet.finish(height, title=title, description=description), description, width, height)


def _draw_line(sheet: Sheet, at: Sequence[tuple[float, float | None]], height: int) -> None:
    """Draw each unbroken run, a dot for a run of one, and a ring on the floor for each period without data."""
    for a, b in runs([i for i, (_, y) in enumerate(at) if y is not None]):
        held: list[Point] = [(x, y) for x, y in at[a : b + 1] if y is not None]
        if len(held) > 1:
            sheet.path(held, stroke="area", width=1.75)
        else:
            sheet.circle(held[0], 2, fill="area")
    for x, y in at:
        if y is None:
            sheet.circle((x, height - 4), 2.25, fill="paper", stroke="other")


def _draw_last(sheet: Sheet, last: tuple[float, float | None], verdict: Verdict, polarity: Polarity) -> None:
    x, y = last
    if y is None:
        return
    if verdict in SYMBOLS:
        sheet.triangle((x, y), 5.5, up=verdict == "higher", fill=signal_colour(verdict, polarity))
    else:
        sheet.circle((x, y), 3, fill="area")


def _describe(
    values: Sequence[float | None], verdict: Verdict, expected: tuple[float, float] | None, target: float | None
) -> str:
    """Return the values in order, and what they are held against."""
    said = joined([NO_DATA if v is None else number(v) for v in values])
    parts = [f"Last {len(values)} periods: {said}." if len(values) > 1 else f"One period: {said}."]
    if expected is not None:
        parts.append(f"Expected {number(expected[0])} to {number(expected[1])}.")
    if target is not None:
        parts.append(f"Target {number(target)}.")
    if verdict in SYMBOLS and values[-1] is not None:
        parts.append(f"The last is {verdict} than expected.")
    return " ".join(parts)
