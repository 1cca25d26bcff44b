"""Changing the keys of sealed fields: a new one seals everything anew, and an old one goes when nothing needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record
from frankpledge.ground.sealed.models import SealedModel, sealed_fields
from frankpledge.ground.sealed.models.keys import keyring
from frankpledge.ground.sealed.queries.keys import keys_in_use, rows_of, sealed_models
from frankpledge.ground.sealed.rules.keys import Keyring, key_of
from frankpledge.refusal import Refusal

BATCH = 200


class KeyNeeded(Refusal):
    """A key that something is still sealed with."""


@dataclass(frozen=True)
class Rotated:
    """What a change of keys did: the key that seals now, and how many rows were sealed anew."""

    key: str
    rows: int


def rotate_keys(*, by: User | None) -> Rotated:
    """Put a new key first, and seal every row with it. What is interrupted is finished by `reseal`.

    The old keys stay, since backups need them, until they are retired.
    """
    write_keyring(keyring().with_new(made_on=clock.today()))
    return reseal(by=by)


def reseal(*, by: User | None) -> Rotated:
    """Seal with the first key whatever an older one sealed, a batch in a transaction."""
    rows = sum(_reseal(batch) for model in sealed_models() for batch in _batches(model))
    key = keyring().first.id
    with transaction.atomic():
        record("sealed.keys_rotated", None, by=by, facts={"key": key, "rows": rows})
    return Rotated(key, rows)


def _batches(model: type[SealedModel]) -> Iterator[list[SealedModel]]:
    """Yield the rows of a model that an older key sealed, held until their transaction ends."""
    after: Any = None
    while True:
        rows = rows_of(model).order_by("pk")
        found = list((rows.filter(pk__gt=after) if after else rows)[:BATCH])
        if not found:
            return
        after = found[-1].pk
        yield [row for row in found if _is_old(row)]


def _is_old(row: SealedModel) -> bool:
    first = keyring().first.id
    values = (getattr(row, one.attname) for one in sealed_fields(type(row)))
    return any(value is not None and key_of(value.token) != first for value in values)


@transaction.atomic
def _reseal(batch: list[SealedModel]) -> int:
    """Seal rows anew as they stand now; one that was changed or removed meanwhile is read again or left."""
    done = 0
    for row in batch:
        rows = rows_of(type(row)).filter(pk=row.pk)
        now = (rows.select_for_update() if connection.features.has_select_for_update else rows).first()
        if now is None:
            continue
        fields = sealed_fields(type(now))
        for one in fields:
            setattr(now, one.attname, one.opened(now))
        now.save(update_fields={one.name for one in fields})
        done += 1
    return done


def retire_keys(*, by: User | None) -> tuple[str, ...]:
    """Take every key away with which nothing is sealed any more, except the first, and return their names.

    A backup from before the change cannot be opened without them: keep a copy for as long as such a backup is kept.
    """
    unused = [key for key, rows in keys_in_use().items() if not rows]
    before = keyring()
    after = before.without(unused)
    gone = tuple(key.id for key in before.keys if key not in after.keys)
    if not gone:
        raise KeyNeeded("every key is in use.", cure="Run `frankpledge keys rotate` first.")
    write_keyring(after)
    with transaction.atomic():
        record("sealed.keys_retired", None, by=by, facts={"keys": ", ".join(gone)})
    return gone


def write_keyring(ring: Keyring) -> None:
    """Write the keys to their file: beside it first, then in its place, so that no reader finds half of them."""
    path = Path(settings.SEALED_KEYS_FILE)
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(ring.text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
