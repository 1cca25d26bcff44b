"""How often somebody came: of meetings that were held and recorded, and nobody's absence where none was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.domain.meetings.rules import Presence


@dataclass(frozen=True)
class Rate:
    """How often somebody came for a seat or an organisation: of the meetings that were held and recorded."""

    attended: int
    substitutes: int
    of: int

    @property
    def words(self) -> str:
        """Return the rate as it is printed."""
        return f"{self.attended} of {self.of}"


def rate(presences: Iterable[Presence | None]) -> Rate:
    """Return how often somebody came. A meeting without a record of the seat is no absence: None is not counted."""
    told = [one for one in presences if one is not None]
    return Rate(
        attended=sum(one.attended for one in told),
        substitutes=sum(one is Presence.SUBSTITUTE for one in told),
        of=len(told),
    )


def combined(presences: Iterable[Presence]) -> Presence:
    """Return how an organisation of several seats was there: the fullest of them."""
    order = list(Presence)
    return min(presences, key=order.index)
