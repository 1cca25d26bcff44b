"""What this app adds to the ground."""

from typing import Any

from django.urls import reverse

from frankpledge.domain.matters.rules import Drawn
from frankpledge.domain.meetings.actions.minutes import KIND
from frankpledge.domain.meetings.actions.planning import ItemFacts, add_item
from frankpledge.domain.meetings.actions.sent_up import take_up_sent
from frankpledge.domain.meetings.findable import FINDABLE, MEETING, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.meetings.models import Decision, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.presenters import SHOWN_AT_HOME, decided_lately, met_in_public
from frankpledge.domain.meetings.queries.drawing import body_of
from frankpledge.domain.meetings.queries.reading import coming, decisions_of, withheld
from frankpledge.domain.meetings.rules import ItemKind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.actions import hand_on
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.permissions import Capability as Draft
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.documents.queries import begun_by
from frankpledge.ground.registry import (
    Agenda,
    AgendaRequest,
    Holding,
    HoldingsRequest,
    HomeContribution,
    HomeRequest,
    ListPage,
    NavigationEntry,
)
from frankpledge.ground.telling import DecisionsRequest, Taken

__all__ = [
    "AGENDAS", "AUDIT_SENTENCES", "DECISIONS", "DUTIES", "FINDABLE", "HOLDINGS", "HOME", "LIST_PAGES", "NAVIGATION",
    "ON_EVENT", "PAPER_PAGES", "SUBJECTS", "THREAD", "VERSIONED",
]  # fmt: skip

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


# What may put an escalation on an agenda by itself, or take it off.
_FOLLOWED = {
    "meetings.meeting_planned", "meetings.meeting_moved", "meetings.meeting_cancelled", "meetings.item_added",
    "meetings.item_amended", "meetings.item_removed", "meetings.attendance_recorded",
    "escalations.sent_up", "escalations.handed_on", "escalations.reopened",
}  # fmt: skip


def ON_EVENT(event: Any) -> None:  # noqa: N802 (the name that the ground reads)
    """Mark what was sent up as on the agenda that draws it, and unmark it when the item leaves."""
    if event.verb not in _FOLLOWED or not event.actor:
        return
    body = body_of(event.subject_kind, event.subject)
    take_up_sent(body=body, by=User.objects.get(pk=event.actor))


def _page(paper: Paper) -> str:
    meeting: Meeting = paper.meeting
    return _href(meeting)


PAPER_PAGES = {KIND: _page}


def AGENDAS(asked: AgendaRequest) -> tuple[Agenda, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the meetings to come of a group, each of which takes an item for decision."""
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return ()
    found = coming(asked.body, workspace=asked.workspace, viewer=asked.viewer, on=asked.today)
    return tuple(_agenda(one) for one in found)


def _agenda(one: Meeting) -> Agenda:
    def put(title: str, asks: str, by: Any) -> str:
        item = add_item(meeting=one, given=ItemFacts(title, kind=ItemKind.DECISION, asks=asks), by=by)
        return f"item {item.order}"

    under = one.items.filter(draws=Drawn.SENT_UP).first()
    return Agenda(MEETING, str(one.pk), str(one), one.on, _href(one), put, under=str(under) if under else "")


def DECISIONS(asked: DecisionsRequest) -> tuple[Taken, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the decisions that the viewer may see, the latest first, for whatever stands on one of them."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return ()
    agreed_only = not may_paper(Draft.READ_PAPER, workspace=workspace, user=viewer)
    found = list(decisions_of(workspace=workspace, viewer=viewer, agreed_only=agreed_only))
    minuting = is_granted(GRANTS, Capability.MINUTE, workspace=workspace, user=viewer)
    hidden = withheld(viewer, [one.item for one in found], workspace=workspace, minuting=minuting)
    return tuple(_taken(one, workspace) for one in found if one.item_id not in hidden)


def _taken(one: Decision, workspace: Workspace) -> Taken:
    meeting = one.item.meeting
    href = f"{reverse('meetings:one', args=(workspace.slug, meeting.pk))}#item-{one.item.order}"
    return Taken(str(one.pk), f"{one.body}, decision {one.number}: {one.wording}", meeting.on, href)


def _href(one: Meeting) -> str:
    return reverse("meetings:one", args=(one.workspace.slug, one.pk))


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what was decided lately, to whoever does not read drafts as it stands in agreed minutes."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    agreed_only = not may_paper(Draft.READ_PAPER, workspace=workspace, user=viewer)
    found = list(decisions_of(workspace=workspace, viewer=viewer, agreed_only=agreed_only)[:SHOWN_AT_HOME])
    minuting = is_granted(GRANTS, Capability.MINUTE, workspace=workspace, user=viewer)
    hidden = withheld(viewer, [one.item for one in found], workspace=workspace, minuting=minuting)
    return HomeContribution(
        sections=decided_lately([one for one in found if one.item_id not in hidden], workspace.slug)
    )


def _sees(user: User, workspace: Workspace) -> bool:
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)


LIST_PAGES = (ListPage("meetings:list", "Meetings", ("body", "year"), _sees),)


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the minutes that a person drafted and that are not agreed yet."""
    found = begun_by(asked.person, workspace=asked.workspace, kind=KIND)
    return tuple(_held(one) for one in found)


def _held(paper: Paper) -> Holding:
    return Holding(
        title=f"Minutes not yet agreed: {paper.title}",
        href=_page(paper),
        words="Whoever takes over sees them through to agreement; who wrote them stays on record.",
        hand_over=lambda to, by: hand_on(paper=paper, to=to, by=by),
    )
