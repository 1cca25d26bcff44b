"""Loading what was sent: into the installation's lake where it is open, into each partnership's own where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.domain.evidence.actions import ingest_files
from frankpledge.domain.evidence.queries.store import own_lake, the_lake
from frankpledge.domain.releases import rules
from frankpledge.domain.releases.actions.own import load_own
from frankpledge.domain.releases.actions.uploads import note_outcome
from frankpledge.domain.releases.models import Upload, UploadedFile
from frankpledge.domain.releases.permissions import check_may_load
from frankpledge.domain.releases.queries.uploads import annotated_place, place_of
from frankpledge.domain.releases.rules import FileState, Whose
from frankpledge.ground.accounts.models import User
from frankpledge.lake.ingest import FileResult, IngestReport
from frankpledge.lake.own.annotate import annotated_copy
from frankpledge.lake.quality import quality
from frankpledge.lake.source import BadFile
from frankpledge.lake.store import Lake

WARNINGS_KEPT = 6
LARGEST_ANNOTATED = 30_000_000
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Loaded:
    """What one lake said of the files: `workspace` is the partnership's whose own it is, empty for open data."""

    workspace: str
    lake: Lake
    report: IngestReport


def load_upload(*, upload: Upload, by: User, progress: Progress) -> dict[FileState, int]:
    """Load the files of an upload that wait, note what became of each, and return how many came to which end."""
    check_may_load(upload.workspace, *upload.meant_for.all(), user=by)
    waiting = [file for file in upload.files.all() if file.state == FileState.WAITING]
    if not waiting:
        raise rules.NotHere("These files are loaded already, or were given up.", cure="Send them again.")
    called = {place_of(file): file.name for file in waiting}
    told = [(one, _warnings(one)) for one in _loaded(upload, called, by=by, progress=progress)]
    outcomes = {file.number: _outcome(file, told) for file in waiting}
    for file in waiting:
        _annotate(file, [result for one, _ in told for result in one.report.files if result.file == file.name])
    note_outcome(upload=upload, outcomes=outcomes, by=by)
    states = [state for state, _ in outcomes.values()]
    return {state: states.count(state) for state in FileState}


def _loaded(upload: Upload, called: dict[Path, str], *, by: User, progress: Progress) -> Iterator[Loaded]:
    if upload.whose == Whose.OPEN:
        yield Loaded("", the_lake(), ingest_files(paths=list(called), by=by, progress=progress, called=called))
        return
    places = list(upload.meant_for.all())
    for number, place in enumerate(places):
        (done,) = load_own(
            workspaces=[place],
            paths=list(called),
            by=by,
            progress=lambda what, part, before=number: progress(what, (before + part) / len(places)),  # type: ignore[misc]
            called=called,
        )
        yield Loaded(str(place.pk), own_lake(place), done.report)


def _outcome(
    file: UploadedFile, told: Sequence[tuple[Loaded, dict[str, list[str]]]]
) -> tuple[FileState, list[dict[str, Any]]]:
    """Return how a file ended, and a record for each plain file in it and each lake."""
    records = [
        _record(one, result, warnings)
        for one, warnings in told
        for result in one.report.files
        if result.file == file.name
    ]
    ends = {record["status"] for record in records}
    if "asking" in ends:
        return FileState.ASKING, records
    return (FileState.REFUSED if ends == {"refused"} else FileState.LOADED), records


def _annotate(file: UploadedFile, results: Sequence[FileResult]) -> None:
    """Keep for some days a copy of a file in which what is wrong with it is marked, to be sent back to its supplier."""
    problems = list(dict.fromkeys(fault for result in results for fault in result.problems if not result.member))
    if not problems or file.size > LARGEST_ANNOTATED:
        return
    try:
        copy = annotated_copy(place_of(file), problems)
    except BadFile:
        return
    place = annotated_place(file)
    place.touch(mode=0o600)
    place.write_bytes(copy)


def _record(one: Loaded, result: FileResult, warnings: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "workspace": one.workspace,
        "member": result.member,
        "status": "asking" if result.unmapped else result.status,
        "reader": result.reader,
        "release": result.release_id,
        "read": result.rows_read,
        "kept": result.rows_kept,
        "set_aside": result.rows_quarantined,
        "message": result.message,
        "warnings": warnings.get(result.release_id, []) if result.status in ("new", "replaced") else [],
    }


def _warnings(one: Loaded) -> dict[str, list[str]]:
    """Return what the quality report warns of, by release: the whole report once, since most of its cost is shared."""
    if not one.report.changed:
        return {}
    return {found.release_id: list(found.warnings[:WARNINGS_KEPT]) for found in quality(one.lake).releases}
