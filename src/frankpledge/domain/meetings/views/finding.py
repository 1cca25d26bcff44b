"""What every page of a meeting stands on: the meeting, the way to it, and what its reader may do and see."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.reading import item_of, meeting_of, withheld
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, check_granted, is_granted
from frankpledge.ground.ui.pages import reader
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of meetings."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Meetings", reverse("meetings:list", args=(workspace.slug,)) if steps else ""), *steps)


def crumb_of(meeting: Meeting) -> Crumb:
    """Return the step of a meeting on the way to what lies beneath it."""
    return Crumb(str(meeting), reverse("meetings:one", args=(meeting.workspace.slug, meeting.pk)))


def found_meeting(request: HttpRequest, workspace: Workspace, meeting: UUID, capability: Capability) -> Meeting:
    """Return a meeting of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = meeting_of(meeting, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such meeting")
    return found


def found_item(request: HttpRequest, meeting: Meeting, item: UUID) -> Item:
    """Return an item of a meeting; refused where it is withheld from the reader."""
    found = item_of(item, meeting=meeting)
    if found is None:
        raise Http404("there is no such item")
    if withheld_here(request, meeting, [found]):
        raise NotPermitted("an interest was declared: this item is withheld from you.")
    return found


def withheld_here(request: HttpRequest, meeting: Meeting, items: list[Item]) -> frozenset[UUID]:
    """Return which of the items are withheld from the reader."""
    minuting = may_minute(request, meeting.workspace)
    return withheld(reader(request), items, workspace=meeting.workspace, minuting=minuting)


def may_minute(request: HttpRequest, workspace: Workspace) -> bool:
    """Return whether the reader may take minutes here."""
    return is_granted(GRANTS, Capability.MINUTE, workspace=workspace, user=reader(request))
