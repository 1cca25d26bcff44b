"""The papers that people sent for a meeting, and their versions; and from whom what is restricted is withheld."""

from __future__ import annotations

import copy
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.permissions import GRANTS as MEETING_GRANTS
from frankpledge.domain.meetings.permissions import Capability as MeetingCapability
from frankpledge.domain.meetings.queries.reading import items_of, withheld
from frankpledge.domain.meetings.rules import Marking, State
from frankpledge.domain.packs.models import Paper, Version, VersionFile, VersionPage
from frankpledge.domain.packs.rules import NotAPaper
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.accounts.queries import workspaces_of


def papers_of(meeting: Meeting) -> QuerySet[Paper]:
    """Return the papers that stand under an item of a meeting, in the order of the agenda, with their versions."""
    found = Paper.objects.filter(meeting=meeting, item__isnull=False, withdrawn_at__isnull=True)
    found = found.select_related("item", "meeting__workspace", "meeting__body", "recorded_by")
    return found.prefetch_related("versions__sent_by").order_by("item__order", "recorded_at")


def paper_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Paper | None:
    """Return one paper, in the pack or out of it; None where there is none, or the viewer may not see it."""
    found = Paper.objects.filter(pk=identity, workspace=workspace, workspace__in=workspaces_of(viewer))
    whole = found.select_related("item", "meeting__workspace", "meeting__body", "withdrawn_by")
    one = whole.prefetch_related("versions__sent_by").first()
    return None if one is None or is_hidden(one, viewer) else one


def is_hidden(paper: Paper, viewer: User) -> bool:
    """Return whether a paper is withheld from a person: it, or its item, is restricted, and they may not see such."""
    item = paper.item
    if paper.marking == Marking.OPEN and (item is None or item.marking == Marking.OPEN):
        return False
    return (item.pk if item else None) in closed_items(paper.meeting, viewer)


def sendable(meeting: Meeting, viewer: User) -> tuple[Item, ...]:
    """Return the items of a meeting under which a person may put papers: none of a meeting that was cancelled."""
    if meeting.state == State.CANCELLED:
        return ()
    closed = closed_items(meeting, viewer)
    return tuple(one for one in items_of(meeting) if one.pk not in closed)


def closed_items(meeting: Meeting, viewer: User) -> frozenset[UUID | None]:
    """Return of which items of a meeting what is restricted is closed to a person; None stands for what is of none.

    Open are they to whoever takes the minutes and to whoever sat at the table on the day, but for a declared interest.
    """
    minuting = is_granted(MEETING_GRANTS, MeetingCapability.MINUTE, workspace=meeting.workspace, user=viewer)
    of_none = Item(workspace=meeting.workspace, meeting=meeting, order=0, marking=Marking.RESTRICTED)
    restricted = [*(_as_restricted(one) for one in items_of(meeting)), of_none]
    closed = withheld(viewer, restricted, workspace=meeting.workspace, minuting=minuting)
    return frozenset(None if one == of_none.pk else one for one in closed)


def _as_restricted(item: Item) -> Item:
    """Return an item as if all of it were restricted, to ask of whom its restricted papers are withheld."""
    made = copy.copy(item)
    made.marking = Marking.RESTRICTED
    return made


def last_version(paper: Paper) -> Version:
    """Return the newest version of a paper."""
    versions = list(paper.versions.all())
    if not versions:
        raise NotAPaper("it has no version.")
    return versions[-1]


def version_of(paper: Paper, number: int) -> Version | None:
    """Return one version of a paper."""
    return paper.versions.filter(number=number).first()


def file_of(version: Version) -> VersionFile:
    """Return the file of a version: as it came, and as it may be shown."""
    return VersionFile.objects.get(version=version)


def pages_of(version: Version) -> QuerySet[VersionPage]:
    """Return the pages of a version in order, without their pictures."""
    return VersionPage.objects.filter(version=version).defer("picture").order_by("number")


def pictured_pages(version: Version) -> QuerySet[VersionPage]:
    """Return the pages of a version in order, with their pictures."""
    return VersionPage.objects.filter(version=version).order_by("number")


def page_of(version: Version, number: int) -> VersionPage | None:
    """Return one page of a version with its picture."""
    return VersionPage.objects.filter(version=version, number=number).first()
