"""What leaves this app: the counts that are published, and the procedure. Never a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge.domain.asb_reviews.models import Counts
from frankpledge.domain.asb_reviews.queries.counts import published_counts
from frankpledge.domain.asb_reviews.queries.threshold import procedure_on
from frankpledge.domain.disclosure.rules import exempted
from frankpledge.ground.accounts.models import Workspace
from frankpledge.statute.case_counts import LABELS


@dataclass(frozen=True)
class PeriodCounts:
    """The four counts of a reporting period. None is not known; 0 is none. `printed`: taken from a paper of before."""

    starts: date
    ends: date
    applications: int | None
    not_met: int | None
    reviews: int | None
    with_recommendations: int | None
    printed: bool
    source: str


@dataclass(frozen=True)
class PublishedProcedure:
    """The version of the procedure that holds on a day, and whom one turns to."""

    number: int
    in_force_from: date
    words: str
    point_of_contact: str


def counts_of(*, workspace: Workspace) -> tuple[PeriodCounts, ...]:
    """Return the published counts of a workspace, a period each, in the order of time."""
    found = published_counts(workspace=workspace)
    return tuple(_period(one) for one in found)


def _period(row: Counts) -> PeriodCounts:
    """Return the counts of a period as they are, small ones and zeroes too, since a law has each of them published."""
    told = exempted("asb_reviews", {name: getattr(row, name) for name in LABELS})
    four = {name: None if one.value is None else int(one.value) for name, one in told.items()}
    return PeriodCounts(
        starts=row.starts, ends=row.ends, printed=row.printed, source=row.source, applications=four["applications"],
        not_met=four["not_met"], reviews=four["reviews"], with_recommendations=four["with_recommendations"],
    )  # fmt: skip


def procedure_of(*, workspace: Workspace, on: date) -> PublishedProcedure | None:
    """Return the published version that holds on a day; None where none does."""
    found = procedure_on(workspace=workspace, on=on)
    if found is None:
        return None
    return PublishedProcedure(found.number, found.in_force_from, found.words, found.point_of_contact)
