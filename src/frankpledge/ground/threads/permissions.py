"""Who may walk along the thread, and who may tie and untie. What they see there is asked kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What threads guard."""

    SEE = "walk_along_the_thread"
    TIE = "tie_things_together"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.TIE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
}
