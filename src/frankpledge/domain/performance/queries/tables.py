"""Stable tables for whoever makes dashboards: rows of plain values under names that do not change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from frankpledge.domain.indicators.models import Definition, Indicator, Target, Value
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.indicators.queries.overview import overview
from frankpledge.domain.indicators.rules import Measure, Numbers, figure
from frankpledge.ground.accounts.models import User, Workspace

Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """Which rows are wanted: those that became known after a moment, and judgements as known at one."""

    workspace: Workspace
    viewer: User
    since: datetime | None = None
    as_known: datetime | None = None


@dataclass(frozen=True)
class Known:
    """One table: its columns with their types, the column that tells rows apart, and how its rows are read.

    types: guid | text | number | whole | yes | day | moment.
    """

    words: str
    columns: Mapping[str, str]
    key: str
    rows: Callable[[Asked], list[Row]]


def _seen(asked: Asked) -> list[Indicator]:
    return list(indicators(workspace=asked.workspace, viewer=asked.viewer))


def _indicators(asked: Asked) -> list[Row]:
    found = [one for one in _seen(asked) if asked.since is None or one.recorded_at > asked.since]
    return [
        {
            "id": one.pk, "reference": one.reference, "name": one.name,
            "supplier": one.supplier.name if one.supplier else None, "sensitive": one.sensitive, "order": one.order,
            "retired_on": one.retired_on, "changed_at": one.recorded_at,
        }
        for one in found
    ]  # fmt: skip


def _definitions(asked: Asked) -> list[Row]:
    found = Definition.objects.filter(indicator__in=_seen(asked), withdrawn_at__isnull=True)
    found = found.filter(recorded_at__gt=asked.since) if asked.since else found
    return [
        {
            "id": one.pk, "indicator_id": one.indicator_id, "number": one.number, "since": one.since,
            "words": one.words, "measure": one.measure, "numerator": one.numerator,
            "denominator": one.denominator or None, "per": one.per, "unit": one.unit, "polarity": one.polarity,
            "source": one.source, "every": one.every, "window": one.window, "decimals": one.decimals,
            "caveats": one.caveats or None, "changed_at": one.recorded_at,
        }
        for one in found.order_by("indicator__order", "number")
    ]  # fmt: skip


def _targets(asked: Asked) -> list[Row]:
    found = Target.objects.filter(indicator__in=_seen(asked), withdrawn_at__isnull=True)
    found = found.filter(recorded_at__gt=asked.since) if asked.since else found
    return [
        {
            "id": one.pk, "indicator_id": one.indicator_id, "since": one.since, "by": one.by, "kind": one.kind,
            "low": _number(one.low), "high": _number(one.high), "reason": one.reason or None,
            "changed_at": one.recorded_at,
        }
        for one in found.order_by("indicator__order", "since")
    ]  # fmt: skip


def _values(asked: Asked) -> list[Row]:
    """Return every value as it became known: a correction is another row, and the newest of a period is the latest."""
    found = Value.objects.filter(indicator__in=_seen(asked), withdrawn_at__isnull=True).select_related("definition")
    every = list(found.order_by("indicator__order", "starts", "ends", "breakdown", "known_at"))
    newest = {(one.indicator_id, one.starts, one.ends, one.breakdown): one.pk for one in every}
    return [
        _value(one, latest=newest[one.indicator_id, one.starts, one.ends, one.breakdown] == one.pk)
        for one in every
        if asked.since is None or one.known_at > asked.since
    ]


def _value(one: Value, *, latest: bool) -> Row:
    numbers = Numbers(one.numerator, one.denominator, one.value, one.missing)
    made = figure(Measure(one.definition.measure), per=one.definition.per, numbers=numbers)
    return {
        "id": one.pk, "indicator_id": one.indicator_id, "definition": one.definition.number, "starts": one.starts,
        "ends": one.ends, "breakdown": one.breakdown or None, "numerator": _number(one.numerator),
        "denominator": _number(one.denominator), "figure": None if made is None else plain(made, one.definition),
        "state": "missing" if made is None else "value", "missing": one.missing or None, "status": one.status,
        "known_at": one.known_at, "latest": latest, "because": one.because or None, "published_at": one.published_at,
    }  # fmt: skip


def _judgements(asked: Asked) -> list[Row]:
    """Return for each indicator its newest window and the three judgements, as known at a moment."""
    lines = overview(workspace=asked.workspace, viewer=asked.viewer, as_known=asked.as_known)
    return [
        {
            "indicator_id": one.indicator.pk, "reference": one.indicator.reference, "starts": one.shown.starts,
            "ends": one.shown.ends, "period": one.shown.label,
            "figure": None if one.shown.figure is None else plain(one.shown.figure, one.definition),
            "printed": one.printed, "state": "missing" if one.shown.figure is None else "value",
            "signal": one.judged.signal.verdict, "signal_words": one.judged.signal.said,
            "position": one.judged.position.standing, "position_words": one.judged.position.said,
            "quality": one.judged.quality.steps, "quality_words": one.judged.quality.said,
        }
        for one in lines
        if one.series
    ]  # fmt: skip


def plain(made: Decimal, definition: Definition) -> float | int:
    """Return a figure to the decimals of its definition, as a number."""
    rounded = round(made, definition.decimals)
    return int(rounded) if definition.decimals == 0 else float(rounded)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


TABLES: Mapping[str, Known] = {
    "Indicators": Known(
        "What is measured.",
        {
            "id": "guid", "reference": "text", "name": "text", "supplier": "text", "sensitive": "yes",
            "order": "whole", "retired_on": "day", "changed_at": "moment",
        },
        "id", _indicators,
    ),
    "Definitions": Known(
        "How each was counted from a day on; old values keep theirs.",
        {
            "id": "guid", "indicator_id": "guid", "number": "whole", "since": "day", "words": "text",
            "measure": "text", "numerator": "text", "denominator": "text", "per": "whole", "unit": "text",
            "polarity": "text", "source": "text", "every": "text", "window": "text", "decimals": "whole",
            "caveats": "text", "changed_at": "moment",
        },
        "id", _definitions,
    ),
    "Targets": Known(
        "What is aimed at from a day on.",
        {
            "id": "guid", "indicator_id": "guid", "since": "day", "by": "day", "kind": "text", "low": "number",
            "high": "number", "reason": "text", "changed_at": "moment",
        },
        "id", _targets,
    ),
    "Values": Known(
        "Every value as it became known. A correction is another row; `latest` marks what is known now.",
        {
            "id": "guid", "indicator_id": "guid", "definition": "whole", "starts": "day", "ends": "day",
            "breakdown": "text", "numerator": "number", "denominator": "number", "figure": "number",
            "state": "text", "missing": "text", "status": "text", "known_at": "moment", "latest": "yes",
            "because": "text", "published_at": "moment",
        },
        "id", _values,
    ),
    "Judgements": Known(
        "The newest figure of each indicator with its three judgements, as known now or at a moment.",
        {
            "indicator_id": "guid", "reference": "text", "starts": "day", "ends": "day", "period": "text",
            "figure": "number", "printed": "text", "state": "text", "signal": "text", "signal_words": "text",
            "position": "text", "position_words": "text", "quality": "whole", "quality_words": "text",
        },
        "indicator_id", _judgements,
    ),
}  # fmt: skip
