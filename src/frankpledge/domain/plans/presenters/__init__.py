"""Steps of plans in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.domain.plans.models import Plan, Step
from frankpledge.domain.plans.queries import whole
from frankpledge.domain.plans.rules import Outcome
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.ui.parts import Column, Row, Table


def step_tables(steps: Iterable[Step], slug: str, *, may_record: bool) -> tuple[tuple[str, str, Table], ...]:
    """Return a table of steps for each year, the latest first, with how many were carried out."""
    years: dict[str, list[Step]] = {}
    for step in steps:
        years.setdefault(step.year, []).append(step)
    return tuple(
        (f"Plan {year}", _tally(found), _table(year, found, slug, may_record)) for year, found in years.items()
    )


def _tally(steps: list[Step]) -> str:
    done = sum(step.outcome == Outcome.IMPLEMENTED for step in steps)
    part = sum(step.outcome == Outcome.IN_PART for step in steps)
    return f"{done} of {len(steps)} implemented, {part} in part"


def _table(year: str, steps: list[Step], slug: str, may_record: bool) -> Table:
    rows = tuple(
        Row(
            (step.words, step.lead, Outcome(step.outcome).label if step.outcome else "not said yet", step.why or "–"),
            href=reverse("plans:step", args=(slug, step.pk)) if may_record else "",
        )
        for step in steps
    )
    columns = (Column("Step"), Column("Lead"), Column("Carried out"), Column("Why no further"))
    return Table(f"Steps of the plan {year}", columns, rows, caption_hidden=True)


PLANS_HEAD = (
    "year", "title", "first_year", "last_year", "state", "decided_on", "decision", "printed_in", "priorities", "steps",
    "implemented", "in_part", "not", "measures", "tied_to_an_indicator",
)  # fmt: skip


def plans_listing(plans: Iterable[Plan], *, today: date) -> Listing:
    """Return plans with how much each holds and how far its steps were carried out, as a list that leaves."""
    return Listing("plans", "Partnership plans", PLANS_HEAD, tuple(_plan_cells(one) for one in plans), today)


def _plan_cells(plan: Plan) -> tuple[str | int | date | None, ...]:
    found = whole(plan)
    outcomes = [step.outcome for one in found.every for step in one.steps]
    measures = [row for one in found.every for row in one.measures]
    return (
        plan.year, plan.title, plan.first_year, plan.last_year, plan.state, plan.decided_on, plan.decision or None,
        plan.source or None, len(found.priorities), len(outcomes), *(outcomes.count(one) for one in Outcome),
        len(measures), sum(row.indicator_id is not None for row in measures),
    )  # fmt: skip
