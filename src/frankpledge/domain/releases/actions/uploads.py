"""Taking in the files that a person sends from a page, loading them, and forgetting their bytes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from frankpledge.domain.releases import rules
from frankpledge.domain.releases.models import Upload, UploadedFile
from frankpledge.domain.releases.permissions import check_may_load
from frankpledge.domain.releases.queries.uploads import folder_of, place_of, still_kept, under_way, uploads_folder
from frankpledge.domain.releases.rules import KEPT, FileState, Whose
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.jobs.actions import enqueue
from frankpledge.statute.settings import settings

LOAD = "releases.load"


@dataclass(frozen=True)
class Arrived:
    """A file as it came: what its sender calls it, and where it lies until the request ends."""

    name: str
    path: str
    size: int


def send_files(
    *, workspace: Workspace, whose: Whose, meant_for: Sequence[Workspace], files: Sequence[Arrived], by: User
) -> Upload:
    """Keep files that a person sent and ask for them to be loaded; return the upload, whose page tells how far it is.

    Refused where no file came, or where the person may not load for one of the partnerships named.
    """
    check_may_load(workspace, *meant_for, user=by)
    if not files:
        raise rules.NothingSent("No file came.", cure="Choose at least one file.")
    if whose is Whose.OWN and not meant_for:
        raise rules.NothingSent("It is not said whose files these are.", cure="Tick at least one partnership.")
    sweep_uploads()
    upload = Upload(workspace=workspace, whose=whose, sent_by=by, sent_at=clock.now())
    try:
        _keep(folder_of(upload), files)
        return _sent(upload, meant_for, files, by)
    except OSError as error:
        shutil.rmtree(folder_of(upload), ignore_errors=True)
        raise rules.NoRoom(
            f"The files could not be kept ({error.strerror}).", cure="Tell whoever runs the installation."
        ) from error
    except BaseException:
        shutil.rmtree(folder_of(upload), ignore_errors=True)
        raise


def _keep(folder: Path, files: Sequence[Arrived]) -> None:
    folder.mkdir(mode=0o700, parents=True)
    for number, file in enumerate(files, start=1):
        place = folder / f"{number:04d}"
        try:
            os.link(file.path, place)
        except OSError:
            shutil.copyfile(file.path, place)
        place.chmod(0o600)


@transaction.atomic
def _sent(upload: Upload, meant_for: Sequence[Workspace], files: Sequence[Arrived], by: User) -> Upload:
    upload.run = enqueue(LOAD, upload.workspace, by, upload=str(upload.pk))
    upload.save(force_insert=True)
    upload.meant_for.set(meant_for if upload.whose == Whose.OWN else [])
    names = rules.told_apart([rules.safe_name(file.name) for file in files])
    UploadedFile.objects.bulk_create(
        UploadedFile(
            upload=upload,
            workspace=upload.workspace,
            number=number,
            name=name,
            size=file.size,
            state=FileState.WAITING,
        )
        for number, (name, file) in enumerate(zip(names, files, strict=True), start=1)
    )
    record("releases.files_sent", upload, by=by, facts={"files": len(files), "whose": upload.whose})
    return upload


@transaction.atomic
def load_again(*, upload: Upload, by: User) -> Upload:
    """Ask for what an upload still holds to be loaded; return it. Refused where nothing of it is left here."""
    check_may_load(upload.workspace, *upload.meant_for.all(), user=by)
    if not still_kept(upload):
        raise rules.NotHere("Nothing of these files is left here to load.", cure="Send them again.")
    if under_way(upload):
        return upload
    UploadedFile.objects.filter(upload=upload, state=FileState.ASKING).update(state=FileState.WAITING)
    upload.run = enqueue(LOAD, upload.workspace, by, upload=str(upload.pk))
    upload.save(update_fields=["run"])
    record("releases.files_loaded_again", upload, by=by)
    return upload


@transaction.atomic
def give_up_files(*, upload: Upload, by: User) -> int:
    """Delete what an upload still holds and return how many files that were."""
    check_may_load(upload.workspace, user=by)
    left = still_kept(upload)
    UploadedFile.objects.filter(pk__in=[file.pk for file in left]).update(state=FileState.DROPPED)
    record("releases.files_given_up", upload, by=by, facts={"files": len(left)})
    transaction.on_commit(lambda: shutil.rmtree(folder_of(upload), ignore_errors=True))
    return len(left)


@transaction.atomic
def note_outcome(*, upload: Upload, outcomes: dict[int, tuple[FileState, list[dict[str, Any]]]], by: User) -> None:
    """Write what became of each file, by its number, and forget the bytes of those that are done with."""
    done = []
    for file in upload.files.all():
        if file.number in outcomes:
            file.state, file.outcome = outcomes[file.number]
            file.save(update_fields=["state", "outcome"])
            done += [] if file.state in KEPT else [place_of(file)]
    states = [state for state, _ in outcomes.values()]
    tally = {state.value: states.count(state) for state in (FileState.LOADED, FileState.REFUSED, FileState.ASKING)}
    record("releases.upload_loaded", upload, by=by, facts=tally)
    transaction.on_commit(lambda: _forget(folder_of(upload), done))


def _forget(folder: Path, places: Iterable[Path]) -> None:
    for place in places:
        place.unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


UPLOAD = "*-*-*-*-*"  # the folder of an upload, by its key; what is only looked at comes and goes beside it


def sweep_uploads() -> int:
    """Delete what uploads have left that are older than files wait, and return how many still held files to load.

    Copies in which faults are marked go with them, and so does what broke off on its way in.
    """
    before = clock.now() - timedelta(days=settings().upload_days)
    waiting = Upload.objects.filter(sent_at__lt=before, files__state__in=KEPT).distinct().prefetch_related("files")
    old = [upload for upload in waiting if not under_way(upload)]
    for upload in old:
        _let_go(upload)
    for left in (*uploads_folder().glob(f"{UPLOAD}/*.annotated"), *(uploads_folder() / "arriving").glob("*.part")):
        if left.stat().st_mtime < before.timestamp():
            _forget(left.parent, [left])
    return len(old)


@transaction.atomic
def _let_go(upload: Upload) -> None:
    left = UploadedFile.objects.filter(upload=upload, state__in=KEPT).update(state=FileState.DROPPED)
    record("releases.files_given_up", upload, by=None, facts={"files": left})
    transaction.on_commit(lambda: shutil.rmtree(folder_of(upload), ignore_errors=True))
