"""Who may see the register of campaigns, and keep it."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_the_register_of_campaigns"
    KEEP = "keep_the_register_of_campaigns"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.KEEP: frozenset({Role.OFFICER, Role.LEAD}),
}
