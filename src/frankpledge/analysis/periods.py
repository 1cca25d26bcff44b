"""Months, quarters, financial years and windows of months: the periods that figures are about.

A window is a run of whole months. One with a missing month is incomplete, never smaller. The financial year 2023/24
runs from April 2023 to March 2024 and its first quarter, 2023/24 Q1, is April to June 2023; "year ending June 2023"
is the twelve months to 30 June 2023.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self, overload

from frankpledge.analysis.refusals import NotEnoughData

_APRIL = 4
_YEAR = 12
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4}[/-]\d{2}) Q([1-4])")
_FINANCIAL_YEAR = re.compile(r"(\d{4})[/-](\d{2})")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month, in order of time. `str` gives "2025-01", `.label` "January 2025"."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= _YEAR and 1 <= self.year <= date.max.year):
            raise ValueError(f"{self.year}-{self.month:02d} is not a month")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the month written as "2025-01", and only so written."""
        found = _MONTH.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a month written like 2025-01")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month in which a day lies."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __add__(self, months: int) -> Month:
        ordinal = self.ordinal + months
        return Month(ordinal // _YEAR, ordinal % _YEAR + 1)

    @overload
    def __sub__(self, other: int) -> Month: ...

    @overload
    def __sub__(self, other: Month) -> int: ...

    def __sub__(self, other: int | Month) -> Month | int:
        """Return the month so many months earlier, or how many months lie between it and an earlier one."""
        return self.ordinal - other.ordinal if isinstance(other, Month) else self + -other

    @property
    def ordinal(self) -> int:
        """The number of months since January of the year 0: differences of ordinals count months."""
        return self.year * _YEAR + self.month - 1

    @property
    def label(self) -> str:
        """The month in words, as in "January 2025"."""
        return f"{self.name} {self.year}"

    @property
    def name(self) -> str:
        """The month's name without its year."""
        return calendar.month_name[self.month]

    @property
    def days(self) -> int:
        """How many days it has."""
        return calendar.monthrange(self.year, self.month)[1]

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.month, self.days)

    @property
    def middle(self) -> date:
        """Its middle day."""
        return self.first_day + timedelta(days=self.days // 2)


@dataclass(frozen=True, order=True, slots=True)
class Window:
    """A run of whole months from `first` to `last`, both included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a window from {self.first} to {self.last} runs backwards")

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"

    def __len__(self) -> int:
        return self.length

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def months(self) -> tuple[Month, ...]:
        """Return its months in order."""
        return tuple(self.first + step for step in range(self.length))

    def shifted(self, months: int) -> Window:
        """Return a window of the same length so many months later (earlier when negative)."""
        return Window(self.first + months, self.last + months)

    def overlaps(self, other: Window) -> bool:
        """Return whether the two share a month."""
        return self.first <= other.last and other.first <= self.last

    @property
    def length(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1

    @property
    def days(self) -> int:
        """How many days it has: the exposure when windows of unequal length are compared."""
        return (self.last.last_day - self.first.first_day).days + 1

    @property
    def middle(self) -> date:
        """Its middle day; the population estimate nearest to it is the window's denominator."""
        return self.first.first_day + timedelta(days=self.days // 2)

    @property
    def label(self) -> str:
        """The window in words: "year ending December 2025", "January to April 2025", "January 2025"."""
        if self.length == 1:
            return self.first.label
        if self.length == _YEAR:
            return f"year ending {self.last.label}"
        if self.first.year == self.last.year:
            return f"{self.first.name} to {self.last.label}"
        return f"{self.first.label} to {self.last.label}"


@dataclass(frozen=True, order=True, slots=True)
class FinancialYear:
    """The twelve months from 1 April of `start`. `str` gives "2023/24"."""

    start: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the year written as "2023/24" or "2023-24"; the second half must follow the first."""
        found = _FINANCIAL_YEAR.fullmatch(text)
        if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValueError(f"{text!r} is not a financial year written like 2023/24")
        return cls(int(found[1]))

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def label(self) -> str:
        """The year as it is written in documents."""
        return str(self)

    @property
    def window(self) -> Window:
        """Its months."""
        return Window(Month(self.start, _APRIL), Month(self.start + 1, _APRIL - 1))

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its four quarters in order."""
        return tuple(Quarter(self.start, number) for number in range(1, 5))


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A quarter of the financial year that starts in April of `start`: number 1 is April to June. "2023/24 Q1"."""

    start: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"a financial year has no quarter {self.number}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the quarter written as "2023/24 Q1"."""
        found = _QUARTER.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a quarter written like 2023/24 Q1")
        return cls(FinancialYear.parse(found[1]).start, int(found[2]))

    @classmethod
    def of(cls, month: Month) -> Self:
        """Return the quarter in which a month lies."""
        shifted = month - (_APRIL - 1)
        return cls(shifted.year, (shifted.month - 1) // 3 + 1)

    def __str__(self) -> str:
        return f"{FinancialYear(self.start)} Q{self.number}"

    @property
    def window(self) -> Window:
        """Its three months."""
        first = Month(self.start, _APRIL) + 3 * (self.number - 1)
        return Window(first, first + 2)

    @property
    def label(self) -> str:
        """The quarter in words, as in "April to June 2023"."""
        return self.window.label


def year_ending(month: Month) -> Window:
    """Return the twelve months that end with this one."""
    return rolling(month)


def rolling(month: Month, n: int = _YEAR) -> Window:
    """Return the `n` months that end with this one."""
    return Window(month - (n - 1), month)


def year_to_date(month: Month, *, start: int = _APRIL) -> Window:
    """Return the months of the year that begins in calendar month `start` (4: April), up to this one."""
    first = Month(month.year, start)
    return Window(first if first <= month else first - _YEAR, month)


def financial_year_of(day: date) -> FinancialYear:
    """Return the financial year in which a day lies."""
    return FinancialYear(day.year if day.month >= _APRIL else day.year - 1)


def same_period_last_year(window: Window) -> Window:
    """Return the same calendar months one year earlier. Compare counts per day: February changes its length."""
    return window.shifted(-_YEAR)


def three_years_before(window: Window) -> tuple[Window, Window, Window]:
    """Return the same calendar months of the three preceding years, the earliest first.

    They are complete years as long as the window is not longer than twelve months: a longer one would overlap them.
    """
    if window.length > _YEAR:
        raise NotEnoughData(
            f"A window of {window.length} months has no three separate years before it.",
            where=window.label,
            cure="Choose at most twelve months.",
        )
    return (window.shifted(-3 * _YEAR), window.shifted(-2 * _YEAR), window.shifted(-_YEAR))


def missing_months(window: Window, present: Collection[Month]) -> tuple[Month, ...]:
    """Return the months of the window that are not present, in order. Any at all makes a figure over it incomplete."""
    held = set(present)
    return tuple(month for month in window.months() if month not in held)


def is_complete(window: Window, present: Collection[Month]) -> bool:
    """Return whether every month of the window is present."""
    return not missing_months(window, present)
