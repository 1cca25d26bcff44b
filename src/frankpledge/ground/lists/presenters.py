"""Lists that came in: each with how it stands, and one with what it changes and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Sheet
from frankpledge.ground.lists.rules import ListKind, ListState
from frankpledge.ground.ui.parts import Column, Row, Table

REMARK = "What to put right"
MOST_SHOWN = 500
KINDS = {"new": "New", "changed": "Changed", "ends": "Ends"}
STATES = {
    ListState.ASKED: "waits for what its heads mean",
    ListState.TRIED: "tried, nothing changed",
    ListState.APPLIED: "taken in",
    ListState.UNDONE: "taken back",
}


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number of things."""
    return f"1 {one}" if count == 1 else f"{count:,} {many or one + 's'}"


def lists_table(lists: Iterable[SentList], app: str, slug: str) -> Table:
    """Return the lists that came in, the latest first."""
    columns = (
        Column("List"), Column("Sent"), Column("Changes", right=True), Column("Wrong", right=True), Column("State"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.name,
                f"{one.sent_at:%-d %b %Y}, {one.sent_by}",
                f"{len(one.changes):,}",
                f"{len(wrong_lines(one)):,}",
                STATES[ListState(one.state)],
            ),
            href=reverse(f"{app}:list_one", args=(slug, one.pk)),
        )
        for one in lists
    )
    return Table("Lists that came in", columns, rows, caption_hidden=True)


def wrong_lines(one: SentList) -> set[tuple[str, int]]:
    """Return the lines of a list that cannot be taken."""
    return {(sheet, number) for sheet, number, *_ in one.faults}


def changes_table(one: SentList) -> Table:
    """Return what a list changes, line by line."""
    many = len(one.heads) > 1
    columns = (Column("What"), Column("Kind"), Column("Change"), Column("Line"))
    rows = tuple(
        Row(
            (
                change["which"],
                KINDS.get(change["kind"], change["kind"]),
                "; ".join(_part(*part) for part in change["parts"]),
                _place(change["sheet"] if many else "", change["number"], one),
            )
        )
        for change in one.changes[:MOST_SHOWN]
    )
    return Table("What it changes", columns, rows, caption_hidden=True)


def _part(label: str, was: str, now: str) -> str:
    if was and now:
        return f"{label}: {was} → {now}"
    return f"{label}: {now}" if now else f"{label}: {was} → nothing"


def _place(sheet: str, number: int, one: SentList) -> str:
    if one.chosen:
        return f"number {number}"
    return f"{sheet}, row {number}" if sheet else f"row {number}" if number else ""


def faults_table(one: SentList) -> Table:
    """Return what is wrong with lines, each with its place, the reason and the cure."""
    many = len(one.heads) > 1
    columns = (Column("Line"), Column("Column"), Column("What is wrong"))
    rows = tuple(
        Row(
            (
                _place(sheet if many else "", number, one) or "the change",
                column or "the line",
                f"{reason} {cure}".strip(),
            )
        )
        for sheet, number, column, reason, cure in one.faults[:MOST_SHOWN]
    )
    return Table("What to put right", columns, rows, caption_hidden=True)


def standing_words(one: SentList) -> str:
    """Return how a list stands, in a sentence or two."""
    state, wrong = ListState(one.state), len(wrong_lines(one))
    if state is ListState.ASKED:
        return "Its heads are not understood yet: say once what they mean, and it is remembered."
    if state is ListState.UNDONE:
        return "Taken back: what it changed is as it was before."
    told = [counted(len(one.changes), "change") if one.changes else "no change"]
    told += [f"{one.unchanged:,} the same already"] if one.unchanged else []
    told += [f"{counted(wrong, 'line')} wrong"] if wrong else []
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
