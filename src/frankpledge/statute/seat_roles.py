"""Which role a seat brings with it until an officer says otherwise: our own arrangement, not the law's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from frankpledge.statute.load import record, toml

FILE = "seat_roles.toml"


@dataclass(frozen=True)
class SeatRule:
    """A role, and the seats that bring it. `chairs`: only to whoever chairs the body."""

    bodies: tuple[str, ...]
    standings: tuple[str, ...]
    parts: tuple[str, ...]
    chairs: bool
    role: str


@cache
def seat_rules() -> tuple[SeatRule, ...]:
    """Return every rule, read once from the definitions."""
    return tuple(record(SeatRule, one, where=f"{FILE}, {one['role']}") for one in toml(FILE)["rule"])


def roles_brought(*, body: str, standing: str, part: str, chairs: bool) -> tuple[str, ...]:
    """Return the roles that a part in such a seat of such a body brings; none where nothing is said of it."""
    fitting = (
        rule
        for rule in seat_rules()
        if body in rule.bodies and standing in rule.standings and part in rule.parts and (chairs or not rule.chairs)
    )
    return tuple(dict.fromkeys(rule.role for rule in fitting))
