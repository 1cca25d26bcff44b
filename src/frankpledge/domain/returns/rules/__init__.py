"""How far a return has come, what may be done with it now, and which period it is of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from frankpledge.analysis.periods import Month, Quarter, Window
from frankpledge.domain.indicators.rules import Every
from frankpledge.refusal import Refusal

FORTNIGHT = timedelta(days=14)
LONGEST_WORDS = 500
LONGEST_COMMENT = 1_000
LONGEST_REASON = 300


class NotARound(Refusal):
    """A round that cannot be opened."""


class NotAReturn(Refusal):
    """A return that is not there, or not in the state for what is asked."""


class NotAnswered(Refusal):
    """What was written in a box is no answer."""


class WrongCode(Refusal):
    """A code that shows nothing."""


class State(StrEnum):
    """How far a return has come."""

    ASKED = "asked"
    BEGUN = "begun"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    AGREED = "agreed"
    PUBLISHED = "published"
    UNLOCKED = "unlocked"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return LABELS[self]


LABELS = {
    State.ASKED: "Asked",
    State.BEGUN: "Begun",
    State.SUBMITTED: "Sent",
    State.CHECKED: "Checked",
    State.AGREED: "Agreed",
    State.PUBLISHED: "Published",
    State.UNLOCKED: "Unlocked",
}
# Whose turn it is to write in the boxes: the supplier's. What is submitted is not accepted.
OPEN = frozenset({State.ASKED, State.BEGUN, State.UNLOCKED})
SENT = frozenset(State) - OPEN


def check_state(state: State, wanted: Collection[State], *, to: str) -> None:
    """Refuse to do with a return what its state does not allow; `to` says what, as in "check it"."""
    if state not in wanted:
        names = " or ".join(sorted(one.label.lower() for one in wanted))
        raise NotAReturn(
            f"this return is {state.label.lower()}; to {to} it must be {names}.",
            cure="Look at the return: somebody may have done it already.",
        )


def check_reason(reason: str) -> str:
    """Return a reason, refused where nothing says it."""
    if not reason.strip():
        raise NotAReturn("no reason is given.", where="reason", cure="Say why: the reason is kept and shown.")
    return " ".join(reason.split())[:LONGEST_WORDS]


def window_of(every: Every, period: str) -> Window:
    """Return the months of a period as it is written: 2025/26 Q2, or 2025-07."""
    try:
        if every is Every.QUARTER:
            return Quarter.parse(period.strip()).window
        if every is Every.MONTH:
            month = Month.parse(period.strip())
            return Window(month, month)
    except ValueError:
        pass
    how = "2025/26 Q2" if every is Every.QUARTER else "2025-07"
    raise NotARound(f"“{period}” is not a period of a round.", where="period", cure=f"Write it as {how}.")


def name_of(every: Every, window: Window) -> str:
    """Return a round's name: 2025/26 Q2, or July 2025."""
    return str(Quarter.of(window.first)) if every is Every.QUARTER else window.label


def check_over(window: Window, *, today: date) -> None:
    """Refuse to ask for a period that is not over yet."""
    if window.last.last_day >= today:
        raise NotARound(
            f"{window.label} is not over until {window.last.last_day:%-d %B %Y}.",
            where="period",
            cure="Open the round from the day after.",
        )


def due_on(ends: date, lags: Collection[int | None], *, usual: int, opened: date) -> date:
    """Return the day by which figures of a period are due: the longest lag of any that one return holds.

    A round that is opened late still leaves a fortnight.
    """
    by_lag = ends + timedelta(days=max((usual if lag is None else lag for lag in lags), default=usual))
    return max(by_lag, opened + FORTNIGHT)


def is_late(*, due: date, sent_on: date | None, today: date) -> bool:
    """Return whether a return came, or has still not come, after its day."""
    return (sent_on or today) > due
