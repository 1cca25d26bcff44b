"""The four counts that are published for each reporting period of at most twelve months: ASBCPA 2014 ss104(9), 105(4).

How many applied, how often the threshold was decided not to be met, how many reviews were carried out, and how many
of them led to recommendations. Nought is a count and is published. A count that was never kept is not known, and is
not nought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words, months_beginning_with

MOST_MONTHS = 12
LABELS = {
    "applications": "Applications for a case review",
    "not_met": "Times that the threshold was decided not to be met",
    "reviews": "Case reviews carried out",
    "with_recommendations": "Case reviews that led to recommendations",
}
NOT_KNOWN = "not known"


class NotAPeriod(Refusal, ValueError):
    """Days that are no reporting period."""


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """The days from one to another, both counted, of at most twelve months."""

    first: date
    last: date

    def __post_init__(self) -> None:
        longest = months_beginning_with(self.first, MOST_MONTHS)
        if not self.first <= self.last <= longest:
            raise NotAPeriod(
                f"{self.words} is no reporting period: it may not be longer than twelve months.",
                where="ASBCPA 2014 s105(4)",
                cure=f"Choose a last day from {in_words(self.first)} to {in_words(longest)}.",
            )

    @property
    def words(self) -> str:
        """Return the period as it is written: 1 April 2025 to 31 March 2026."""
        return f"{in_words(self.first)} to {in_words(self.last)}"

    def holds(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDays:
    """The days of one case that are counted, and nothing else of it.

    Each decision that the threshold was not met has its day: one case may have several. A review may be carried out
    again after an applicant was not content: `reviewed` holds the day of each with whether it led to recommendations.
    """

    applied_on: date
    not_met_on: tuple[date, ...] = ()
    reviewed: tuple[tuple[date, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FourCounts:
    """The four counts of a period. None: not known."""

    period: ReportingPeriod
    applications: int | None
    not_met: int | None
    reviews: int | None
    with_recommendations: int | None

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return the four as label and figure: noughts as noughts, what is not known said to be so."""
        names = [each.name for each in fields(self) if each.name in LABELS]
        values = [(name, getattr(self, name)) for name in names]
        return tuple((LABELS[name], NOT_KNOWN if value is None else str(value)) for name, value in values)


def four_counts(cases: Iterable[CaseDays], *, period: ReportingPeriod) -> FourCounts:
    """Return the four counts of a period over given cases, each thing counted on its own day."""
    given = tuple(cases)
    reviews = [led for one in given for day, led in one.reviewed if period.holds(day)]
    return FourCounts(
        period=period,
        applications=sum(period.holds(one.applied_on) for one in given),
        not_met=sum(period.holds(day) for one in given for day in one.not_met_on),
        reviews=len(reviews),
        with_recommendations=sum(reviews),
    )
