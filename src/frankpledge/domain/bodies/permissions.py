"""Who may see who sits where, how to reach them, and who keeps it."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_people_and_bodies"
    SEE_ADDRESSES = "see_e-mail_addresses"
    KEEP = "keep_people_and_bodies"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.SEE_ADDRESSES: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER, Role.ADMINISTRATOR}),
    Capability.KEEP: frozenset({Role.OFFICER}),
}
