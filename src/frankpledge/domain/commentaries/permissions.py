"""Who may read commentaries, write them, and approve what another wrote."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_commentaries"
    WRITE = "write_commentaries"
    APPROVE = "approve_commentaries"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER, Role.ANALYST, Role.ADMINISTRATOR}),
    Capability.WRITE: frozenset({Role.OFFICER, Role.LEAD, Role.ANALYST}),
    Capability.APPROVE: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER}),
}
