"""Names, reasons, and what belongs together."""

from __future__ import annotations

from collections.abc import Iterable

from frankpledge.domain.bodies.rules.kinds import SuccessionKind
from frankpledge.domain.bodies.rules.refusals import NotInOrder, NotNamed, NotTheSame, NotWithoutReason


def check_name(name: str, *, what: str) -> str:
    """Return a name without blanks around it. Refuses none."""
    tidy = " ".join(name.split())
    if not tidy:
        raise NotNamed(f"{what} needs a name.", cure="Write the name that others will see.")
    return tidy


def check_reason(reason: str) -> str:
    """Return why something is put right. Refuses none."""
    tidy = reason.strip()
    if not tidy:
        raise NotWithoutReason(
            "nothing was said of why it is put right.", cure="Say what was wrong: the reason is kept."
        )
    return tidy


def check_standing(*, withdrawn: bool) -> None:
    """Refuse to change what was withdrawn."""
    if withdrawn:
        raise NotInOrder("it was withdrawn as a mistake, and stays as it is.", cure="Record the right one anew.")


def check_together(one: object, other: object, *, what: str) -> None:
    """Refuse two things of different partnerships."""
    if one != other:
        raise NotTheSame(f"{what} belong to different partnerships.", cure="Choose one of this partnership.")


def check_parent(*, body: object, ancestors: Iterable[object]) -> None:
    """Refuse a parent that lies beneath the body itself."""
    if body in set(ancestors):
        raise NotTheSame("a group cannot report to a group that reports to it.", cure="Choose another parent.")


def check_quorum(quorum: int | None) -> None:
    """Refuse a quorum of nobody."""
    if quorum is not None and quorum < 1:
        raise NotInOrder("a quorum of nobody is no quorum.", cure="Leave it out where there is none.")


def check_successors(predecessors: int, successors: int, kind: SuccessionKind) -> None:
    """Refuse a merger of one, a split into one, and a change of name of or into several."""
    least = {SuccessionKind.MERGED: (2, 1), SuccessionKind.SPLIT: (1, 2)}.get(kind, (1, 1))
    most_before = None if kind in (SuccessionKind.MERGED, SuccessionKind.TRANSFERRED) else 1
    most_after = None if kind is SuccessionKind.SPLIT else 1
    few = predecessors < least[0] or successors < least[1]
    many = (most_before and predecessors > most_before) or (most_after and successors > most_after)
    if few or many:
        raise NotInOrder(
            f"{predecessors} before and {successors} after is not an organisation that was {kind.value}.",
            cure="A merger joins two or more into one, a split parts one into two or more, a new name is one for one.",
        )
