"""A day as far as it is known: to the day, within a span, "about" a day, or not at all.

People who apply rarely know the day. What they say is kept as they said it; the logs of agencies make it exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words


class CannotCount(Refusal, ValueError):
    """Lines that cannot be counted as they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A day as far as it is known: to the day, within a span of days, "about" a day, or not at all.

    `source` says where it is from where that is not the applicant: "the council’s log".
    """

    first: date | None = None
    last: date | None = None
    about: bool = False
    source: str = ""

    @property
    def known(self) -> date | None:
        """Return the day where it is known to the day, else None."""
        return self.first if self.first == self.last and not self.about else None

    @property
    def span(self) -> tuple[date, date] | None:
        """Return the first and last day that it may have been; None where nothing bounds it."""
        return None if self.about or self.first is None or self.last is None else (self.first, self.last)

    @property
    def words(self) -> str:
        """Return the day as it is written, with where it is from."""
        if self.first is None or self.last is None:
            said = "a day not known"
        elif self.about:
            said = f"about {in_words(self.first)}"
        elif self.first == self.last:
            said = in_words(self.first)
        else:
            said = f"a day from {in_words(self.first)} to {in_words(self.last)}"
        return f"{said} ({self.source})" if self.source else said


UNKNOWN = Told()


def exactly(day: date, *, source: str = "") -> Told:
    """Return a day that is known."""
    return Told(first=day, last=day, source=source)


def about(day: date) -> Told:
    """Return a day of which somebody is not sure, and nothing says how far off it may be."""
    return Told(first=day, last=day, about=True)


def between(first: date, last: date, *, source: str = "") -> Told:
    """Return a day that lies in a span, both ends within it. Refused where the span ends before it begins."""
    if last < first:
        raise CannotCount(
            f"{in_words(last)} lies before {in_words(first)}.", cure="Write the earlier of the two days first."
        )
    return Told(first=first, last=last, source=source)
