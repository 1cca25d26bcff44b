"""When a place is vacant, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.domain.bodies.rules.days import DAY, Span, day


@dataclass(frozen=True)
class Vacancy:
    """A place that nobody has on a day: since when, where that is known, and the day that was asked for."""

    since: date | None
    on: date

    @property
    def days(self) -> int | None:
        """Return the days that it has been vacant, the day asked for included; None where its beginning is unknown."""
        return (self.on - self.since).days + 1 if self.since else None

    @property
    def words(self) -> str:
        """Return the clock: "vacant for 5 months, since 1 March 2026"."""
        if self.since is None:
            return "vacant, since when is not recorded"
        return f"vacant for {length(self.since, self.on)}, since {day(self.since)}"


def length(first: date, last: date) -> str:
    """Return how long it is from a first to a last day, both included: in days, whole weeks, months or years."""
    after = last + DAY
    months = (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)
    days = (after - first).days
    if months >= 24:
        return f"{months // 12} years"
    if months >= 2:
        return f"{months} months"
    weeks = days // 7
    return counted(weeks, "week") if days >= 14 else counted(days, "day")


def counted(number: int, what: str) -> str:
    """Return a number of things: "1 day", "3 weeks"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def vacancy(seat: Span, filled: Iterable[Span], *, on: date) -> Vacancy | None:
    """Return the vacancy of a place on a day: None where it is filled then, or is not there at all."""
    spans = tuple(filled)
    if not seat.holds(on) or any(span.holds(on) for span in spans):
        return None
    ended = [span.until for span in spans if span.until is not None and span.until < on]
    begins = max((last + DAY for last in ended), default=None)
    if begins is None or (seat.since is not None and begins < seat.since):
        return Vacancy(seat.since, on)
    return Vacancy(begins, on)
