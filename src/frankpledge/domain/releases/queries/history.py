"""Every file that was ever loaded, as one partnership sees it: open data, and its own; of others' own nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from frankpledge.domain.evidence.queries.store import own_lake, the_lake
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import names_here, workspaces_of
from frankpledge.lake.own.desk import LABELS as OWN_LABELS
from frankpledge.lake.quality import QualityReport, UnknownRelease, quality
from frankpledge.lake.readers import READERS
from frankpledge.lake.store import EmptyLake, Lake, Snapshot, history

State = Literal["current", "replaced", "withdrawn"]


@dataclass(frozen=True)
class TakenBack:
    """When, by whom (empty as `loaded_by`) and why a release was taken back."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Held:
    """One release. `own` says that it is the partnership's own; `replaced_by` what took its place, wholly or in part.

    `loaded_by` is a person of the partnership, or empty: open data may be loaded by anyone of the installation, whose
    name is nobody else's business.
    """

    release: str
    sequence: int
    reader: str
    label: str
    file: str
    month: str
    force: str
    covers: tuple[str, ...]
    read: int
    kept: int
    set_aside: int
    size: int
    loaded_at: datetime
    loaded_by: str
    own: bool
    state: State
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]
    taken_back: TakenBack | None = None


@dataclass(frozen=True)
class Known:
    """One state of the evidence: since when, through whom, and the files that came with it or were taken back."""

    manifest: str
    since: datetime
    by: str
    own: bool
    files: tuple[str, ...]
    taken_back: tuple[str, ...]


def held(*, workspace: Workspace, viewer: User) -> tuple[Held, ...]:
    """Return every release that a workspace of the viewer's reads, newest first; nothing for a stranger."""
    return every_release(workspace) if workspaces_of(viewer).filter(pk=workspace.pk).exists() else ()


def every_release(workspace: Workspace) -> tuple[Held, ...]:
    """Return every release that a workspace reads, newest first, for whoever makes the index of what can be found."""
    pairs = [(own, row) for own, snapshot in _snapshots(workspace) for row in (*_rows(snapshot), *_gone(snapshot))]
    names = names_here(workspace=workspace, ids={str(row[who]) for _, row in pairs for who in _WHO if row.get(who)})
    found = [_held(row, own, names) for own, row in pairs]
    return tuple(sorted(found, key=lambda one: (one.loaded_at, one.sequence), reverse=True))


def release_here(*, workspace: Workspace, viewer: User, release: str) -> Held:
    """Return one release that a workspace reads: its own before an open one of the same bytes.

    Refused where there is none, and alike where it is another partnership's own.
    """
    found = [one for one in held(workspace=workspace, viewer=viewer) if one.release == release]
    if not found:
        if not any(True for _ in _snapshots(workspace)):
            raise EmptyLake("Nothing has been loaded yet.", cure="Load files first.")
        raise UnknownRelease(f"There is no release {release!r}.", cure="The list of files gives their names.")
    return min(found, key=lambda one: (one.state == "withdrawn", not one.own))


def lake_of(workspace: Workspace, *, own: bool) -> Lake:
    """Return the lake that a release lies in."""
    return own_lake(workspace) if own else the_lake()


def states(*, workspace: Workspace, viewer: User) -> tuple[Known, ...]:
    """Return every state that the evidence of a workspace has had, newest first."""
    files = {one.release: one.file for one in held(workspace=workspace, viewer=viewer)}
    pairs = [(own, snapshot, one) for own, snapshot in _snapshots(workspace) for one in history(Lake(snapshot.root))]
    names = names_here(workspace=workspace, ids={one.by for _, _, one in pairs})
    found = [
        Known(
            manifest=one.id,
            since=one.known_at,
            by=names.get(one.by, ""),
            own=own,
            files=tuple(files[name] for name in one.release_ids if name in files),
            taken_back=() if one.release_ids else _taken_back_at(snapshot, one.known_at),
        )
        for own, snapshot, one in reversed(pairs)
    ]
    return tuple(sorted(found, key=lambda one: one.since, reverse=True)) if files else ()


def _taken_back_at(snapshot: Snapshot, at: datetime) -> tuple[str, ...]:
    rows = snapshot.read("withdrawals").to_pylist()
    return tuple(_named(row) for row in rows if row["withdrawn_at"] == at)


def manifests_with(*, workspace: Workspace, one: Held) -> frozenset[str]:
    """Return the names of the states in which a release was answered from: what was read at them rests on it."""
    lake = lake_of(workspace, own=one.own)
    later = [state for state in history(lake) if state.known_at >= one.loaded_at]
    found = ((state.id, _current(Snapshot(_root(lake), state, lake.limits))) for state in later)
    return frozenset(name for name, current in found if one.release in current)


@dataclass(frozen=True)
class Returning:
    """What taking a release back would do: files whose rows are counted again, and what nothing would be held of."""

    back: tuple[Held, ...]
    gone: tuple[str, ...]


