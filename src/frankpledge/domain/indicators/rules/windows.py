"""Stretches of time over which a figure is shown, reckoned from the parts that were written down.

A figure over a window comes from the sums of its numerators and of its denominators, never from the mean of figures. A
window of which a part is missing is incomplete: it has no figure and says what is missing, and is never a smaller one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from frankpledge.analysis.periods import FinancialYear, Month, Quarter, Window
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Status, WindowKind, figure

APRIL = 4
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
LENGTHS = {WindowKind.QUARTER: 3, WindowKind.ROLLING_YEAR: 12, WindowKind.YEAR: 12}
NONE_TO_COUNT_OF = "there were none to count of"
NOTHING_YET = "no value has been written down"
NO_NUMBERS = "the two numbers that make it are not stated, so it cannot be reckoned over a longer time"
ORDER = (Status.PROVISIONAL, Status.REVISED, Status.PRINTED, Status.FINAL)


@dataclass(frozen=True)
class Way:
    """How an indicator is counted and shown: what its definition says of measure and time.

    `unusual`: months of which no baseline is made, such as lockdowns.

    `base_adds_up`: the second number is of things that happen (cases heard), which add up over time. Residents do not:
    over a longer window their mean is taken.
    """

    measure: Measure
    per: int
    every: Every
    window: WindowKind
    start_month: int = APRIL
    lag_days: int = 0
    base_adds_up: bool = True
    unusual: frozenset[Month] = frozenset()


@dataclass(frozen=True)
class Part:
    """What was known of one period that is written down. `times`: how often it was written down by then."""

    starts: date
    ends: date
    numbers: Numbers
    status: Status = Status.PROVISIONAL
    times: int = 1
    definition: int = 1
    known_at: datetime | None = None
    first_known: datetime | None = None


@dataclass(frozen=True)
class Shown:
    """One window with its figure, or why it has none. `had` of `wanted` parts were there; `status`: the least settled.

    `alone`: the figure stands as it was printed, without the numbers that make it. `definitions`: the numbers of the
    definitions by which its parts were counted.
    """

    starts: date
    ends: date
    label: str
    numbers: Numbers
    figure: Decimal | None
    missing: str
    had: int
    wanted: int
    status: Status | None = None
    corrected: int = 0
    alone: bool = False
    definitions: tuple[int, ...] = ()
    known_at: datetime | None = None
    first_known: datetime | None = None

    @property
    def complete(self) -> bool:
        """Return whether no part of it is missing."""
        return self.had == self.wanted

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.ends - self.starts).days + 1


# ---- the calendar ---------------------------------------------------------------------------------------------------


def months_of(starts: date, ends: date) -> Window | None:
    """Return a period as whole months; None where it is not."""
    first, last = Month.of(starts), Month.of(ends)
    return Window(first, last) if starts == first.first_day and ends == last.last_day else None


def label_of(starts: date, ends: date, *, start_month: int = APRIL) -> str:
    """Return a period in words: "2025/26 Q2", "2025/26", "September 2025", "twelve months to September 2025"."""
    whole = months_of(starts, ends)
    if whole is None:
        return f"{starts.day} {Month.of(starts).label} to {ends.day} {Month.of(ends).label}"
    if start_month == APRIL and whole == Quarter.of(whole.first).window:
        return str(Quarter.of(whole.first))
    if whole.length == LENGTHS[WindowKind.YEAR]:
        if whole.first.month == start_month:
            return str(FinancialYear(whole.first.year)) if start_month != 1 else str(whole.first.year)
        return f"twelve months to {whole.last.label}"
    return whole.label


def year_start(month: Month, start_month: int) -> Month:
    """Return the first month of the year, which begins in a calendar month, that a month lies in."""
    first = Month(month.year, start_month)
    return first if first <= month else first - LENGTHS[WindowKind.YEAR]


def quarter_end(month: Month, start_month: int) -> Month:
    """Return the last month of the quarter that a month lies in, of years that begin in a calendar month."""
    into = (month - year_start(month, start_month)) % 3
    return month + (2 - into)


def period_of(day: date, every: Every, start_month: int = APRIL) -> Window:
    """Return the month, quarter or year that a day lies in; a survey wave has days of its own (ValueError)."""
    month = Month.of(day)
    if every is Every.MONTH:
        return Window(month, month)
    if every is Every.QUARTER:
        last = quarter_end(month, start_month)
        return Window(last - 2, last)
    if every is Every.YEAR:
        first = year_start(month, start_month)
        return Window(first, first + 11)
    raise ValueError("a survey wave has days of its own")


def due_by(day: date, way: Way) -> date | None:
    """Return the last day of the newest period whose value should be there on a day; None for waves."""
    if way.every is Every.WAVE:
        return None
    settled = day - timedelta(days=way.lag_days)
    current = period_of(settled, way.every, way.start_month)
    return settled if settled == current.last.last_day else current.first.first_day - timedelta(days=1)


def filled(parts: Iterable[Part], way: Way, *, until: date | None) -> tuple[Part, ...]:
    """Return the parts in order, with one that says that nothing was written down wherever a period is not there.

    Looked for between the first part and `until`. Parts that stand for longer than a period (a printed rolling figure)
    and survey waves are left as they are.
    """
    there = sorted(parts, key=lambda one: (one.ends, one.starts))
    length = MONTHS.get(way.every)
    if not there or length is None:
        return tuple(there)
    held = {one.ends: one for one in there}
    first = months_of(there[0].starts, there[0].ends)
    if first is None or any(_length(one) != length for one in there):
        return tuple(there)
    found, month = [], first.last
    last = max(Month.of(there[-1].ends), Month.of(until) if until else Month.of(there[-1].ends))
    while month <= last:
        ends = month.last_day
        if ends in held:
            found.append(held[ends])
        elif until is None or ends <= until:
            found.append(Part((month - (length - 1)).first_day, ends, Numbers(missing=NOTHING_YET), times=0))
        month = month + length
    return tuple(found)


def _length(part: Part) -> int | None:
    whole = months_of(part.starts, part.ends)
    return whole.length if whole else None


# ---- reckoning ------------------------------------------------------------------------------------------------------


def windows(parts: Sequence[Part], way: Way) -> tuple[Shown, ...]:
    """Return the windows over parts in order of time, each with its figure or with what is missing."""
    if way.window is WindowKind.ITSELF:
        return tuple(itself(one, way) for one in parts)
    found, seen = [], set()
    for one in parts:
        whole = months_of(one.starts, one.ends)
        bounds = _bounds(whole, way) if whole else None
        if bounds is None:
            found.append(itself(one, way))
        elif whole == bounds:
            found.append(replace(itself(one, way), label=_window_label(bounds, way)))
        elif bounds not in seen:
            seen.add(bounds)
            found.append(over(bounds, parts, way))
    return tuple(found)


def itself(part: Part, way: Way) -> Shown:
    """Return one part as it was counted."""
    missing = part.numbers.missing
    made = figure(way.measure, per=way.per, numbers=part.numbers)
    if made is None and not missing:
        missing = NONE_TO_COUNT_OF
    return Shown(
        starts=part.starts, ends=part.ends, label=label_of(part.starts, part.ends, start_month=way.start_month),
        numbers=part.numbers, figure=made, missing=missing, had=int(made is not None), wanted=1,
        status=part.status if part.times else None, corrected=int(part.times > 1), alone=_stands_alone(part, way),
        definitions=(part.definition,) if part.times else (), known_at=part.known_at,
        first_known=part.first_known,
    )  # fmt: skip


def _stands_alone(part: Part, way: Way) -> bool:
    return part.numbers.value is not None and way.measure is not Measure.COUNT


def _bounds(whole: Window, way: Way) -> Window | None:
    """Return the months of the window that a part belongs to."""
    match way.window:
        case WindowKind.QUARTER:
            last = quarter_end(whole.last, way.start_month)
            return Window(last - 2, last) if whole.length <= LENGTHS[WindowKind.QUARTER] else None
        case WindowKind.ROLLING_YEAR:
            return Window(whole.last - 11, whole.last)
        case WindowKind.YEAR_TO_DATE:
            return Window(year_start(whole.last, way.start_month), whole.last)
        case _:
            first = year_start(whole.last, way.start_month)
            return Window(first, first + 11)


def over(bounds: Window, parts: Sequence[Part], way: Way) -> Shown:
    """Return a window over whole months, reckoned from the parts that lie in it."""
    starts, ends = bounds.first.first_day, bounds.last.last_day
    inside = [
        one for one in parts if starts <= one.starts and one.ends <= ends and (one.starts, one.ends) != (starts, ends)
    ]
    known = [one for one in inside if not one.numbers.missing]
    wanted = _wanted(bounds, way, inside)
    there = [one for one in inside if one.times]
    shown = Shown(
        starts=starts, ends=ends, label=_window_label(bounds, way), numbers=Numbers(), figure=None, missing="",
        had=len(known), wanted=wanted,
        status=min((one.status for one in there), key=ORDER.index, default=None),
        corrected=sum(one.times > 1 for one in there),
        definitions=tuple(sorted({one.definition for one in there})),
        known_at=max((one.known_at for one in there if one.known_at), default=None),
        first_known=max((one.first_known for one in there if one.first_known), default=None),
    )  # fmt: skip
    if len(known) < wanted or not _in_a_row(inside, starts, ends):
        return replace(shown, had=min(len(known), wanted - 1), missing=_incomplete(known, wanted, way))
    return _summed(shown, known, way)


def _wanted(bounds: Window, way: Way, inside: Sequence[Part]) -> int:
    length = MONTHS.get(way.every)
    return max(1, bounds.length // length) if length else len(inside)


def _in_a_row(inside: Sequence[Part], starts: date, ends: date) -> bool:
    """Return whether parts cover a stretch of days, each day once."""
    day = starts
    for one in sorted(inside, key=lambda part: part.starts):
        if one.starts != day:
            return False
        day = one.ends + timedelta(days=1)
    return day == ends + timedelta(days=1)


def _incomplete(known: Sequence[Part], wanted: int, way: Way) -> str:
    unit = way.every.label.lower()
    return f"incomplete: {len(known)} of {wanted} {unit}s are known" if wanted > 1 else NOTHING_YET


def _window_label(bounds: Window, way: Way) -> str:
    if way.window is WindowKind.ROLLING_YEAR:
        return f"twelve months to {bounds.last.label}"
    if way.window is WindowKind.YEAR_TO_DATE and bounds.length < LENGTHS[WindowKind.YEAR]:
        return f"{bounds.label}, year to date"
    return label_of(bounds.first.first_day, bounds.last.last_day, start_month=way.start_month)


def _summed(shown: Shown, known: Sequence[Part], way: Way) -> Shown:
    if way.measure is Measure.COUNT:
        total = sum((_counted(one) for one in known), Decimal(0))
        return replace(shown, numbers=Numbers(numerator=total), figure=total)
    tops, bases = [one.numbers.numerator for one in known], [one.numbers.denominator for one in known]
    if None in tops or None in bases:
        return replace(shown, had=0, missing=NO_NUMBERS)
    base = _total(bases) if way.base_adds_up else _total(bases) / len(known)
    numbers = Numbers(_total(tops), base)
    made = figure(way.measure, per=way.per, numbers=numbers)
    return replace(shown, numbers=numbers, figure=made, missing=NONE_TO_COUNT_OF if made is None else "")


def _total(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in numbers if one is not None), Decimal(0))


def _counted(part: Part) -> Decimal:
    found = part.numbers.numerator if part.numbers.numerator is not None else part.numbers.value
    assert found is not None  # a part without a number says why
    return found
