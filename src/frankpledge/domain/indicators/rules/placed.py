"""What else happened as an indicator's chart shows it: each event at its place among the periods that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge.charts.period_events import PeriodEvent
from frankpledge.statute.deadlines import in_words

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dated:
    """What happened, in words: on a day (`last` is None), or over a stretch of days."""

    first: date
    last: date | None
    words: str


def placed(found: Sequence[Dated], spans: Sequence[tuple[date, date]]) -> tuple[PeriodEvent, ...]:
    """Return the events that touch the periods drawn (each its first and last day), at their places, with their days.

    Where windows overlap, each stands for the days since the one before it ended.
    """
    if not spans:
        return ()
    edges = _edges(spans)
    made = []
    for one in found:
        last = one.last or one.first
        if last < edges[0] or one.first >= edges[-1]:
            continue
        at = _place(max(one.first, edges[0]), edges)
        until = None if one.last is None else _place(min(last + DAY, edges[-1]), edges)
        made.append(PeriodEvent(at, f"{_when(one)}: {one.words}", until))
    return tuple(made)


def first_and_last(spans: Sequence[tuple[date, date]]) -> tuple[date, date]:
    """Return the first and the last day that are drawn."""
    edges = _edges(spans)
    return edges[0], edges[-1] - DAY


def _edges(spans: Sequence[tuple[date, date]]) -> list[date]:
    """Return where each period begins in the picture, and where the last ends."""
    ends = [ends + DAY for _, ends in spans]
    first = spans[0][0]
    if len(spans) > 1 and spans[1][0] < ends[0]:  # windows that overlap: the first stands as long as the next
        first = ends[0] - (ends[1] - ends[0])
    return [first, *ends]


def _place(day: date, edges: Sequence[date]) -> float:
    at = max(place for place, edge in enumerate(edges[:-1]) if edge <= day)
    return at - 0.5 + (day - edges[at]).days / (edges[at + 1] - edges[at]).days


def _when(one: Dated) -> str:
    if one.last is None or one.last == one.first:
        return in_words(one.first)
    return f"{in_words(one.first)} to {in_words(one.last)}"
