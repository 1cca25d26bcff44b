"""Recording: the last thing that every action does before it is done."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction

from frankpledge.ground import clock
from frankpledge.ground.audit import rules
from frankpledge.ground.audit.models import Event, Head
from frankpledge.ground.audit.queries import THE_INSTALLATION, WitnessedHead, ledger_key
from frankpledge.ground.registry import told


class Actor(Protocol):
    """Whoever did it: known here by an identifier and a label."""

    @property
    def pk(self) -> object: ...

    def __str__(self) -> str: ...


class Place(Protocol):
    """A workspace, known here by its identifier."""

    @property
    def pk(self) -> UUID: ...


def record(
    verb: str,
    subject: models.Model | None,
    *,
    by: Actor | None,
    workspace: Place | None = None,
    digest: str = "",
    facts: Mapping[str, str | int] | None = None,
) -> Event:
    """Add an event to the ledger and return it; its chain's head is written outside the database on commit.

    `verb` is `app.past_tense`. The workspace is the subject's own where none is given, else the installation.
    `facts` are identifiers, numbers and the like, never anything personal. What stands on the ledger (the search, for
    one) is told of the event in the same transaction, by `ON_EVENT` in its registry. Call it last in the action's
    transaction: it locks the head of the chain until that transaction ends.
    """
    with transaction.atomic():
        head = locked_head(_chain(subject, workspace))
        event = Event(
            workspace=head.workspace,
            number=head.number + 1,
            at=clock.now(),
            verb=verb,
            actor=str(by.pk) if by else "",
            actor_label=str(by) if by else THE_INSTALLATION,
            subject_kind=subject._meta.label_lower if subject else "",
            subject=str(subject.pk) if subject else "",
            digest=digest,
            facts=dict(facts or {}),
            previous=head.seal,
        )
        event.seal = rules.seal(ledger_key(), event.said())
        event.save(force_insert=True)
        head.number, head.seal = event.number, event.seal
        head.save(update_fields=("number", "seal"))
        seen = WitnessedHead(workspace=str(head.workspace), number=head.number, seal=head.seal)
        transaction.on_commit(lambda: witness(seen))
        for _, also in told("ON_EVENT"):
            also(event)
    return event


def locked_head(chain: UUID) -> Head:
    """Return the end of a chain, held until the transaction ends. The first event of a workspace begins it."""
    Head.objects.bulk_create([Head(workspace=chain)], ignore_conflicts=True)
    heads = Head.objects.filter(pk=chain)
    return (heads.select_for_update() if connection.features.has_select_for_update else heads).get()


def witness(head: WitnessedHead) -> None:
    """Append a head to the file beside the key, in one write that reaches the disk."""
    line = json.dumps(asdict(head), sort_keys=True).encode("ascii") + b"\n"
    handle = os.open(settings.AUDIT_HEADS_FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)


def _chain(subject: models.Model | None, workspace: Place | None) -> UUID:
    """Return the chain that an event belongs to."""
    if workspace is not None:
        return workspace.pk
    own = getattr(subject, "workspace_id", None)
    return own if isinstance(own, UUID) else rules.INSTALLATION
