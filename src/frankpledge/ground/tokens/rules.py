"""What a token may be made for, how long it lasts, where it stands, and what is written of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum

from frankpledge.refusal import Refusal

TOKEN_BYTES = 32
# Says what it is wherever it turns up: a search for lost secrets finds it.
BEGINS = "frankpledge_"
LONGEST_TOKEN = 100
LONGEST_NAME = 100
ANYWHERE = re.compile(rf"{BEGINS}[A-Za-z0-9_-]+")


class State(StrEnum):
    """Where a token stands."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {State.OPEN: "In use", State.EXPIRED: "Ended", State.REVOKED: "Withdrawn"}[self]


class CannotMake(Refusal):
    """A token that may not be made."""


class NoToken(Refusal):
    """A token that opens nothing: unknown, ended, withdrawn, or of somebody who holds no role: they look the same."""

    def __init__(self) -> None:
        super().__init__(
            "this request carries no token that opens anything.",
            where="Authorization",
            cure="Send “Authorization: Bearer” and a token that has not ended. One is made under Account, Tokens.",
        )


class NotThisToken(Refusal):
    """The token is good, and not for this."""


class TooMany(Refusal):
    """More requests than a token may make in a minute."""

    def __init__(self, *, most: int, seconds: int) -> None:
        super().__init__(
            f"this token has made {most} requests within a minute.", cure=f"Wait {seconds} seconds, then go on."
        )
        self.seconds = seconds


class TokensUnwritten(logging.Filter):
    """Takes tokens out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, without any token."""
        if BEGINS in record.getMessage():
            record.msg, record.args = ANYWHERE.sub(f"{BEGINS}…", record.getMessage()), ()
        return True


def state_of(*, revoked: bool, expires: datetime, now: datetime) -> State:
    """Return where a token stands at a moment."""
    if revoked:
        return State.REVOKED
    return State.EXPIRED if expires <= now else State.OPEN


def check_name(name: str) -> str:
    """Return what a token is called, refused where it is called nothing."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME:
        raise CannotMake("a token is called something.", where="name", cure="Name the program that will use it.")
    return tidy


def check_until(until: date, *, today: date, most_days: int) -> None:
    """Refuse a last day that lies behind us, or further ahead than a token may last."""
    if not 0 <= (until - today).days <= most_days:
        raise CannotMake(
            f"a token lasts {most_days} days at most, and not less than one.",
            where="until",
            cure="Choose a day between today and that.",
        )


def check_parts(parts: Iterable[str], *, known: Collection[str]) -> list[str]:
    """Return what a token reaches, in a lasting order; refused where that is nothing, or not there."""
    chosen = set(parts)
    if not chosen or chosen - set(known):
        raise CannotMake("a token reaches something.", where="parts", cure=f"Choose from: {', '.join(known)}.")
    return [name for name in known if name in chosen]


def check_standing(state: State) -> None:
    """Refuse to withdraw a token that is over."""
    if state is not State.OPEN:
        raise CannotMake(f"this token is over: {state.label.lower()}.", cure="There is nothing to withdraw.")


def check_reaches(part: str, *, reached: Collection[str], writing: bool, writes: bool) -> None:
    """Refuse a part that a token was not made for, and a change by one that only reads."""
    if part not in reached:
        raise NotThisToken(f"this token was not made for “{part}”.", where=part, cure="Make one that reaches it.")
    if writing and not writes:
        raise NotThisToken("this token reads, and changes nothing.", cure="Make one that reads and writes.")
