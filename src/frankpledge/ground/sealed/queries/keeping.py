"""Which cases are over and due to go, and what is left of one that should be gone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import Happening, as_happenings
from frankpledge.ground.registry import told
from frankpledge.ground.sealed.models import AccessRequest, Hold
from frankpledge.ground.sealed.permissions import GRANTS, Capability, check_may_open
from frankpledge.ground.sealed.rules.grants import Matter, NotYours
from frankpledge.ground.sealed.rules.keeping import ASKED_FOR, CaseKind, Due, NotDue, due_of

REMOVED = "sealed.case_removed"
PIECE, SEAM = 1 << 20, 1 << 16
# The ledger keeps for ever that a case was there, by its identifier alone; it holds nothing that somebody wrote.
KEEPS_IDENTIFIERS = frozenset({"audit_event"})
# What is served to everybody and the evidence: neither is ever written from a case.
NOT_LOOKED_AT = frozenset({"static", "lake"})


@dataclass(frozen=True)
class Looked:
    """What was looked through; where something stands that can only be the case's; and where words like its own do.

    Words may stand elsewhere of themselves (a campaign has the same title), which somebody must look at.
    """

    places: int
    found: tuple[str, ...]
    alike: tuple[str, ...]


@dataclass(frozen=True)
class Needles:
    """What to look for: words that somebody wrote, what they were sealed to, and the identifiers of rows."""

    words: frozenset[str]
    sealed: frozenset[str]
    identifiers: frozenset[str]


def case_kinds() -> dict[str, CaseKind]:
    """Return the kinds of case that apps told, by the label of their model."""
    return {kind.kind: kind for _, kinds in told("CASEWORK") for kind in kinds}


def case_kind(name: str) -> CaseKind:
    """Return a kind of case. Refused where no app told one."""
    try:
        return case_kinds()[name]
    except KeyError:
        raise NotYours from None


def cases_due(*, workspace: Workspace, viewer: Any, on: date) -> tuple[Due, ...]:
    """Return the cases whose time is over on a day, the longest first, with what holds them back. Nothing is removed.

    It tells how a case is called and its days: nothing that is sealed.
    """
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    ended = [due for due in ended_cases(workspace=workspace) if due.kept_until < on]
    return tuple(sorted(ended, key=lambda one: (one.kept_until, one.name)))


def ended_for(*, workspace: Workspace, viewer: Any) -> tuple[Due, ...]:
    """Return every case that is over, the one that is kept the shortest first, to whoever keeps the times of cases."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    return tuple(sorted(ended_cases(workspace=workspace), key=lambda one: (one.kept_until, one.name)))


def holds_on(matter: Matter, *, workspace: Workspace, viewer: Any) -> QuerySet[Hold]:
    """Return every hold on a case, lifted ones too, to whoever keeps the times of cases or may open this one."""
    if not is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        check_may_open(matter, workspace=workspace, user=viewer)
    found = Hold.objects.filter(workspace=workspace, kind=matter.kind, about=matter.about)
    return found.select_related("placed_by", "lifted_by").order_by("-placed_at")


def removals(*, workspace: Workspace, viewer: Any, limit: int = 20) -> tuple[Happening, ...]:
    """Return which cases were removed and what was looked through to prove it, as the ledger tells it."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    found = Event.objects.filter(workspace=workspace.pk, verb=REMOVED).order_by("-number")
    return tuple(as_happenings(found[:limit]))


def due_named(called: str, *, workspace: Workspace, viewer: Any, on: date) -> Due:
    """Return the case of the list that is called so. Refused where there is none."""
    found = [one for one in cases_due(workspace=workspace, viewer=viewer, on=on) if one.called == called]
    if not found:
        raise NotDue(f"no case called “{called}” is due.", where=called, cure="Look at the list.")
    return found[0]


def ended_cases(*, workspace: Workspace) -> Iterator[Due]:
    """Yield every case that is over, with until when it is kept and what holds it back.

    A request for what is held in it that waits for its answer holds it back by itself: what somebody asked for is not
    removed before they have it.
    """
    held: dict[tuple[str, str], list[str]] = {}
    for hold in Hold.objects.filter(workspace=workspace, lifted_at__isnull=True).order_by("placed_at"):
        held.setdefault((hold.kind, hold.about), []).append(hold.because)
    for asked in AccessRequest.objects.filter(workspace=workspace, answered_at__isnull=True):
        reasons = held.setdefault((asked.kind, asked.about), [])
        reasons += [] if ASKED_FOR in reasons else [ASKED_FOR]
    for kind in case_kinds().values():
        for one in kind.ended(workspace):
            yield due_of(kind, one, held=held.get((kind.kind, one.about), ()))


# ---- what is left ---------------------------------------------------------------------------------------------------


def left_in_files(needles: Needles) -> Looked:
    """Return in which files of the data folder something of a case stands. The database is not among them."""
    folder = Path(settings.DATA)
    looked = {str(path.relative_to(folder)): _pieces(path) for path in _files(folder)}
    return _looked(looked, needles, keeping=frozenset())


def left_in_database(needles: Needles) -> Looked:
    """Return in which tables something of a case stands: the tables of the search index among them.

    Identifiers may stand in the ledger, which only grows.
    """
    with connection.cursor() as cursor:
        tables = {table: _rows(cursor, table) for table in connection.introspection.table_names(cursor)}
        return _looked(tables, needles, keeping=KEEPS_IDENTIFIERS)


def _looked(places: Mapping[str, Iterable[bytes]], needles: Needles, *, keeping: frozenset[str]) -> Looked:
    words, sealed = _pattern(needles.words), _pattern(needles.sealed)
    own = _pattern(needles.sealed | needles.identifiers)
    found, alike = [], []
    for place, pieces in places.items():
        wanted = sealed if place in keeping else own
        marks = [(bool(wanted.search(piece)), bool(words.search(piece))) for piece in pieces]
        found += [place] * any(one for one, _ in marks)
        alike += [place] * any(other for _, other in marks)
    return Looked(len(places), tuple(found), tuple(alike))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a data folder that may hold something of a case."""
    for path in sorted(folder.rglob("*")):
        first = path.relative_to(folder).parts[0]
        if path.is_file() and first not in NOT_LOOKED_AT and ".sqlite3" not in path.name:
            yield path


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield a file piece by piece, each with the end of the one before, so that nothing hides at a seam."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield before + piece
            before = piece[-SEAM:]


def _rows(cursor: Any, table: str) -> Iterator[bytes]:
    """Yield each row of a table as bytes, with all that its columns hold."""
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (the database's own name of it)
    while rows := cursor.fetchmany(500):
        for row in rows:
            yield b"\n".join(_bytes(value) for value in row)


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode("utf-8", "replace")


def _pattern(needles: Iterable[str]) -> re.Pattern[bytes]:
    """Return what finds any of some texts, as they stand or as JSON writes them; nothing where there are none."""
    texts = {form for one in needles for form in (one, json.dumps(one)[1:-1])}
    return re.compile(b"|".join(re.escape(text.encode("utf-8")) for text in sorted(texts)) or rb"(?!)")
