"""Cells as partners write them: days and moments, flags, numbers, keys. Read strictly, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time

_CLOCK = r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + _CLOCK)
_NUMERIC = re.compile(r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>\d{4}|\d{2})" + _CLOCK)
_WORDS = re.compile(r"(?P<day>\d{1,2})[ -](?P<name>[A-Za-z]{3,9})[ -](?P<year>\d{4}|\d{2})" + _CLOCK)
_TIME = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?|(?P<plain>\d{4})")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_KEY = re.compile(r"[0-9A-Za-z+/=_-]{12,128}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OLDEST = 1900
_HEX_LETTERS = frozenset("0123456789abcdef")
_SEVERAL = 3

Moment = tuple[datetime, bool]


class Unread(ValueError):
    """A cell that is not what its column holds; the text says why."""


def moment(text: str, *, dates: str) -> Moment:
    """Return a date, and whether a time stood with it (midnight when not). Raises Unread.

    `dates` says how dates in numbers are written: `day_first` (31/01/2025), `month_first` or `iso`. Dates as 2025-01-31
    and 31 January 2025 say it themselves. A time zone is dropped: what was written is local time.
    """
    found = _ISO.fullmatch(text)
    if found:
        return _made(text, found, int(found["year"]), int(found["month"]), int(found["day"]))
    found = _WORDS.fullmatch(text)
    if found:
        name = found["name"][:3].casefold()
        if name not in _MONTHS:
            raise Unread(f"{text!r} names no month")
        return _made(text, found, _year(found["year"]), _MONTHS.index(name) + 1, int(found["day"]))
    found = _NUMERIC.fullmatch(text)
    if not found:
        raise Unread(f"{text!r} is no date")
    if dates == "iso":
        raise Unread(f"{text!r} is not written as 2025-01-31")
    one, two = int(found["one"]), int(found["two"])
    day, month = (one, two) if dates == "day_first" else (two, one)
    return _made(text, found, _year(found["year"]), month, day)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _made(text: str, found: re.Match[str], year: int, month: int, day: int) -> Moment:
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    try:
        made = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 (local time, as the supplier wrote it)
    except ValueError as error:
        raise Unread(f"{text!r} is no day of the calendar") from error
    if year < _OLDEST:
        raise Unread(f"{text!r} is before {_OLDEST}")
    return made, found["hour"] is not None


def clock_time(text: str) -> time:
    """Return a time written as 23:05, 23:05:00 or 2305, or that of a whole moment. Raises Unread."""
    moment_of_day = _ISO.fullmatch(text)
    if moment_of_day and moment_of_day["hour"] is not None:
        return time(int(moment_of_day["hour"]), int(moment_of_day["minute"]))
    found = _TIME.fullmatch(text)
    if not found:
        raise Unread(f"{text!r} is no time of the day")
    written = found["plain"]
    hour, minute = (int(written[:2]), int(written[2:])) if written else (int(found["hour"]), int(found["minute"]))
    try:
        return time(hour, minute, int(found["second"] or 0))
    except ValueError as error:
        raise Unread(f"{text!r} is no time of the day") from error


def number(text: str) -> float:
    """Return a number; commas may part thousands. Raises Unread."""
    if not _NUMBER.fullmatch(text):
        raise Unread(f"{text!r} is no number")
    return float(text.replace(",", ""))


def flag(text: str, *, yes: frozenset[str], no: frozenset[str], blank: bool | None) -> bool | None:
    """Return whether a flag is set; `blank` where nothing stands. Raises Unread for a word of neither meaning."""
    word = text.casefold()
    if not word:
        return blank
    if word in yes:
        return True
    if word in no:
        return False
    raise Unread(f"{text!r} means neither yes nor no")


def key(text: str) -> str:
    """Return a keyed hash as it stands. Raises Unread for what might be a name or a plain number of a person."""
    if is_key(text):
        return text
    raise Unread("it is no keyed hash, and is not kept")


def is_key(text: str) -> bool:
    """Return whether a text looks like a hash: long, without spaces, numbers and letters mixed all through."""
    if not _KEY.fullmatch(text):
        return False
    digits = sum(letter.isdigit() for letter in text)
    letters = sum(letter.isalpha() for letter in text)
    mixed = digits >= _SEVERAL and letters >= _SEVERAL
    return mixed or (digits >= _SEVERAL and frozenset(text.casefold()) <= _HEX_LETTERS and len(text) >= 16)


def reads(text: str, how: Callable[[str], object]) -> bool:
    """Return whether a cell can be read in a manner."""
    try:
        how(text)
    except Unread:
        return False
    return True
