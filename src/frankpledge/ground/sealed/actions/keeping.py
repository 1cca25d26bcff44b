"""Holding a case back, and removing one whose time is over, with the proof that nothing of it is left."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.sealed.models import AccessRequest, Grant, Hold, Passage, SealedModel, sealed_fields
from frankpledge.ground.sealed.permissions import GRANTS, Capability
from frankpledge.ground.sealed.queries import row_of
from frankpledge.ground.sealed.queries.keeping import (
    Looked,
    Needles,
    case_kind,
    cases_due,
    left_in_database,
    left_in_files,
)
from frankpledge.ground.sealed.rules import keeping as rules
from frankpledge.ground.sealed.rules.grants import Matter


@dataclass(frozen=True)
class Removed:
    """A case that is gone, and what was looked through to prove it."""

    due: rules.Due
    rows: int
    tables: int
    files: int


@transaction.atomic
def hold(*, workspace: Workspace, matter: Matter, because: str, by: User) -> Hold:
    """Hold a case back: it does not go, whatever its time, until every hold on it is lifted."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    row, why = row_of(matter, workspace=workspace), rules.check_hold(because)
    found = Hold.objects.filter(
        workspace=workspace, kind=matter.kind, about=matter.about, because=why, lifted_at__isnull=True
    )
    if found.exists():
        raise rules.NotHeld("it is held back for this reason already.", cure="Choose another, or leave it.")
    made = Hold.objects.create(
        workspace=workspace, kind=matter.kind, about=matter.about, because=why, placed_by=by, placed_at=clock.now()
    )
    record("sealed.case_held", row, by=by, workspace=workspace, facts={"because": why})
    return made


@transaction.atomic
def lift(*, hold: Hold, by: User) -> Hold:
    """Lift one hold on a case."""
    check_granted(GRANTS, Capability.KEEP, workspace=hold.workspace, user=by)
    now = clock.now()
    if not Hold.objects.filter(pk=hold.pk, lifted_at__isnull=True).update(lifted_at=now, lifted_by=by):
        raise rules.NotHeld("this is lifted already.")
    hold.lifted_at, hold.lifted_by = now, by
    row = row_of(Matter(hold.kind, hold.about), workspace=hold.workspace)
    record("sealed.hold_lifted", row, by=by, workspace=hold.workspace, facts={"because": hold.because})
    return hold


def purge(*, workspace: Workspace, due: rules.Due, on: date, looked_at: Collection[str] = (), by: User) -> Removed:
    """Remove a case of the list `cases_due`, and prove that nothing of it is left in files, tables or index.

    Refused, and nothing removed, where the case is no longer due as the list said, where it is held back, and where
    something of it stands elsewhere. `looked_at` names places in which words like its own stand of themselves, as
    somebody saw who looked; what can only be the case's own is never left. Files come first, outside the transaction.
    """
    _check_due(workspace, due, on, by)
    kind = case_kind(due.kind)
    rows = (*kind.rows(workspace, due.about), *_passages(workspace, due))
    needles = _needles(rows, due.about)
    files = _check_nothing(left_in_files(needles), looked_at)
    with transaction.atomic():
        _check_due(workspace, due, on, by)
        case = row_of(Matter(due.kind, due.about), workspace=workspace)
        for model in (Grant, Hold, AccessRequest):
            model.objects.filter(workspace=workspace, kind=due.kind, about=due.about).delete()
        kind.remove(workspace, due.about)
        tables = _check_nothing(left_in_database(needles), looked_at)
        facts: dict[str, str | int] = {
            "class": due.retention, "until": due.kept_until.isoformat(), "rows": len(rows), "tables": tables.places,
            "files": files.places, "alike": len(files.alike) + len(tables.alike),
        }  # fmt: skip
        record("sealed.case_removed", case, by=by, workspace=workspace, facts=facts)
    _empty_the_log()
    return Removed(due, len(rows), tables.places, files.places)


def _empty_the_log() -> None:
    """Have SQLite's write-ahead log hold nothing from before: what it wrote over in its file may stand there still."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _passages(workspace: Workspace, due: rules.Due) -> QuerySet[Passage]:
    found = Passage.objects.filter(workspace=workspace, request__kind=due.kind, request__about=due.about)
    return found.select_related("request")


def _check_due(workspace: Workspace, due: rules.Due, on: date, by: User) -> None:
    """Refuse a case that is not due on a day just as the list said."""
    if on > clock.today() or due not in cases_due(workspace=workspace, viewer=by, on=on):
        raise rules.NotDue(
            "this case is not due, or not as the list said.", where=due.name, cure="Look at the list again."
        )
    if due.held:
        raise rules.NotDue(
            f"this case is held back: {rules.HOLDS[due.held[0]]}.", where=due.name, cure="Lift it first."
        )


def _needles(rows: Iterable[SealedModel], about: str) -> Needles:
    """Return what is looked for of a case. Nobody is shown it."""
    texts, sealed, identifiers = [], set(), {about}
    for row in rows:
        identifiers.add(str(row.pk))
        for field in sealed_fields(type(row)):
            texts.append(field.opened(row) or "")
            sealed.add(getattr(getattr(row, field.attname), "token", ""))
    plain = {one.replace("-", "") for one in identifiers}
    return Needles(rules.needles_of(texts), frozenset(sealed - {""}), frozenset(identifiers | plain))


def _check_nothing(looked: Looked, looked_at: Collection[str]) -> Looked:
    """Return what was looked through, refused where something of the case is left there."""
    left = {*looked.found, *(place for place in looked.alike if place not in looked_at)}
    if left:
        raise rules.TracesLeft(
            "something of this case stands elsewhere, so nothing was removed.",
            where=", ".join(sorted(left)),
            cure="Remove it there first: a copied file, say, or a message that quotes it. Where the same words stand "
            "of themselves, say that you looked.",
        )
    return looked
