"""Who erases earlier states. Who sees and who puts back is said by the app that a thing belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.rules import Role


class Capability(StrEnum):
    """What versions guard."""

    ERASE = "erase_earlier_states"


GRANTS: Mapping[Capability, frozenset[Role]] = {Capability.ERASE: frozenset({Role.OFFICER, Role.ADMINISTRATOR})}
