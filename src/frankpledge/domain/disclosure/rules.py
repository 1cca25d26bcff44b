"""What may be released to whom: default deny, then primary suppression by the class of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from frankpledge.refusal import Refusal


class Audience(StrEnum):
    """Who will see it."""

    WORKSPACE = "workspace"
    PUBLIC = "public"


class Policy(StrEnum):
    """The class of the data: already public; a partner's; about people in casework."""

    OPEN = "open"
    RESTRICTED = "restricted"
    CASEWORK = "casework"


class State(StrEnum):
    """Whether a cell holds a value, none was there, or it is hidden: three different things."""

    VALUE = "value"
    MISSING = "missing"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class Cell:
    """One number on its way out. `count` says whether it counts people or events, and so can be small."""

    key: str
    value: float | None
    policy: str
    state: str = State.VALUE
    count: bool = True


class NotForRelease(Refusal):
    """These data may not go to that audience."""


def decided(cells: Mapping[str, Cell], *, audience: Audience, threshold: int) -> dict[str, Cell]:
    """Return each cell as it may be shown to the audience; refuse what has no policy that lets it out.

    Open data are published unaltered, since hiding what is public protects nobody. Counts of restricted data from 1 to
    `threshold` are hidden; anything but a count of restricted data (a rate, a share) is refused, since it carries its
    counts with it. Casework never leaves.
    """
    if audience is Audience.WORKSPACE:
        return dict(cells)
    return {key: _for_public(cell, threshold) for key, cell in cells.items()}


def _for_public(cell: Cell, threshold: int) -> Cell:
    if cell.policy == Policy.OPEN:
        return cell
    if cell.policy != Policy.RESTRICTED:
        raise NotForRelease(
            f"“{cell.key}” rests on {cell.policy or 'data of no stated class'}, which is never published.",
            cure="Leave it out, or state the class of its data.",
        )
    if not cell.count:
        raise NotForRelease(
            f"“{cell.key}” is worked out from restricted counts, which it would give away.",
            cure="Publish the counts, or leave it out.",
        )
    if cell.state == State.VALUE and cell.value is not None and 1 <= cell.value <= threshold:
        return Cell(key=cell.key, value=None, policy=cell.policy, state=State.SUPPRESSED)
    return cell
