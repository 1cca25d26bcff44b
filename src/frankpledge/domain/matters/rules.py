"""Which parts of the record an agenda draws on, and what a line of it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Drawn(StrEnum):
    """A part of the record that an item of an agenda draws on."""

    ARISING = "matters_arising"
    ACTIONS = "actions"
    DUTIES = "duties"
    SENT_UP = "escalations"
    WORK_PLAN = "work_plan"

    @property
    def label(self) -> str:
        """Return the part as it is chosen."""
        return LABELS[self]


LABELS = {
    Drawn.ARISING: "Matters arising: what the last meeting agreed",
    Drawn.ACTIONS: "Actions of the body that are late or due",
    Drawn.DUTIES: "Duties of the law that are late or due",
    Drawn.SENT_UP: "Escalations: what other groups sent up and wait for",
    Drawn.WORK_PLAN: "The work plan: lines that are late or due",
}
NOTHING = {
    Drawn.ARISING: "The last meeting agreed no action.",
    Drawn.ACTIONS: "No action is late, and none falls due before the next meeting.",
    Drawn.DUTIES: "No duty is late, and none falls due before the next meeting.",
    Drawn.SENT_UP: "No group waits for an answer.",
    Drawn.WORK_PLAN: "No line of the work plan is late, and none falls due before the next meeting.",
}


@dataclass(frozen=True)
class Span:
    """For which meeting it is asked: its day, and that of the next.

    `agreed`: what the actions came from that the last meeting agreed (`Action.origin_key`).
    """

    on: date
    until: date
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matter:
    """One line of what is before a meeting: what it is, how it stands, and its page."""

    title: str
    words: str
    href: str
    late: bool = False

    def kept(self) -> dict[str, Any]:
        """Return the line as a meeting keeps it."""
        return asdict(self)


def matter_kept(told: Mapping[str, Any]) -> Matter:
    """Return a line from what a meeting kept of it."""
    return Matter(title=told["title"], words=told["words"], href=told["href"], late=told["late"])