def returning(*, workspace: Workspace, viewer: User, one: Held) -> Returning:
    """Return what would come back in the place of a current release; of one that was taken back, what came."""
    others = [other for other in held(workspace=workspace, viewer=viewer) if other.own == one.own]
    kept = [other for other in others if other.state != "withdrawn" and other.release != one.release]
    newest = {thing: other for other in sorted(kept, key=lambda other: other.sequence) for thing in other.covers}
    mine = [thing for thing in one.covers if thing not in newest or newest[thing].sequence < one.sequence]
    back = {newest[thing].release: newest[thing] for thing in mine if thing in newest}
    return Returning(tuple(back.values()), tuple(thing for thing in mine if thing not in newest))


def quality_of(*, workspace: Workspace, one: Held) -> QualityReport:
    """Return the data-quality report of one release; of one that was taken back, as it was when it came."""
    return quality(_snapshot_with(workspace, one), one.release)


def before(*, workspace: Workspace, one: Held) -> Mapping[str, Any] | None:
    """Return the row of the release that one took the place of, as the lake keeps it; None where it took none's.

    Only where it took the place of one alone: of several there is no fair comparison.
    """
    if len(one.replaces) != 1:
        return None
    rows = _rows(_snapshot_with(workspace, one))
    return next((row for row in rows if row["release_id"] == one.replaces[0]), None)


def set_aside(*, workspace: Workspace, one: Held) -> list[dict[str, Any]]:
    """Return the rows of a release that could not be read, in the order of the file."""
    snapshot = _snapshot_with(workspace, one)
    table = snapshot.table("quarantine")
    rows = snapshot.arrow(table.filter(table.release_id == one.release)).to_pylist()
    return sorted(rows, key=lambda row: (row["file"], row["line"] or 0))


def _snapshot_with(workspace: Workspace, one: Held) -> Snapshot:
    """Return the newest state, or, for a release that was taken back, the one that it came with."""
    lake = lake_of(workspace, own=one.own)
    return _came(lake.snapshot(), one.release) if one.state == "withdrawn" else lake.snapshot()


def _snapshots(workspace: Workspace) -> Iterable[tuple[bool, Snapshot]]:
    """Yield whether a lake is the partnership's own, and its newest state, for each lake that holds anything."""
    for own in (True, False):
        try:
            yield own, lake_of(workspace, own=own).snapshot()
        except EmptyLake:
            continue


def _root(lake: Lake) -> Path:
    return lake.snapshot().root


def _came(snapshot: Snapshot, release: str) -> Snapshot:
    """Return the last state that a release came with."""
    states_ = [one for one in history(Lake(snapshot.root)) if release in one.release_ids]
    return replace(snapshot, manifest=states_[-1])


@lru_cache(maxsize=256)
def _current(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(snapshot.releases()["release_id"].to_pylist())


@lru_cache(maxsize=8)
def _gone(snapshot: Snapshot) -> tuple[Mapping[str, Any], ...]:
    """Return the releases that were taken back and whose file was not loaded again, each as it came, with the why."""
    there = {row["release_id"] for row in _rows(snapshot)}
    told = {row["release_id"]: row for row in snapshot.read("withdrawals").to_pylist()}
    return tuple(
        {**row, **said, "current": False, "replaced_by": ()}
        for name, said in told.items()
        if name not in there
        for row in _rows(_came(snapshot, name))
        if row["release_id"] == name
    )


@lru_cache(maxsize=8)
def _rows(snapshot: Snapshot) -> tuple[Mapping[str, Any], ...]:
    """Return the releases of a state, oldest first, each with whether it is current and what took its place."""
    current = set(snapshot.releases()["release_id"].to_pylist())
    rows = sorted(snapshot.read("releases").to_pylist(), key=lambda row: row["sequence"])
    after: dict[str, list[str]] = {}
    for row in rows:
        for name in row["replaces"] or ():
            after.setdefault(name, []).append(row["release_id"])
    return tuple(
        {**row, "current": row["release_id"] in current, "replaced_by": tuple(after.get(row["release_id"], ()))}
        for row in rows
    )


_WHO = ("loaded_by", "withdrawn_by")
LABELS = {**{reader.name: reader.label for reader in READERS}, **OWN_LABELS}


def _held(row: Mapping[str, Any], own: bool, names: Mapping[str, str]) -> Held:
    return Held(
        release=row["release_id"],
        sequence=row["sequence"],
        reader=row["reader"],
        label=LABELS.get(row["reader"], str(row["reader"]).replace("_", " ").capitalize()),
        file=_named(row),
        month=row["month"] or "",
        force=row["force"] or "",
        covers=tuple(row["covers"] or ()),
        read=row["rows_read"],
        kept=row["rows_kept"],
        set_aside=row["rows_quarantined"],
        size=row["bytes"],
        loaded_at=row["loaded_at"],
        loaded_by=names.get(str(row["loaded_by"]), ""),
        own=own,
        state="withdrawn" if row.get("reason") else "current" if row["current"] else "replaced",
        replaces=tuple(row["replaces"] or ()),
        replaced_by=row["replaced_by"],
        taken_back=_taken_back(row, names),
    )


def _named(row: Mapping[str, Any]) -> str:
    return str(row["member"] or row["file"]).rsplit("/", 1)[-1]


def _taken_back(row: Mapping[str, Any], names: Mapping[str, str]) -> TakenBack | None:
    if not row.get("reason"):
        return None
    return TakenBack(row["withdrawn_at"], names.get(str(row["withdrawn_by"]), ""), row["reason"])
