"""How the measures of a plan stand: the judgements of their indicators, by what stood before the board on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.overview import Line, lines_of
from frankpledge.domain.indicators.queries.values import moment_of
from frankpledge.domain.plans.models import Measure
from frankpledge.domain.plans.queries import Whole


def measures_of(found: Whole) -> tuple[Measure, ...]:
    """Return the measures of a plan, priority by priority."""
    return tuple(row for one in found.every for row in one.measures)


def judged(measures: Iterable[Measure], *, on: date) -> Mapping[UUID, Line]:
    """Return by indicator how it stood before the board on a day, for measures that are tied to one.

    A plan is read outside: what two people have not put before the board stands in no judgement here.
    """
    wanted = {row.indicator_id for row in measures if row.indicator_id}
    if not wanted:
        return {}
    rows = Indicator.objects.filter(pk__in=wanted, withdrawn_at__isnull=True).select_related("supplier", "workspace")
    lines = lines_of(tuple(rows), as_known=moment_of(on), published=True)
    return {line.indicator.pk: line for line in lines}
