"""How the law counts time: working days, bank holidays, clear days, months after an event or beginning with a day.

Sources: Banking and Financial Dealings Act 1971 (holidays); Dodds v Walker [1981] 1 WLR 1027 (a month ends on the
corresponding date, or on the last day of a month that has none); a period "beginning with" a day counts that day.
No deadline moves because it falls on a day off: where the law says so, the duty's own rule must.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from frankpledge.refusal import Refusal
from frankpledge.statute.load import BadDefinition, Confidence, record, records, toml

FILE = "bank_holidays.toml"
_DAY = timedelta(days=1)
_MONDAY, _SATURDAY = 0, 5


class NoCalendar(Refusal, ValueError):
    """The holidays of that year are not on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day off. `proclaimed` is false for a year in which a proclamation may still move or add one."""

    on: date
    words: str
    substitute: bool
    proclaimed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    id: str
    words: str
    kind: Literal["fixed", "easter", "first_monday", "last_monday"]
    month: int | None = None
    day: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    rule: str
    year: int
    to: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Once:
    on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    first_year: int
    proclaimed_to: int
    source: str
    confidence: Confidence


# ---- days off -------------------------------------------------------------------------------------------------------


def easter(year: int) -> date:
    """Return Easter Sunday of a year, by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> tuple[Holiday, ...]:
    """Return the days off of a year in England and Wales, in order; refused for a year before the record begins."""
    span = _span()
    if year < span.first_year:
        raise NoCalendar(
            f"The bank holidays of {year} are not on record.", cure=f"Name a day from 1 January {span.first_year}."
        )
    moved = {each.rule: each for each in records(_Moved, FILE, "moved") if each.year == year}
    found: dict[date, tuple[str, bool]] = {}
    for rule in records(_Rule, FILE, "rule"):
        if rule.id in moved:
            found[moved[rule.id].to] = (f"{rule.words}. {moved[rule.id].words}", False)
        else:
            usual = _usual(rule, year)
            on = _free(usual, found) if rule.kind == "fixed" else usual
            found[on] = (rule.words, on != usual)
    found |= {each.on: (each.words, False) for each in records(_Once, FILE, "once") if each.on.year == year}
    proclaimed = year <= span.proclaimed_to
    return tuple(
        Holiday(on=on, words=words, substitute=instead, proclaimed=proclaimed)
        for on, (words, instead) in sorted(found.items())
    )


def _usual(rule: _Rule, year: int) -> date:
    """Return the day that a rule gives in a year, day off or not."""
    if rule.kind == "easter":
        return easter(year) + timedelta(days=_given(rule.offset, rule))
    month = _given(rule.month, rule)
    if rule.kind == "fixed":
        return date(year, month, _given(rule.day, rule))
    if rule.kind == "first_monday":
        first = date(year, month, 1)
        return first + timedelta(days=(_MONDAY - first.weekday()) % 7)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - _MONDAY) % 7)


def _given(value: int | None, rule: _Rule) -> int:
    if value is None:
        raise BadDefinition(f"the rule {rule.id} does not say its day", where=FILE)
    return value


def _free(usual: date, taken: dict[date, tuple[str, bool]]) -> date:
    """Return the day, or the next weekday that is no holiday already: the substitute.

    Christmas on a Sunday leaves Boxing Day its Monday and takes the Tuesday, as proclamations have it.
    """
    on = usual
    while on.weekday() >= _SATURDAY or on in taken or (on != usual and (on.month, on.day) == (12, 26)):
        on += _DAY
    return on


@cache
def _span() -> _Span:
    plain = {name: value for name, value in toml(FILE).items() if not isinstance(value, list)}
    return record(_Span, plain, where=FILE)


def proclaimed_to() -> int:
    """Return the last year whose holidays are known for certain."""
    return _span().proclaimed_to


# ---- working days ---------------------------------------------------------------------------------------------------


def is_working_day(day: date) -> bool:
    """Return whether people work on a day: no Saturday, no Sunday, no day off."""
    return day.weekday() < _SATURDAY and all(each.on != day for each in bank_holidays(day.year))


def working_days_after(event: date, number: int) -> date:
    """Return the working day that is so many after an event. The day of the event does not count."""
    return _walk(event, number, _DAY)


def working_days_before(event: date, number: int) -> date:
    """Return the working day that is so many before an event. The day of the event does not count."""
    return _walk(event, number, -_DAY)


def _walk(event: date, number: int, step: timedelta) -> date:
    if number < 1:
        raise ValueError(f"{number} working days are no period")
    day, left = event, number
    while left:
        day += step
        left -= is_working_day(day)
    return day


def last_notice(meeting: date, clear_days: int) -> date:
    """Return the last day on which notice may be given so that so many clear working days lie before a meeting.

    Neither the day of the notice nor the day of the meeting is a clear day. The notice itself may be given on any day;
    the last one that will do is the day before the first clear day.
    """
    return working_days_before(meeting, clear_days) - _DAY


def clear_days_between(notice: date, meeting: date) -> int:
    """Return how many clear working days lie between a notice and a meeting, neither of which counts."""
    return sum(is_working_day(day) for day in _days(notice + _DAY, meeting))


def _days(first: date, end: date) -> Iterator[date]:
    day = first
    while day < end:
        yield day
        day += _DAY


# ---- months and days ------------------------------------------------------------------------------------------------


def days_after(event: date, number: int) -> date:
    """Return the last of so many days after an event. The day of the event does not count."""
    return event + timedelta(days=number)


def months_after(event: date, number: int) -> date:
    """Return the last day of so many months after an event: the corresponding date, or a shorter month's last day."""
    year, month = _month(event, number)
    return date(year, month, min(event.day, calendar.monthrange(year, month)[1]))


def months_beginning_with(first: date, number: int) -> date:
    """Return the last day of so many months beginning with a day, which counts.

    It is the day before the corresponding date, or the last day of a month that has no such date: a month beginning
    with 10 March ends on 9 April, one beginning with 31 January on the last of February.
    """
    year, month = _month(first, number)
    length = calendar.monthrange(year, month)[1]
    return date(year, month, first.day) - _DAY if first.day <= length else date(year, month, length)


def quarters_after(quarter_end: date, number: int) -> date:
    """Return the last day of the quarter that is so many after the one that ends on a day."""
    year, month = _month(quarter_end, 3 * number)
    return date(year, month, calendar.monthrange(year, month)[1])


def _month(day: date, ahead: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + ahead, 12)
    return day.year + years, month + 1


def in_words(day: date) -> str:
    """Return a day as it is written: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"
