"""What of meetings can be found, and whose history is told. Of a restricted item nothing is, not even its title.

What was said and decided is found once the minutes are agreed. Until then they are a draft, which not everybody sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.matters.rules import Drawn
from frankpledge.domain.meetings.actions.minuting import DecisionFacts, amend_decision, minute_item
from frankpledge.domain.meetings.actions.planning import ItemFacts, amend_item
from frankpledge.domain.meetings.models import Decision, Item, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.reading import meeting_of, withheld
from frankpledge.domain.meetings.rules import ItemKind, Marking
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind, VersionedKind

__all__ = ["FINDABLE", "SUBJECTS", "VERSIONED"]
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


# ---- how items and decisions stood: for whoever takes minutes, since what they said before is a draft ----------

ITEM_FIELDS = (
    ("title", "Title"), ("kind", "Kind"), ("marking", "Marking"), ("presenter", "Presenter"),
    ("asks", "Decision sought"), ("paper", "Paper"), ("paper_words", "Paper kept elsewhere"), ("draws", "Drawn from"),
    ("minute", "Minute"),
)  # fmt: skip
DECISION_FIELDS = (
    ("wording", "Decision"), ("reason", "Reason"), ("options", "Other options"), ("section_17", "Section 17"),
    ("equality", "Equality"), ("seen", "Figures seen"),
)  # fmt: skip


def _drafted(item: Item | None, workspace: Workspace, viewer: Any, title: str) -> Subject | None:
    may = is_granted(GRANTS, Capability.MINUTE, workspace=workspace, user=viewer)
    if item is None or not may or item.pk in withheld(viewer, [item], workspace=workspace, minuting=True):
        return None
    return Subject(title, f"{_page(workspace, item.meeting)}#item-{item.order}", ())


def _item(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    found = Item.objects.filter(workspace=workspace, pk=UUID(about)).select_related("meeting__body").first()
    return _drafted(found, workspace, viewer, f"Item {found.order}: {found.title}" if found else "")


def _decision(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    rows = Decision.objects.filter(workspace=workspace, pk=UUID(about))
    found = rows.select_related("item__meeting__body").first()
    return _drafted(found.item if found else None, workspace, viewer, str(found) if found else "")


def _put_item_back(item: Item, values: dict[str, Any], by: Any) -> None:
    now = ItemFacts(
        item.title, ItemKind(item.kind), Marking(item.marking), item.presenter, item.asks, item.paper, item.paper_words,
        Drawn(item.draws) if item.draws else None,
    )  # fmt: skip
    kinds: dict[str, Any] = {"kind": ItemKind, "marking": Marking, "draws": lambda one: Drawn(one) if one else None}
    rest = {name: kinds.get(name, lambda one: one)(value) for name, value in values.items() if name != "minute"}
    if rest:
        amend_item(item=item, given=replace(now, **rest), by=by)
    if "minute" in values:
        minute_item(item=item, words=values["minute"], by=by)


def _put_decision_back(decision: Decision, values: dict[str, Any], by: Any) -> None:
    now = DecisionFacts(
        decision.wording, decision.reason, decision.section_17, decision.options, decision.equality, decision.seen
    )
    amend_decision(decision=decision, given=replace(now, **values), by=by)


def _check(row: Item | Decision, user: Any) -> None:
    check_granted(GRANTS, Capability.MINUTE, workspace=row.workspace, user=user)


VERSIONED = (
    VersionedKind(ITEM, Item, ITEM_FIELDS, _item, _put_item_back, _check),
    VersionedKind(DECISION, Decision, DECISION_FIELDS, _decision, _put_decision_back, _check),
)
