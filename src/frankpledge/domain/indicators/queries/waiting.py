"""What is known and does not stand before the board yet: it waits for a second person to put it there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.rules.windows import label_of


@dataclass(frozen=True)
class Waiting:
    """The values of an indicator that wait, in order of their periods. `again`: the board has an earlier one of one."""

    indicator: Indicator
    values: tuple[Value, ...]
    again: bool

    @property
    def label(self) -> str:
        """Return of which periods they are, in words."""
        first, last = (_label(self.values[at]) for at in (0, -1))
        return last if len(self.values) == 1 else f"{len(self.values)} periods, {first} to {last}"

    @property
    def last_label(self) -> str:
        """Return the newest period of them, in words."""
        return _label(self.values[-1])

    def within(self, starts: date, ends: date) -> bool:
        """Return whether one of them lies within some days."""
        return any(starts <= one.starts and one.ends <= ends for one in self.values)


def _label(value: Value) -> str:
    return label_of(value.starts, value.ends, start_month=value.definition.start_month)


def waiting_of(
    asked: Iterable[Indicator], *, at: datetime | None = None, until: date | None = None
) -> dict[UUID, Waiting]:
    """Return by indicator what was known of periods up to a day and did not stand before the board at a moment.

    Of each period the value that was known last counts: once that one stands there, earlier ones wait for nothing.
    Ask only for indicators that the reader may see. One query.
    """
    rows = Value.objects.filter(indicator__in=list(asked), breakdown="", withdrawn_at__isnull=True)
    rows = rows.filter(known_at__lte=at) if at is not None else rows
    rows = rows.filter(ends__lte=until) if until is not None else rows
    held: dict[Indicator, dict[tuple[date, date], list[Value]]] = {}
    for row in rows.select_related("indicator__workspace", "definition").order_by("starts", "ends", "known_at"):
        held.setdefault(row.indicator, {}).setdefault((row.starts, row.ends), []).append(row)
    found = {}
    for indicator, periods in held.items():
        waits = [history for history in periods.values() if not _is_out(history[-1], at)]
        if waits:
            again = any(_is_out(one, at) for history in waits for one in history)
            found[indicator.pk] = Waiting(indicator, tuple(history[-1] for history in waits), again)
    return found


def _is_out(value: Value, at: datetime | None) -> bool:
    """Return whether a value stood before the board at a moment (now without one)."""
    return value.published_at is not None and (at is None or value.published_at <= at)
