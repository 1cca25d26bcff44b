"""Who opens the public site, writes its pages, and approves them."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    OPEN = "open_the_public_site"
    SEE = "see_pages_of_the_public_site"
    WRITE = "write_pages_of_the_public_site"
    APPROVE = "approve_pages_of_the_public_site"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.OPEN: frozenset({Role.OFFICER}),
    Capability.SEE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER}),
    Capability.WRITE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
    Capability.APPROVE: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER}),
}
