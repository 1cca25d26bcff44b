"""Lists that came in: each with how it stands, and one with what it changes and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Sheet
from frankpledge.ground.lists.rules import ListKind, ListState, begin_of_unknown, counted, wrong_parts, wrong_words
from frankpledge.ground.ui.parts import Column, Row, Table

REMARK = "What to put right"
MOST_SHOWN, LONGEST_SHOWN = 200, 160
KINDS = {"new": "New", "changed": "Changed", "ends": "Ends"}
STATES = {
    ListState.ASKED: "waits for what its heads mean",
    ListState.TRIED: "tried, nothing changed",
    ListState.APPLIED: "taken in",
    ListState.UNDONE: "taken back",
}


def lists_table(lists: Iterable[SentList], kind: ListKind, route: str, slug: str) -> Table:
    """Return the lists that came in, the latest first, each with its page of a route."""
    columns = (
        Column("List"), Column("Sent"), Column("Changes", right=True), Column("Wrong", right=True), Column("State"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.name,
                f"{one.sent_at:%-d %b %Y}, {one.sent_by}",
                f"{len(one.changes):,}",
                f"{sum(map(len, wrong_parts(one.faults, kind))):,}",
                STATES[ListState(one.state)],
            ),
            href=reverse(route, args=(slug, one.pk)),
        )
        for one in lists
    )
    return Table("Lists that came in", columns, rows, caption_hidden=True)


def changes_table(one: SentList, kind: ListKind, changes: Iterable[Mapping[str, Any]]) -> Table:
    """Return those of a list's changes that a page shows, line by line; cells name their rows."""
    many = len(one.heads) > 1
    placed = not one.chosen and not kind.across
    last = "Cells taken" if kind.across else "Change"
    columns = (Column("What"), Column("Kind"), Column(last), *((Column("Line"),) if placed else ()))
    rows = tuple(
        Row(
            (
                _short(change["which"]),
                KINDS.get(change["kind"], change["kind"]),
                "; ".join(_part(*part) for part in change["parts"]),
                *((_place(change["sheet"] if many else "", change["number"], one),) if placed else ()),
            )
        )
        for change in changes
    )
    return Table("What it changes", columns, rows, caption_hidden=True)


def _short(words: str) -> str:
    """Return words as a table can hold them: all of them stand in the register, and in the copy."""
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN].rstrip()} …"


def _part(label: str, was: str, now: str) -> str:
    before, after = _short(was), _short(now)
    if before and after:
        return f"{label}: {before} → {after}"
    return f"{label}: {after}" if after else f"{label}: {before} → nothing"


def _place(sheet: str, number: int, one: SentList) -> str:
    if one.chosen:
        return f"number {number}"
    return f"{sheet}, row {number}" if sheet else f"row {number}" if number else ""


def unknown_table(one: SentList, kind: ListKind) -> Table:
    """Return the words of a list that nobody said the meaning of, each with how many lines wait for it."""
    rows = tuple(
        Row((word, kind.column(column).head.replace("_", " ").capitalize(), f"{count:,}"))
        for column, word, count in one.unknown[:MOST_SHOWN]
    )
    columns = (Column("Word"), Column("Under"), Column("Lines", right=True))
    return Table("Words that are not known", columns, rows, caption_hidden=True)


def told_apart(one: SentList) -> list[list[Any]]:
    """Return what is wrong with a list besides its words that are not known, which have a table of their own."""
    asked = tuple(begin_of_unknown(word) for _, word, _ in one.unknown)
    return [fault for fault in one.faults if not fault[3].startswith(asked)]


def faults_table(one: SentList, faults: Iterable[list[Any]]) -> Table:
    """Return what is wrong with lines, each with its place, the reason and the cure."""
    many = len(one.heads) > 1
    columns = (Column("Line"), Column("Column"), Column("What is wrong"))
    rows = tuple(
        Row((_place(sheet if many else "", number, one), column or "the line", f"{reason} {cure}".strip()))
        for sheet, number, column, reason, cure in faults
    )
    return Table("What to put right", columns, rows, caption_hidden=True)


def standing_words(one: SentList, kind: ListKind) -> str:
    """Return how a list stands, in a sentence or two."""
    state, wrong = ListState(one.state), wrong_words(one.faults, kind)
    if state is ListState.ASKED:
        return "Its heads are not understood yet: say once what they mean, and it is remembered."
    if state is ListState.UNDONE:
        return "Taken back: what it changed is as it was before."
    told = [counted(len(one.changes), "change") if one.changes else "no change"]
    told += [f"{one.unchanged:,} the same already"] if one.unchanged else []
    told += [f"{wrong} wrong{', and left out' * (state is ListState.APPLIED)}"] if wrong else []
    told += [f"{counted(one.left_out, 'line')} left out as you said"] if one.left_out else []
    if state is ListState.APPLIED:
        return f"Taken in: {', '.join(told)}."
    return f"It would make {', '.join(told)}. Nothing is changed yet."


def remarked(one: SentList, sheets: tuple[Sheet, ...], kind: ListKind, *, today: date) -> Listing:
    """Return the list as it came, with what is wrong beside each line. Of several sheets, each line names its own."""
    many = len(sheets) > 1
    heads = list(dict.fromkeys(head for sheet in sheets for head in sheet.heads if head))
    wrong: dict[tuple[str, int], list[str]] = {}
    for sheet, number, column, reason, cure in one.faults:
        wrong.setdefault((sheet, number), []).append(f"{column}: {reason} {cure}".strip(": "))
    rows = []
    for at, number, *cells in one.lines:
        sheet = sheets[at]
        said = {head: cell for head, cell in zip(sheet.heads, cells, strict=False) if head}
        told = " ".join(wrong.get((sheet.name, number), ()))
        rows.append((*([sheet.name] if many else []), *(said.get(head, "") for head in heads), told))
    head = (*(["Sheet"] if many else []), *heads, REMARK)
    name = kind.key.replace(".", "-").replace("_", "-")
    return Listing(f"{name}-with-remarks", f"{one.name}, with remarks", head, tuple(rows), today)
