"""Elections, and the days before them on which publication waits: reckoned from the poll where the law fixes it.

Sources: Representation of the People Act 1983 s37 (the first Thursday in May); SI 2006/3304 Sch 2 (the notice of
election, so many working days before the poll); Local Government Act 1986 s4 and its code (care before elections).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from frankpledge.statute.deadlines import working_days_before
from frankpledge.statute.load import Confidence, record, records, toml

FILE = "elections.toml"
_THURSDAY = 3
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of election. Without `every` its years differ from place to place; without `notice` no day is reckoned."""

    id: str
    label: str
    first_thursday_in_may: bool
    every: int | None = None
    first: int | None = None
    notice: int | None = None
    provision: str
    confidence: Confidence
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What is said of the time before elections, in words, and what publication goes on all the same."""

    period_words: str
    source: str
    confidence: Confidence
    essential: str


@dataclass(frozen=True, slots=True)
class Period:
    """The days of care before one election, both included."""

    label: str
    starts: date
    poll: date

    def holds(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return self.starts <= day <= self.poll


@dataclass(frozen=True, slots=True)
class Proposed:
    """An election whose day the law fixes, and the last day on which its period of care begins."""

    kind: Kind
    starts: date
    poll: date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    kind: str
    year: int
    to: date
    source: str
    confidence: Confidence


@cache
def election_kinds() -> dict[str, Kind]:
    """Return the kinds of election by name."""
    return {one.id: one for one in records(Kind, FILE, "kind")}


@cache
def care() -> Care:
    """Return what is said of the time before elections."""
    plain = {name: value for name, value in toml(FILE).items() if not isinstance(value, list)}
    return record(Care, plain, where=FILE)


def poll_of(kind: str, year: int) -> date | None:
    """Return the day on which the election of a year is held; None where no law fixes it, or none is due that year."""
    asked = election_kinds()[kind]
    if not asked.first_thursday_in_may or not _is_due(asked, year):
        return None
    moved = {one.year: one.to for one in records(_Moved, FILE, "moved") if one.kind == kind}
    return moved.get(year) or first_thursday_in_may(year)


def _is_due(kind: Kind, year: int) -> bool:
    if kind.every is None or kind.first is None:
        return True
    return year >= kind.first and (year - kind.first) % kind.every == 0


def first_thursday_in_may(year: int) -> date:
    """Return the first Thursday in May."""
    first = date(year, 5, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % _WEEK)


def last_notice_of_election(poll: date, working_days: int) -> date:
    """Return the last day for the notice of an election: so many working days before the poll, which does not count."""
    return working_days_before(poll, working_days)


def proposed(*, after: date, years: int) -> tuple[Proposed, ...]:
    """Return the elections whose day is fixed and that are still to be held, over so many years from a day."""
    found = (
        (kind, poll_of(kind.id, year))
        for year in range(after.year, after.year + years + 1)
        for kind in election_kinds().values()
    )
    dated = ((kind, poll) for kind, poll in found if poll is not None and poll >= after)
    return tuple(
        Proposed(kind, last_notice_of_election(poll, kind.notice) if kind.notice else poll, poll)
        for kind, poll in sorted(dated, key=lambda one: (one[1], one[0].id))
    )


def holding(periods: Iterable[Period], day: date) -> tuple[Period, ...]:
    """Return the periods of care in which a day lies, the one that ends last first."""
    return tuple(sorted((one for one in periods if one.holds(day)), key=lambda one: one.poll, reverse=True))


def free_from(periods: Iterable[Period], day: date) -> date:
    """Return the first day from a day on that lies in no period of care."""
    found, told = day, tuple(periods)
    while held := holding(told, found):
        found = held[0].poll + timedelta(days=1)
    return found
