"""Who may see plans, write them, and say how far a step was carried out. Approving one is asked of the documents."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import Role, is_granted
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import may as may_paper


class Capability(StrEnum):
    """What plans guard."""

    SEE = "see_plan_steps"
    RECORD = "record_plan_steps"
    WRITE = "write_the_partnership_plan"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.RECORD: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
    Capability.WRITE: frozenset({Role.OFFICER, Role.LEAD}),
}


def may_see(*, workspace: Workspace, user: User) -> bool:
    """Return whether a person may see plans, for pages that lead there."""
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)


def sees_drafts(*, workspace: Workspace, user: User) -> bool:
    """Return whether a person may read a plan before it is approved: whoever reads papers in draft."""
    return may_paper(OfPapers.READ_PAPER, workspace=workspace, user=user)


def may_write(*, workspace: Workspace, user: User) -> bool:
    """Return whether a person may write in plans that are drafts."""
    return is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=user)
