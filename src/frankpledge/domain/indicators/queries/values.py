"""Values as they were known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.rules import Measure, Numbers, Status, figure
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.statute.settings import settings


@dataclass(frozen=True)
class Known:
    """What was known of one period at a moment. `figure` is None where there is none, and `missing` says why.

    `times` is how often a value of the period had been written down by then: above 1 it was corrected.
    """

    starts: date
    ends: date
    breakdown: str
    numbers: Numbers
    figure: Decimal | None
    status: Status
    known_at: datetime
    definition: int
    published: bool
    times: int
    because: str = ""
    comment: str = ""
    came_from: str = ""
    first_known: datetime | None = None

    @property
    def missing(self) -> str:
        """Return why there is no figure, in words; empty where there is one."""
        return self.numbers.missing


def moment_of(day: date) -> datetime:
    """Return the last moment of a day: what became known on it was known by then."""
    return datetime.combine(day, time.max, UTC)


def known_values(
    indicators: Iterable[Indicator], *, at: datetime | None = None, published: bool = False, breakdown: str = ""
) -> dict[Indicator, tuple[Known, ...]]:
    """Return for each indicator its periods in order, each as known at a moment (now without one), in one query.

    With `published` only what was before the board by then counts. A period of which nothing was known is not there.
    """
    asked = list(indicators)
    found = Value.objects.filter(indicator__in=asked, breakdown=breakdown, withdrawn_at__isnull=True)
    if at is not None:
        found = found.filter(known_at__lte=at)
    if published:
        found = found.filter(published_at__isnull=False)
        found = found if at is None else found.filter(published_at__lte=at)
    rows: dict[Indicator, dict[tuple[date, date], list[Value]]] = {one: {} for one in asked}
    for row in found.select_related("indicator", "definition").order_by("starts", "ends", "known_at"):
        rows[row.indicator].setdefault((row.starts, row.ends), []).append(row)
    return {one: tuple(_known(history) for history in periods.values()) for one, periods in rows.items()}


def _known(history: list[Value]) -> Known:
    last = history[-1]
    numbers = Numbers(last.numerator, last.denominator, last.value, last.missing)
    return Known(
        starts=last.starts,
        ends=last.ends,
        breakdown=last.breakdown,
        numbers=numbers,
        figure=figure(Measure(last.definition.measure), per=last.definition.per, numbers=numbers),
        status=Status(last.status),
        known_at=last.known_at,
        definition=last.definition.number,
        published=last.published_at is not None,
        times=len(history),
        because=last.because,
        comment=last.comment,
        came_from=last.came_from,
        first_known=history[0].known_at,
    )


def restated(before: Value, after: Value) -> float | None:
    """Return by which share of itself a value was restated, where that is more than the setting allows; else None.

    A value that went missing, or came where none was, is no restatement of a number.
    """
    figures = [
        figure(
            Measure(one.definition.measure), per=one.definition.per,
            numbers=Numbers(one.numerator, one.denominator, one.value, one.missing),
        )
        for one in (before, after)
    ]  # fmt: skip
    was, now = figures
    if was is None or now is None or was == now:
        return None
    share = float(abs(now - was) / abs(was)) if was else 1.0
    return share if share > settings().indicator_restatement else None


def value_of(identity: UUID | str, *, workspace: Workspace, viewer: User) -> Value | None:
    """Return one value of a workspace; None where there is none, and for whoever may not see indicators."""
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    found = Value.objects.filter(workspace=workspace, pk=identity, withdrawn_at__isnull=True)
    return found.select_related("indicator", "definition").first()
