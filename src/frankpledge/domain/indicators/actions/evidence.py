"""Counting an indicator from the evidence: what each load made known is written down, as it became known."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from frankpledge.domain.indicators.actions import Written, keep_value
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import definition_on
from frankpledge.domain.indicators.queries.evidence import Counted, counted
from frankpledge.domain.indicators.queries.values import known_values
from frankpledge.domain.indicators.rules import NotAnIndicator, Numbers, Origin, Status
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record

A_YEAR = 365


def refresh_indicator(*, indicator: Indicator, by: User) -> int:
    """Write down what loads since the last time made known of an indicator; return how many values are new.

    A period that a load left as it was gets no new row. The evidence is read before anything is written.
    """
    check_granted(GRANTS, Capability.RECORD, workspace=indicator.workspace, user=by)
    definition = definition_on(indicator, clock.today())
    if definition is None or definition.origin != Origin.EVIDENCE:
        raise NotAnIndicator(f"{indicator} is not counted from the evidence.", cure="Write its values down.")
    known = known_values([indicator])[indicator]
    last = max((one.known_at for one in known), default=None)
    held = {(one.starts, one.ends): one.numbers for one in known}
    new = [one for one in counted(definition, indicator.workspace, after=last) if _is_new(one, held)]
    return _write(indicator, new, by) if new else 0


def _is_new(one: Counted, held: dict[tuple[date, date], Numbers]) -> bool:
    period = (one.starts, one.ends)
    if held.get(period) == one.numbers:
        return False
    held[period] = one.numbers
    return True


@transaction.atomic
def _write(indicator: Indicator, new: list[Counted], by: User) -> int:
    written: set[tuple[date, date]] = set(indicator.values.values_list("starts", "ends"))
    for one in new:
        period = (one.starts, one.ends)
        again = period in written
        written.add(period)
        settled = (one.known_at.date() - one.ends).days > A_YEAR
        status = Status.REVISED if again else Status.FINAL if settled else Status.PROVISIONAL
        because = "The month was published again with other numbers." if again else ""
        value = Written(one.starts, one.ends, one.numbers, status=status, because=because, came_from=one.came_from)
        keep_value(indicator=indicator, written=value, by=by, known_at=one.known_at)
    record("indicators.refreshed", indicator, by=by, facts={"indicator": indicator.name, "count": len(new)})
    return len(new)
