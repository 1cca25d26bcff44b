"""What of meetings can be found, and whose history is told. Of a restricted item nothing is, not even its title.

What was said and decided is found once the minutes are agreed. Until then they are a draft, which not everybody sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.meetings.models import Decision, Item, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.reading import meeting_of
from frankpledge.domain.meetings.rules import Marking
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
MEETING, ITEM, DECISION = (model._meta.label_lower for model in (Meeting, Item, Decision))


def _meetings(workspace: Workspace, _about: str) -> Iterator[Findable]:
    found = Meeting.objects.filter(workspace=workspace).select_related("body").prefetch_related("items")
    for one in found:
        agenda = "; ".join(item.title for item in one.items.all() if item.marking == Marking.OPEN)
        text = " ".join(filter(None, [one.place, one.because, agenda and f"{agenda}."]))
        yield Findable(str(one.pk), str(one), text, _page(workspace, one), one.recorded_at)


def _items(workspace: Workspace, _about: str) -> Iterator[Findable]:
    found = Item.objects.filter(
        workspace=workspace, marking=Marking.OPEN, meeting__minutes__state=PaperState.APPROVED
    ).exclude(minute="")
    for one in found.select_related("meeting__body"):
        href = f"{_page(workspace, one.meeting)}#item-{one.order}"
        yield Findable(str(one.pk), f"{one.title}: {one.meeting}", one.minute, href, one.meeting.recorded_at)


def _decisions(workspace: Workspace, _about: str) -> Iterator[Findable]:
    found = Decision.objects.filter(
        workspace=workspace, item__marking=Marking.OPEN, item__meeting__minutes__state=PaperState.APPROVED
    )
    for one in found.select_related("item__meeting__body"):
        said = (one.wording, one.reason, one.options, one.section_17, one.equality)
        href = f"{_page(workspace, one.item.meeting)}#item-{one.item.order}"
        title = f"Decision {one.number}: {one.item.title}, {one.item.meeting}"
        yield Findable(str(one.pk), title, " ".join(filter(None, said)), href, one.recorded_at)


def _page(workspace: Workspace, one: Meeting) -> str:
    return reverse("meetings:one", args=(workspace.slug, one.pk))


_SEEN, _CHANGED = GRANTS[Capability.SEE], ("meetings.", "documents.")
FINDABLE = (
    FindableKind(MEETING, "Meetings", _SEEN, _meetings, order=1, after=_CHANGED),
    FindableKind(DECISION, "Decisions", _SEEN, _decisions, order=2, after=_CHANGED),
    FindableKind(ITEM, "Agreed minutes", _SEEN, _items, order=3, after=_CHANGED),
)


# ---- whose history is told -------------------------------------------------------------------------------------


def _meeting(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = meeting_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    items = tuple(str(item) for item in one.items.values_list("pk", flat=True))
    return Subject(str(one), _page(workspace, one), ((MEETING, (about,)), (ITEM, items)))


SUBJECTS = (SubjectKind(MEETING, "a meeting", _meeting),)
