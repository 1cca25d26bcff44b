"""Where the header of a sheet is, and what each of its columns is headed with: a word, or a period and a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frankpledge.analysis.periods import Window
from frankpledge.lake.own.grid import Row
from frankpledge.lake.own.mapping import FIELDS, Mapping, headers_digest, plain
from frankpledge.lake.own.periods import joined_period, period

_PARTS: tuple[tuple[str, str], ...] = (
    ("numerator", r"numerator|num|n"),
    ("denominator", r"denominator|denom|den|base|cohort"),
    ("value", r"value|actual|outturn|result|count|number|no|%|per ?cent|percent|percentage|rate|figure"),
)
_SUFFIX = re.compile(
    r"(?P<period>.*?)[\s:,–-]*[(\[]?(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _PARTS) + r")[)\]]?\.?"
)
_WORDS = frozenset(word for fields in FIELDS.values() for field in fields for word in field.words)


@dataclass(frozen=True)
class Heading:
    """One column: its name, and for a column of values the months and which part of the value it holds."""

    name: str
    window: Window | None = None
    part: str = "value"


@dataclass(frozen=True)
class Layout:
    """A header: the line of its last row, and one heading for each column."""

    line: int
    headings: tuple[Heading, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all columns."""
        return tuple(one.name for one in self.headings)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the names of the columns that are not headed by a period."""
        return tuple(one.name for one in self.headings if one.window is None and one.name)

    @property
    def digest(self) -> str:
        """Return the mark by which a mapping is remembered: next quarter's columns do not change it."""
        return headers_digest(self.words)

    @property
    def periods(self) -> int:
        """Return how many columns are headed by a period."""
        return sum(one.window is not None for one in self.headings)

    @property
    def likeness(self) -> int:
        """Return how much it looks like a header: columns that name a period or something that we know."""
        return self.periods + sum(plain(name) in _WORDS for name in self.words)

    def holds(self, mapping: Mapping) -> bool:
        """Return whether every column that a mapping takes is there."""
        there = {plain(name) for name in self.names}
        return all(plain(theirs) in there for _, theirs in mapping.columns)


def layouts(rows: Sequence[Row]) -> Iterator[Layout]:
    """Yield every row that may be a header, alone and under the row above it; the likelier of the two first."""
    for at, (line, cells) in enumerate(rows):
        if sum(bool(cell) for cell in cells) < 2:
            continue
        alone = Layout(line, tuple(heading(cell) for cell in cells))
        under = Layout(line, _under(rows[at - 1][1], cells)) if at else alone
        yield from (under, alone) if under.periods > alone.periods else (alone,)


def likeliest(rows: Sequence[Row]) -> Layout | None:
    """Return the row that most looks like a header, the first of equals; None where no row looks like one."""
    found = [layout for layout in layouts(rows) if layout.words]
    return max(found, key=lambda layout: layout.likeness, default=None)


def heading(text: str) -> Heading:
    """Return what a column is headed with: a period, a period and a part of its value, or a word."""
    if (window := period(text)) is not None:
        return Heading(text, window)
    stem, part = _split(text)
    window = period(stem) if part and stem else None
    return Heading(text, window, part) if window else Heading(text)


def _under(above: Sequence[str], cells: Sequence[str]) -> tuple[Heading, ...]:
    """Return the headings of two rows: a period stands over the cells that follow it, up to the next."""
    made: list[Heading] = []
    over = ""
    for at, text in enumerate(cells):
        own = above[at] if at < len(above) else ""
        over = own or over
        # A word that stands over a blank cell, merged or not, is the name of that column.
        made.append(_joined(over, text) if text or period(own) else Heading(own))
    return tuple(made)


def _joined(over: str, text: str) -> Heading:
    if not over or not text or period(over) is None:
        return heading(text)
    name = f"{over} {text}"
    if (window := joined_period(over, text)) is not None:
        return Heading(name, window)
    stem, part = _split(text)
    if not part:
        return Heading(text)
    window = joined_period(over, stem) if stem else period(over)
    return Heading(name, window, part) if window else Heading(text)


def _split(text: str) -> tuple[str, str]:
    """Return a heading without the word for a part of the value, and that part; "" where there is none."""
    found = _SUFFIX.fullmatch(text.casefold().strip())
    if not found:
        return text, ""
    part = next(name for name, _ in _PARTS if found[name] is not None)
    return found["period"].strip(), part
