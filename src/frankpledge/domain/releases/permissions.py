"""Who may load a partnership's own evidence and say how its columns are read."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    REMEMBER_MAPPING = "say_how_columns_are_read"
    LOAD_OWN = "load_own_evidence"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.REMEMBER_MAPPING: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.LOAD_OWN: frozenset({Role.OFFICER, Role.ANALYST}),
}
