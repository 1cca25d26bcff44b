"""What this app adds to the ground."""

from __future__ import annotations

from uuid import UUID

from frankpledge.domain.noticeboard.actions import call_off_with_meeting
from frankpledge.domain.noticeboard.permissions import GRANTS, Capability
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.audit.models import Event
from frankpledge.ground.registry import NavigationEntry

__all__ = ["AUDIT_SENTENCES", "NAVIGATION", "ON_EVENT"]

NAVIGATION = (
    NavigationEntry(
        label="Dates and answers for residents",
        route="noticeboard:list",
        order=95,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="site:list",
    ),
)

AUDIT_SENTENCES = {
    "noticeboard.drafted": "drafted something for residents: {what}, number {number}",
    "noticeboard.approved": "approved something for residents: {what}, number {number}",
    "noticeboard.called_off": "called off something for residents: {what}, number {number}",
}


def ON_EVENT(event: Event) -> None:  # noqa: N802 (the name that the ground reads)
    """Call off what the site tells of a meeting, in the transaction in which it is cancelled."""
    if event.verb == "meetings.meeting_cancelled":
        call_off_with_meeting(meeting=UUID(event.subject))
