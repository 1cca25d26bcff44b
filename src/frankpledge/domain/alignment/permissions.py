"""Who may see how priorities stand to other bodies' plans, and who keeps and judges them."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_plans_of_other_bodies"
    KEEP = "keep_plans_of_other_bodies"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.KEEP: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
}
