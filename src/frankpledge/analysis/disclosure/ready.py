"""Figures that come ready counted, as views that can be attacked: counts, and shares by their two numbers.

A share is told with the number that it counts, what it leaves out and both together: the rule of small counts then
holds for its numerator, its base and its complement alike, and a share is worked out of what is shown alone. Periods
that overlap (twelve months to every quarter) are not taken: each figure is of a month, a quarter or a year of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from frankpledge.analysis.disclosure.union import Number
from frankpledge.analysis.disclosure.views import ALL, Absent, Line, NoSuchView, View
from frankpledge.analysis.periods import Month

NUMBER, OTHERS, WHOLE = " (number)", " (others)", " (all)"
SPANS = (1, 3, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One figure: what it counts, from which month to which. `base` is that of a share, None for a count."""

    kind: str
    first: Month
    last: Month
    number: int | None
    base: int | None = None
    share: bool = False
    state: Literal["value", "missing", "suppressed"] = "value"


@dataclass(frozen=True, kw_only=True)
class Ready:
    """The ready-counted figures of one supplier for the whole partnership."""

    figures: tuple[Counted, ...]
    sensitive_kinds: frozenset[str] = frozenset()
    year_begins: int = 4
    _held: Mapping[tuple[str, Month, Month], Counted] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        held = {(one.kind, one.first, one.last): one for one in self.figures if self._is_aligned(one)}
        object.__setattr__(self, "_held", held)

    def _is_aligned(self, one: Counted) -> bool:
        span = one.last - one.first + 1
        return span in SPANS and (one.first.month - self.year_begins) % span == 0

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Return every month of which something is there, in order."""
        return tuple(sorted({first + at for _, first, last in self._held for at in range(last - first + 1)}))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Return what is counted, in order."""
        return tuple(sorted({kind for kind, _, _ in self._held}))

    def view(self, first: Month, last: Month, *, span: int, sensitive: bool = False) -> View:
        """Return the figures of whole periods of some months, from a month to another; sensitive ones, or the rest."""
        starts = [one for one in self.months if first <= one and one + span - 1 <= last]
        starts = [one for one in starts if (one.month - self.year_begins) % span == 0]
        lines: list[Line] = []
        absent: list[Absent] = []
        shares: dict[str, str] = {}
        for kind in self.kinds:
            if (kind in self.sensitive_kinds) is sensitive:
                for start in starts:
                    self._take(kind, start, span, lines, absent, shares)
        if not lines and not absent:
            raise NoSuchView(
                "Nothing that is ready counted is of such periods, with the numbers that it rests on.",
                cure="Choose other months, quarters or years; a share needs its number and base.",
            )
        return View(tuple(lines), (), dict(self._counts(lines)), tuple(absent), shares)

    def _take(
        self, kind: str, start: Month, span: int, lines: list[Line], absent: list[Absent], shares: dict[str, str]
    ) -> None:
        parts = self._parts(kind, start, span)
        if not parts:
            return
        period = f"{start}--{start + span - 1}"
        states = {one.state for one in parts}
        share = any(one.share for one in parts)
        for name, cells in _numbers(kind, parts, share=share):
            key = f"csp/{ALL}/{name}/{period}"
            if states == {"value"}:
                value = sum(self._values[cell] for cell in cells)
                lines.append(Line(ALL, name, period, Number(name=key, cells=cells, value=value)))
            else:
                absent.append(Absent(ALL, name, period, key, hidden="suppressed" in states))
        if share:
            shares[kind + NUMBER] = kind + WHOLE

    def _parts(self, kind: str, start: Month, span: int) -> tuple[Counted, ...]:
        """Return the finest figures that make up a period, none where it is not held whole."""
        for size in (each for each in SPANS if each <= span):
            at = [(start + step, start + step + size - 1) for step in range(0, span, size)]
            found = [self._held.get((kind, *ends)) for ends in at]
            if all(found):
                return tuple(one for one in found if one)
        return ()

    @cached_property
    def _values(self) -> Mapping[str, int]:
        return {cell: value for one in self._held.values() for cell, value in _cells(one)}

    def _counts(self, lines: list[Line]) -> Iterator[tuple[str, int]]:
        for cell in sorted({str(cell) for line in lines for cell in line.number.cells}):
            yield cell, self._values[cell]


def _cells(one: Counted) -> Iterator[tuple[str, int]]:
    """Yield the cells of a figure that is known, with their counts."""
    if one.state != "value" or one.number is None:
        return
    if not one.share:
        yield _cell(one.kind, one), one.number
    elif one.base is not None:
        yield _cell(one.kind + NUMBER, one), one.number
        yield _cell(one.kind + OTHERS, one), one.base - one.number


def _numbers(kind: str, parts: tuple[Counted, ...], *, share: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a period tells of a kind: a count; or of a share its number, the others, and both together."""
    if not share:
        yield kind, tuple(_cell(kind, one) for one in parts)
        return
    number, others = (tuple(_cell(kind + which, one) for one in parts) for which in (NUMBER, OTHERS))
    yield kind + NUMBER, number
    yield kind + OTHERS, others
    yield kind + WHOLE, (*number, *others)


def _cell(kind: str, one: Counted) -> str:
    return f"csp/{ALL}/{kind}/{one.first}--{one.last}"
