"""Files on their way in: where their bytes lie, and which of them a person may see."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from frankpledge.domain.releases.models import Upload, UploadedFile
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.rules import KEPT
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.jobs.rules import State


def uploads_folder() -> Path:
    """Return where the bytes of uploads lie, each upload in a folder of its own."""
    return Path(settings.DATA) / "uploads"


def folder_of(upload: Upload) -> Path:
    """Return where the bytes of one upload lie."""
    return uploads_folder() / str(upload.pk)


def place_of(file: UploadedFile) -> Path:
    """Return where the bytes of one file lie: under its number, never under a name that somebody sent."""
    return uploads_folder() / str(file.upload_id) / f"{file.number:04d}"


def annotated_place(file: UploadedFile) -> Path:
    """Return where the copy of a file lies in which what is wrong with it is marked, if there is one."""
    return place_of(file).with_suffix(".annotated")


def uploads(*, workspace: Workspace, viewer: User) -> QuerySet[Upload]:
    """Return what was sent from a workspace of the viewer's, newest first."""
    found = Upload.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("run", "sent_by", "workspace").prefetch_related("files", "meant_for")


def upload_of(*, workspace: Workspace, pk: UUID, viewer: User) -> Upload | None:
    """Return one upload of a workspace of the viewer's, None where there is none."""
    return uploads(workspace=workspace, viewer=viewer).filter(pk=pk).first()


def upload_named(pk: str) -> Upload | None:
    """Return an upload, whoever asks: for the work that loads it."""
    return Upload.objects.filter(pk=pk).select_related("workspace").prefetch_related("files", "meant_for").first()


def places_to_load_for(viewer: User) -> list[Workspace]:
    """Return the workspaces whose own evidence a person may load, by name."""
    return [one for one in workspaces_of(viewer) if is_granted(GRANTS, Capability.LOAD, workspace=one, user=viewer)]


def waiting_for_columns(*, workspace: Workspace, viewer: User) -> QuerySet[UploadedFile]:
    """Return the files of a workspace of the viewer's that wait to be told what their columns mean."""
    found = UploadedFile.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer), state="asking")
    return found.select_related("upload")


def still_kept(upload: Upload) -> list[UploadedFile]:
    """Return the files of an upload whose bytes are still here."""
    return [file for file in upload.files.all() if file.state in KEPT]


def under_way(upload: Upload) -> bool:
    """Return whether the work that loads an upload has not ended yet."""
    return upload.run is not None and not State(upload.run.state).over
