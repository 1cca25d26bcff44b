"""Trying what somebody says that the columns of a file mean, and keeping it once they have seen what comes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from frankpledge.domain.releases import rules
from frankpledge.domain.releases.actions.mapping import remember_mapping
from frankpledge.domain.releases.actions.uploads import load_again
from frankpledge.domain.releases.models import ColumnMapping, UploadedFile
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.queries.columns import plain_file, proposed
from frankpledge.domain.releases.queries.uploads import uploads_folder
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.jobs.actions import enqueue
from frankpledge.ground.jobs.rules import State
from frankpledge.lake.limits import DEFAULT
from frankpledge.lake.own.desk import OwnDesk
from frankpledge.lake.own.mapping import Mapping, check_needed, checked
from frankpledge.lake.source import Quarantined

TRY = "releases.try"
FIRST_SHOWN = 20


def try_columns(*, file: UploadedFile, mapping: Mapping, words: Sequence[str], by: User) -> UploadedFile:
    """Ask for a file to be read by a mapping without keeping anything; return it, its trial under way.

    Refused where the mapping cannot be used or leaves out a column that is needed.
    """
    check_granted(GRANTS, Capability.REMEMBER_MAPPING, workspace=file.workspace, user=by)
    check_needed(checked(mapping), words, where=file.name)
    said = json.dumps(mapping.as_json())
    with transaction.atomic():
        file.trial = enqueue(TRY, file.workspace, by, file=file.pk, mapping=said, words=list(words))
        file.save(update_fields=["trial"])
        record("releases.columns_tried", file, by=by, facts={"columns": len(mapping.columns)})
    return file


def tried(file: UploadedFile, mapping: Mapping) -> dict[str, Any]:
    """Return what reading a file by a mapping would give: rows, those set aside, and the first of what is wrong."""
    desk = OwnDesk(today=clock.today(), mapping=mapping)
    with plain_file(file) as source, TemporaryDirectory(dir=uploads_folder(), prefix="try-") as scratch:
        _, reading = desk.read(source, scratch=Path(scratch), limits=DEFAULT)
    return {
        "read": reading.rows_read,
        "aside": len(reading.quarantined),
        "told": len(reading.told),
        "first": [_fault(one) for one in reading.quarantined[:FIRST_SHOWN]],
        "noted": [_fault(one) for one in reading.told[:FIRST_SHOWN]],
        "periods": sorted({first for first, _ in reading.replaces}),
    }


def _fault(one: Quarantined) -> dict[str, Any]:
    return {"sheet": one.sheet, "line": one.line, "column": one.column, "reason": one.reason}


@transaction.atomic
def confirm_columns(*, file: UploadedFile, by: User) -> UploadedFile:
    """Keep what was tried, for every partnership that the file is for, and ask for the file to be loaded.

    Refused where nothing was tried, or the trial has not come to a good end.
    """
    run = file.trial
    if run is None or run.state != State.DONE:
        raise rules.NotTried("These columns were not tried yet.", where=file.name, cure="Try them first.")
    said = proposed(run)
    for place in file.upload.meant_for.all():
        remember_mapping(workspace=place, name=said.mapping.data_set, headers=said.words, mapping=said.mapping, by=by)
    load_again(upload=file.upload, by=by)
    record("releases.columns_confirmed", file, by=by)
    return file


@transaction.atomic
def rename_mapping(*, mapping: ColumnMapping, name: str, by: User) -> ColumnMapping:
    """Give a remembered layout another name and return it."""
    check_granted(GRANTS, Capability.REMEMBER_MAPPING, workspace=mapping.workspace, user=by)
    mapping.name = name.strip()[:200] or mapping.name
    mapping.save(update_fields=["name"])
    record("releases.mapping_renamed", mapping, by=by)
    return mapping


@transaction.atomic
def forget_mapping(*, mapping: ColumnMapping, by: User) -> None:
    """Forget a remembered layout: the next file of it is asked about again. What was loaded by it stays."""
    check_granted(GRANTS, Capability.REMEMBER_MAPPING, workspace=mapping.workspace, user=by)
    record("releases.mapping_forgotten", mapping, by=by)
    mapping.delete()
