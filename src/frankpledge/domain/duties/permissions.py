"""Who may see how the duties stand, prove them, say who answers for them, and subscribe to their dates."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What duties guard."""

    SEE = "see_duties"
    PROVE = "record_evidence_of_duties"
    ASSIGN = "assign_duties"
    SUBSCRIBE = "give_out_calendars_of_duties"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.PROVE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER}),
    Capability.ASSIGN: frozenset({Role.OFFICER}),
    Capability.SUBSCRIBE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
}
