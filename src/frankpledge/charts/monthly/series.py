"""The months that a line is drawn from: in order, none left out, with the reason where a value is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from frankpledge.charts.words import NO_DATA, Polarity, month_index, month_name

Signal = Literal["higher", "lower", ""]


@dataclass(frozen=True)
class MonthPoint:
    """One month: its value, or None and why there is none; what was expected; and whether it is a signal.

    `month` is anything that reads YYYY-MM. `why` is "no data" or "not shown" (disclosure), which look different.
    `reference` is the comparator of the same month, such as the three-year average. A signal `in_a_run` is one of seven
    or more on one side of what was expected, and may lie within the range.
    """

    month: object
    value: float | None
    expected: float | None = None
    lower: float | None = None
    upper: float | None = None
    signal: Signal = ""
    provisional: bool = False
    why: str = NO_DATA
    reference: float | None = None
    in_a_run: bool = False


class ExpectedRange(Protocol):
    """What a month was expected to be, and whether it is a signal."""

    @property
    def centre(self) -> float: ...
    @property
    def lower(self) -> float | None: ...
    @property
    def upper(self) -> float | None: ...
    @property
    def signal(self) -> Signal: ...
    @property
    def in_a_run(self) -> bool: ...


def month_points(
    months: Iterable[object],
    values: Iterable[float | None],
    ranges: Iterable[ExpectedRange | None],
    usual: Iterable[float | None],
) -> list[MonthPoint]:
    """Return the points of months that were held against what was expected, beside what is usual; all of one length."""
    return [
        MonthPoint(
            month=month,
            value=value,
            expected=found.centre if found else None,
            lower=found.lower if found else None,
            upper=found.upper if found else None,
            signal=found.signal if found else "",
            in_a_run=bool(found and found.in_a_run),
            reference=reference,
        )
        for month, value, found, reference in zip(months, values, ranges, usual, strict=True)
    ]


@dataclass(frozen=True)
class ChartEvent:
    """What else happened: a recording change or another event in a month, or (with `last`) a barred period."""

    month: object
    words: str
    last: object | None = None


@dataclass(frozen=True)
class Series:
    """The months with every month between first and last, and the events that touch them."""

    points: tuple[MonthPoint, ...]
    events: tuple[ChartEvent, ...]
    unit: str
    polarity: Polarity
    reference: str
    numbered: bool = False

    @property
    def first(self) -> int:
        """Return the index of the first month."""
        return month_index(self.points[0].month)

    @property
    def values(self) -> tuple[float, ...]:
        """Return the values that are there."""
        return tuple(p.value for p in self.points if p.value is not None)

    @property
    def is_whole(self) -> bool:
        """Return whether all values are counts, whose axis has no fractions."""
        return all(float(v).is_integer() for v in self.values)

    def signalled(self, verdict: str, *, in_a_run: bool) -> tuple[int, ...]:
        """Return the positions of the signals of one side that are, or are not, part of a run."""
        return tuple(
            i
            for i, p in enumerate(self.points)
            if p.signal == verdict and p.in_a_run is in_a_run and p.value is not None
        )

    @property
    def kinds(self) -> tuple[tuple[str, bool], ...]:
        """Return which signals there are: each side outside the range, then each side in a run."""
        every = [(verdict, run) for run in (False, True) for verdict in ("higher", "lower")]
        return tuple(kind for kind in every if self.signalled(kind[0], in_a_run=kind[1]))

    def name(self, position: int, *, short: bool = False) -> str:
        """Return the month at a position: "January 2025" or "Jan"."""
        return month_name(self.first + position, short=short)

    def span(self, event: ChartEvent) -> tuple[int, int]:
        """Return the first and last position of an event, cut to the months of the series."""
        start = month_index(event.month) - self.first
        end = start if event.last is None else month_index(event.last) - self.first
        return max(start, 0), min(end, len(self.points) - 1)

    def named(self, event: ChartEvent) -> str:
        """Return an event in words with its month or months."""
        start = month_name(month_index(event.month))
        when = start if event.last is None else f"{start} to {month_name(month_index(event.last))}"
        return f"{event.words.rstrip('.')}, {when}"


def series_of(
    *,
    points: Sequence[MonthPoint],
    events: Sequence[ChartEvent],
    unit: str,
    polarity: Polarity,
    reference: str,
    numbered: bool = False,
) -> Series:
    """Return the series with a point without value for each month not given; events outside its months are left out.

    No month at all, or one month twice, is a ValueError.
    """
    if not points:
        raise ValueError("a line of months needs at least one month")
    given = {month_index(p.month): p for p in points}
    if len(given) < len(points):
        raise ValueError("a month is given twice")
    first, last = min(given), max(given)
    months = tuple(given.get(i, MonthPoint(f"{i // 12:04}-{i % 12 + 1:02}", None)) for i in range(first, last + 1))
    touching = [e for e in events if month_index(e.last or e.month) >= first and month_index(e.month) <= last]
    ordered = sorted(touching, key=lambda e: (month_index(e.month), e.words))
    return Series(months, tuple(ordered), unit, polarity, reference, numbered)
