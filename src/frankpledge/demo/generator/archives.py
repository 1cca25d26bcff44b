"""The archives that a force's files come in: all months together, one year as it first came out, some months again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from frankpledge.demo.generator.names import FORCE_SLUG
from frankpledge.demo.generator.published import Rows, outcome_members, street_members
from frankpledge.demo.generator.stops import stop_members
from frankpledge.demo.generator.writing import write_zip

FIRST_AS_OF = 1  # months after the last one that it holds: when an archive is put together
_DAY_OF_PUBLICATION = 24
_OF_TIME = f"police_uk/{FORCE_SLUG}-{{time}}.zip"


@dataclass(frozen=True)
class Archive:
    """The archive of a calendar year, or of a quarter of the last one, as it first came out, and the day of that.

    `positions` are those of its months among all months.
    """

    path: Path
    known: date
    name: str
    positions: tuple[int, ...]


def earlier(out: Path, months: tuple[str, ...], *, late: str) -> tuple[Archive, ...]:
    """Return the archives that came out before the one of all months, the oldest first; one lacks the month `late`."""
    found = []
    for year in earlier_years(months):
        known = published_on((f"{year}-12",), FIRST_AS_OF)
        found.append(Archive(out / _OF_TIME.format(time=year), known, year, of_year(months, year, without=late)))
    for quarter in earlier_quarters(months):
        path, name = out / _OF_TIME.format(time=quarter[-1]), f"{quarter[0]} to {quarter[-1]}"
        found.append(Archive(path, published_on(quarter, FIRST_AS_OF), name, tuple(map(months.index, quarter))))
    return tuple(found)


def published_on(months: tuple[str, ...], after: int) -> date:
    """Return a day late in the month so many after the last one."""
    year, month = divmod(int(months[-1][:4]) * 12 + int(months[-1][5:]) - 1 + after, 12)
    return date(year, month + 1, _DAY_OF_PUBLICATION)


def earlier_years(months: tuple[str, ...]) -> tuple[str, ...]:
    """Return the calendar years that the months hold whole, but for the last month's own."""
    held = [month[:4] for month in months]
    return tuple(year for year in sorted(set(held)) if held.count(year) == 12 and year != held[-1])


def earlier_quarters(months: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the months of each calendar quarter of the last month's own year but the last quarter that they hold."""
    own = [month for month in months if month[:4] == months[-1][:4]]
    held = [tuple(month for month in own if (int(month[5:]) - 1) // 3 == nth) for nth in range(4)]
    return tuple(quarter for quarter in held if len(quarter) == 3 and quarter[-1] != months[-1])


def of_year(months: tuple[str, ...], year: str, *, without: str = "") -> tuple[int, ...]:
    """Return the positions of a year's months, without the one that its archive lacked."""
    return tuple(place for place, month in enumerate(months) if month[:4] == year and month != without)


def write_archive(path: Path, rows: Rows, positions: Sequence[int], *, as_of: int, stops: np.random.Generator) -> None:
    """Write the three kinds of file of some months, as published in the month `as_of`."""
    members = street_members(rows, positions=positions, as_of=as_of, with_late=False)
    members |= outcome_members(rows, positions=positions, as_of=as_of, with_late=False)
    members |= stop_members(rows.points, months=rows.months, positions=positions, rng=stops)
    write_zip(path, dict(sorted(members.items())))


def write_again(path: Path, rows: Rows, positions: tuple[int, ...], *, as_of: int) -> None:
    """Write the street and outcomes files of months that are published again, with what was recorded late."""
    members = street_members(rows, positions=positions, as_of=as_of, with_late=True)
    members |= outcome_members(rows, positions=positions, as_of=as_of, with_late=True)
    write_zip(path, dict(sorted(members.items())))
