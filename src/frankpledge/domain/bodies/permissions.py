"""Who may see who sits where, and who keeps it."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_people_and_bodies"
    KEEP = "keep_people_and_bodies"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.KEEP: frozenset({Role.OFFICER}),
}
