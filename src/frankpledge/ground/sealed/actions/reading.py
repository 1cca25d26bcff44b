"""Opening what is sealed: for whoever was given the case, for a reason, and never without a trace.

The trace is written before anything is opened, and nothing is given out until its transaction is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import Actor, record
from frankpledge.ground.sealed.models import SealedModel, sealed_fields
from frankpledge.ground.sealed.permissions import check_may_open
from frankpledge.ground.sealed.queries import row_of
from frankpledge.ground.sealed.queries.keeping import case_kinds
from frankpledge.ground.sealed.rules.grants import OWN, Matter, NotYours, check_reason


@dataclass(frozen=True)
class Opened:
    """What was opened: the words of each sealed field, by row and field. It shows nothing of itself in a log."""

    words: Mapping[tuple[Any, str], str | None] = field(repr=False)

    def of(self, row: SealedModel, name: str) -> str | None:
        """Return what a field of a row holds; None where it is missing."""
        return self.words[row.pk, name]

    def all_of(self, row: SealedModel) -> dict[str, str | None]:
        """Return what every sealed field of a row holds."""
        return {one.name: self.words[row.pk, one.name] for one in sealed_fields(type(row))}


@transaction.atomic(durable=True)
def read(
    *, workspace: Workspace, matter: Matter, rows: Iterable[SealedModel], reason: str, by: User, works: bool = False
) -> Opened:
    """Open the sealed fields of some rows of one case, and record who did and why.

    Refused without a running grant on the case (one that may change it, where `works`), without a reason, and for a row
    of another case. It is a transaction of its own: where it cannot be recorded, nothing is opened.
    """
    return _read(workspace, matter, tuple(rows), reason, by, works=works)


@transaction.atomic(durable=True)
def read_for(*, workspace: Workspace, matter: Matter, rows: Iterable[SealedModel], by: Actor) -> Opened:
    """Open some rows of a case for somebody without an account, by a code or a link, and record it.

    The app has asked itself whether they may, and which rows are theirs: nothing else of the case is opened.
    """
    return _opened(workspace, matter, tuple(rows), OWN, by)


@transaction.atomic(durable=True)
def read_to_write(*, workspace: Workspace, rows: Iterable[SealedModel]) -> Opened:
    """Open rows of no case to write to whom they name: one trace says how many, and names none of them.

    For work that begins by itself; its letters go out and hold nothing else. Refused for any row of a case.
    """
    opened = tuple(rows)
    strangers = any(getattr(row, "workspace_id", None) != workspace.pk for row in opened)
    if strangers or any(row.matter.kind in case_kinds() for row in opened):
        raise NotYours
    record("sealed.addresses_read", workspace, by=None, workspace=workspace, facts={"rows": len(opened)})
    return Opened({(row.pk, one.name): one.opened(row) for row in opened for one in sealed_fields(type(row))})


def read_within(*, workspace: Workspace, matter: Matter, rows: Iterable[SealedModel], reason: str, by: User) -> Opened:
    """Open as `read` does, inside the transaction of an action that changes the case and needs to know what it holds.

    What the action read must go nowhere but into what it writes: where it fails, its trace is gone with it.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("`read_within` is for actions; a page opens a case by `read`")
    return _read(workspace, matter, tuple(rows), reason, by, works=True)


def _read(
    workspace: Workspace, matter: Matter, rows: tuple[SealedModel, ...], reason: str, by: User, *, works: bool
) -> Opened:
    check_may_open(matter, workspace=workspace, user=by, works=works)
    return _opened(workspace, matter, rows, check_reason(reason), by)


def _opened(workspace: Workspace, matter: Matter, rows: tuple[SealedModel, ...], reason: str, by: Actor) -> Opened:
    """Record a reading, then open the rows: all of one case, or none."""
    if any(row.matter != matter or getattr(row, "workspace_id", None) != workspace.pk for row in rows):
        raise NotYours
    facts: dict[str, str | int] = {"reason": reason, "fields": sum(len(sealed_fields(type(row))) for row in rows)}
    record("sealed.case_read", row_of(matter, workspace=workspace), by=by, workspace=workspace, facts=facts)
    return Opened({(row.pk, one.name): one.opened(row) for row in rows for one in sealed_fields(type(row))})
