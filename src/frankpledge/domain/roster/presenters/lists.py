"""Member lists that came in: each with how it stands, and one with what it changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst

from frankpledge.domain.bodies.rules import counted, day
from frankpledge.domain.roster.models import MemberList
from frankpledge.domain.roster.presenters.words import address
from frankpledge.domain.roster.rules import ListState
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.ui.parts import Column, Row, Table

REMARK = "What to put right"
STATES = {
    ListState.TRIED: "tried, nothing changed",
    ListState.APPLIED: "taken into the register",
    ListState.UNDONE: "taken back",
}


def lists_table(lists: Iterable[MemberList], slug: str) -> Table:
    """Return the lists that came in, the latest first."""
    columns = (
        Column("File"),
        Column("Sent"),
        Column("Changes", right=True),
        Column("Wrong", right=True),
        Column("State"),
    )
    rows = tuple(
        Row(
            (
                one.name,
                f"{day(one.sent_at.date())}, {one.sent_by}",
                str(len(one.changes)),
                str(len(one.wrong)),
                STATES[ListState(one.state)],
            ),
            href=address("trial", slug, one.pk),
        )
        for one in lists
    )
    return Table("Member lists", columns, rows, caption_hidden=True)


def changes_table(one: MemberList) -> Table:
    """Return what a list changes: what is new, then what ends."""
    rows = tuple(Row(tuple(capfirst(part) for part in words.split(": ", 1))) for words in one.changes)
    return Table("What it changes", (Column("Kind"), Column("Which")), rows, caption_hidden=True)


def wrong_table(one: MemberList) -> Table:
    """Return the lines that cannot be taken, each with the reason and the cure."""
    rows = tuple(Row((f"Line {number}", words)) for number, words in one.wrong)
    return Table("Lines to put right", (Column("Line"), Column("What is wrong")), rows, caption_hidden=True)


def standing_words(one: MemberList) -> str:
    """Return how a list stands, in a sentence."""
    if one.state == ListState.APPLIED:
        return f"Taken into the register: {len(one.made)} new, {len(one.ended)} ended."
    if one.state == ListState.UNDONE:
        return "Taken back: the register is as it was before."
    if one.wrong:
        lines = counted(len(one.wrong), "line")
        return f"{lines} of {len(one.lines)} cannot be taken. All of a list is taken, or nothing."
    if not one.changes:
        return "Everything in it is in the register already."
    return f"It would change {counted(len(one.changes), 'thing')}. Nothing is changed yet."


def remarked(one: MemberList, *, today: date) -> Listing:
    """Return the list as it came, with what is wrong beside each line."""
    head = tuple(one.head[1:])
    wrong: dict[int, list[str]] = {}
    for number, words in one.wrong:
        wrong.setdefault(number, []).append(words)
    rows = tuple((*_filled(line[1:], len(head)), " ".join(wrong.get(line[0], ()))) for line in one.lines)
    return Listing("members-with-remarks", f"{one.name}, with remarks", (*head, REMARK), rows, today)


def _filled(cells: list[str], width: int) -> tuple[str, ...]:
    return tuple((*cells, *[""] * width)[:width])
