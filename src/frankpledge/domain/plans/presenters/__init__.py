"""Steps of plans in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.rules import Outcome
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
