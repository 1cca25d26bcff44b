"""Levels as the Home Office and the ONS publish them, and the two police sources side by side.

The Home Office's count is the headline for levels; data.police.uk gives place and pattern. Their gap is shown with its
reasons and never used to correct either (one source at a time).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from frankpledge.analysis.periods import Month, Quarter, Window, same_period_last_year
from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.lake import queries
from frankpledge.lake.areas import Area
from frankpledge.lake.queries import Levels, Outcomes, Recorded, RecordedRow
from frankpledge.lake.store import Snapshot
from frankpledge.statute.recorded import Difference, differences, is_offence_code

HOME_OFFICE = "Home Office, police recorded crime open data tables"
ONS = "Office for National Statistics, recorded crime by community safety partnership"


@dataclass(frozen=True)
class Level:
    """A count of this window and of the same months a year before (None where that is not known whole), with its rows.

    `new_name` says that nothing is counted under the name in one of the two years: a change of classification, not of
    crime.
    """

    name: str
    now: int
    before: int | None
    rows: tuple[RecordedRow, ...]
    new_name: bool = False


@dataclass(frozen=True)
class RecordedLevels:
    """The Home Office's count of an area over whole quarters, without fraud and what is kept for outcomes alone.

    `missing` are quarters of the window that are not loaded: with any, the total is that of an incomplete window.
    `left_out` are rows for outcomes alone, `marked` those that print a mark for a number.
    """

    area: Area
    window: Window
    names: tuple[str, ...]
    total: Level
    fraud: Level | None
    groups: tuple[Level, ...]
    subgroups: tuple[Level, ...]
    codes: tuple[Level, ...]
    missing: tuple[Quarter, ...]
    missing_before: tuple[Quarter, ...]
    left_out: tuple[RecordedRow, ...]
    marked: tuple[RecordedRow, ...]
    unknown_codes: tuple[str, ...]
    releases: tuple[str, ...]
    cut_off: str
    source: str = HOME_OFFICE

    @property
    def complete(self) -> bool:
        """Return whether every quarter is there and every number is known."""
        return not self.missing and not any(row.in_total for row in self.marked)


@dataclass(frozen=True)
class QuarterCompared:
    """One quarter in both sources."""

    quarter: Quarter
    street: int
    recorded: int


@dataclass(frozen=True)
class SourcesCompared:
    """data.police.uk, without anti-social behaviour, against the Home Office, without fraud, over the same months.

    `not_compared` are whole quarters of the window that one of the two lacks. Shown, never used as a correction.
    """

    area: Area
    window: Window
    quarters: tuple[QuarterCompared, ...]
    not_compared: tuple[Quarter, ...]
    street: int
    recorded: int
    reasons: tuple[Difference, ...]
    releases: tuple[str, ...]
    cut_off: str

    @property
    def ratio(self) -> float | None:
        """Return the street rows for each crime of the Home Office; None without a base."""
        return self.street / self.recorded if self.recorded > 0 else None

    @property
    def percent(self) -> float | None:
        """Return by how many per cent data.police.uk holds more (or fewer, below zero)."""
        return None if self.ratio is None else 100 * (self.ratio - 1)


def recorded_levels(snapshot: Snapshot, area: Area, window: Window) -> RecordedLevels | None:
    """Return the Home Office's level of a partnership or force, None where its table is not loaded for it.

    Raises NotWholeQuarters for a window that is not made of financial quarters.
    """
    now = queries.recorded(snapshot, area, first=str(window.first), last=str(window.last))
    if now is None:
        return None
    year_ago = same_period_last_year(window)
    before = queries.recorded(snapshot, area, first=str(year_ago.first), last=str(year_ago.last))
    whole = before is not None and not before.missing and not now.missing
    then = before.rows if before is not None and whole else None
    left_out = tuple(row for row in now.rows if not row.counted)
    return RecordedLevels(
        area=area,
        window=window,
        names=now.names,
        total=_level("Recorded crime without fraud", now.rows, then, lambda row: row.in_total),
        fraud=_fraud(now.rows, then),
        groups=_levels(now.rows, then, lambda row: row.group),
        subgroups=_levels(now.rows, then, lambda row: row.subgroup),
        codes=_levels(now.rows, then, lambda row: row.code),
        missing=now.missing,
        missing_before=_missing(before, year_ago),
        left_out=left_out,
        marked=tuple(row for row in now.rows if row.n is None),
        unknown_codes=tuple(sorted({row.code for row in now.rows if not is_offence_code(row.code)})),
        releases=tuple(dict.fromkeys((*now.releases, *(before.releases if before else ())))),
        cut_off=_cut_off(snapshot),
    )


def ons_level(snapshot: Snapshot, area: Area, window: Window) -> Levels | None:
    """Return what the ONS printed of an area for a year ending, None for any other window or where it is not loaded."""
    return queries.ons_levels(snapshot, area, first=str(window.first), last=str(window.last))


def outcomes_of(snapshot: Snapshot, area: Area, window: Window) -> Outcomes | None:
    """Return the outcomes of a police force area over whole quarters, None where they are not loaded."""
    return queries.recorded_outcomes(snapshot, area, first=str(window.first), last=str(window.last))


def sources_compared(snapshot: Snapshot, area: Area, window: Window) -> SourcesCompared | None:
    """Return both police sources over the whole quarters of a window that both have; None where there is no such.

    The window may begin and end within a quarter: months outside whole quarters are left out of both.
    """
    inside = queries.quarters_within(str(window.first), str(window.last))
    if not inside:
        return None
    first, last = str(inside[0].window.first), str(inside[-1].window.last)
    counted = queries.recorded(snapshot, area, first=first, last=last)
    street = _street(snapshot, area, first, last)
    if counted is None or not street:
        return None
    pairs = tuple(pair for quarter in inside if (pair := _pair(quarter, street, counted)))
    if not pairs:
        return None
    both = {pair.quarter for pair in pairs}
    return SourcesCompared(
        area=area,
        window=Window(pairs[0].quarter.window.first, pairs[-1].quarter.window.last),
        quarters=pairs,
        not_compared=tuple(quarter for quarter in inside if quarter not in both),
        street=sum(pair.street for pair in pairs),
        recorded=sum(pair.recorded for pair in pairs),
        reasons=differences(area.kind),
        releases=tuple(
            dict.fromkeys((*counted.releases, *queries.releases_used(snapshot, area, first=first, last=last)))
        ),
        cut_off=_cut_off(snapshot),
    )


def _street(snapshot: Snapshot, area: Area, first: str, last: str) -> dict[Month, int]:
    """Return the crimes on data.police.uk by month, of the months that every force of the area published."""
    try:
        found = queries.monthly(snapshot, area, first=first, last=last, measure="crime")
    except queries.NothingLoaded:
        return {}
    pairs = zip(found.months, found.values, strict=True)
    return {Month.parse(month): value for month, value in pairs if value is not None}


def _pair(quarter: Quarter, street: dict[Month, int], counted: Recorded) -> QuarterCompared | None:
    rows = [row for row in counted.rows if row.quarter == quarter and row.in_total]
    months = quarter.window.months()
    if not rows or any(row.n is None for row in rows) or any(month not in street for month in months):
        return None
    return QuarterCompared(quarter, sum(street[month] for month in months), _sum(rows))


def _levels(
    now: Iterable[RecordedRow], then: tuple[RecordedRow, ...] | None, name: Callable[[RecordedRow], str]
) -> tuple[Level, ...]:
    """Return the levels by a name that rows bear, largest first; names that differ in capitals alone are one."""
    every = tuple(now)
    spelt = {name(row).casefold(): name(row) for row in (*(then or ()), *every) if row.in_total}
    found = [_level(text, every, then, _named(plain, name)) for plain, text in spelt.items()]
    return tuple(sorted(found, key=lambda level: (-level.now, level.name)))


def _named(plain: str, name: Callable[[RecordedRow], str]) -> Callable[[RecordedRow], bool]:
    return lambda row: row.in_total and name(row).casefold() == plain


def _fraud(now: tuple[RecordedRow, ...], then: tuple[RecordedRow, ...] | None) -> Level | None:
    """Return what stands in the fraud group beside the total, None where the table has no such row."""
    if not any(row.fraud and row.counted for row in now):
        return None
    return _level("Fraud", now, then, lambda row: row.fraud and row.counted)


def _level(
    name: str,
    now: Iterable[RecordedRow],
    then: tuple[RecordedRow, ...] | None,
    chosen: Callable[[RecordedRow], bool],
) -> Level:
    rows = tuple(row for row in now if chosen(row))
    before = None if then is None else tuple(row for row in then if chosen(row))
    known = before is not None and all(row.n is not None for row in before)
    return Level(
        name=name,
        now=_sum(rows),
        before=_sum(before) if before is not None and known else None,
        rows=rows,
        new_name=before is not None and bool(rows) != bool(before),
    )


def _missing(before: Recorded | None, window: Window) -> tuple[Quarter, ...]:
    return queries.quarters(str(window.first), str(window.last)) if before is None else before.missing


def _sum(rows: Iterable[RecordedRow]) -> int:
    return sum(row.n for row in rows if row.n is not None)


def _cut_off(snapshot: Snapshot) -> str:
    return f"As known on {day_in_words(snapshot.manifest.known_at.date())}"
