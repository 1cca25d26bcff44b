"""Reading: which things carry files, who may keep them there, the files of a thing, and what one holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models

from frankpledge.domain.attachments.models import Attachment, AttachmentFile
from frankpledge.domain.attachments.rules import NoSuchThing
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.comments.queries import subject_kinds, subject_of
from frankpledge.ground.registry import Subject

COMMENT = Comment._meta.label_lower
FEW = 50  # things whose files are asked for by name; of more, all files of their kind are read


def carriers() -> tuple[str, ...]:
    """Return the kinds of thing that carry files."""
    return tuple(sorted(kind for kind, known in subject_kinds().items() if known.keeps is not None))


def thing_of(*, kind: str, about: str, workspace: Workspace, viewer: Any) -> Subject:
    """Return a thing that carries files, as a person may see it. Refused where there is none that they may."""
    known = subject_kinds().get(kind)
    seen = subject_of(kind=kind, about=about, workspace=workspace, viewer=viewer)
    if known is None or known.keeps is None or seen is None:
        raise NoSuchThing("there is no such thing to put a file to.")
    return seen


def may_keep(*, kind: str, about: str, workspace: Workspace, viewer: Any) -> bool:
    """Return whether a person who sees a thing may put files to it and take them away."""
    known = subject_kinds().get(kind)
    return bool(known and known.keeps and known.keeps(workspace, viewer, about))


def attachments_on(*, kind: str, about: str, workspace: Workspace) -> tuple[Attachment, ...]:
    """Return the files of a thing in order, with those that were taken away: for whoever was asked to see the thing."""
    found = Attachment.objects.filter(workspace=workspace, kind=kind, about=about)
    return tuple(found.select_related("added_by", "taken_away_by").order_by("number"))


def attachment_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> Attachment:
    """Return one file. Refused alike where there is none and where the viewer may not see what it is put to."""
    found = Attachment.objects.filter(workspace=workspace, pk=identity).select_related("workspace", "added_by").first()
    if found is None:
        raise NoSuchThing("there is no such file.")
    thing_of(kind=found.kind, about=found.about, workspace=workspace, viewer=viewer)
    return found


def content_of(attachment: Attachment) -> bytes:
    """Return what a file holds, for the action that lets it out."""
    return bytes(AttachmentFile.objects.get(attachment=attachment, workspace=attachment.workspace_id).content)


def row_of(*, kind: str, about: str, workspace: Workspace) -> models.Model:
    """Return the row that a thing is, for the ledger to name."""
    model: Any = apps.get_model(kind)
    row: models.Model = model.objects.get(workspace=workspace, pk=about)
    return row


def ledger_row(*, kind: str, about: str, workspace: Workspace) -> models.Model:
    """Return the row of which the ledger keeps what is done with a thing's files: of a comment's, what it is about.

    What people comment on may be no row (a duty of the law): the comment then stands for it.
    """
    row = row_of(kind=kind, about=about, workspace=workspace)
    if not isinstance(row, Comment):
        return row
    try:
        return row_of(kind=row.kind, about=row.about, workspace=workspace)
    except (LookupError, ValueError, ValidationError, ObjectDoesNotExist):
        return row


def files_said(workspace: Workspace, comments: Iterable[UUID]) -> dict[UUID, tuple[Attachment, ...]]:
    """Return the files that stand of some comments, by comment, in order."""
    found = Attachment.objects.filter(
        workspace=workspace, kind=COMMENT, about__in=[str(one) for one in comments], taken_away_at=None
    )
    told: dict[UUID, list[Attachment]] = {}
    for one in found.select_related("added_by").order_by("number"):
        told.setdefault(UUID(one.about), []).append(one)
    return {comment: tuple(files) for comment, files in told.items()}


def found_with(workspace: Workspace, kind: str, abouts: Collection[str]) -> dict[str, str]:
    """Return the names of the files of things, and of the comments on them, with what each shows: to find them by.

    Only of kinds that carry files: whoever finds such a thing may see it, and so its files.
    """
    if kind not in carriers():
        return {}
    of_these = {"about__in": list(abouts)} if len(abouts) <= FEW else {}
    comments = Comment.objects.filter(workspace=workspace, kind=kind, taken_off_at=None, **of_these)
    of = {str(comment): about for comment, about in comments.values_list("pk", "about")}
    said = models.Q(kind=COMMENT, about__in=list(of)) if of_these else models.Q(kind=COMMENT)
    found = Attachment.objects.filter(models.Q(kind=kind, **of_these) | said, workspace=workspace, taken_away_at=None)
    told: dict[str, list[str]] = {}
    for one in found.order_by("kind", "number"):
        about = one.about if one.kind == kind else of.get(one.about, "")
        if about in abouts:
            told.setdefault(about, []).append(f"{one.name} {one.words}".strip())
    return {about: f"Files: {'; '.join(names)}." for about, names in told.items()}


def standing(*, kind: str, about: str, workspace: Workspace) -> tuple[int, int]:
    """Return how many files a thing has, and the highest number that one had."""
    found = Attachment.objects.filter(workspace=workspace, kind=kind, about=about)
    highest: int | None = found.aggregate(highest=models.Max("number"))["highest"]
    return found.filter(taken_away_at__isnull=True).count(), highest or 0


def named(what: str, which: str, *, workspace: Workspace) -> tuple[str, str]:
    """Return the kind and identifier of a thing that is called as people do: "action" and its number, say.

    `what` is the last word of a kind; `which` is an identifier, or a number where things of that kind have one. Whether
    somebody may see it is asked by whoever reads it.
    """
    kinds = {kind.rpartition(".")[2]: kind for kind in carriers()}
    if what not in kinds:
        raise NoSuchThing(f"nothing called “{what}” carries files.", cure=f"Use one of: {', '.join(sorted(kinds))}.")
    model: Any = apps.get_model(kinds[what])
    if not which.isdigit():
        return kinds[what], which
    numbered = any(field.name == "number" for field in model._meta.concrete_fields)
    rows = model.objects.filter(workspace=workspace, number=int(which)) if numbered else model.objects.none()
    found = [str(pk) for pk in rows.values_list("pk", flat=True)]
    if len(found) != 1:
        raise NoSuchThing(f"there is no one {what} of number {which}.", cure="Name it by its identifier.")
    return kinds[what], found[0]
