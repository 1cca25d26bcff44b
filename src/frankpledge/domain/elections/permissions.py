"""Who may see the elections here, and who records them."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_elections"
    KEEP = "record_elections"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.KEEP: frozenset({Role.OFFICER}),
}
