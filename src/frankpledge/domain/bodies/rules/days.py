"""Days: what may stand beside what.

A span has a first and a last day, both included. No first day: it is not recorded, and is taken as long before. No last
day: it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge.domain.bodies.rules.refusals import NotInOrder, Taken

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """From a first to a last day, both included; None is open."""

    since: date | None
    until: date | None

    def holds(self, on: date) -> bool:
        """Return whether a day lies in it."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def overlaps(self, other: Span) -> bool:
        """Return whether a day lies in both."""
        return self._begins_by(other.until) and other._begins_by(self.until)

    def covers(self, other: Span) -> bool:
        """Return whether every day of another lies in it. What begins on an unrecorded day is not held against it."""
        begins = self.since is None or other.since is None or self.since <= other.since
        return begins and (self.until is None or (other.until is not None and other.until <= self.until))

    def _begins_by(self, day: date | None) -> bool:
        return self.since is None or day is None or self.since <= day


def day(when: date | None) -> str:
    """Return a day as one would say it."""
    return f"{when.day} {when:%B %Y}" if when else "a day not recorded"


def check_span(span: Span) -> None:
    """Refuse a last day before the first."""
    if span.since and span.until and span.until < span.since:
        raise NotInOrder(
            f"it would end on {day(span.until)}, before it begins on {day(span.since)}.", cure="Check both days."
        )


def check_inside(span: Span, outer: Span, *, what: str, of: str) -> None:
    """Refuse days on which what it belongs to is not there."""
    check_span(span)
    if not outer.covers(span):
        raise NotInOrder(
            f"{what} would reach outside the days of {of}, which is there {span_words(outer)}.",
            cure="Choose days within these, or put those right first.",
        )


def span_words(span: Span) -> str:
    """Return a span in words: "since 1 July 2022", "from 2 March 2020 to 30 June 2022", "until …", "throughout"."""
    if span.since and span.until:
        return f"from {day(span.since)} to {day(span.until)}"
    if span.since:
        return f"since {day(span.since)}"
    return f"until {day(span.until)}" if span.until else "throughout"


def check_free(span: Span, others: Iterable[tuple[Span, str]], *, what: str) -> None:
    """Refuse days on which another has the place; each other comes with its name."""
    for other, name in others:
        if span.overlaps(other):
            raise Taken(
                f"{name} has {what} {span_words(other)}.",
                cure="End that the day before this one begins, or choose other days.",
            )


def check_ends(span: Span, *, last: date) -> None:
    """Refuse to end what has ended, or on a day before it began."""
    if span.until is not None and span.until <= last:
        raise NotInOrder(f"it ended on {day(span.until)} already.", cure="Put that right if the day is wrong.")
    check_span(Span(span.since, last))
