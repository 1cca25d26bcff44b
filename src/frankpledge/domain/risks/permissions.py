"""Who may see the risk register, keep it, and review a risk."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_the_risk_register"
    KEEP = "keep_the_risk_register"
    REVIEW = "review_a_risk"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT, Role.SCRUTINY, Role.COMMISSIONER},
    Capability.KEEP: frozenset({Role.OFFICER, Role.LEAD}),
    Capability.REVIEW: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER, Role.ANALYST}),
}
