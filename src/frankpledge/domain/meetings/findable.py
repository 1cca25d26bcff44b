"""What of meetings can be found, and whose history is told. Of a restricted item nothing is, not even its title.

What was said and decided is found once the minutes are agreed. Until then they are a draft, which not everybody sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.matters.rules import Drawn
from frankpledge.domain.meetings.actions.minuting import DecisionFacts, amend_decision, minute_item
from frankpledge.domain.meetings.actions.planning import ItemFacts, amend_item, move_meeting
from frankpledge.domain.meetings.models import Decision, Item, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.reading import (
    decisions_of,
    meeting_of,
    meetings_of,
    minutes_closed,
    withheld,
)
from frankpledge.domain.meetings.rules import ItemKind, Marking, check_not_closed, check_state
from frankpledge.domain.meetings.rules import State as MeetingState
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.permissions import Capability as Draft
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act
from frankpledge.statute.deadlines import in_words

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
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


# ---- how a meeting stood until it was held, and items and decisions until the minutes were sent: these for whoever
# takes minutes, since what they said before is a draft ----------------------------------------------------------

MEETING_FIELDS = (
    ("on", "Day"), ("starts", "Begins at"), ("place", "Place"), ("state", "State"), ("because", "Why it is cancelled"),
)  # fmt: skip
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


_amend_item = by_act(
    amend_item, "item", ItemFacts, now={"because": lambda item: item.restricted_because},
    typed={"kind": ItemKind, "marking": Marking, "draws": lambda one: Drawn(one) if one else None},
)  # fmt: skip


def _put_item_back(item: Item, values: Mapping[str, Any], by: Any) -> None:
    rest = {name: value for name, value in values.items() if name != "minute"}
    if rest:
        _amend_item(item, rest, by)
    if "minute" in values:
        minute_item(item=item, words=values["minute"], by=by)


def _planned(meeting: Meeting) -> None:
    check_state(MeetingState(meeting.state), wanted=(MeetingState.PLANNED,), deed="put back")
    check_not_closed(closed=minutes_closed(meeting))


def _not_sent(row: Item | Decision) -> None:
    """Refuse to put back over minutes that are out for agreement, or agreed."""
    check_not_closed(closed=minutes_closed(row.meeting if isinstance(row, Item) else row.item.meeting))


_MINUTED = kept_by(GRANTS, Capability.MINUTE, _not_sent)
VERSIONED = (
    VersionedKind(
        MEETING, Meeting, MEETING_FIELDS, _meeting, by_act(move_meeting, "meeting", names=("on", "starts", "place")),
        kept_by(GRANTS, Capability.PREPARE, _planned), fixed=("state", "because"),
    ),
    VersionedKind(ITEM, Item, ITEM_FIELDS, _item, _put_item_back, _MINUTED),
    VersionedKind(
        DECISION, Decision, DECISION_FIELDS, _decision, by_act(amend_decision, "decision", DecisionFacts), _MINUTED
    ),
)  # fmt: skip


# ---- on the thread: of a restricted item nothing, for whoever may not read it ----------------------------------

ACTION, EDITION = Action._meta.label_lower, Edition._meta.label_lower


def _meeting_places(asked: PlacesAsked) -> Iterator[Place]:
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return
    for one in asked.among(meetings_of(workspace=workspace, viewer=viewer)):
        yield Place(Ref(MEETING, str(one.pk)), str(one), _page(workspace, one), words=MeetingState(one.state).label,
                    whose=one.body.name, over=one.state != MeetingState.PLANNED, on=one.on)  # fmt: skip


def _decision_places(asked: PlacesAsked) -> Iterator[Place]:
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return
    drafts = may_paper(Draft.READ_PAPER, workspace=workspace, user=viewer)
    found = list(asked.among(decisions_of(workspace=workspace, viewer=viewer, agreed_only=not drafts)))
    minuting = is_granted(GRANTS, Capability.MINUTE, workspace=workspace, user=viewer)
    hidden = withheld(viewer, [one.item for one in found], workspace=workspace, minuting=minuting)
    for one in found:
        if one.item_id not in hidden:
            meeting = one.item.meeting
            href = f"{_page(workspace, meeting)}#item-{one.item.order}"
            yield Place(Ref(DECISION, str(one.pk)), f"Decision {one.number}: {one.wording}", href,
                        words=f"Decided on {in_words(meeting.on)}", whose=one.body.name, on=meeting.on)  # fmt: skip


def _held_at(workspace: Workspace) -> Iterator[Implied]:
    """Yield which decision was taken at which meeting, with which edition before it, and to answer what."""
    kept = Decision.objects.filter(workspace=workspace)
    numbered: dict[tuple[UUID, int | None], Ref] = {}
    for pk, meeting, seen, body, number in kept.values_list("pk", "item__meeting_id", "seen_id", "body_id", "number"):
        decision = Ref(DECISION, str(pk))
        numbered[body, number] = decision
        yield Implied(Ref(MEETING, str(meeting)), decision, "it was taken there")
        if seen is not None:
            yield Implied(Ref(EDITION, str(seen)), decision, "it lay before whoever decided")
    answered = Escalation.objects.filter(workspace=workspace, decision__isnull=False)
    for pk, body, said in answered.values_list("pk", "to_body_id", "decision"):
        if (body, said) in numbered:
            yield Implied(Ref("escalations.escalation", str(pk)), numbered[body, said], "it answered what was sent up")


def _agreed(workspace: Workspace) -> Iterator[Implied]:
    """Yield which action was agreed with which decision, or else at which meeting."""
    meetings = {str(pk): str(of) for pk, of in Item.objects.filter(workspace=workspace).values_list("pk", "meeting_id")}
    for action, key in (
        Action.objects.filter(workspace=workspace).exclude(origin_key="").values_list("pk", "origin_key")
    ):
        kind, _, about = key.partition(":")
        if kind == "decision":
            yield Implied(Ref(DECISION, about), Ref(ACTION, str(action)), "it was agreed with the decision")
        elif about in meetings:
            yield Implied(Ref(MEETING, meetings[about]), Ref(ACTION, str(action)), "it was agreed there")


THREAD = (
    PlaceKind(MEETING, "a meeting", "Meetings", Stage.DECISION, _meeting_places, _agreed),
    PlaceKind(DECISION, "a decision", "Decisions", Stage.DECISION, _decision_places, _held_at),
)
