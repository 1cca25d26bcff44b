"""Who may see what was sent up, send something up, and record the answer."""

from enum import StrEnum

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import Role, is_granted


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_escalations"
    SEND = "send_something_up"
    ANSWER = "answer_what_was_sent_up"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT, Role.SCRUTINY, Role.COMMISSIONER},
    Capability.SEND: frozenset({Role.OFFICER, Role.LEAD}),
    Capability.ANSWER: frozenset({Role.OFFICER, Role.LEAD}),
}


def may_see(*, workspace: Workspace, user: User) -> bool:
    """Return whether a person may see what was sent up, for pages that lead there."""
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)
