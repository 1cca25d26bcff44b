"""Meetings in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.matters.rules import NOTHING, Drawn, Matter
from frankpledge.domain.meetings.models import Decision, Item, Meeting
from frankpledge.domain.meetings.queries.attending import (
    SeatLine,
    public_meetings,
    seniors,
    sitting,
)
from frankpledge.domain.meetings.rules import ItemKind, Kind, Marking, State
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.registry import HomeSection, Seen, SeenRequest
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Column, Row, Table
from frankpledge.statute.deadlines import in_words

DECISION_HEAD = (
    "body", "number", "on", "item", "decision", "reason", "other_options", "section_17", "equality", "figures_seen",
)  # fmt: skip

SHOWN_AT_HOME = 3


def state_cell(meeting: Meeting) -> str:
    """Return how a meeting stands, with its minutes."""
    if meeting.state == State.CANCELLED:
        return component("tag", words="Cancelled")
    if meeting.state == State.PLANNED:
        return "Planned"
    minutes = meeting.minutes.state if meeting.minutes else ""
    return {
        "": "Held, minutes being taken",
        PaperState.DRAFT: "Held, minutes in draft",
        PaperState.IN_REVIEW: "Minutes out for agreement",
        PaperState.APPROVED: component("tag", words="Minutes agreed", kind="done"),
    }[minutes]


def meetings_table(meetings: Iterable[Meeting], slug: str) -> Table:
    """Return meetings as a table."""
    rows = tuple(
        Row(
            (
                f"{one.body.name}, {in_words(one.on)}",
                Kind(one.kind).label,
                one.place or "–",
                state_cell(one),
            ),
            href=reverse("meetings:one", args=(slug, one.pk)),
        )
        for one in meetings
    )
    columns = (Column("Meeting"), Column("Kind"), Column("Place"), Column("State"))
    return Table("Meetings", columns, rows, caption_hidden=True)


# ---- one meeting ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ItemPart:
    """An item on the page of its meeting: what is asked, what was said, decided and undertaken."""

    item: Item
    note: str
    withheld: bool
    paragraphs: tuple[str, ...]
    interests: tuple[str, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]
    drawn: tuple[Matter, ...]
    none_drawn: str
    first: bool = False
    last: bool = False


def item_parts(
    items: list[Item],
    actions: Iterable[Action],
    withheld: frozenset[UUID],
    *,
    agenda_only: bool,
    drawn: Mapping[UUID, tuple[Matter, ...]],
) -> tuple[ItemPart, ...]:
    """Return the items as the page shows them: nothing of one that is withheld, and of an agenda no minutes."""
    told = list(actions)
    return tuple(
        replace(
            _part(one, told, drawn.get(one.pk), hidden=one.pk in withheld, silent=agenda_only),
            first=at == 0,
            last=at == len(items) - 1,
        )
        for at, one in enumerate(items)
    )


def _part(
    item: Item, actions: list[Action], drawn: tuple[Matter, ...] | None, *, hidden: bool, silent: bool
) -> ItemPart:
    quiet = hidden or silent
    decisions = () if quiet else tuple(item.decisions.all())
    keys = {f"item:{item.pk}", *(f"decision:{one.pk}" for one in decisions)}
    return ItemPart(
        item=item,
        note=" · ".join(filter(None, _notes(item, hidden=hidden))),
        withheld=hidden,
        paragraphs=() if quiet else tuple(part for part in item.minute.split("\n\n") if part.strip()),
        interests=() if silent else tuple(f"{one.seat.name} declared an interest" for one in item.interests.all()),
        decisions=decisions,
        actions=() if quiet else tuple(one for one in actions if one.origin_key in keys),
        drawn=drawn or (),
        none_drawn=NOTHING[Drawn(item.draws)] if drawn == () else "",
    )


def _notes(item: Item, *, hidden: bool) -> Iterable[str]:
    yield ItemKind(item.kind).label
    if item.marking == Marking.RESTRICTED:
        yield f"restricted: {item.restricted_because}" if item.restricted_because else "restricted"
    if not hidden:
        yield item.presenter
        yield f"sought: {item.asks}" if item.asks else ""


def seats_table(lines: Iterable[SeatLine]) -> Table:
    """Return who came to a meeting."""
    rows = tuple(
        Row(
            (
                line.seat.name,
                line.organisation,
                line.presence.label if line.presence else component("absent", kind="missing"),
                line.name or "–",
            )
        )
        for line in lines
    )
    columns = (Column("Seat"), Column("Held by"), Column("Attendance"), Column("Who"))
    return Table("Attendance", columns, rows, caption_hidden=True)


def met_in_public(asked: SeenRequest) -> Iterator[Seen]:
    """Yield each public meeting of the year to which every responsible authority sent a senior person."""
    window = FinancialYear.parse(asked.year).window
    for meeting in public_meetings(workspace=asked.workspace, window=window):
        found = seniors(sitting(meeting))
        if found.there and not found.lacking:
            href = reverse("meetings:one", args=(asked.workspace.slug, meeting.pk))
            yield Seen(key=asked.year, on=meeting.on, words=f"Public meeting. {found.words}", href=href)


# ---- decisions ----------------------------------------------------------------------------------------------------


def decisions_table(decisions: Iterable[Decision], slug: str) -> Table:
    """Return decisions as a table."""
    rows = tuple(
        Row(
            (f"{one.number}. {one.wording}", one.body.name, in_words(one.item.meeting.on), one.reason),
            href=f"{reverse('meetings:one', args=(slug, one.item.meeting_id))}#item-{one.item.order}",
        )
        for one in decisions
    )
    columns = (Column("Decision"), Column("Body"), Column("On"), Column("Reason"))
    return Table("Decisions", columns, rows, caption_hidden=True)


def decisions_listing(decisions: Iterable[Decision], *, today: date) -> Listing:
    """Return decisions as a list that leaves."""
    rows = tuple(
        (
            one.body.name, one.number, one.item.meeting.on, one.item.title, one.wording, one.reason, one.options,
            one.section_17, one.equality, str(one.seen) if one.seen else None,
        )
        for one in decisions
    )  # fmt: skip
    return Listing("decisions", f"Decisions to {in_words(today)}", DECISION_HEAD, rows, today)


def decided_lately(decisions: Iterable[Decision], slug: str) -> tuple[HomeSection, ...]:
    """Return the newest decisions to stand on "This quarter"; nothing where none was taken."""
    links = tuple(
        Choice(
            words=one.wording,
            href=f"{reverse('meetings:one', args=(slug, one.item.meeting_id))}#item-{one.item.order}",
            note=f"{one.body.name}, {in_words(one.item.meeting.on)}",
        )
        for one in decisions
    )
    context = {"links": links, "slug": slug}
    return (HomeSection("Decided last", "meetings/decided.html", context, order=60),) if links else ()
