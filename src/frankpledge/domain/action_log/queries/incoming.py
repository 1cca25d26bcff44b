"""What a list of actions may say: its columns, and the words that stand for what is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from frankpledge.domain.action_log.rules import Progress, Status
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.rules import Column, of_kinds

Pairs = Sequence[tuple[str, str]]


def named(kind: Any) -> Any:
    """Return what lists the rows of a kind by name; an ended one that shares its name with another says until when."""

    def words(workspace: Workspace, viewer: User) -> Pairs:
        rows = list(standing_rows(kind, workspace=workspace, viewer=viewer))
        often = Counter(row.name.casefold() for row in rows)
        return [(str(row.pk), _label(row, shared=often[row.name.casefold()] > 1)) for row in rows]

    return words


def _label(row: Any, *, shared: bool) -> str:
    until = getattr(row, "until", None)
    return f"{row.name} (to {until.isoformat()})" if shared and until else str(row.name)


COLUMNS = (
    Column("number", "number", ("action", "action number", "no", "no.")),
    Column("reference", "reference", ("ref", "plan number", "number in its plan")),
    Column("wording", "wording", ("what is to be done", "action text", "task", "description")),
    Column("group", "group", ("body", "sub-group", "board"), words=named(Body)),
    Column("organisation", "organisation", ("agency", "lead agency", "lead organisation"), words=named(Organisation)),
    Column("person", "person", ("owner", "lead", "lead officer", "responsible"), words=named(Person)),
    Column("deputy", "deputy", words=named(Person)),
    Column("agreed_on", "agreed_on", ("agreed", "date agreed"), is_day=True),
    Column("due", "due", ("by when", "due date", "deadline", "target date"), is_day=True),
    Column("first_due", "first_due", only_shown=True, is_day=True),
    Column("slips", "slips", only_shown=True),
    Column("status", "status", ("state",), words=of_kinds(Status)),
    Column("closed_on", "closed_on", ("completed on", "date completed"), is_day=True),
    Column("said", "said", ("progress state",), words=of_kinds(Progress)),
    Column("words", "last_words", ("what is said of it", "comments", "latest update"), several=True),
    Column("last_said_on", "last_said_on", only_shown=True, is_day=True),
    Column("evidence", "evidence"),
    Column("asks_for", "asks_for", only_shown=True, is_day=True),
    Column("evidence_wanted", "evidence_wanted", ("success measure", "what will show it", "evidence required")),
    Column("origin", "origin", ("agreed at", "source")),
    Column("reason", "reason", ("why", "reason for the new date")),
)
