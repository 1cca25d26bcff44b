"""What is refused when a partnership is set up."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from frankpledge.refusal import Refusal


class NotFounded(Refusal):
    """A partnership that cannot be founded so, or not by this person."""


class NotSeated(Refusal):
    """A board that cannot be seated so."""


def check_may_found(*, keeps_somewhere: bool, first: bool) -> None:
    """Refuse whoever is officer or administrator nowhere, unless nothing has been founded yet."""
    if not (keeps_somewhere or first):
        raise NotFounded(
            "a partnership is set up by somebody who is officer or administrator of one.",
            cure="Ask whoever runs this installation.",
        )


def check_free(*, area: str, taken: bool) -> None:
    """Refuse an area whose partnership is here."""
    if taken:
        raise NotFounded(f"{area} has its partnership here.", cure="Ask its officer to invite you.")


def check_unseated(*, bodies: int) -> None:
    """Refuse to seat a board where one stands: what is there is changed where it stands."""
    if bodies:
        raise NotSeated("the partnership has a board or a group already.", cure="Change it under Board.")


def check_named(*, names: int) -> None:
    """Refuse a board with nobody at it."""
    if not names:
        raise NotSeated("no authority is named.", cure="Name at least one; the others can be added later.")


def check_known(named: Iterable[str], *, known: Collection[str]) -> None:
    """Refuse an authority that the law does not want at this table."""
    if strange := sorted(set(named) - set(known)):
        raise NotSeated(f"the law wants no “{strange[0]}” here.", cure=f"Name one of: {', '.join(known)}.")
