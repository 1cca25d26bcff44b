"""Opening a round, making links for it, and declaring which indicators are held against each other."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from frankpledge.domain.indicators.models import Definition, Indicator
from frankpledge.domain.indicators.rules import Every
from frankpledge.domain.returns import rules
from frankpledge.domain.returns.actions import facts_of
from frankpledge.domain.returns.models import Cell, Pair, Return, Round
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.queries import AGREE, PURPOSE, asked_of_suppliers
from frankpledge.domain.returns.rules import NotARound, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links.actions import Opened, make_link
from frankpledge.ground.links.rules import MOST_DAYS
from frankpledge.statute.settings import settings

FEWEST_DAYS = 14


@transaction.atomic
def open_round(*, workspace: Workspace, every: Every, period: str, by: User, at: datetime | None = None) -> Round:
    """Ask every supplier for what is due from it of a period. Nothing is sent by it: reminders and links are.

    `at` is when it was opened, for history; now without one.
    """
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    window, ours, now = rules.window_of(every, period), settings(), at or clock.now()
    today = now.date()
    rules.check_over(window, today=today)
    starts, ends = window.first.first_day, window.last.last_day
    name = rules.name_of(every, window)
    if Round.objects.filter(workspace=workspace, every=every, starts=starts).exists():
        raise NotARound(f"the round {name} is open already.", where="period", cure="Choose it from the list.")
    asked = asked_of_suppliers(workspace=workspace, every=every, starts=starts, ends=ends)
    if not asked:
        raise NotARound(
            f"no indicator is due from a supplier for {name}.",
            where="period",
            cure="Name in the register who supplies an indicator, and that it comes by returns.",
        )
    due = {
        supplier: rules.due_on(ends, [told.lag_days for _, told in pairs], usual=ours.returns_lag_days, opened=today)
        for supplier, pairs in asked.items()
    }
    made = Round.objects.create(
        workspace=workspace, every=every, name=name, starts=starts, ends=ends, opened_by=by, opened_at=now,
        closes_on=max(*due.values(), today) + timedelta(days=ours.returns_open_days),
    )  # fmt: skip
    for supplier, pairs in asked.items():
        one = Return.objects.create(workspace=workspace, round=made, supplier_id=supplier, due_on=due[supplier])
        _lay_out(one, pairs)
    record("returns.round_opened", made, by=by, facts={"round": made.name, "suppliers": len(asked)})
    return made


def _lay_out(one: Return, pairs: list[tuple[Indicator, Definition]]) -> None:
    places = [(indicator, told, part) for indicator, told in pairs for part in ("", *told.breakdowns)]
    Cell.objects.bulk_create(
        Cell(workspace=one.workspace, of=one, order=number, indicator=indicator, definition=told, breakdown=part)
        for number, (indicator, told, part) in enumerate(places, start=1)
    )


def link_days(round_: Round) -> int:
    """Return how many days a link for a round lasts: until the round closes, and never less than a fortnight."""
    return min(MOST_DAYS, max(FEWEST_DAYS, (round_.closes_on - clock.today()).days))


@transaction.atomic
def make_return_link(*, one: Return, by: User) -> Opened:
    """Make a link by which the supplier answers a return, or agrees to it once it is checked. Others stay."""
    check_granted(GRANTS, Capability.KEEP, workspace=one.workspace, user=by)
    state = State(one.state)
    rules.check_state(state, [*rules.OPEN, State.CHECKED], to="make a link for it")
    purpose = AGREE if state is State.CHECKED else PURPOSE
    made = make_link(
        workspace=one.workspace, purpose=purpose, about=str(one.pk), to_whom=one.supplier.name,
        days=link_days(one.round), by=by,
    )  # fmt: skip
    record("returns.link_made", one, by=by, facts=facts_of(one))
    return made


@transaction.atomic
def make_receipt_link(*, one: Return, days: int, by: User) -> Opened:
    """Make a link by which a supplier sees the receipt of what stands before the board, and what was made of it."""
    check_granted(GRANTS, Capability.KEEP, workspace=one.workspace, user=by)
    rules.check_state(State(one.state), [State.PUBLISHED], to="thank for it")
    made = make_link(
        workspace=one.workspace, purpose=PURPOSE, about=str(one.pk), to_whom=one.supplier.name, days=days, by=by
    )
    record("returns.link_made", one, by=by, facts=facts_of(one))
    return made


@transaction.atomic
def declare_pair(
    *, workspace: Workspace, indicator: Indicator, other: Indicator, low: Decimal | None, high: Decimal | None,
    words: str, by: User,
) -> Pair:  # fmt: skip
    """Say that an indicator is held against another of the same period, and how many times the other it may be."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    said = rules.check_reason(words)[:300]
    if {indicator.workspace_id, other.workspace_id} != {workspace.pk} or indicator.pk == other.pk:
        raise NotARound("these are not two indicators of this partnership.", where="other", cure="Choose two.")
    if low is None and high is None:
        raise NotARound("no bound is given.", where="high", cure="Say how many times the other it may be at most.")
    if low is not None and high is not None and low > high:
        raise NotARound("the lower bound is above the upper.", where="low", cure="Look at the two numbers.")
    if Pair.objects.filter(indicator=indicator, other=other, withdrawn_at__isnull=True).exists():
        raise NotARound("these two are held against each other already.", cure="Withdraw that first.")
    made = Pair.objects.create(
        workspace=workspace, indicator=indicator, other=other, low=low, high=high, words=said, recorded_by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
    record("returns.pair_declared", made, by=by, facts={"one": indicator.name, "other": other.name})
    return made


@transaction.atomic
def withdraw_pair(*, pair: Pair, reason: str, by: User) -> Pair:
    """No longer hold two indicators against each other, and say why."""
    check_granted(GRANTS, Capability.KEEP, workspace=pair.workspace, user=by)
    pair.withdrawn_because, pair.withdrawn_at = rules.check_reason(reason), clock.now()
    pair.save(update_fields=["withdrawn_because", "withdrawn_at"])
    record("returns.pair_withdrawn", pair, by=by, facts={"one": pair.indicator.name, "other": pair.other.name})
    return pair
