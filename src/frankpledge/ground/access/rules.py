"""When an invitation may be made, and when a role is due to be confirmed, overdue, or to be suspended."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.settings import settings


class NotInvited(Refusal):
    """Somebody who cannot be invited so, or an invitation that is over."""


class CannotLeave(Refusal):
    """A leaving that would leave something without an owner."""


class Due(StrEnum):
    """Where a role stands in the quarterly review."""

    CONFIRMED = "confirmed"
    OVERDUE = "overdue"
    TO_SUSPEND = "to_suspend"
    SUSPENDED = "suspended"


LABELS = {
    Due.CONFIRMED: "Confirmed",
    Due.OVERDUE: "To be confirmed",
    Due.TO_SUSPEND: "To be confirmed now",
    Due.SUSPENDED: "Suspended",
}


def due_on(last: datetime) -> date:
    """Return the day by which a role must be confirmed again, from when it was given or confirmed last."""
    return (last + timedelta(days=settings().access_confirmed_days)).date()


def suspended_on(last: datetime) -> date:
    """Return the day on which a role that nobody confirmed is suspended."""
    return due_on(last) + timedelta(days=settings().access_grace_days)


def standing(*, last: datetime, suspended: bool, on: date) -> Due:
    """Return where a role stands on a day."""
    if suspended:
        return Due.SUSPENDED
    if on >= suspended_on(last):
        return Due.TO_SUSPEND
    return Due.OVERDUE if on >= due_on(last) else Due.CONFIRMED


def check_not_invited(*, open_one: bool, holds_it: bool) -> None:
    """Refuse to invite twice, and to what a person holds."""
    if holds_it:
        raise NotInvited("this person holds this role here.", cure="Look them up in the list.")
    if open_one:
        raise NotInvited("this person is invited to this role already.", cure="Withdraw that invitation first.")


def check_days_ahead(until: date | None, *, today: date) -> None:
    """Refuse a last day that lies behind us."""
    if until is not None and until <= today:
        raise NotInvited("the last day of the role lies behind us.", cure="Choose a later one, or none.")


def check_next_owner(*, needed: bool, given: bool, same: bool, of_here: bool) -> None:
    """Refuse to let somebody leave whose open things go to nobody, to themselves, or to a stranger."""
    if not needed:
        return
    if not given or same:
        raise CannotLeave(
            "what this person holds needs a next owner.", cure="Choose somebody else of this partnership."
        )
    if not of_here:
        raise CannotLeave("the next owner holds no role here.", cure="Choose somebody of this partnership.")
