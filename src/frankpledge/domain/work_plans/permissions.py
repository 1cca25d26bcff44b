"""Who may see work plans, keep them, and report on a line."""

from enum import StrEnum

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import Role, is_granted


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_work_plans"
    KEEP = "keep_work_plans"
    REPORT = "report_on_a_line_of_a_work_plan"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT, Role.SCRUTINY, Role.COMMISSIONER},
    Capability.KEEP: frozenset({Role.OFFICER, Role.LEAD}),
    Capability.REPORT: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER, Role.ANALYST}),
}


def may_see(*, workspace: Workspace, user: User) -> bool:
    """Return whether a person may see work plans, for pages that lead there."""
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)
