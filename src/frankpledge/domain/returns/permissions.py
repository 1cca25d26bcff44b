"""Who may see what partners return, ask for it, check it, and put it before the board."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_returns"
    KEEP = "ask_for_returns"
    CHECK = "check_returns"
    PUBLISH = "publish_returns"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER}),
    Capability.KEEP: frozenset({Role.OFFICER}),
    Capability.CHECK: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.PUBLISH: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
}
