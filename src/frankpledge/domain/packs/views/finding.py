"""What every page of a pack stands on: the meeting, its pack as the reader may see it, and the way here."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.queries.reading import item_of, meeting_of
from frankpledge.domain.packs.models import Paper
from frankpledge.domain.packs.permissions import GRANTS, Capability
from frankpledge.domain.packs.queries.papers import closed_items, paper_of
from frankpledge.domain.packs.queries.reading import Seen, pack_of, seen_by
from frankpledge.domain.packs.rules import NoPack
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, check_granted, is_granted
from frankpledge.ground.ui.pages import reader
from frankpledge.ground.ui.parts import Crumb


def crumbs(meeting: Meeting, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of a meeting's pack."""
    slug = meeting.workspace.slug
    return (
        Crumb("This quarter", reverse("web:home", args=(slug,))),
        Crumb("Meetings", reverse("meetings:list", args=(slug,))),
        Crumb(str(meeting), reverse("meetings:one", args=(slug, meeting.pk))),
        *steps,
    )


def pack_crumb(meeting: Meeting, *, here: bool = False) -> Crumb:
    """Return the step of a pack on the way to what lies beneath it."""
    return Crumb("Pack", "" if here else reverse("packs:one", args=(meeting.workspace.slug, meeting.pk)))


def found_meeting(request: HttpRequest, workspace: Workspace, meeting: UUID, capability: Capability) -> Meeting:
    """Return a meeting of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = meeting_of(meeting, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such meeting")
    return found


def found_pack(request: HttpRequest, workspace: Workspace, meeting: UUID) -> Seen:
    """Return the pack of a meeting as the reader may see it; refused where none was built yet."""
    found = found_meeting(request, workspace, meeting, Capability.READ)
    pack = pack_of(found)
    if pack is None:
        raise Http404("the meeting has no pack yet")
    return seen_by(reader(request), pack=pack)


def found_item(request: HttpRequest, workspace: Workspace, meeting: UUID, item: UUID) -> Item:
    """Return an item under which the reader may put a paper; refused where it is withheld from them."""
    found = item_of(item, meeting=found_meeting(request, workspace, meeting, Capability.PREPARE))
    if found is None:
        raise Http404("there is no such item")
    if found.pk in closed_items(found.meeting, reader(request)):
        raise NotPermitted("an interest was declared: this item is withheld from you.")
    return found


def found_paper(request: HttpRequest, workspace: Workspace, paper: UUID, capability: Capability) -> Paper:
    """Return a paper of the workspace that the reader may see."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = paper_of(paper, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such paper")
    return found


def check_shown(seen: Seen, key: str) -> None:
    """Refuse a part that became restricted after the pack was built."""
    if key in seen.closed:
        raise NoPack("this was restricted after the pack was built.", cure="It is built again: try in a minute.")


def may_prepare(request: HttpRequest, workspace: Workspace) -> bool:
    """Return whether the reader may send papers and build packs here."""
    return is_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=reader(request))
