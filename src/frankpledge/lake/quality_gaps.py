"""Months that are there and months that are not: a missing month is never a fall in crime."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.lake.store import Snapshot

_PARTED = {"street": "Crime and anti-social behaviour", "outcomes": "Outcomes", "stops": "Stop and search"}


@dataclass(frozen=True)
class Coverage:
    """What is held of one kind of file for one force: from `first` to `last`, with `missing` months between."""

    table: str
    force: str
    first: str
    last: str
    months: int
    missing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Return the same in words."""
        span = self.first if self.first == self.last else f"{self.first} to {self.last}"
        gap = f"; missing: {', '.join(_spans(self.missing))}" if self.missing else ", none missing"
        number = f"{self.months} month{'' if self.months == 1 else 's'}"
        return f"{_PARTED[self.table]}, {self.force}: {number}, {span}{gap}."


def coverage(snapshot: Snapshot) -> tuple[Coverage, ...]:
    """Return what is held by kind of file and force, in order."""
    found = []
    for table in _PARTED:
        pairs = snapshot.partitions(table)
        for force in sorted({force for _, force in pairs}):
            held = [month for month, other in pairs if other == force]
            missing = tuple(month for month in _months(held[0], held[-1]) if month not in held)
            found.append(Coverage(table, force, held[0], held[-1], len(held), missing))
    return tuple(found)


def _spans(months: Sequence[str]) -> list[str]:
    """Return months as spans without gaps: "2019-03 to 2019-05", "2020-01"."""
    spans: list[list[str]] = []
    for month in months:
        if spans and month == _months(spans[-1][-1], month)[1]:
            spans[-1].append(month)
        else:
            spans.append([month])
    return [span[0] if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in spans]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]
