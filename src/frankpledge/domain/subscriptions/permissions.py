"""Who sees how many residents asked to be told. Who they are is seen by nobody."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    COUNT = "see_counts_of_subscribers"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.COUNT: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER}),
}
