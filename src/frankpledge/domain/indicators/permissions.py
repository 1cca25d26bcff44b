"""Who may see the indicators, keep the register, write values down, and let a value stand before the board."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_indicators"
    KEEP = "keep_the_register_of_indicators"
    RECORD = "record_values_of_indicators"
    PUBLISH = "put_values_before_the_board"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.KEEP: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.RECORD: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.PUBLISH: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
}
