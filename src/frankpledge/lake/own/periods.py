"""Periods as partners head their columns with them: months, quarters, years, and twelve months to a month.

Only what can be read in one way is read. "Q1 2023" may mean January or April, and is asked about, not guessed.
"""

from __future__ import annotations

import re

from frankpledge.analysis.periods import FinancialYear, Month, Quarter, Window, year_ending

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:19|20)\d{2}|\d{2}"
_FINANCIAL = r"(?P<from>(?:20|19)\d{2})\s*(?:[/–-]|\s+to\s+)\s*(?P<to>(?:20)?\d{2})"
_YEARS_ALONE = range(1990, 2100)
_NOISE = re.compile(r"[(\[][^)\]]*[)\]]|\b(?:provisional|revised|fy|financial year)\b|[*†]+$")
_QUARTER_FIRST = re.compile(rf"(?:q|qtr|quarter)\s*(?P<q>[1-4])[\s,:-]+{_FINANCIAL}")
_QUARTER_LAST = re.compile(rf"{_FINANCIAL}[\s,:-]*(?:q|qtr|quarter)\s*(?P<q>[1-4])")
_WHOLE_YEAR = re.compile(_FINANCIAL)
_MONTH = re.compile(rf"(?P<name>{_NAME})[\s'’,/-]*(?P<year>{_YEAR})")
_ISO_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})[-/](?P<month>\d{2})(?:-01)?")
_FIRST_DAY = re.compile(r"0?1/(?P<month>\d{2})/(?P<year>(?:19|20)\d{2})")
_ENDING = re.compile(
    r"(?:ye|y/e|year ending|year ended|year to|twelve months to|12 months to|12 months ending|rolling 12 months to)\s+"
    rf"(?:\d{{1,2}}\s+)?(?P<name>{_NAME})[\s'’,-]*(?P<year>{_YEAR})"
)
_SPAN = re.compile(
    rf"(?P<one>{_NAME})[\s'’]*(?P<year1>{_YEAR})?\s*(?:-|–|to)\s*(?P<two>{_NAME})[\s'’]*(?P<year2>{_YEAR})"
)
_CALENDAR = re.compile(r"(?:19|20)\d{2}")
_PART = re.compile(r"(?:q|qtr|quarter)\s*(?P<q>[1-4])|(?P<name>" + _NAME + r")")


def period(text: str) -> Window | None:
    """Return the months that a heading means, None where it means none or may mean two things."""
    plain = " ".join(_NOISE.sub(" ", text.casefold()).split()).strip(" ,:;")
    for read in (_quarter, _ending, _span, _month, _financial_year, _calendar_year):
        if (found := read(plain)) is not None:
            return found
    return None


def joined_period(above: str, text: str) -> Window | None:
    """Return the months that a heading means under another: "Q1" or "April" under a financial year."""
    if (own := period(text)) is not None:
        return own
    year, part = period(above), _PART.fullmatch(" ".join(text.casefold().split()))
    if year is None or part is None or len(year) != 12:
        return period(f"{text} {above}") if above else None
    if part["q"]:
        quarter = int(part["q"])
        start = year.first + 3 * (quarter - 1)
        return Window(start, start + 2) if year.first.month == 4 else None
    number = _NAMES.index(part["name"][:3]) + 1
    month = next(month for month in year.months() if month.month == number)
    return Window(month, month)


def key_of(window: Window) -> str:
    """Return a period as it stands in paths and tables: "2023-04--2023-06"."""
    return f"{window.first}--{window.last}"


def window_of(key: str) -> Window | None:
    """Return the months of a key, None for "undated"."""
    first, _, last = key.partition("--")
    return Window(Month.parse(first), Month.parse(last)) if last else None


def label_of(key: str) -> str:
    """Return a period in words: "2023/24 Q1", "April 2023", "year ending June 2023"."""
    window = window_of(key)
    if window is None:
        return "no period stated"
    if len(window) == 3 and window.first.month in (1, 4, 7, 10):
        return Quarter.of(window.first).label
    return window.label


def _years(found: re.Match[str]) -> FinancialYear | None:
    first, second = int(found["from"]), int(found["to"][-2:])
    return FinancialYear(first) if (first + 1) % 100 == second else None


def _quarter(text: str) -> Window | None:
    found = _QUARTER_LAST.fullmatch(text) or _QUARTER_FIRST.fullmatch(text)
    year = _years(found) if found else None
    return year.quarters[int(found["q"]) - 1].window if found and year else None


def _financial_year(text: str) -> Window | None:
    # 2011-12 is December, or the financial year: until 2012 the two cannot be told apart.
    found = None if _ISO_MONTH.fullmatch(text) and "-" in text and text[-2:] <= "12" else _WHOLE_YEAR.fullmatch(text)
    year = _years(found) if found else None
    return year.window if year else None


def _ending(text: str) -> Window | None:
    found = _ENDING.fullmatch(text)
    return year_ending(_named(found["name"], found["year"])) if found else None


def _span(text: str) -> Window | None:
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    last = _named(found["two"], found["year2"])
    first = _named(found["one"], found["year1"] or found["year2"])
    if not found["year1"] and first > last:
        first -= 12
    return Window(first, last) if first <= last else None


def _month(text: str) -> Window | None:
    month: Month | None = None
    if found := _MONTH.fullmatch(text):
        month = _named(found["name"], found["year"])
    elif (found := _ISO_MONTH.fullmatch(text) or _FIRST_DAY.fullmatch(text)) and not _may_be_years(text):
        month = Month(int(found["year"]), int(found["month"])) if 1 <= int(found["month"]) <= 12 else None
    return Window(month, month) if month else None


def _may_be_years(text: str) -> bool:
    found = _WHOLE_YEAR.fullmatch(text)
    return bool(found and _years(found))


def _calendar_year(text: str) -> Window | None:
    if not _CALENDAR.fullmatch(text) or int(text) not in _YEARS_ALONE:
        return None
    return Window(Month(int(text), 1), Month(int(text), 12))


def _named(name: str, year: str) -> Month:
    written = int(year)
    return Month(written if written > 99 else 2000 + written, _NAMES.index(name[:3]) + 1)
