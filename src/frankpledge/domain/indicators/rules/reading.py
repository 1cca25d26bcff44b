"""Periods as they are written in lists and over columns, and as they are written out so that they can be read again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from frankpledge.analysis.periods import FinancialYear, Month, Quarter, Window
from frankpledge.domain.indicators.rules import Every
from frankpledge.domain.indicators.rules.windows import APRIL, label_of, period_of

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d) (?:to|–|-) (\d{4}-\d\d-\d\d)")
_A_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]00:00:00)?")
_YEAR = r"(?:FY ?)?(?P<year>(?:20|19)?\d\d[/-]\d\d)"
_PART = r"(?:Q|Qtr|Quarter) ?(?P<part>[1-4])"
_QUARTERS = tuple(
    re.compile(one, re.IGNORECASE) for one in (rf"{_YEAR},?(?: -)? ?{_PART}", rf"{_PART},?(?: -)? ?{_YEAR}")
)
_A_YEAR = re.compile(_YEAR, re.IGNORECASE)
_A_PART = re.compile(_PART, re.IGNORECASE)
_A_CALENDAR_YEAR = re.compile(r"(?:20|19)\d\d")
_A_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_NAMED = ("%B %Y", "%b %Y", "%B-%Y", "%b-%Y", "%B-%y", "%b-%y", "%B %y", "%b %y", "%m/%Y")


def read_period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a period as it is written in lists; None for what is none.

    "2025/26 Q2" or "Q2 25/26", "September 2025", "Sep-25" or "2025-09", "2025/26", "2025" (January to December),
    "2025-07-01 to 2025-09-30".
    """
    said = " ".join(text.split())
    if found := _DAYS.fullmatch(said):
        try:
            starts, ends = (date.fromisoformat(one) for one in found.groups())
        except ValueError:
            return None
        return (starts, ends) if starts <= ends else None
    window = _window(said)
    return (window.first.first_day, window.last.last_day) if window else None


def _window(said: str) -> Window | None:
    for form in _QUARTERS:
        if found := form.fullmatch(said):
            year = _financial_year(found["year"])
            return Quarter.parse(f"{year} Q{found['part']}").window if year else None
    if _A_MONTH.fullmatch(said):
        month = Month.parse(said)
        return Window(month, month)
    if found := _A_YEAR.fullmatch(said):
        year = _financial_year(found["year"])
        return year.window if year else None
    if _A_CALENDAR_YEAR.fullmatch(said):
        return Window(Month(int(said), 1), Month(int(said), 12))
    named = _named_month(said)
    return Window(named, named) if named else None


def _financial_year(said: str) -> FinancialYear | None:
    """Return a financial year; its century may be left out ("25/26")."""
    try:
        return FinancialYear.parse(said if len(said) > len("25/26") else f"20{said}")
    except ValueError:
        return None


def _named_month(said: str) -> Month | None:
    for form in _NAMED:
        try:
            return Month.of(datetime.strptime(re.sub(r"(?i)\bsept\b", "Sep", said), form).date())  # noqa: DTZ007 (a month has no zone)
        except ValueError:
            continue
    return None


def written_period(starts: date, ends: date) -> str:
    """Return a period so that it can be read again: by its name where that says it whole, else by its days."""
    label = label_of(starts, ends)
    return label if read_period(label) == (starts, ends) else f"{starts} to {ends}"


# ---- over columns ---------------------------------------------------------------------------------------------------


def read_head(text: str) -> str | None:
    """Return the head over a column of values as a period that is written out, or as the day that a workbook holds.

    None for a head that names no period: a target, a total, a trend.
    """
    said = " ".join(text.split())
    if day := _A_DAY.fullmatch(said):
        return day[1]
    found = read_period(said)
    return written_period(*found) if found else None


def period_under(head: str, every: Every, start_month: int = APRIL) -> tuple[date, date] | None:
    """Return the period of a head that was read; a day stands for the period of an indicator that it begins or ends.

    A workbook keeps "Apr-24" as 1 April 2024: of a monthly indicator that is April, of a quarterly one the quarter that
    begins on it. None for a day in the midst of a period, and for a survey wave, which has days of its own.
    """
    if not _A_DAY.fullmatch(head):
        return read_period(head)
    day = date.fromisoformat(head)
    if every is Every.WAVE:
        return None
    window = period_of(day, every, start_month)
    starts, ends = window.first.first_day, window.last.last_day
    return (starts, ends) if day in {starts, ends} else None


def joined_heads(rows: Sequence[tuple[int, list[str]]], at: int) -> tuple[int, list[str]]:
    """Return heads that stand in two rows as one: a year over its quarters or months, as merged cells keep it.

    `at` is the row in which the header was found: the lower of the two, or the upper where the row beneath it holds
    nothing but parts of years. The answer is the place of the lower row, with the heads.
    """
    heads = rows[at][1]
    beneath = rows[at + 1][1] if at + 1 < len(rows) else []
    if any(beneath) and all(_is_part(cell) for cell in beneath if cell):
        return at + 1, _joined(heads, beneath)
    above = rows[at - 1][1] if at else []
    if any(_is_part(cell) for cell in heads) and any(_is_year(cell) for cell in above):
        return at, _joined(above, heads)
    return at, heads


def _joined(years: Sequence[str], parts: Sequence[str]) -> list[str]:
    found, year = [], ""
    for at in range(max(len(years), len(parts))):
        over, part = (cells[at] if at < len(cells) else "" for cells in (years, parts))
        year = over or year
        found.append(_whole(year, part) if _is_part(part) and _is_year(year) else part or over)
    return found


def _is_year(cell: str) -> bool:
    said = " ".join(cell.split())
    return bool(_A_YEAR.fullmatch(said) or _A_CALENDAR_YEAR.fullmatch(said))


def _is_part(cell: str) -> bool:
    return bool(_A_PART.fullmatch(" ".join(cell.split()))) or _month_alone(cell) is not None


def _month_alone(cell: str) -> int | None:
    found = _named_month(f"{' '.join(cell.split())} 2000")
    return found.month if found and not any(mark.isdigit() for mark in cell) else None


def _whole(year: str, part: str) -> str:
    """Return a part of a year as a period: of a financial year January to March lie in the year after."""
    said, month = " ".join(year.split()), _month_alone(part)
    if month is None:
        return f"{said} {' '.join(part.split())}"
    if _A_CALENDAR_YEAR.fullmatch(said):
        return str(Month(int(said), month))
    found = _A_YEAR.fullmatch(said)
    begun = _financial_year(found["year"]) if found else None
    return f"{said} {part}" if begun is None else str(Month(begun.window.first.year + (month < APRIL), month))
