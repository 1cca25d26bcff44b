"""Who may see what crime is held against, and choose it."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_yardsticks"
    CHOOSE_PEERS = "choose_peers"
    LOAD_WEIGHTS = "load_weights"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.CHOOSE_PEERS: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.LOAD_WEIGHTS: frozenset({Role.OFFICER, Role.ANALYST}),
}
