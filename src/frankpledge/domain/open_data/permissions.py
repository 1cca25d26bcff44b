"""Who may see what was released and what waits, propose a table, approve another's, and withdraw one."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_releases_to_the_public"
    PROPOSE = "propose_a_table_of_open_data"
    APPROVE = "approve_a_table_of_open_data"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.PROPOSE: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.APPROVE: frozenset({Role.OFFICER}),
}
