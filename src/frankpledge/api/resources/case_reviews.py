"""ASB case reviews for programs: which there are, by number, and the four counts. Nothing that anybody wrote."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema

from frankpledge.api.calls import Call
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import REGISTERS
from frankpledge.api.routing import Rows, lists
from frankpledge.domain.asb_reviews.forms.register import ChoiceForm
from frankpledge.domain.asb_reviews.models import Counts
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.queries.cases import Line, lines_of
from frankpledge.domain.asb_reviews.queries.counts import counts_for
from frankpledge.domain.asb_reviews.rules import Stage


class CaseReviewOut(Schema):
    """One case: its number, where it stands, what is due next. Null: nothing is."""

    id: UUID
    number: int
    received_on: date
    channel: str
    stage: Annotated[str, listed(Stage)]
    next: str | None
    due: date | None
    closed_on: date | None


class CaseReviewCountsOut(Schema):
    """The four counts of a reporting period. Null is not known; 0 is none. `printed`: taken from a paper of before."""

    starts: date
    ends: date
    applications: int | None
    not_met: int | None
    reviews: int | None
    with_recommendations: int | None
    printed: bool
    source: str


def case_out(line: Line) -> CaseReviewOut:
    """Return a case as a program has it."""
    named = ("id", "number", "received_on", "stage", "closed_on")
    due = line.next.due if line.next else None
    words = line.next.target.label if line.next else None
    return CaseReviewOut(
        **{name: getattr(line, name) for name in named}, channel=line.channel.value, next=words, due=due
    )


def counts_out(one: Counts) -> CaseReviewCountsOut:
    """Return the counts of a period as a program has them."""
    return CaseReviewCountsOut.from_orm(one)


@lists("/case-reviews", part=REGISTERS, of=CaseReviewOut, asks=ChoiceForm)
def list_case_reviews(call: Call, given: dict[str, Any]) -> Rows:
    """List ASB case reviews under the filters of the page, the latest first. Nothing personal is among it."""
    call.check(GRANTS, Capability.LIST)
    form = filled(ChoiceForm(given, **call.here))
    return Rows(form.chosen(lines_of(**call.here, on=call.today)), case_out)


@lists("/case-reviews/counts", part=REGISTERS, of=CaseReviewCountsOut)
def list_case_review_counts(call: Call) -> Rows:
    """List the four statutory counts of each reporting period, in the order of time."""
    call.check(GRANTS, Capability.COUNT)
    return Rows(counts_for(**call.here), counts_out)
