"""What the titles, headings and areas of the ONS's tables of recorded crime say: periods, measures, groups, places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.lake.readers.marks import Printed, printed

Measure = Literal["count", "rate", "change"]
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept"
_ENDING = re.compile(rf"(?:year|12 months|twelve months) ending (?P<month>{_NAMES})\.? (?P<year>20\d\d)", re.IGNORECASE)
_FROM_TO = re.compile(
    rf"(?P<first>{_NAMES})\.? '?(?P<from>20\d\d|\d\d) to (?P<last>{_NAMES})\.? '?(?P<to>20\d\d|\d\d)", re.IGNORECASE
)
_FINANCIAL = re.compile(r"(?P<first>20\d\d)/(?P<second>\d\d)")
_NOTE = re.compile(r"\[note[^\]]*\]|\d+(?=\s*$)", re.IGNORECASE)
_PER = re.compile(r"\(?per (?P<per>[\d,]+) (?P<base>population|household|resident)s?\)?", re.IGNORECASE)
_NOT_GROUPS = ("population figures", "household figures")
_PLACES = ("region", "police force area", "community safety partnership", "local authority", "area", "country")


class Period(NamedTuple):
    """What a table says it is about: as printed, and its first and last month where that is plain, else ""."""

    text: str
    first: str = ""
    last: str = ""

    @property
    def is_year(self) -> bool:
        """Return whether the period is twelve months."""
        return bool(self.last) and len(Window(Month.parse(self.first), Month.parse(self.last))) == len(_MONTHS)


class Heading(NamedTuple):
    """A column of values: its offence group ("" where it is none), and what its rates are per."""

    group: str
    per: int | None = None
    base: str = "residents"


@dataclass(frozen=True)
class Place:
    """The area of a row, and the force that it lies in."""

    kind: str
    code: str
    name: str
    force_code: str = ""
    force_name: str = ""


@dataclass(frozen=True)
class Cell:
    """One figure of a table, or the mark in its place, with all that says what it is and where it stands."""

    place: Place
    period: Period
    measure: str
    group: str
    printed: Printed
    column: str
    sheet: str
    row: int
    per: int | None = None
    base: str | None = None
    residents: float | None = None
    households: float | None = None

    def as_row(self) -> tuple[object, ...]:
        """Return the cell in the order of the columns of `csp_levels`."""
        place, found = self.place, self.printed
        return (
            place.kind, place.code, place.name, place.force_code, place.force_name, self.period.text,
            self.period.first or None, self.period.last or None, self.measure, self.per, self.base, self.group,
            found.value, found.state, found.mark, self.residents, self.households, self.column, self.sheet, self.row,
        )  # fmt: skip


def periods_in(texts: Sequence[str]) -> tuple[Period, ...]:
    """Return the different periods that some lines of text name, in order of time."""
    found: dict[tuple[str, str], Period] = {}
    for text in texts:
        for match in _ENDING.finditer(text):
            window = year_ending(Month(int(match["year"]), _month(match["month"])))
            period = Period(window.label, str(window.first), str(window.last))
            found[period.first, period.last] = period
        for match in _FROM_TO.finditer(text):
            first = Month(_year(match["from"]), _month(match["first"]))
            last = Month(_year(match["to"]), _month(match["last"]))
            if first <= last:
                found[str(first), str(last)] = Period(Window(first, last).label, str(first), str(last))
    return tuple(found[at] for at in sorted(found, key=lambda at: at[1]))


def period_of(text: str) -> Period:
    """Return the period that a cell names; a bare year (2019) may be any twelve months or fewer: no months."""
    found = periods_in([text])
    if found:
        return found[0]
    match = _FINANCIAL.fullmatch(text.strip())
    if match and (int(match["first"]) + 1) % 100 == int(match["second"]):
        window = year_ending(Month(int(match["first"]) + 1, 3))
        return Period(window.label, str(window.first), str(window.last))
    return Period(text.strip())


def measure_of(texts: Sequence[str]) -> Measure:
    """Return what a table's title says that it measures."""
    told = " ".join(texts).casefold()
    if "percentage change" in told or "% change" in told or "percent change" in told:
        return "change"
    return "rate" if re.search(r"\brates?\b|per 1,?000", told) else "count"


def heading(title: str) -> Heading:
    """Return the offence group that a column is about."""
    text = " ".join(_NOTE.sub(" ", title).split())
    plain = re.sub(r"[^a-z]+", " ", text.casefold()).strip()
    if plain.startswith(_NOT_GROUPS) or re.fullmatch(rf"(?:{'|'.join(_PLACES)})(?: code| name)?", plain):
        return Heading("")
    match = _PER.search(text)
    if match is None:
        return Heading(text)
    base = "households" if match["base"].casefold() == "household" else "residents"
    return Heading(" ".join(text.replace(match[0], " ").split()), int(match["per"].replace(",", "")), base)


def place_of(row: Mapping[str, str]) -> Place | None:
    """Return the smallest area that a row names; None where it names none."""
    named: dict[tuple[str, str], str] = {}
    for title, text in row.items():
        words = re.sub(r"[^a-z]+", " ", _NOTE.sub(" ", title).casefold()).split()
        plain = " ".join(words[:-1]) if words and words[-1] in ("code", "name") else " ".join(words)
        if plain in _PLACES:
            found = printed(text)
            role = words[-1] if words[-1] in ("code", "name") else "name"
            named.setdefault((plain, role), "" if found and found.value is None else _clean(text))
    force = (named.get(("police force area", "code"), ""), named.get(("police force area", "name"), ""))
    code, name = (named.get(("community safety partnership", role), "") for role in ("code", "name"))
    if code or name:
        return Place("csp", code, name, *force)
    for at in ("police force area", "region", "country", "area"):
        code, name = named.get((at, "code"), ""), named.get((at, "name"), "")
        if code or name:
            return Place(kind_of(code), code, name, *(force if kind_of(code) == "force" else ()))
    return None


def kind_of(code: str) -> str:
    """Return the kind of area that an official code is of; a police force area where it says nothing."""
    if code[:3] in ("E22", "W22", "X22"):
        return "csp"
    if code[:3] in ("E92", "W92", "K04", "K03"):
        return "country"
    return "region" if code[:3] == "E12" else "force"


def _clean(text: str) -> str:
    return " ".join(re.sub(r"\[note[^\]]*\]", " ", text, flags=re.IGNORECASE).split())


def _month(name: str) -> int:
    return next(number for number, full in enumerate(_MONTHS, start=1) if full.startswith(name[:3].casefold()))


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
