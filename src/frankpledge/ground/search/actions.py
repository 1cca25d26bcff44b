"""Keeping the index: noting what changed in the transaction that changed it, and reading that again once it is over."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from django.db import IntegrityError, transaction

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.rules import INSTALLATION
from frankpledge.ground.documents.words import printable
from frankpledge.ground.registry import Findable, FindableKind, told
from frankpledge.ground.search.models import LONGEST_TITLE, Due, Entry, Turn
from frankpledge.ground.search.queries import engine, findable_kinds

TRIES = 5
MANY = 50  # things of a kind: more are read in one question sooner than each by itself
MOST_LETTERS = 200_000  # of one text: PostgreSQL keeps no more words of one row than this many letters can hold
log = logging.getLogger(__name__)


def note_due(event: Event) -> None:
    """Note what an event changed, in its own transaction, and have it read again when that commits.

    What cannot be read then stays noted, and is read with the next.
    """
    found = [(kind.kind, "" if _all(kind, event) else event.subject) for kind in findable_kinds() if _told(kind, event)]
    if not found:
        return
    places = (
        Workspace.objects.all() if event.workspace == INSTALLATION else Workspace.objects.filter(pk=event.workspace)
    )
    for workspace in places:
        Due.objects.bulk_create([Due(workspace=workspace, kind=kind, about=about) for kind, about in found])
        transaction.on_commit(partial(refresh, workspace), robust=True)


def refresh(workspace: Workspace) -> int:
    """Read again whatever is due in a workspace, and return how many things were read.

    What is due is read outside a transaction, since some of it lies in the evidence store. Where somebody else wrote
    meanwhile it is read once more, so that nobody's older reading lands on a newer one.
    """
    for _ in range(TRIES):
        if not Due.objects.filter(workspace=workspace).exists():
            return 0
        turn, _made = Turn.objects.get_or_create(workspace=workspace)
        due = list(Due.objects.filter(workspace=workspace))
        read = [(kind, about, _read(kind, workspace, about)) for kind, about in _asked(due)]
        if _written(turn, due, read):
            return sum(len(things) for _, _, things in read)
    log.warning("the index of %s is written too often to keep up; the next change goes on", workspace)
    return 0


def rebuild(workspace: Workspace) -> int:
    """Read everything of a workspace again and return how many things can be found there."""
    Due.objects.bulk_create([Due(workspace=workspace, kind=kind.kind) for kind in findable_kinds()])
    Entry.objects.filter(workspace=workspace).exclude(kind__in=[kind.kind for kind in findable_kinds()]).delete()
    refresh(workspace)
    return Entry.objects.filter(workspace=workspace).count()


def catch_up() -> int:
    """Rebuild the workspaces that were never indexed, read what a stopped server left due, and return how many.

    Whatever cannot be read is logged and left; the pages go on without it.
    """
    known = Turn.objects.values("pk")
    behind = Workspace.objects.exclude(pk__in=known) | Workspace.objects.filter(pk__in=Due.objects.values("workspace"))
    found = list(behind.distinct())
    for workspace in found:
        try:
            refresh(workspace) if Turn.objects.filter(pk=workspace).exists() else rebuild(workspace)
        except Exception:
            log.exception("the index of %s cannot be made", workspace)
    return len(found)


def _told(kind: FindableKind, event: Event) -> bool:
    return (bool(event.subject) and kind.kind == event.subject_kind) or _all(kind, event)


def _all(kind: FindableKind, event: Event) -> bool:
    """Return whether an event may have changed any thing of a kind."""
    return event.verb.startswith(kind.after) if kind.after else False


def _asked(due: Iterable[Due]) -> list[tuple[FindableKind, str]]:
    """Return what is due, once each. A kind that is due as a whole, or with many of its things, is read as a whole."""
    kinds = {kind.kind: kind for kind in findable_kinds()}
    many = Counter(kind for kind, about in {(one.kind, one.about) for one in due} if about)
    whole = {one.kind for one in due if not one.about or many[one.kind] > MANY}
    asked = dict.fromkeys((one.kind, "" if one.kind in whole else one.about) for one in due)
    return [(kinds[kind], about) for kind, about in asked if kind in kinds]


def _read(kind: FindableKind, workspace: Workspace, about: str) -> tuple[Findable, ...]:
    """Return the things of a kind, each with what other apps find it by: the names of its files, say."""
    found = tuple(kind.read(workspace, about))
    for _, words_of in told("FOUND_WITH") if found else ():
        more = words_of(workspace, kind.kind, [thing.about for thing in found])
        found = tuple(
            replace(thing, text=f"{thing.text} {more[thing.about]}".strip()) if thing.about in more else thing
            for thing in found
        )
    return found


def _written(turn: Turn, due: Sequence[Due], read: Sequence[tuple[FindableKind, str, tuple[Findable, ...]]]) -> bool:
    """Write what was read, in one transaction, and return whether it was still our turn."""
    try:
        with transaction.atomic():
            if not Turn.objects.filter(pk=turn.pk, number=turn.number).update(number=turn.number + 1):
                return False
            for kind, about, things in read:
                _replace(turn.workspace, kind, about, things)
            Due.objects.filter(pk__in=[one.pk for one in due]).delete()
    except IntegrityError:
        return False
    return True


def _replace(workspace: Workspace, kind: FindableKind, about: str, things: Iterable[Findable]) -> None:
    old = Entry.objects.filter(workspace=workspace, kind=kind.kind)
    (old.filter(about=about) if about else old).delete()
    # One identifier stands for one thing: of several under the same the last is kept.
    named = {thing.about: thing for thing in things}
    made = Entry.objects.bulk_create(_entry(workspace, kind, thing) for thing in named.values())
    engine().write_words(entry.pk for entry in made)


def _entry(workspace: Workspace, kind: FindableKind, thing: Findable) -> Entry:
    return Entry(
        workspace=workspace,
        kind=kind.kind,
        about=thing.about,
        title=printable(thing.title)[:LONGEST_TITLE],
        text=printable(thing.text)[:MOST_LETTERS],
        href=thing.href,
        changed_at=thing.changed_at,
    )
