"""Who may see agreements and requests under them, and keep both."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_agreements"
    SEE_REQUESTS = "see_requests_for_information"
    KEEP = "keep_agreements"
    KEEP_REQUESTS = "keep_requests_for_information"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.SEE_REQUESTS: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER, Role.ANALYST}),
    Capability.KEEP: frozenset({Role.OFFICER, Role.LEAD}),
    Capability.KEEP_REQUESTS: frozenset({Role.OFFICER, Role.LEAD, Role.ANALYST}),
}
