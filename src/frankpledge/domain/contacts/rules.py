"""What makes a contact, and when it may end."""

from __future__ import annotations

from datetime import date

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words

LONGEST_WORDS = 200


class NotAContact(Refusal):
    """What was given does not make a contact, or a change of one."""


def check_begins(since: date, *, earlier: date | None, today: date) -> None:
    """Refuse a contact from a day still to come, or from before the one that it takes over from."""
    if since > today:
        raise NotAContact(f"{in_words(since)} has not yet come.", cure="Give the day from which it holds.")
    if earlier is not None and since <= earlier:
        raise NotAContact(
            f"the one before it began on {in_words(earlier)}.", cure="Give a later day, so that both can be told apart."
        )


def check_same(*, same: bool) -> None:
    """Refuse a person of another partnership."""
    if not same:
        raise NotAContact("that person is not of this partnership.", cure="Choose from the list.")


def check_address(address: str) -> str:
    """Return an address, refused where there is none to write to."""
    if not address.strip():
        raise NotAContact(
            "there is no address to write to.", cure="Give one, or choose a person who has one in the register."
        )
    return address.strip().lower()


def check_ends(last: date, *, since: date, until: date | None) -> None:
    """Refuse to end what is over, or before it began."""
    if until is not None:
        raise NotAContact("it is over.", cure="There is nothing to end.")
    if last < since:
        raise NotAContact(f"it began on {in_words(since)}.", cure="Give a later day.")
