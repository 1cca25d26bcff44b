"""What may be released to whom: default deny, and nothing restricted but by the gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.disclosure import disclosure


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


EXEMPT = "exempt"  # the class under which the register keeps what a law has published as it is


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


def decided(cells: Mapping[str, Cell], *, audience: Audience) -> dict[str, Cell]:
    """Return each cell as it may be shown to the audience; refuse what has no policy that lets it out.

    Open data are published unaltered, since hiding what is public protects nobody. Anything restricted is refused: its
    counts leave in the fixed tables alone, tried against all that was released before, and a rate or a share carries
    its counts with it. Casework never leaves.
    """
    if audience is Audience.WORKSPACE:
        return dict(cells)
    return {key: _for_public(cell) for key, cell in cells.items()}


def _for_public(cell: Cell) -> Cell:
    known = disclosure().class_of(cell.policy)
    if known is None or not known.publishable:
        raise NotForRelease(
            f"“{cell.key}” rests on {cell.policy or 'data of no stated class'}, which is never published.",
            cure="Leave it out, or state the class of its data.",
        )
    if not known.hides_small_counts:
        return cell
    if not cell.count:
        raise NotForRelease(
            f"“{cell.key}” is worked out from restricted counts, which it would give away.",
            cure="Leave it out, and publish the counts as a table of open data.",
        )
    raise NotForRelease(
        f"“{cell.key}” is a count of restricted data, not tried against what was released before.",
        cure="Leave it out, and publish its table as open data: there it is tried, and a second person approves it.",
    )


def exempted(register: str, counts: Mapping[str, int | None]) -> dict[str, Cell]:
    """Return counts of a register as cells of a public release, refused where no law has one published as it is.

    A count that is not known is missing, and not nothing.
    """
    policy = disclosure()
    for name in counts:
        if not policy.is_exempt(register, name):
            raise NotForRelease(
                f"No law has “{name}” published as it is.",
                cure="Publish it as a table of open data: there it is tried.",
            )
    return {
        name: Cell(name, value, EXEMPT, State.MISSING if value is None else State.VALUE)
        for name, value in counts.items()
    }


def check_two(*, proposed_by: object, by: object) -> None:
    """Refuse to let whoever proposed a release approve it."""
    if proposed_by == by:
        raise NotForRelease("You proposed this release yourself.", cure="Another officer approves it.")


def check_head(tried: int | None, now: int | None) -> None:
    """Refuse a release that was tried before another one was made: together they could give something away."""
    if tried != now:
        raise NotForRelease(
            "Another release of these data was made meanwhile.", cure="Try it again: it is then attacked with that one."
        )
