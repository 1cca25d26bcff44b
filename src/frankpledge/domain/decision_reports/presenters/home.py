"""What decision reports bring to “This quarter”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from frankpledge.domain.decision_reports.models import Report, Step
from frankpledge.domain.decision_reports.presenters.words import page_of, standing_words, when_words
from frankpledge.domain.decision_reports.queries.route import StepAt
from frankpledge.ground.registry import Need
from frankpledge.statute.council_decisions import Standing
from frankpledge.statute.deadlines import in_words


def due_needs(found: Iterable[tuple[StepAt, Standing]], *, today: date) -> Iterator[Need]:
    """Yield what must be public soon, or should be already."""
    for at, one in found:
        assert one.by is not None
        late = one.by < today or one.published is not None
        yield Need(
            title=f"{(one.waiver or one.rule).label} for “{at.report.title}”",
            href=page_of(at.report, "step", at.step.pk),
            words=f"{at.step.maker} decides on {when_words(at.step)}: {standing_words(one, today=today)}.",
            due=one.by,
            tag=f"Late: was due {in_words(one.by)}" if late else f"By {in_words(one.by)}",
            late=late,
        )


def untold_needs(steps: Iterable[Step]) -> Iterator[Need]:
    """Yield the steps whose day is over and of which nobody said what came."""
    for step in steps:
        yield Need(
            title=f"What came of “{step.report.title}”?",
            href=page_of(step.report, "step", step.pk),
            words=f"{step.maker} met on {when_words(step)}.",
            due=step.on,
            tag="Not recorded",
        )


def agreement_needs(reports: Iterable[Report]) -> Iterator[Need]:
    """Yield the reports that wait for a second person."""
    for one in reports:
        yield Need(
            title=f"Agree “{one.title}”, or return it",
            href=page_of(one),
            words="A second person, who did not write in it, agrees a decision report.",
            tag="Waits for you",
        )
