"""What this app adds to the ground."""

from django.urls import reverse

from frankpledge.domain.meetings.actions.minutes import KIND
from frankpledge.domain.meetings.findable import FINDABLE, SUBJECTS
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.presenters import met_in_public
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.registry import NavigationEntry

__all__ = ["AUDIT_SENTENCES", "DUTIES", "FINDABLE", "NAVIGATION", "PAPER_PAGES", "SUBJECTS"]

DUTIES = {"CSP-13": met_in_public}

NAVIGATION = (
    NavigationEntry(
        label="Meetings",
        route="meetings:list",
        order=40,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "meetings.meeting_planned": "planned a meeting of {body} on {on}",
    "meetings.meeting_moved": "moved a meeting from {was} to {on}",
    "meetings.meeting_cancelled": "cancelled the meeting of {on}",
    "meetings.item_added": "put item {number} on an agenda",
    "meetings.item_amended": "put item {number} of an agenda right",
    "meetings.item_moved": "moved an item of an agenda from place {was} to {now}",
    "meetings.item_removed": "took item {number} off an agenda",
    "meetings.attendance_recorded": "wrote down who was there: {attended} of {seats} seats",
    "meetings.interest_declared": "wrote down an interest that was declared in item {number}",
    "meetings.item_minuted": "took minutes of item {number}",
    "meetings.decision_recorded": "recorded decision {number} under item {item}",
    "meetings.decision_amended": "put decision {number} right",
    "meetings.minutes_sent": "sent the minutes of {on} for agreement",
}


def _page(paper: Paper) -> str:
    meeting: Meeting = paper.meeting
    return reverse("meetings:one", args=(meeting.workspace.slug, meeting.pk))


PAPER_PAGES = {KIND: _page}
