"""The minutes of a meeting as a paper: who came, what was said and decided and why, what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.queries import actions_from
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.meetings.models import Decision, Item, Meeting
from frankpledge.domain.meetings.queries.attending import SeatLine, Sitting, sitting
from frankpledge.domain.meetings.queries.reading import items_of, minutes_closed, minutes_edition, next_after, origins
from frankpledge.domain.meetings.rules import Kind, Marking
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    Document,
    Line,
    Paragraph,
    Plain,
    Row,
    Section,
    Strong,
    Subheading,
    Table,
    Text,
)
from frankpledge.ground.documents.formats import rendered
from frankpledge.ground.documents.queries import document_of
from frankpledge.statute.deadlines import in_words

WITHHELD = "This item is restricted. What was said of it is kept in the restricted minutes."


def minutes(meeting: Meeting, *, restricted: bool) -> Document:
    """Return the minutes of a meeting; the open version tells of a restricted item that it was there, and no more."""
    items, table = list(items_of(meeting)), sitting(meeting)
    actions = actions_from(meeting.workspace, [*origins(items)])
    agreed = _open_to(actions, items, restricted=restricted)
    sections = (
        Section("attendance", "Who was there", tuple(_attendance(table)), numbered=False),
        *(_item(one, actions, restricted=restricted) for one in items),
        Section("actions", "Actions agreed", (_actions_table(agreed),), numbered=False),
    )
    following = next_after(meeting)
    marked = restricted and any(one.marking == Marking.RESTRICTED for one in items)
    return Document(
        title=f"Minutes, {meeting.body.name}",
        subtitle=f"{Kind(meeting.kind).label}, {in_words(meeting.on)}",
        partnership=meeting.workspace.name,
        status="Draft, not agreed",
        foot=f"Minutes of {in_words(meeting.on)}",
        cut_off=meeting.on,
        sections=sections,
        cover=(
            ("Meeting", f"{meeting.body.name}, {in_words(meeting.on)}{f', {meeting.place}' if meeting.place else ''}"),
            ("Quorum", table.quorum.words),
            ("Status", "Draft. They are the record once a second person has agreed them"),
            ("Next meeting", in_words(following.on) if following else "not yet planned"),
        ),
        marking="OFFICIAL-SENSITIVE" if marked else "OFFICIAL",
        demonstration="This meeting, and all that was said at it, is invented" if meeting.workspace.generated else "",
    )


def leaving(meeting: Meeting, formats: Iterable[str], *, by: User, restricted: bool = False) -> dict[str, bytes]:
    """Return the minutes in those formats, after recording that they left: open ones as agreed, once they were."""
    version = "restricted" if restricted else "open"
    cells = [Cell(key=str(meeting.pk), value=None, policy=Policy.RESTRICTED)]
    what = f"{version} minutes of {meeting}"
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=meeting.workspace, by=by)
    edition = None if restricted or not minutes_closed(meeting) else minutes_edition(meeting)
    return rendered(document_of(edition) if edition else minutes(meeting, restricted=restricted), formats)


def _line(words: str) -> Line:
    return (Text(words),)


def _attendance(table: Sitting) -> Iterator[Block]:
    lines = [line for line in table.lines if line.presence]
    if not lines:
        yield Plain(_line("Attendance was not recorded."))
        return
    rows = tuple(Row((_line(line.seat.name), _line(line.organisation), _line(_came(line)))) for line in lines)
    columns = (Column("Seat", share=0.25), Column("Held by", share=0.4), Column("Attendance", share=0.35))
    yield Table("Attendance", "By seat, as each was held on the day", columns, rows, numbered=False)
    yield Plain(_line(f"{table.quorum.words}."))


def _came(line: SeatLine) -> str:
    assert line.presence is not None
    return f"{line.presence.label}{f' ({line.name})' if line.name else ''}"


def _item(item: Item, actions: Iterable[Action], *, restricted: bool) -> Section:
    blocks: list[Block] = []
    if item.marking == Marking.RESTRICTED and not restricted:
        blocks.append(Plain(_line(WITHHELD)))
    else:
        blocks += [Plain(_line(f"{one.seat.name} declared an interest: {one.words}")) for one in item.interests.all()]
        blocks += [Paragraph(_line(part.strip())) for part in item.minute.split("\n\n") if part.strip()]
        for decision in item.decisions.all():
            blocks += _decision(decision)
        blocks += [_agreed(one) for one in actions if one.origin_key in origins([item])]
        if not blocks:
            blocks.append(Plain(_line("Nothing is minuted under this item.")))
    return Section(f"item-{item.order}", item.title, tuple(blocks))


def _decision(decision: Decision) -> Iterator[Block]:
    yield Subheading(f"Decision {decision.number}")
    yield Paragraph((Strong(decision.wording),))
    told = (
        ("Reason", decision.reason),
        ("Other options", decision.options),
        ("Section 17", decision.section_17),
        ("Equality", decision.equality),
        ("Figures seen", f"{decision.seen}" if decision.seen else ""),
    )
    for label, words in told:
        if words:
            yield Plain((Strong(f"{label}. "), Text(words)))


def _agreed(action: Action) -> Block:
    due = f"by {in_words(action.due)}" if action.due else "ongoing"
    return Plain((Strong(f"Action {action.number}. "), Text(f"{action.wording}: {action.organisation.name}, {due}.")))


def _open_to(actions: Iterable[Action], items: Iterable[Item], *, restricted: bool) -> list[Action]:
    shown = set(origins(one for one in items if restricted or one.marking == Marking.OPEN))
    return [one for one in actions if one.origin_key in shown]


def _actions_table(actions: Iterable[Action]) -> Block:
    rows = tuple(
        Row(
            (
                _line(str(one.number)),
                _line(one.wording),
                _line(one.organisation.name + (f": {one.person.name}" if one.person else "")),
                _line(in_words(one.due) if one.due else "ongoing"),
            )
        )
        for one in actions
    )
    if not rows:
        return Plain(_line("No action was agreed."))
    columns = (Column("No."), Column("What", share=0.45), Column("Who", share=0.3), Column("By when"))
    return Table("Actions agreed", "With the numbers of the action log", columns, rows, numbered=False)
