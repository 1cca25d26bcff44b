"""Reading: what a person may find, how much of each kind there is, and one page of it with its words marked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from django.db import connection

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.registry import FindableKind, told
from frankpledge.ground.search.queries import postgresql, sqlite
from frankpledge.ground.search.rules import Sought, sought

ON_A_PAGE = 20
EVER = datetime(1, 1, 1, tzinfo=UTC)
OPENS, CLOSES = "\x02", "\x03"


@dataclass(frozen=True)
class Piece:
    """A piece of a text, marked where it is what was looked for."""

    words: str
    marked: bool


@dataclass(frozen=True)
class FoundThing:
    """One thing that was found: its kind, its title and a piece of its text with the words marked, its page."""

    kind: FindableKind
    about: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    href: str
    changed_at: datetime | None

    def as_json(self) -> dict[str, Any]:
        """Return the same for `--json`."""
        return {
            "kind": self.kind.kind,
            "about": self.about,
            "title": "".join(piece.words for piece in self.title),
            "text": "".join(piece.words for piece in self.text),
            "marked": [piece.words for piece in (*self.title, *self.text) if piece.marked],
            "href": self.href,
            "changed_at": self.changed_at.isoformat() if self.changed_at else None,
        }


@dataclass(frozen=True)
class Answer:
    """What was found: how many of each kind, and one page of the kinds asked for, the best first."""

    sought: Sought
    counts: tuple[tuple[FindableKind, int], ...]
    things: tuple[FoundThing, ...]
    number: int
    last: int

    @property
    def total(self) -> int:
        """Return how many things were found, of all kinds."""
        return sum(count for _, count in self.counts)


def findable_kinds() -> tuple[FindableKind, ...]:
    """Return every kind that an app registered, in the order in which they are listed."""
    found = [kind for _, kinds in told("FINDABLE") for kind in kinds]
    return tuple(sorted(found, key=lambda kind: (kind.order, kind.label)))


def kinds_for(*, workspace: Workspace, viewer: Any) -> tuple[FindableKind, ...]:
    """Return the kinds that a person may find here by one of their roles; a stranger none."""
    held = roles_of(viewer, workspace)
    return tuple(kind for kind in findable_kinds() if kind.roles & held)


def engine() -> ModuleType:
    """Return the search of this database."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def search(
    asked: str,
    *,
    workspace: Workspace,
    kinds: tuple[FindableKind, ...],
    kind: str = "",
    since: datetime | None = None,
    page: int = 1,
) -> Answer:
    """Return what a workspace has of the kinds, as `kinds_for` gives them: of no other kind anything is counted.

    `kind` shows one of them alone and still counts the others; `since` leaves out what did not change after it.
    Where a last word by itself is nowhere it is taken for a beginning.
    """
    by, known, wanted = engine(), {one.kind: one for one in kinds}, sought(asked)
    given = _Given(by.match_of(wanted), workspace, since or EVER)
    counted = dict(_rows(by.COUNTS, given.of(known)))
    begun = None if counted else wanted.begun()
    if begun is not None:
        wanted, given = begun, replace(given, match=by.match_of(begun))
        counted = dict(_rows(by.COUNTS, given.of(known)))
    shown = {kind: known[kind]} if kind in known else known
    many = sum(counted.get(name, 0) for name in shown)
    last = max(1, -(-many // ON_A_PAGE))
    number = min(max(page, 1), last)
    place = (ON_A_PAGE, (number - 1) * ON_A_PAGE)
    rows = _rows(by.FOUND, (*by.MARKS, *given.of(shown), *place)) if many else ()
    counts = tuple((one, counted[one.kind]) for one in kinds if one.kind in counted)
    return Answer(wanted, counts, tuple(_thing(row, known) for row in rows), number, last)


@dataclass(frozen=True)
class _Given:
    """What both questions are given: the words, whose, and since when."""

    match: str
    workspace: Workspace
    since: datetime

    def of(self, kinds: dict[str, FindableKind]) -> tuple[Any, ...]:
        """Return the parameters for some kinds, in the form of this database."""
        whose = self.workspace.pk if connection.vendor == "postgresql" else self.workspace.pk.hex
        ever, since = (connection.ops.adapt_datetimefield_value(at) for at in (EVER, self.since))
        return (self.match, whose, ever, since, json.dumps(sorted(kinds)))


def _rows(question: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        return list(cursor.fetchall())


def _thing(row: tuple[Any, ...], kinds: dict[str, FindableKind]) -> FoundThing:
    kind, about, href, changed_at, title, text = row
    # SQLite keeps moments in UTC without saying so.
    at = changed_at.replace(tzinfo=UTC) if changed_at and changed_at.tzinfo is None else changed_at
    return FoundThing(kinds[kind], about, tuple(_pieces(title)), tuple(_pieces(text)), href, at)


def _pieces(marked: str) -> Iterator[Piece]:
    """Yield a text in pieces, those between the marks of the engine marked."""
    for at, part in enumerate(marked.split(OPENS)):
        inside, _, after = part.partition(CLOSES) if at else ("", "", part)
        if inside:
            yield Piece(inside, marked=True)
        if after:
            yield Piece(after, marked=False)
