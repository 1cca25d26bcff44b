"""Periods as they are written in lists, and as they are written out so that they can be read again."""

from __future__ import annotations

import re
from datetime import date, datetime

from frankpledge.analysis.periods import FinancialYear, Month, Quarter, Window
from frankpledge.domain.indicators.rules.windows import label_of

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d) (?:to|–|-) (\d{4}-\d\d-\d\d)")
_QUARTER = re.compile(r"(\d{4})[/-](\d\d) ?Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}[/-]\d\d")


def read_period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a period as it is written in lists; None for what is none.

    "2025/26 Q2", "September 2025" or "2025-09", "2025/26", "2025-07-01 to 2025-09-30".
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
    try:
        if found := _QUARTER.fullmatch(said):
            return Quarter.parse(f"{found[1]}/{found[2]} Q{found[3]}").window
        if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", said):
            month = Month.parse(said)
            return Window(month, month)
        if _YEAR.fullmatch(said):
            return FinancialYear.parse(said).window
        day = datetime.strptime(said, "%B %Y")  # noqa: DTZ007 (a month has no zone)
    except ValueError:
        return None
    return Window(Month.of(day.date()), Month.of(day.date()))


def written_period(starts: date, ends: date) -> str:
    """Return a period so that it can be read again: by its name where that says it whole, else by its days."""
    label = label_of(starts, ends)
    return label if read_period(label) == (starts, ends) else f"{starts} to {ends}"
