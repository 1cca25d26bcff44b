"""Who writes what residents are told of dates and answers, and who approves it."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_the_noticeboard"
    WRITE = "write_on_the_noticeboard"
    APPROVE = "approve_what_the_noticeboard_shows"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER}),
    Capability.WRITE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
    Capability.APPROVE: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER}),
}
