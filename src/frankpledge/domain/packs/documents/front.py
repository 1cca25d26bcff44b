"""What the office writes of a pack: its agenda with papers and pages, who sits, and sheets for what is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from frankpledge.domain.matters.rules import Matter
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.rules import Kind
from frankpledge.domain.packs.queries.source import FRONT, AgendaLine, Source, SourcePart, sitter
from frankpledge.ground.documents.blocks import (
    Block,
    Callout,
    Column,
    Document,
    Line,
    Plain,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from frankpledge.statute.deadlines import in_words

OPEN, RESTRICTED = "OFFICIAL", "OFFICIAL-SENSITIVE"
WHO_READS = (
    "It is read by those who sit at the table on the day and by whoever takes the minutes. Whoever declared an interest"
    " in its item does not see it."
)
WHO_READS_LOGS = "It is read by those who may see the partnership's action log, work plans, duties and escalations."
RECORD_HERE = "What the record says stands here"
IN_PLACE = "Built again in place whenever an item or a paper changes"
INVENTED = "This meeting and its papers are invented"


def front(source: Source, pages: Mapping[str, str], *, whole: bool) -> Document:
    """Return the first sheet of a pack. `pages` says on which page each part begins.

    The open one (not `whole`) tells of a restricted item its number and title, and of a restricted paper that it is
    there.
    """
    meeting = source.meeting
    sections = (
        Section("front-agenda", "Agenda", tuple(_agenda(source, pages, whole=whole)), numbered=False),
        *_decisions(source.agenda, whole=whole),
        Section("front-papers", "Papers", tuple(_papers(source, pages, whole=whole)), numbered=False),
        Section("front-seats", "Who sits", tuple(_seats(source)), numbered=False),
    )
    marked = whole and any(part.secret for part in source.parts)
    return _document(
        meeting,
        f"{meeting.body.name}: agenda and papers",
        sections,
        marking=RESTRICTED if marked else OPEN,
        status=IN_PLACE,
    )


def sheet(source: Source, part: SourcePart) -> Document:
    """Return what stands in the place of a part for whom it is withheld from: that it is, and why. Not its title."""
    where = f"Item {part.item.order}: {part.item.title}" if part.item else part.title
    title, who = ("A restricted paper stands here", WHO_READS) if part.secret else (RECORD_HERE, WHO_READS_LOGS)
    blocks = (
        Callout("note", title, _line("It is left out of this version of the pack.")),
        Plain((Strong("Reason. "), Text(part.because))),
        Plain((Strong("Who reads it. "), Text(who))),
        Plain(_line("The pages that it takes up are counted, so that every version of the pack has the same numbers.")),
    )
    section = Section(f"{part.key}-withheld", where, blocks, numbered=False)
    name = "Restricted paper" if part.secret else part.title
    return _document(source.meeting, name, (section,), marking=OPEN, status="Left out of this version")


def record(source: Source, part: SourcePart) -> Document:
    """Return what an item takes from the record: each matter with how it stands, the late ones marked."""
    assert part.item is not None
    columns = (Column("What", share=0.46), Column("How it stands", share=0.54))
    rows = tuple(Row(((Strong(one.title),), _stands(one))) for one in part.drawn)
    when = f"As the record stood when the pack was built, days counted to {in_words(source.meeting.on)}"
    table = Table(when, "", columns, rows, numbered=False)
    section = Section(part.key, f"Item {part.item.order}: {part.item.title}", (table,), numbered=False)
    return _document(
        source.meeting, part.title, (section,), marking=RESTRICTED if part.secret else OPEN,
        status="Drawn from the partnership's own logs. Not in the open version",
    )  # fmt: skip


def _stands(one: Matter) -> Line:
    return (Strong("Late. "), Text(one.words)) if one.late else _line(one.words)


def _document(meeting: Meeting, title: str, sections: tuple[Section, ...], *, marking: str, status: str) -> Document:
    starts = f", {meeting.starts:%H:%M}" if meeting.starts else ""
    place = f", {meeting.place}" if meeting.place else ""
    return Document(
        title=title,
        subtitle=f"{Kind(meeting.kind).label}, {in_words(meeting.on)}{starts}{place}",
        partnership=meeting.workspace.name,
        status="",
        foot=f"{meeting.body.name}, {in_words(meeting.on)}",
        cut_off=meeting.on,
        sections=sections,
        cover=(("Status", status),),
        marking=marking,
        demonstration=INVENTED if meeting.workspace.generated else "",
    )


def _line(words: str) -> Line:
    return (Text(words),)


def _agenda(source: Source, pages: Mapping[str, str], *, whole: bool) -> Iterator[Block]:
    papers: dict[UUID, list[SourcePart]] = {}
    for part in source.parts:
        if part.item is not None:
            papers.setdefault(part.item.pk, []).append(part)
    rows = tuple(
        Row(
            (
                _line(str(one.number)),
                (Strong(one.title),),
                _line(_asked(one, whole=whole)),
                _line(_where(one, papers.get(one.identity, ()), pages, whole=whole)),
            )
        )
        for one in source.agenda
    )
    if not rows:
        yield Plain(_line("Nothing is on the agenda."))
        return
    columns = (Column("No.", share=0.06), Column("Item", share=0.36), Column("What is asked", share=0.38))
    yield Table("Items in order", "", (*columns, Column("Papers", share=0.2)), rows, numbered=False)


def _asked(one: AgendaLine, *, whole: bool) -> str:
    if one.closed and not whole:
        return "Restricted"
    who = f" ({one.presenter})" if one.presenter else ""
    return f"{one.asks}{who}{'. Restricted' if one.closed else ''}"


def _where(one: AgendaLine, papers: Sequence[SourcePart], pages: Mapping[str, str], *, whole: bool) -> str:
    told = [f"page {pages[part.key]}" for part in papers]
    if one.kept_elsewhere and (whole or not one.closed):
        told.append(f"kept elsewhere: {one.kept_elsewhere}")
    return ", ".join(told) or "none"


def _decisions(agenda: Sequence[AgendaLine], *, whole: bool) -> Iterator[Section]:
    sought = [one for one in agenda if one.decision and (whole or not one.closed)]
    told = tuple(
        Plain((Strong(f"Item {one.number}, {one.title}. "), Text(f"{one.asks.rstrip('.')}."))) for one in sought
    )
    left = sum(one.decision and one.closed for one in agenda) if not whole else 0
    if left:
        told = (*told, Plain(_line(f"{left} more under a restricted item.")))
    yield Section(
        "front-decisions", "Decisions sought", told or (Plain(_line("No decision is sought.")),), numbered=False
    )


def _papers(source: Source, pages: Mapping[str, str], *, whole: bool) -> Iterator[Block]:
    papers = [part for part in source.parts if part.key != FRONT]
    if not papers:
        yield Plain(_line("No paper was sent yet."))
        return
    rows = tuple(
        Row(
            (
                _line(part.title if whole or not part.secret else "Restricted paper"),
                _line(part.note if whole or not part.restricted else _item(part)),
                _line("Restricted" if part.secret else "Members" if part.restricted else "Open"),
                _line(pages[part.key]),
            )
        )
        for part in papers
    )
    columns = (Column("Paper", share=0.42), Column("Of", share=0.34), Column("Marking", share=0.14))
    yield Table(
        "Papers in order, with the page that each begins on",
        "",
        (*columns, Column("Page", align="right", share=0.1)),
        rows,
        numbered=False,
    )


def _item(part: SourcePart) -> str:
    return f"Item {part.item.order}" if part.item else part.title


def _seats(source: Source) -> Iterator[Block]:
    rows = tuple(
        Row((_line(line.seat.name), _line(line.organisation), _line(sitter(line) or "nobody named")))
        for line in source.seats
    )
    if not rows:
        yield Plain(_line("The body has no seat on this day."))
        return
    columns = (Column("Seat", share=0.3), Column("Held by", share=0.4), Column("Representative", share=0.3))
    yield Table("Seats as they are held on the day", "", columns, rows, numbered=False)
