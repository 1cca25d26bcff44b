"""Who may see how a plan is carried out, say how a step stands, and change its date."""

from enum import StrEnum

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import Role, is_granted


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_the_delivery_plan"
    SAY = "say_how_a_step_of_the_plan_stands"
    KEEP = "keep_the_delivery_plan"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.SAY: frozenset({Role.OFFICER, Role.LEAD, Role.ANALYST}),
    Capability.KEEP: frozenset({Role.OFFICER, Role.LEAD}),
}


def may(capability: Capability, *, workspace: Workspace, user: User) -> bool:
    """Return whether a person may do something here, for pages that offer it."""
    return is_granted(GRANTS, capability, workspace=workspace, user=user)
