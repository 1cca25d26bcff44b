"""Small words that all pages of the register share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from frankpledge.domain.bodies.queries.seating import SeatAt, Sitter
from frankpledge.domain.bodies.rules import Span, Vacancy, day, span_words
from frankpledge.domain.roster.queries.turns import Turn
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Button, Column, Row, Table

NOBODY = "–"


def address(route: str, slug: str, *args: object, on: date | None = None, **query: str) -> str:
    """Return the address of a page of the register; the day stays in it where it is not today's."""
    asked = {**({"on": on.isoformat()} if on else {}), **{name: value for name, value in query.items() if value}}
    path = reverse(f"roster:{route}", args=(slug, *args))
    return f"{path}?{urlencode(asked)}" if asked else path


def deed(slug: str, name: str, row: UUID) -> str:
    """Return the address of the form that does something to a row."""
    return reverse("roster:deed", args=(slug, name, row))


def deeds(slug: str, row: UUID, *offered: tuple[str, str]) -> tuple[Button, ...]:
    """Return a button for each (deed, words); the first is the first."""
    return tuple(
        Button(words, deed(slug, name, row), "first" if at == 0 else "second")
        for at, (name, words) in enumerate(offered)
    )


def sitter_words(one: Sitter | None) -> str:
    """Return a person with their title: one line for a role that stands in for a name."""
    if one is None:
        return NOBODY
    return one.name if one.by_role or not one.title else f"{one.name}, {one.title}"


def holders_words(seat: SeatAt) -> str:
    """Return who holds a seat."""
    if not seat.holders:
        return NOBODY
    return " and ".join(one.name for one in seat.holders) + (" jointly" if len(seat.holders) > 1 else "")


def clock(vacancy: Vacancy | None) -> str:
    """Return the clock of a vacancy as a mark, or that there is none."""
    if vacancy is None:
        return component("state", kind="present", words="Filled")
    return component("tag", words=capfirst(vacancy.words), kind="late")


def when(since: date | None, until: date | None) -> str:
    """Return from when to when something holds."""
    return capfirst(span_words(Span(since, until)))


def turns_table(turns: Iterable[Turn], caption: str) -> Table:
    """Return what happened, day by day."""
    rows = tuple(Row((day(turn.on), capfirst(turn.words))) for turn in turns)
    return Table(caption, (Column("Day"), Column("What happened")), rows, caption_hidden=True)


def with_changes(table: Table, links: Iterable[str], *, keeps: bool) -> Table:
    """Return a table that leads a keeper from each row to where it is put right; to others as it is."""
    if not keeps:
        return table
    rows = tuple(
        replace(row, cells=(*row.cells, _put_right(href, row.cells[0])))
        for row, href in zip(table.rows, links, strict=True)
    )
    return replace(table, columns=(*table.columns, Column("Change")), rows=rows)


def _put_right(href: str, what: str) -> SafeString:
    return format_html('<a href="{}">Put right<span class="visually-hidden">: {}</span></a>', href, what)
