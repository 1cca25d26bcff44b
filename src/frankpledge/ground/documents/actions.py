"""Changing papers: written, sent for review, returned, approved by a second person, corrected by a new edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import get_current_timezone

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents import rules
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.checks import check
from frankpledge.ground.documents.formats import FORMATS, rendered
from frankpledge.ground.documents.models import Edition, EditionFile, Paper, Writing
from frankpledge.ground.documents.permissions import Capability, check_may
from frankpledge.ground.documents.queries import authors_of, document_of, ledger_words, next_number
from frankpledge.ground.documents.rules import State
from frankpledge.ground.documents.tree import canonical, digest


def create_paper(
    *, workspace: Workspace, kind: str, title: str, tree: Document, by: User, at: datetime | None = None
) -> Paper:
    """Begin a paper as a draft and return it. `kind` is the domain's word for it ("assessment").

    Refused where the tree is not whole.
    """
    check_may(Capability.WRITE_PAPER, workspace=workspace, user=by)
    check(tree)
    written = canonical(tree).decode()
    with transaction.atomic():
        paper = Paper.objects.create(
            workspace=workspace,
            kind=kind,
            title=title.strip(),
            tree=written,
            digest=digest(tree),
            created_by=by,
            created_at=at or clock.now(),
        )
        _note_writing(paper, by=by, at=paper.created_at)
        record("documents.paper_created", paper, by=by, digest=paper.digest, facts={"kind": kind})
    return paper


def revise_paper(*, paper: Paper, tree: Document, by: User, at: datetime | None = None) -> Paper:
    """Put a new tree in a draft and return the paper. Whoever revises has written in it and may not approve it."""
    check_may(Capability.WRITE_PAPER, workspace=paper.workspace, user=by)
    check(tree)
    with transaction.atomic():
        held = _held(paper)
        rules.check_state(held.state, wanted=State.DRAFT, deed="revised")
        _write(held, tree, by=by, at=at)
        facts: dict[str, str | int] = {"revision": held.revision}
        record("documents.paper_revised", held, by=by, digest=held.digest, facts=facts)
    return held


@transaction.atomic
def note_part_written(*, paper: Paper, by: User, at: datetime | None = None) -> Paper:
    """Note that somebody wrote in a part of a draft that its tree does not hold yet, and return the paper.

    Whoever did so may not approve it. The tree follows when the paper is next revised.
    """
    check_may(Capability.WRITE_PAPER, workspace=paper.workspace, user=by)
    held = _held(paper)
    rules.check_state(held.state, wanted=State.DRAFT, deed="written in")
    held.revision += 1
    held.save(update_fields=("revision",))
    _note_writing(held, by=by, at=at or clock.now())
    record("documents.part_written", held, by=by, digest=held.digest, facts={"revision": held.revision})
    return held


@transaction.atomic
def send_for_review(*, paper: Paper, by: User) -> Paper:
    """Close a draft to writing and put it before whoever may approve it."""
    check_may(Capability.WRITE_PAPER, workspace=paper.workspace, user=by)
    held = _held(paper)
    rules.check_state(held.state, wanted=State.DRAFT, deed="sent for review")
    held.state, held.returned_because = State.IN_REVIEW, ""
    held.save(update_fields=("state", "returned_because"))
    record("documents.paper_sent_for_review", held, by=by, digest=held.digest)
    return held


@transaction.atomic
def hand_on(*, paper: Paper, to: User, by: User) -> None:
    """Let another, who may write papers, look after one that is not approved yet. Who wrote in it stays as it is.

    Whoever lets people go may do it.
    """
    check_may(Capability.WRITE_PAPER, workspace=paper.workspace, user=to)
    paper.created_by = to
    paper.save(update_fields=("created_by",))
    record("documents.paper_handed_on", paper, by=by)


@transaction.atomic
def return_to_draft(*, paper: Paper, reason: str, by: User) -> Paper:
    """Open a paper in review to writing again. Refused without a reason."""
    check_may(Capability.RETURN_PAPER, workspace=paper.workspace, user=by)
    rules.check_reason(reason, what="a return to draft")
    held = _held(paper)
    rules.check_state(held.state, wanted=State.IN_REVIEW, deed="returned to draft")
    held.state, held.returned_because = State.DRAFT, reason.strip()
    held.save(update_fields=("state", "returned_because"))
    record("documents.paper_returned", held, by=by, digest=held.digest)
    return held


def approve(*, paper: Paper, by: User, at: datetime | None = None, formats: Iterable[str] = tuple(FORMATS)) -> Edition:
    """Approve a paper in review and return the edition that it becomes, frozen with its files.

    Refused for anyone who wrote in it. Everything is rendered before the transaction; a paper that changed meanwhile
    is refused and nothing is kept.
    """
    check_may(Capability.APPROVE_PAPER, workspace=paper.workspace, user=by)
    moment = at or clock.now()
    number = _check_approvable(paper, by=by)
    approval = rules.Approval(
        number=number,
        on=moment.astimezone(get_current_timezone()).date(),
        note=paper.note,
        ledger=ledger_words(paper.workspace),
    )
    approved = rules.as_approved(document_of(paper), approval)
    made = rendered(approved, formats)
    with transaction.atomic():
        held = _held(paper)
        if (held.digest, held.note) != (paper.digest, paper.note) or _check_approvable(held, by=by) != number:
            raise rules.WrongState("it was changed while it was being approved.", cure="Read it again.")
        edition = _keep(held, _Ready(approved, number, moment, made), by=by)
        held.state = State.APPROVED
        held.save(update_fields=("state",))
        facts: dict[str, str | int] = {"number": number, "kind": held.kind}
        record("documents.edition_approved", edition, by=by, digest=edition.digest, facts=facts)
    return edition


def correct(*, edition: Edition, tree: Document, note: str, by: User, at: datetime | None = None) -> Paper:
    """Open the paper of its latest edition again, as a draft that will be the next one, and return it.

    The note says what was wrong and is printed on the new edition; the old one stays as it is. Refused for an edition
    that has been replaced, and while the paper is already open.
    """
    check_may(Capability.WRITE_PAPER, workspace=edition.workspace, user=by)
    rules.check_reason(note, what="a correction")
    check(tree)
    with transaction.atomic():
        held = _held(edition.paper)
        rules.check_state(held.state, wanted=State.APPROVED, deed="corrected")
        if edition.number != next_number(held) - 1:
            raise rules.WrongState("a later edition has replaced this one.", cure="Correct the latest edition.")
        held.state, held.corrects, held.note = State.DRAFT, edition, note.strip()
        _write(held, tree, by=by, at=at)
        record("documents.correction_opened", held, by=by, digest=held.digest, facts={"number": edition.number})
    return held


# ---- parts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Ready:
    """An edition that was rendered and is not yet kept."""

    document: Document
    number: int
    at: datetime
    files: dict[str, bytes]


def _held(paper: Paper) -> Paper:
    """Return the paper as it is now, held until the transaction ends."""
    papers = Paper.objects.filter(pk=paper.pk).select_related("workspace")
    return (papers.select_for_update(of=("self",)) if connection.features.has_select_for_update else papers).get()


def _write(held: Paper, tree: Document, *, by: User, at: datetime | None) -> None:
    held.tree, held.digest = canonical(tree).decode(), digest(tree)
    held.revision += 1
    held.save(update_fields=("tree", "digest", "revision", "state", "corrects", "note"))
    _note_writing(held, by=by, at=at or clock.now())


def _note_writing(paper: Paper, *, by: User, at: datetime) -> None:
    Writing.objects.create(
        workspace=paper.workspace,
        paper=paper,
        edition_number=next_number(paper),
        revision=paper.revision,
        digest=paper.digest,
        by=by,
        at=at,
    )


def _check_approvable(paper: Paper, *, by: User) -> int:
    """Return the number of the edition that the paper would become; refuse where this person may not approve it."""
    rules.check_state(paper.state, wanted=State.IN_REVIEW, deed="approved")
    number = next_number(paper)
    authors = authors_of(paper, edition_number=number)
    rules.check_second_person(approver=by.pk, authors=[author.pk for author in authors])
    return number


def _keep(paper: Paper, ready: _Ready, *, by: User) -> Edition:
    edition = Edition.objects.create(
        workspace=paper.workspace,
        paper=paper,
        number=ready.number,
        kind=paper.kind,
        title=paper.title,
        cut_off=ready.document.cut_off,
        tree=canonical(ready.document).decode(),
        digest=digest(ready.document),
        note=paper.note,
        replaces=paper.corrects,
        approved_by=by,
        approved_at=ready.at,
    )
    EditionFile.objects.bulk_create(
        EditionFile(
            workspace=paper.workspace,
            edition=edition,
            format=name,
            media_type=FORMATS[name].media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
        )
        for name, content in ready.files.items()
    )
    return edition
