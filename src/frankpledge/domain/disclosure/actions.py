"""Letting figures out, and writing down that we did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from frankpledge.domain.disclosure import rules
from frankpledge.domain.disclosure.models import CellVersion, KnownTie, Release, ReleasedCell, Solved
from frankpledge.domain.disclosure.permissions import GRANTS, Capability, check_may_release
from frankpledge.domain.disclosure.queries.union import CHECK, Trial, digest_of, head_of, mark_of
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.listing import FORMS, Listing
from frankpledge.ground.documents.scan import check_clean


@dataclass(frozen=True)
class Released:
    """What may be shown: each cell by its key, in the state in which it may be shown."""

    release: Release
    cells: Mapping[str, Cell]


@transaction.atomic
def release(*, audience: Audience, cells: Iterable[Cell], what: str, workspace: Workspace | None, by: User) -> Released:
    """Return the cells as the audience may see them, after recording the release.

    A release to the workspace itself passes unaltered and is recorded as one event; of a public release every cell is
    recorded. Refused when any cell's policy does not let it out: nothing is published in part. Restricted counts go to
    the public by `release_view` alone, which attacks them together with everything that was released before.
    """
    check_may_release(audience=audience, workspace=workspace, user=by)
    shown = rules.decided({cell.key: cell for cell in cells}, audience=audience)
    return Released(release=_kept(audience, shown, what, workspace, by), cells=shown)


@transaction.atomic
def release_exempt(
    *, register: str, counts: Mapping[str, int | None], what: str, workspace: Workspace, by: User
) -> Release:
    """Release counts to the public that a law has published as they are, small ones and zeroes too.

    Refused for any count that the policy does not name as such.
    """
    check_granted(GRANTS, Capability.PUBLISH_EXEMPT, workspace=workspace, user=by)
    return _kept(Audience.PUBLIC, rules.exempted(register, counts), what, workspace, by)


def _kept(audience: Audience, shown: Mapping[str, Cell], what: str, workspace: Workspace | None, by: User) -> Release:
    """Write a release down; of a public one every cell."""
    row = Release.objects.create(
        workspace=workspace, audience=audience, what=what[:300], released_by=by, released_at=clock.now(),
        cell_count=len(shown),
    )  # fmt: skip
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
    return row


@transaction.atomic
def release_view(
    *, trial: Trial, what: str, told: Mapping[str, object], workspace: Workspace, proposed_by: User, by: User
) -> Release:
    """Release a view of restricted data to the public as it was tried, hidden numbers as their mark alone.

    Refused for whoever proposed it, and where another release of the data set came between the trial and now.
    """
    check_may_release(audience=Audience.PUBLIC, workspace=workspace, user=by)
    rules.check_two(proposed_by=proposed_by.pk, by=by.pk)
    Workspace.objects.select_for_update().get(pk=workspace.pk)
    data_set = trial.data_set
    rules.check_head(trial.head, head_of(data_set=data_set, workspace=workspace))
    row = Release.objects.create(
        workspace=workspace, audience=Audience.PUBLIC, what=what[:300], released_by=by, released_at=clock.now(),
        cell_count=len(trial.view.lines) + len(trial.view.absent), data_set=data_set, proposed_by=proposed_by,
        told=dict(told),
    )  # fmt: skip
    ReleasedCell.objects.bulk_create(_cells(row, trial))
    versions = {**trial.changed, **({} if trial.head else {CHECK: (1, mark_of(workspace, data_set, CHECK, CHECK))})}
    CellVersion.objects.bulk_create(
        CellVersion(workspace=workspace, data_set=data_set, cell=cell, number=number, mark=mark, release=row)
        for cell, (number, mark) in versions.items()
    )
    KnownTie.objects.bulk_create(
        (
            KnownTie(
                workspace=workspace, data_set=data_set, digest=digest_of(one, other), one=one, other=other, release=row
            )
            for one, other in trial.ties
        ),
        ignore_conflicts=True,
    )
    Solved.objects.bulk_create(
        (
            Solved(workspace=workspace, digest=digest, ranges=[[low, _finite(high)] for low, high in ranges])
            for digest, ranges in trial.memory.fresh.items()
        ),
        ignore_conflicts=True,
    )
    facts: dict[str, str | int] = {"audience": "public", "cells": row.cell_count, "what": row.what}
    record("disclosure.released", row, by=by, workspace=workspace, facts=facts)
    return row


def _cells(row: Release, trial: Trial) -> Iterable[ReleasedCell]:
    for line in trial.view.lines:
        state = trial.state_of(line.number.name)
        yield ReleasedCell(
            release=row, key=line.number.name, policy=Policy.RESTRICTED, state=state,
            value=line.number.value if state is State.VALUE else None,
            place=line.place, kind=line.kind, period=line.period,
            primary=line.number.name in trial.hidden.primary,
            cells=[trial.names[str(cell)] for cell in line.number.cells],
        )  # fmt: skip
    for one in trial.view.absent:
        state = State.SUPPRESSED if one.hidden else State.MISSING
        yield ReleasedCell(
            release=row, key=one.name, policy=Policy.RESTRICTED, state=state, place=one.place, kind=one.kind,
            period=one.period,
        )  # fmt: skip


def _finite(high: float) -> float:
    """Return an end as JSON can hold it: what has no end is far enough."""
    return min(high, 1e15)


def let_list_out(*, listing: Listing, kind: str, workspace: Workspace, by: User) -> bytes:
    """Return a list of the workspace's own as CSV, XLSX or ODS, after recording that it left.

    The file is made fresh, and looked through for what it might hold besides the list.
    """
    cells = [Cell(key=f"line {at}", value=None, policy=Policy.RESTRICTED) for at, _ in enumerate(listing.rows, 1)]
    release(audience=Audience.WORKSPACE, cells=cells, what=listing.title, workspace=workspace, by=by)
    make, _ = FORMS[kind]
    return check_clean(make(listing), kind)
