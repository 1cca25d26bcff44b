"""The returns of the demonstration: two years of rounds, late and missing ones, one corrected, and one round open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from frankpledge.analysis.periods import Quarter
from frankpledge.demo.risky import told_of
from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.rules import Every
from frankpledge.domain.returns.actions.answering import send_for
from frankpledge.domain.returns.actions.judging import agree_return, check_return, publish_return, unlock_return
from frankpledge.domain.returns.actions.rounds import declare_pair, open_round
from frankpledge.domain.returns.models import Cell, Return, Round
from frankpledge.domain.returns.queries import boxes_of, returns_of
from frankpledge.domain.returns.rules.answers import Box
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace

BEFORE_DUE = 9
CHECKED, AGREED, PUBLISHED = timedelta(days=3), timedelta(days=5), timedelta(days=8)
NEWLY_OPENED = timedelta(days=8)


def ask_partners(workspace: Workspace, *, by: User, checks: User, publishes: User) -> None:
    """Ask the suppliers of the invented county for two years, unless that was done or no indicator is there."""
    if Round.objects.filter(workspace=workspace).exists() or not Indicator.objects.filter(workspace=workspace).exists():
        return
    told, today = told_of("asked.toml"), clock.today()
    quarter, last = Quarter.parse(told["first"]), Quarter.parse(told["last"])
    while quarter <= last and quarter.window.last.last_day < today:
        opened = _nine(quarter.window.last.last_day + timedelta(days=told["opened_after_days"]))
        made = open_round(workspace=workspace, every=Every.QUARTER, period=str(quarter), by=by, at=opened)
        for one in _returns(made, by):
            _past(one, told, by=by, checks=checks, publishes=publishes)
        quarter = Quarter.of(quarter.window.last + 1)
    _pairs(workspace, told["pair"], by)
    _open_one(workspace, told, by=by, checks=checks)


def _returns(round_: Round, by: User) -> Iterable[Return]:
    return returns_of(workspace=round_.workspace, viewer=by).filter(round=round_)


def _nine(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def _said(told: Mapping[str, Any], part: str, one: Return) -> Mapping[str, Any] | None:
    found = (each for each in told[part] if (each["supplier"], each["quarter"]) == (one.supplier.name, one.round.name))
    return next(found, None)


def _past(one: Return, told: Mapping[str, Any], *, by: User, checks: User, publishes: User) -> None:
    """Send a return of the past as the register knows it, and let it go through its steps."""
    if _said(told, "missing", one):
        return
    late = _said(told, "late", one)
    sent = _nine(one.due_on + timedelta(days=late["days"] if late else -BEFORE_DUE))
    correction = _said(told, "corrected", one)
    first = _values(one, last=correction is None)
    if len(first) < len(boxes_of(one)):
        return
    _through(one, _typed(one, first), sent, told, by=by, checks=checks, publishes=publishes)
    if correction:
        at = _nine(correction["on"])
        again = unlock_return(one=one, reason=correction["because"], by=checks, at=at)
        typed = _typed(one, _values(one, last=True))
        _through(again, typed, at + timedelta(hours=1), told, by=by, checks=checks, publishes=publishes)


def _through(
    one: Return, typed: Mapping[str, str], sent: datetime, told: Mapping[str, Any], *, by: User, checks: User,
    publishes: User,
) -> None:  # fmt: skip
    send_for(one=one, typed=typed, by=by, at=sent)
    checked = check_return(one=one, words="Held against the quarters before.", by=checks, at=sent + CHECKED)
    agreed = agree_return(one=checked, as_whom=told["agreed_as"], by=by, at=sent + AGREED)
    publish_return(one=agreed, by=publishes, at=sent + PUBLISHED)


def _values(one: Return, *, last: bool) -> dict[str, Value]:
    """Return what the register holds for each cell: what was known first, or last."""
    rows = Value.objects.filter(
        indicator__in=[cell.indicator_id for cell in one.cells.all()], starts=one.round.starts, ends=one.round.ends,
        breakdown="", withdrawn_at__isnull=True,
    )  # fmt: skip
    found: dict[str, Value] = {}
    for value in rows.order_by("known_at"):
        if last or str(value.indicator_id) not in found:
            found[str(value.indicator_id)] = value
    return found


def _typed(one: Return, values: Mapping[str, Value]) -> dict[str, str]:
    typed: dict[str, str] = {}
    for box in boxes_of(one):
        value = values[box.indicator]
        if value.missing:
            typed[box.named("m")] = value.missing
        else:
            typed |= _numbers(box, value.numerator, value.denominator)
    return typed


def _numbers(box: Box, *numbers: Decimal | int | None) -> dict[str, str]:
    names = (box.named("n"), box.named("d"))
    return {
        name: f"{Decimal(number).normalize():f}"
        for name, number in zip(names, numbers, strict=False)
        if number is not None
    }


def _pairs(workspace: Workspace, pairs: Iterable[Mapping[str, Any]], by: User) -> None:
    for one in pairs:
        here = {each.reference: each for each in Indicator.objects.filter(workspace=workspace)}
        if one["indicator"] in here and one["other"] in here:
            declare_pair(
                workspace=workspace, indicator=here[one["indicator"]], other=here[one["other"]], low=None,
                high=Decimal(one["high"]), words=one["words"], by=by,
            )  # fmt: skip


def _open_one(workspace: Workspace, told: Mapping[str, Any], *, by: User, checks: User) -> None:
    """Open the round of now, of which some returns have come."""
    quarter, now = Quarter.parse(told["now"]), clock.now()
    over = _nine(quarter.window.last.last_day + timedelta(days=1))
    if over > now:
        return
    opened = max(over, now - NEWLY_OPENED)
    made = open_round(workspace=workspace, every=Every.QUARTER, period=str(quarter), by=by, at=opened)
    came = {one["supplier"]: one for one in told["came"]}
    for one in _returns(made, by):
        if one.supplier.name in came:
            _come(one, came[one.supplier.name], opened, told, by=by, checks=checks)


def _come(
    one: Return, came: Mapping[str, Any], opened: datetime, told: Mapping[str, Any], *, by: User, checks: User
) -> None:
    cells: dict[str, Cell] = {str(cell.pk): cell for cell in one.cells.all()}
    typed: dict[str, str] = {}
    for box in boxes_of(one):
        reference = cells[box.id].indicator.reference
        if reference in came["figures"]:
            typed |= _numbers(box, *came["figures"][reference])
            if reference in came.get("explained", {}):
                typed[box.named("e")] = came["explained"][reference]
        else:
            typed[box.named("m")] = "Not counted yet"
    sent = opened + timedelta(days=2)
    send_for(one=one, typed=typed, by=by, at=sent)
    if came["state"] == "agreed":
        check_return(one=one, words="Held against the quarters before.", by=checks, at=sent + timedelta(days=1))
        agree_return(one=one, as_whom=told["agreed_as"], by=by, at=sent + timedelta(days=2))
