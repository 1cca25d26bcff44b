"""What an event must say before it may bend a verdict, and when it may be withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from frankpledge.analysis.periods import Month
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_type


class CannotRegister(Refusal):
    """The event does not say enough, or what it says cannot be."""


class CannotWithdraw(Refusal):
    """The event was withdrawn before, or no reason is given."""


def check_months(first: str, last: str) -> tuple[Month, Month]:
    """Return the months of an event; without a last one it is of its first alone."""
    try:
        begins, ends = Month.parse(first), Month.parse(last or first)
    except ValueError as error:
        raise CannotRegister(f"{error}.", where="months", cure="Write a month as 2025-01.") from error
    if ends < begins:
        raise CannotRegister(f"It ends in {ends.label}, before it begins in {begins.label}.", where="months")
    return begins, ends


def check_kind(kind: str, *, known: Iterable[str]) -> str:
    """Return the kind of an event, refused when there is no such kind."""
    if kind not in known:
        raise CannotRegister(f"“{kind}” is no kind of event.", where="kind", cure=f"Use {', '.join(known)}.")
    return kind


def check_words(words: str, *, where: str) -> str:
    """Return what is said, refused when it is nothing: on a chart an event without words or source proves nothing."""
    if not words.strip():
        raise CannotRegister(f"The {where} is not given.", where=where)
    return words.strip()


def check_types(types: Iterable[str]) -> list[str]:
    """Return the types of crime that an event touches; a name that is no type is refused."""
    return sorted({crime_type(name).name for name in types})


def check_standing(*, withdrawn: bool) -> None:
    """Refuse to withdraw what is withdrawn: it goes on giving the reason that it gave."""
    if withdrawn:
        raise CannotWithdraw("This event was withdrawn before.")


def check_reason(reason: str) -> str:
    """Return the reason for a withdrawal, refused when there is none."""
    if not reason.strip():
        raise CannotWithdraw("A withdrawal needs a reason.", cure="Say why the event does not hold.")
    return reason.strip()
