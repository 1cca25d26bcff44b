"""Who may see meetings, and who prepares and minutes them."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_meetings"
    PREPARE = "prepare_meetings"
    MINUTE = "take_minutes"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.PREPARE: frozenset({Role.OFFICER, Role.LEAD}),
    Capability.MINUTE: frozenset({Role.OFFICER, Role.LEAD}),
}
