"""Who may read packs, and who sends papers for them."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    READ = "read_packs"
    PREPARE = "prepare_packs"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.READ: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.PREPARE: frozenset({Role.OFFICER, Role.LEAD}),
}
