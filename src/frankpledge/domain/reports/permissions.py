"""Who may see reports of performance, and who drafts them. Approving one is asked of the ground's documents."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_performance_reports"
    WRITE = "write_performance_reports"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER, Role.ANALYST, Role.ADMINISTRATOR}),
    Capability.WRITE: frozenset({Role.OFFICER, Role.LEAD, Role.ANALYST}),
}
