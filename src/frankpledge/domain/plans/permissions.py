"""Who may see and record the steps of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What plans guard."""

    SEE = "see_plan_steps"
    RECORD = "record_plan_steps"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.RECORD: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
}
