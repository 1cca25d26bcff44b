"""What the pack of a meeting is built from as things stand: its parts in order, each with a digest of its state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from frankpledge.domain.matters.rules import Matter
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.queries.attending import SeatLine, sitting
from frankpledge.domain.meetings.queries.drawing import drawn_for_papers
from frankpledge.domain.meetings.queries.reading import items_of, last_before, minutes_edition
from frankpledge.domain.meetings.rules import ItemKind, Kind, Marking
from frankpledge.domain.packs.models import Paper, Version
from frankpledge.domain.packs.queries.papers import last_version, papers_of
from frankpledge.domain.packs.rules import RECORD_BECAUSE, RECORD_KEY, Held, is_secret
from frankpledge.domain.packs.rules import Kind as PartKind
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.models import Paper as Draft
from frankpledge.statute.deadlines import in_words

_MADE = "2"
"""Counts up when the same source would make other pages, so that packs are built again."""
FRONT, MINUTES = "front", "minutes"
NO_REASON = "No reason was written down."
FRONT_BECAUSE = "It names what is restricted."
DRAFT_BECAUSE = "Draft minutes, which nobody has agreed yet. They are open once they are agreed."


@dataclass(frozen=True)
class SourcePart:
    """A part to be built: what it is of, and which state of it. `note` is shown beside its title."""

    key: str
    kind: PartKind
    title: str
    note: str
    digest: str
    item: Item | None = None
    kept: Edition | Draft | None = None
    paper: Paper | None = None
    version: Version | None = None
    drawn: tuple[Matter, ...] = ()
    restricted: bool = False
    because: str = ""

    @property
    def secret(self) -> bool:
        """Return whether it is restricted for what it says, and not only as of the record."""
        return is_secret(restricted=self.restricted, because=self.because)

    def held(self) -> Held:
        """Return the part as a build keeps it."""
        version = f"version {self.version.number}" if self.version else ""
        if isinstance(self.kept, Edition):
            version = f"edition {self.kept.number}"
        return Held(
            key=self.key,
            title=self.title,
            digest=self.digest,
            item=self.item.order if self.item else None,
            version=version,
            said=self.version.changed if self.version else "",
            restricted=self.restricted,
        )


@dataclass(frozen=True)
class AgendaLine:
    """An item as the agenda prints it. Of a `closed` one the open version says nothing but its title."""

    identity: UUID
    number: int
    title: str
    asks: str
    presenter: str
    kept_elsewhere: str
    decision: bool
    closed: bool
    because: str


@dataclass(frozen=True)
class Source:
    """All that a pack is built from. `digest` changes whenever anything does that the pack shows."""

    meeting: Meeting
    agenda: tuple[AgendaLine, ...]
    seats: tuple[SeatLine, ...]
    parts: tuple[SourcePart, ...]
    digest: str


def source_of(meeting: Meeting) -> Source:
    """Return what the pack of a meeting is built from, as things stand now."""
    items = list(items_of(meeting))
    agenda = tuple(_line(one) for one in items)
    seats = tuple(sitting(meeting).lines)
    papers = (*_minutes(meeting, items), *_papers(meeting, items))
    front = _front(meeting, agenda, seats)
    secret = any(one.secret for one in papers) or any(one.closed for one in agenda)
    if secret or any(one.restricted for one in papers):
        front = replace(front, restricted=True, because=FRONT_BECAUSE if secret else RECORD_BECAUSE)
    parts = (front, *papers)
    told = [[one.key, one.title, one.note, one.digest, one.restricted, one.because] for one in parts]
    return Source(meeting, agenda, seats, parts, _digest(told))


def _line(item: Item) -> AgendaLine:
    kind, closed = ItemKind(item.kind), item.marking == Marking.RESTRICTED
    return AgendaLine(
        identity=item.pk,
        number=item.order,
        title=item.title,
        asks=f"{kind.label}: {item.asks}" if item.asks else kind.label,
        presenter=item.presenter,
        kept_elsewhere=item.paper_words,
        decision=bool(item.asks) or kind is ItemKind.DECISION,
        closed=closed,
        because=(item.restricted_because or NO_REASON) if closed else "",
    )


def _front(meeting: Meeting, agenda: tuple[AgendaLine, ...], seats: tuple[SeatLine, ...]) -> SourcePart:
    facts = [
        [str(meeting), meeting.kind, str(meeting.starts), meeting.place],
        [[one.number, one.title, one.asks, one.presenter, one.kept_elsewhere, one.closed] for one in agenda],
        [[line.seat.name, line.organisation, sitter(line)] for line in seats],
    ]
    note = f"{Kind(meeting.kind).label}, {in_words(meeting.on)}"
    return SourcePart(FRONT, PartKind.FRONT, "Agenda and papers", note, _digest(facts))


def sitter(line: SeatLine) -> str:
    """Return who represents a seat, nothing where nobody does."""
    return line.seat.representative.name if line.seat.representative else ""


def _minutes(meeting: Meeting, items: list[Item]) -> Iterator[SourcePart]:
    last = last_before(meeting)
    if last is None or last.minutes is None:
        return
    edition = minutes_edition(last)
    if edition is not None and edition.pk in {one.paper_id for one in items}:
        return
    title = f"Minutes of {in_words(last.on)}"
    if edition is not None:
        yield SourcePart(MINUTES, PartKind.MINUTES, title, "Agreed", edition.digest, kept=edition)
        return
    draft = last.minutes
    yield SourcePart(
        MINUTES, PartKind.MINUTES, title, "Draft", draft.digest, kept=draft, restricted=True, because=DRAFT_BECAUSE
    )


def _papers(meeting: Meeting, items: list[Item]) -> Iterator[SourcePart]:
    sent: dict[UUID | None, list[Paper]] = {}
    for paper in papers_of(meeting):
        sent.setdefault(paper.item_id, []).append(paper)
    drawn = drawn_for_papers(items, meeting)
    for item in items:
        if drawn.get(item.pk):
            yield _record(item, drawn[item.pk])
        if item.paper is not None:
            yield _edition(item, item.paper)
        yield from (_sent(item, paper) for paper in sent.get(item.pk, ()))


def _record(item: Item, drawn: tuple[Matter, ...]) -> SourcePart:
    """Return what an item takes from the record as a part of its own: not for readers who may not see the logs."""
    closed = item.marking == Marking.RESTRICTED
    count = f"{len(drawn)} {'matter' if len(drawn) == 1 else 'matters'}"
    return SourcePart(
        f"{RECORD_KEY}{item.pk.hex}",
        PartKind.RECORD,
        f"From the record: {item.title}"[:300],
        f"Item {item.order} · {count}",
        _digest([[one.title, one.words, one.late] for one in drawn]),
        item=item,
        drawn=drawn,
        restricted=True,
        because=(item.restricted_because or NO_REASON) if closed else RECORD_BECAUSE,
    )


def _edition(item: Item, edition: Edition) -> SourcePart:
    closed = item.marking == Marking.RESTRICTED
    return SourcePart(
        f"item-{item.pk.hex}",
        PartKind.EDITION,
        edition.title,
        f"Item {item.order} · edition {edition.number}",
        _digest([edition.digest, edition.number]),
        item=item,
        kept=edition,
        restricted=closed,
        because=(item.restricted_because or NO_REASON) if closed else "",
    )


def _sent(item: Item, paper: Paper) -> SourcePart:
    version = last_version(paper)
    own, of_item = paper.marking == Marking.RESTRICTED, item.marking == Marking.RESTRICTED
    because = paper.because if own else (item.restricted_because or NO_REASON) if of_item else ""
    return SourcePart(
        f"paper-{paper.pk.hex}",
        PartKind.PAPER,
        paper.title,
        f"Item {item.order} · {paper.author} · version {version.number}",
        _digest([version.sha256, version.number, paper.title, paper.author]),
        item=item,
        paper=paper,
        version=version,
        restricted=own or of_item,
        because=because,
    )


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps([_MADE, told], ensure_ascii=False, default=str).encode()).hexdigest()
