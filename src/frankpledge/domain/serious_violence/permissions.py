"""Who may see the serious violence strategy, and who writes it. Approving it is asked of the documents."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_the_serious_violence_strategy"
    WRITE = "write_the_serious_violence_strategy"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER, Role.ADMINISTRATOR}),
    Capability.WRITE: frozenset({Role.OFFICER, Role.LEAD}),
}
