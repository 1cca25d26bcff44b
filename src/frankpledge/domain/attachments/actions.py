"""Putting a file to a thing, giving it out, and taking it away with a reason."""

from __future__ import annotations

import hashlib

from django.db import connection, transaction

from frankpledge.domain.attachments import rules
from frankpledge.domain.attachments.models import Attachment, AttachmentFile
from frankpledge.domain.attachments.queries import COMMENT, content_of, ledger_row, may_keep, standing, thing_of
from frankpledge.domain.attachments.rules import File
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.audit.models import Event
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.documents.kept import Kept, look_at
from frankpledge.ground.documents.words import file_name, printable


def attach(*, workspace: Workspace, kind: str, about: str, file: File, words: str = "", by: User) -> Attachment:
    """Put a file to a thing that one may change. Refused, with the reason, where the file is not kept."""
    _check_may(workspace=workspace, kind=kind, about=about, by=by)
    kept = look_at(file.content, name=file.name)
    return keep_attachment(workspace=workspace, kind=kind, about=about, file=file, kept=kept, words=words, by=by)


@transaction.atomic
def keep_attachment(
    *, workspace: Workspace, kind: str, about: str, file: File, kept: Kept, words: str = "", by: User
) -> Attachment:
    """Keep a file that was looked at, within the act that it belongs to."""
    _check_may(workspace=workspace, kind=kind, about=about, by=by)
    places = Workspace.objects.filter(pk=workspace.pk)  # held, so that no two files get one number
    (places.select_for_update() if connection.features.has_select_for_update else places).get()
    how_many, highest = standing(kind=kind, about=about, workspace=workspace)
    rules.check_how_many(how_many)
    sha256 = hashlib.sha256(file.content).hexdigest()
    made = Attachment.objects.create(
        workspace=workspace, kind=kind, about=about, number=highest + 1, media_type=kept.media_type,
        name=file_name(file.name, longest=rules.LONGEST_NAME), size=len(file.content), sha256=sha256,
        words=printable(words).strip()[: rules.LONGEST_WORDS], told=list(kept.told), added_by=by, added_at=clock.now(),
    )  # fmt: skip
    AttachmentFile.objects.create(workspace=workspace, attachment=made, content=file.content)
    thing, facts = ledger_row(kind=kind, about=about, workspace=workspace), {"number": made.number}
    if kind == COMMENT:
        record("attachments.said_added", thing, by=by, workspace=workspace, digest=sha256, facts=facts)
    else:
        record("attachments.added", thing, by=by, workspace=workspace, digest=sha256, facts=facts)
    return made


@transaction.atomic
def take_away(*, attachment: Attachment, reason: str, by: User) -> Attachment:
    """Take a file away, with the reason. What it held is gone; its name, its digest and the reason stay."""
    _check_may(workspace=attachment.workspace, kind=attachment.kind, about=attachment.about, by=by)
    rules.check_standing(taken_away=attachment.taken_away_at is not None)
    return _taken_away(attachment, rules.check_reason(reason), by)


def take_away_with(event: Event) -> None:
    """Take the files of a comment away with it, for the same reason, in the act that takes it off."""
    if event.verb == "comments.comment_taken_off":
        comment = Comment.objects.select_related("taken_off_by").get(workspace=event.workspace, pk=event.subject)
        said = Attachment.objects.filter(workspace=event.workspace, kind=COMMENT, about=event.subject)
        for one in said.filter(taken_away_at=None).select_related("workspace"):
            assert comment.taken_off_by is not None
            _taken_away(one, comment.taken_off_because[: rules.LONGEST_WORDS], comment.taken_off_by)


def _taken_away(attachment: Attachment, reason: str, by: User) -> Attachment:
    attachment.taken_away_because = reason
    attachment.taken_away_by, attachment.taken_away_at = by, clock.now()
    attachment.save(update_fields=["taken_away_because", "taken_away_by", "taken_away_at"])
    AttachmentFile.objects.filter(workspace=attachment.workspace, attachment=attachment).delete()
    thing = ledger_row(kind=attachment.kind, about=attachment.about, workspace=attachment.workspace)
    facts = {"number": attachment.number}
    if attachment.kind == COMMENT:
        record("attachments.said_taken_away", thing, by=by, workspace=attachment.workspace, facts=facts)
    else:
        record("attachments.taken_away", thing, by=by, workspace=attachment.workspace, facts=facts)
    return attachment


def let_out(*, attachment: Attachment, by: User) -> bytes:
    """Return a file as it came, to whoever may see its thing, after recording that it left."""
    thing = thing_of(kind=attachment.kind, about=attachment.about, workspace=attachment.workspace, viewer=by)
    rules.check_standing(taken_away=attachment.taken_away_at is not None)
    cells = [Cell(key=str(attachment.pk), value=None, policy=Policy.RESTRICTED)]
    what = f"attachment {attachment.number} of {thing.title}"
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=attachment.workspace, by=by)
    return content_of(attachment)


def _check_may(*, workspace: Workspace, kind: str, about: str, by: User) -> None:
    thing_of(kind=kind, about=about, workspace=workspace, viewer=by)
    if not may_keep(kind=kind, about=about, workspace=workspace, viewer=by):
        raise NotPermitted(
            "only whoever may change this thing puts files to it or takes them away.",
            cure="Ask the partnership officer.",
        )
