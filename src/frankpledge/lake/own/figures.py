"""One cell of a partner's table as a number or as the reason for none: missing, suppressed and zero are three."""

from __future__ import annotations

import re
from dataclasses import dataclass

from frankpledge.lake.own.values import Unread
from frankpledge.statute.data_sets import marks

COUNT, PERCENT, RATE = "count", "percent", "rate"
_NUMBER = re.compile(
    r"(?P<money>£)?\s*(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+)\s*(?P<percent>%)?"
    r"\s*(?P<mark>(?:\(?[rpe]\)?|\[[a-z]\]|\*{1,2}|†)?)"
)
_SMALL = re.compile(r"(?:<|≤|&lt;|less than|fewer than|under|up to)\s*\d+|[1-9]\s*(?:-|–|to)\s*\d{1,2}")
_UNITS: tuple[tuple[str, str], ...] = (
    (COUNT, r"count|counts|number|no|n|#|cases|people|persons|incidents|offences|crimes|volume|calls"),
    (PERCENT, r"%|per ?cent|percentages?|pct|proportion"),
    (RATE, r"rate\b.*|per (?:1,?000|10,?000|100,?000)\b.*"),
    ("pounds", r"£|pounds|gbp|cost"),
)
_HINTS: tuple[tuple[str, str], ...] = (
    (RATE, r"\brate\b|\bper (?:1,?000|10,?000|100,?000)\b"),
    (PERCENT, r"%|\bper ?cent(?:age)?\b|\bproportion\b"),
)
MORE_THAN_ALL = 100.0


@dataclass(frozen=True)
class Figure:
    """What a cell says. state: value | missing | suppressed; `mark` is what stood instead of or beside a number."""

    value: float | None
    state: str
    mark: str = ""


MISSING = Figure(None, "missing")


def figure(text: str, *, unit: str, shares: bool = False) -> Figure:
    """Return what a cell of some unit says. Raises Unread where it cannot be, above all a percentage among counts.

    `shares`: percentages stand as shares of one, as workbooks keep them.
    """
    word = text.casefold()
    meaning = marks().get(word) if text else "missing"
    if meaning == "zero":
        return Figure(0.0, "value", text)
    if meaning:
        return Figure(None, meaning, text)
    if _SMALL.fullmatch(word):
        return Figure(None, "suppressed", text)
    found = _NUMBER.fullmatch(text) or _NUMBER.fullmatch(word)
    if not found:
        raise Unread(f"{text[:40]!r} is neither a number nor a known mark for none")
    value = float(found["number"].replace(",", ""))
    if unit == COUNT:
        _check_count(text, value, percent=bool(found["percent"]))
    if unit == PERCENT:
        value = value * 100 if shares and not found["percent"] else value
        value = round(value, 10)
        _check_percent(text, value)
    return Figure(value, "value", found["mark"])


def _check_count(text: str, value: float, *, percent: bool) -> None:
    if percent:
        raise Unread(f"{text!r} is a percentage where a count belongs")
    if value < 0:
        raise Unread(f"{text!r} is a negative count")
    if value != int(value):
        raise Unread(f"{text!r} is no whole number where a count belongs")


def _check_percent(text: str, value: float) -> None:
    if not 0 <= value <= MORE_THAN_ALL:
        raise Unread(f"{text!r} is not between 0 and 100 where a percentage belongs")


def unit_of(text: str, *, indicator: str = "") -> str:
    """Return a unit in the words that are kept: count, percent, rate, pounds, or what was written; "" when unknown.

    Where the supplier states none, a name that speaks of a rate or a percentage does.
    """
    word = " ".join(text.casefold().split()).strip(". ")
    if not word:
        return next((unit for unit, hint in _HINTS if re.search(hint, indicator.casefold())), "")
    return next((unit for unit, words in _UNITS if re.fullmatch(words, word)), word)
