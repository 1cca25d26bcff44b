"""Who may see decision reports, write and agree them, keep their way, and read what is exempt."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from frankpledge.domain.decision_reports.models import Heading, Report
from frankpledge.domain.decision_reports.rules import check_open
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, Role, check_granted, is_granted


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_decision_reports"
    READ = "read_drafts_of_decision_reports"
    WRITE = "write_decision_reports"
    AGREE = "agree_decision_reports"
    KEEP = "keep_the_way_of_decision_reports"
    EXEMPT = "read_exempt_parts"
    SETTLE = "settle_the_practice_of_the_council"


_WRITERS = frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD})
_APPROVERS = frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER})
GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.READ: _WRITERS | _APPROVERS,
    Capability.WRITE: _WRITERS,
    Capability.AGREE: _APPROVERS,
    Capability.KEEP: frozenset({Role.OFFICER, Role.LEAD}),
    Capability.EXEMPT: _APPROVERS,
    Capability.SETTLE: frozenset({Role.OFFICER}),
}


def may(capability: Capability, *, workspace: Workspace, user: Any) -> bool:
    """Return whether a role of the person here is granted the capability."""
    return is_granted(GRANTS, capability, workspace=workspace, user=user)


def check_may_write(heading: Heading, by: User) -> None:
    """Refuse whoever may not write here, a report that is not open, and a withheld part to who may not read it."""
    check_granted(GRANTS, Capability.WRITE, workspace=heading.workspace, user=by)
    if heading.restricted and not may(Capability.EXEMPT, workspace=heading.workspace, user=by):
        raise NotPermitted("this part is withheld: only who may read exempt parts writes in it.")
    check_open(state=Report.objects.select_related("paper").get(pk=heading.report_id).state)
