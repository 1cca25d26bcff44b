"""Who may see the action log, keep it, and report on it."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_the_action_log"
    KEEP = "keep_the_action_log"
    REPORT = "report_on_an_action"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT, Role.SCRUTINY, Role.COMMISSIONER},
    Capability.KEEP: frozenset({Role.OFFICER, Role.LEAD}),
    Capability.REPORT: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER, Role.ANALYST}),
}
