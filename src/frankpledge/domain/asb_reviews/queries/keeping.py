"""Which cases are over, so that they go when their time has come, and all that would go with one."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max

from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.asb_reviews.queries.opened import every, rows_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed.models import SealedModel
from frankpledge.ground.sealed.rules.keeping import Ended

HELD, NOT_HELD, NOT_SENT = "case_review_held", "case_review_not_held", "case_review_not_sent"


def rows_kept(workspace: Workspace, about: str) -> tuple[SealedModel, ...]:
    """Return every row of a case, the case itself among them."""
    found = Case.objects.filter(workspace=workspace, pk=about).first()
    return tuple(every(found, rows_of(found))) if found is not None else ()


def ended_cases(workspace: Workspace) -> Iterator[Ended]:
    """Yield the cases that are closed, and what was begun and never sent, by the day it was last written in."""
    cases = Case.objects.filter(workspace=workspace)
    for case in cases.filter(closed_on__isnull=False).prefetch_related("panels"):
        kept = HELD if any(one.held_on for one in case.panels.all()) else NOT_HELD
        if case.closed_on is not None:
            yield Ended(str(case.pk), str(case.number), kept, case.closed_on)
    never = cases.filter(received_on__isnull=True).annotate(
        last=Max("reports__recorded_at"), filed=Max("files__recorded_at")
    )
    for case in never:
        last = max(case.recorded_at, case.last or case.recorded_at, case.filed or case.recorded_at)
        yield Ended(str(case.pk), f"begun {case.recorded_at:%Y-%m-%d %H:%M}", NOT_SENT, last.date())
