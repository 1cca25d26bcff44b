"""Who compares earlier states, which are working matter, and who erases them. Who puts back is said by the app."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.rules import Role


class Capability(StrEnum):
    """What versions guard."""

    COMPARE = "compare_earlier_states"
    ERASE = "erase_earlier_states"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.COMPARE: frozenset(Role) - {Role.DATA_CONTACT, Role.SCRUTINY, Role.COMMISSIONER},
    Capability.ERASE: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
}
