"""Who may see what people said, and who keeps the register."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_views"
    KEEP = "keep_the_register_of_views"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.KEEP: frozenset({Role.OFFICER, Role.ANALYST}),
}
