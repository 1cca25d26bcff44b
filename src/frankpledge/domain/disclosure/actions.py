"""Letting figures out, and writing down that we did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from frankpledge.domain.disclosure import rules
from frankpledge.domain.disclosure.models import Release, ReleasedCell
from frankpledge.domain.disclosure.permissions import check_may_release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.listing import FORMS, Listing
from frankpledge.statute.disclosure import disclosure


@dataclass(frozen=True)
class Released:
    """What may be shown: each cell by its key, in the state in which it may be shown."""

    release: Release
    cells: Mapping[str, Cell]


@transaction.atomic
def release(*, audience: Audience, cells: Iterable[Cell], what: str, workspace: Workspace | None, by: User) -> Released:
    """Return the cells as the audience may see them, after recording the release.

    A release to the workspace itself passes unaltered and is recorded as one event; of a public release every cell is
    recorded. Refused when any cell's policy does not let it out: nothing is published in part.
    """
    check_may_release(audience=audience, workspace=workspace, user=by)
    shown = rules.decided({cell.key: cell for cell in cells}, audience=audience, threshold=disclosure().hidden_up_to)
    row = Release.objects.create(
        workspace=workspace,
        audience=audience,
        what=what[:300],
        released_by=by,
        released_at=clock.now(),
        cell_count=len(shown),
    )
    if audience is Audience.PUBLIC:
        ReleasedCell.objects.bulk_create(
            ReleasedCell(release=row, key=c.key, policy=c.policy, state=c.state, value=c.value) for c in shown.values()
        )
    record(
        "disclosure.released",
        row,
        by=by,
        workspace=workspace,
        facts={"audience": audience.value, "cells": len(shown), "what": row.what},
    )
    return Released(release=row, cells=shown)


def let_list_out(*, listing: Listing, kind: str, workspace: Workspace, by: User) -> bytes:
    """Return a list of the workspace's own as CSV, XLSX or ODS, after recording that it left."""
    cells = [Cell(key=f"line {at}", value=None, policy=Policy.RESTRICTED) for at, _ in enumerate(listing.rows, 1)]
    release(audience=Audience.WORKSPACE, cells=cells, what=listing.title, workspace=workspace, by=by)
    make, _ = FORMS[kind]
    return make(listing)
