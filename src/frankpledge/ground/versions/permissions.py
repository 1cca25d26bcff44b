"""Who compares earlier states, which are working matter, and who erases them. Who puts back is said by the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from frankpledge.ground.accounts.permissions import C, check_granted
from frankpledge.ground.accounts.rules import Role


class Capability(StrEnum):
    """What versions guard."""

    COMPARE = "compare_earlier_states"
    ERASE = "erase_earlier_states"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.COMPARE: frozenset(Role) - {Role.DATA_CONTACT, Role.SCRUTINY, Role.COMMISSIONER},
    Capability.ERASE: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
}


def kept_by(
    grants: Mapping[C, frozenset[Role]], capability: C, *also: Callable[[Any], object]
) -> Callable[[Any, Any], None]:
    """Return what refuses whoever lacks an app's capability, and a row that one of `also` refuses as it stands."""

    def check(row: Any, user: Any) -> None:
        check_granted(grants, capability, workspace=row.workspace, user=user)
        for stands in also:
            stands(row)

    return check
