"""Counting an indicator from the evidence: what each load made known is written down, as it became known."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from frankpledge.domain.indicators.actions import Written, keep_value
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import definition_on
from frankpledge.domain.indicators.queries.evidence import Counted, counted, counted_everywhere
from frankpledge.domain.indicators.queries.values import known_values
from frankpledge.domain.indicators.rules import NotAnIndicator, Numbers, Origin, Status
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.jobs.actions import enqueue
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.rules import State

A_YEAR = 365
REFRESH = "indicators.refresh"


def refresh_indicator(*, indicator: Indicator, by: User) -> int:
    """Write down what loads since the last time made known of an indicator; return how many values are new.

    A period that a load left as it was gets no new row. The evidence is read before anything is written.
    """
    check_granted(GRANTS, Capability.RECORD, workspace=indicator.workspace, user=by)
    return _refresh(indicator, by)


def refresh_by_itself(*, indicator: Indicator) -> int:
    """Write down the same without anybody asking: it was asked for when it was defined to be counted so.

    The ledger names the installation; the values stand under whoever wrote the definition, who therefore does not put
    them before the board.
    """
    return _refresh(indicator, None)


def ask_to_count(*, workspace: UUID | None) -> JobRun | None:
    """Ask for the counting of indicators after evidence was loaded, for all or for one partnership; None where idle.

    Nothing is asked where no indicator is counted from the evidence, or where the same waits already.
    """
    place = Workspace.objects.filter(pk=workspace).first() if workspace else None
    if not counted_everywhere(place) or JobRun.objects.filter(name=REFRESH, workspace=place, state=State.WAITING):
        return None
    return enqueue(REFRESH, place, None)


def _refresh(indicator: Indicator, by: User | None) -> int:
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
def _write(indicator: Indicator, new: list[Counted], by: User | None) -> int:
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
