"""What became known of an indicator and when: revisions, and what changed since a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from frankpledge.domain.indicators.models import Definition, Indicator, ReportingColumn, Target, Value
from frankpledge.domain.indicators.queries.values import restated
from frankpledge.domain.indicators.rules import Measure, Numbers, Status, figure
from frankpledge.domain.indicators.rules.windows import label_of
from frankpledge.ground.accounts.models import Workspace

Period = tuple[Indicator, date, date]


@dataclass(frozen=True)
class Version:
    """One value of a period as it was written down. `seen_on`: the day from which it stood before the board."""

    value: Value
    figure: Decimal | None
    seen_on: date | None

    @property
    def status(self) -> Status:
        """Return how far it was settled."""
        return Status(self.value.status)


@dataclass(frozen=True)
class Revised:
    """A period that was written down more than once, its versions in the order in which they became known."""

    label: str
    ends: date
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Restated:
    """A value that was corrected by more than the setting allows, with what it was before and by which share."""

    before: Version
    after: Version
    label: str
    share: float


def version_of(value: Value) -> Version:
    """Return a value as one version of its period."""
    numbers = Numbers(value.numerator, value.denominator, value.value, value.missing)
    made = figure(Measure(value.definition.measure), per=value.definition.per, numbers=numbers)
    return Version(value, made, value.published_at.date() if value.published_at else None)


def _histories(indicators: Iterable[Indicator], *, at: datetime | None) -> dict[Period, list[Value]]:
    rows = Value.objects.filter(indicator__in=list(indicators), breakdown="", withdrawn_at__isnull=True)
    if at is not None:
        rows = rows.filter(known_at__lte=at)
    found: dict[Period, list[Value]] = {}
    for row in rows.select_related("indicator", "definition").order_by("starts", "ends", "known_at"):
        found.setdefault((row.indicator, row.starts, row.ends), []).append(row)
    return found


def revisions(indicator: Indicator, *, at: datetime | None = None) -> tuple[Revised, ...]:
    """Return the periods of an indicator that were written down more than once, the newest first."""
    found = [
        Revised(_label(values[-1]), ends, tuple(version_of(one) for one in values))
        for (_, _, ends), values in _histories([indicator], at=at).items()
        if len(values) > 1
    ]
    return tuple(reversed(found))


def _label(value: Value) -> str:
    return label_of(value.starts, value.ends, start_month=value.definition.start_month)


def restatements(
    indicators: Sequence[Indicator], *, since: datetime, at: datetime | None = None
) -> tuple[Restated, ...]:
    """Return the values that became known since a moment and restate one by more than is set, the newest first."""
    found = []
    for values in _histories(indicators, at=at).values():
        for before, after in pairwise(values):
            share = restated(before, after) if after.known_at > since else None
            if share is not None:
                found.append(Restated(version_of(before), version_of(after), _label(after), share))
    return tuple(sorted(found, key=lambda one: one.after.value.known_at, reverse=True))


def versions_of(indicator: Indicator) -> tuple[Definition, ...]:
    """Return the definitions of an indicator, the newest first."""
    return tuple(indicator.definitions.filter(withdrawn_at__isnull=True).order_by("-since"))


def targets_of(indicator: Indicator) -> tuple[Target, ...]:
    """Return what was and is aimed at, the newest first."""
    return tuple(indicator.targets.filter(withdrawn_at__isnull=True).order_by("-since"))


def values_to_publish(indicator: Indicator) -> tuple[Version, ...]:
    """Return the values as last known that do not stand before the board yet, the newest first."""
    last = [values[-1] for values in _histories([indicator], at=None).values()]
    waiting = [version_of(one) for one in last if one.published_at is None]
    return tuple(sorted(waiting, key=lambda one: one.value.ends, reverse=True))


def reporting_column(workspace: Workspace, day: date) -> ReportingColumn | None:
    """Return the column of red, amber and green that a partnership had switched on by a day; None where it had none."""
    stand = ReportingColumn.objects.filter(workspace=workspace, since__lte=day, withdrawn_at__isnull=True)
    found = stand.order_by("-since").first()
    return found if found and found.on else None


def definitions_begun(workspace: Workspace, first: date, last: date) -> tuple[Definition, ...]:
    """Return the definitions after the first that began within some days, by indicator."""
    found = Definition.objects.filter(
        workspace=workspace, since__gte=first, since__lte=last, number__gt=1, withdrawn_at__isnull=True
    )
    return tuple(found.select_related("indicator").order_by("indicator__order"))


def targets_begun(workspace: Workspace, first: date, last: date) -> tuple[Target, ...]:
    """Return what began to be aimed at within some days, by indicator."""
    found = Target.objects.filter(workspace=workspace, since__gte=first, since__lte=last, withdrawn_at__isnull=True)
    return tuple(
        found.select_related("indicator").prefetch_related("indicator__definitions").order_by("indicator__order")
    )


def reviews_due(workspace: Workspace, day: date) -> tuple[Definition, ...]:
    """Return the newest definitions that were to be looked at again by a day, of indicators still counted."""
    found = Definition.objects.filter(
        workspace=workspace, review_on__lte=day, withdrawn_at__isnull=True, indicator__retired_on__isnull=True
    )
    newest: dict[object, Definition] = {}
    for one in found.select_related("indicator").order_by("number"):
        newest[one.indicator_id] = one
    later = Definition.objects.filter(indicator__in=list(newest), number__gt=1, withdrawn_at__isnull=True)
    last = {one.indicator_id: max(one.number, 1) for one in later.order_by("number")}
    return tuple(one for one in newest.values() if one.number >= last.get(one.indicator_id, 1))
