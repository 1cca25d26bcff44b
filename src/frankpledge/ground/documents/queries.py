"""Reading papers and editions: what a viewer may see, and whether what is kept is what was approved."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.models import Head
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition, EditionFile, Paper
from frankpledge.ground.documents.permissions import Capability, may
from frankpledge.ground.documents.rules import Damaged, NoSuchPaper, State
from frankpledge.ground.documents.tree import from_json


def papers(*, workspace: Workspace, viewer: Any, kind: str = "") -> QuerySet[Paper]:
    """Return the papers of a workspace that the viewer may read, newest first, without their trees."""
    if not may(Capability.READ_PAPER, workspace=workspace, user=viewer):
        return Paper.objects.none()
    found = Paper.objects.filter(workspace=workspace).defer("tree").order_by("-created_at", "title")
    return found.filter(kind=kind) if kind else found


def paper_of(*, paper: UUID | str, workspace: Workspace, viewer: Any) -> Paper:
    """Return one paper. Refused alike where there is none and where the viewer may not read it."""
    found = papers(workspace=workspace, viewer=viewer).defer(None).filter(pk=_identity(paper)).first()
    if found is None:
        raise NoSuchPaper("there is no such paper, or you may not read it.")
    return found


def editions(*, workspace: Workspace, viewer: Any, kind: str = "", paper: Paper | None = None) -> QuerySet[Edition]:
    """Return the editions of a workspace that the viewer may read, newest first, without their trees."""
    if not may(Capability.READ_EDITION, workspace=workspace, user=viewer):
        return Edition.objects.none()
    found = Edition.objects.filter(workspace=workspace).defer("tree").select_related("approved_by")
    found = found.filter(kind=kind) if kind else found
    found = found.filter(paper=paper) if paper is not None else found
    return found.order_by("-approved_at", "-number")


def edition_of(*, edition: UUID | str, workspace: Workspace, viewer: Any) -> Edition:
    """Return one edition. Refused alike where there is none and where the viewer may not read it."""
    found = editions(workspace=workspace, viewer=viewer).defer(None).filter(pk=_identity(edition)).first()
    if found is None:
        raise NoSuchPaper("there is no such edition, or you may not read it.")
    return found


def document_of(kept: Paper | Edition) -> Document:
    """Return the tree of a paper as it stands, or of an edition as it was approved.

    Refused as damaged where the tree is not the one that its digest names.
    """
    if hashlib.sha256(kept.tree.encode()).hexdigest() != kept.digest:
        raise Damaged("the tree that is kept is not the one that was written.", where=str(kept))
    return from_json(json.loads(kept.tree))


def file_of(*, edition: Edition, format: str) -> EditionFile:  # noqa: A002 (the word of the trade)
    """Return one file of an edition with its bytes. Refused where it was not rendered, or is not what was approved."""
    found: EditionFile | None = EditionFile.objects.filter(edition=edition, format=format).first()
    if found is None:
        raise NoSuchPaper(f"this edition has no {format} file.", where=str(edition))
    if hashlib.sha256(bytes(found.content)).hexdigest() != found.sha256:
        raise Damaged("the file that is kept is not the one that was approved.", where=str(found))
    return found


def damage(edition: Edition) -> tuple[str, ...]:
    """Return what about an edition is not as it was approved, in sentences; nothing for a whole one."""
    found: list[str] = []
    try:
        document_of(edition)
    except Damaged as wrong:
        found.append(str(wrong))
    for file in EditionFile.objects.filter(edition=edition).order_by("format"):
        if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256:
            found.append(f"{file}: the file that is kept is not the one that was approved.")
    return tuple(found)


def formats_of(edition: Edition) -> tuple[str, ...]:
    """Return the formats that an edition is kept in."""
    return tuple(EditionFile.objects.filter(edition=edition).values_list("format", flat=True).order_by("format"))


def begun_by(person: User, *, workspace: Workspace, kind: str) -> tuple[Paper, ...]:
    """Return the papers of a kind that a person looks after and that are not approved yet."""
    found = Paper.objects.filter(workspace=workspace, kind=kind, created_by=person).exclude(state=State.APPROVED)
    return tuple(found.select_related("workspace").order_by("title", "pk"))


def authors_of(paper: Paper, *, edition_number: int) -> tuple[User, ...]:
    """Return who wrote in a paper for one of its editions, by name."""
    wrote = paper.writings.filter(edition_number=edition_number).values("by")
    return tuple(User.objects.filter(pk__in=wrote).order_by("name", "email"))


def next_number(paper: Paper) -> int:
    """Return the number that the paper's next edition will have."""
    last = Edition.objects.filter(paper=paper).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def ledger_words(workspace: Workspace) -> str:
    """Return where the workspace's ledger stands, for an edition to print: a cut tail then shows on paper too."""
    head = Head.objects.filter(pk=workspace.pk).first()
    return f"event {head.number}, seal {head.seal[:16]}" if head else ""


def _identity(given: UUID | str) -> UUID:
    """Return an identifier, or one that nothing has for words that are none."""
    try:
        return UUID(str(given))
    except ValueError:
        return UUID(int=0)
