"""What a reader leaves in a pack: when they opened it, and their own notes.

Neither stands in the ledger: that somebody opened a paper, or wrote beside it, is nobody's business but theirs. What is
kept is read by them alone, and goes when they leave.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from frankpledge.domain.packs import rules
from frankpledge.domain.packs.models import Note, Opening, Pack, Part
from frankpledge.domain.packs.permissions import GRANTS, Capability
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Membership, User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.accounts.queries import workspaces_of


@transaction.atomic
def note_opening(*, pack: Pack, reader: User) -> Opening:
    """Keep that a person opened this build of a pack, to tell them later what changed since."""
    check_granted(GRANTS, Capability.READ, workspace=pack.workspace, user=reader)
    opening = Opening.objects.filter(pack=pack, reader=reader).first()
    if opening is None:
        return Opening.objects.create(
            workspace=pack.workspace, pack=pack, reader=reader, build=pack.number, at=clock.now()
        )
    if opening.build != pack.number:
        opening.before, opening.before_at, opening.build = opening.build, opening.at, pack.number
    opening.at = clock.now()
    opening.save(update_fields=["build", "at", "before", "before_at"])
    return opening


@transaction.atomic
def write_note(*, part: Part, page: int | None, words: str, reader: User) -> Note:
    """Write a note on a part of a pack, or on a page of it, counted through the whole. Nobody else reads it."""
    pack = part.pack
    check_granted(GRANTS, Capability.READ, workspace=pack.workspace, user=reader)
    said = rules.check_note(words)
    if page is not None and not part.first <= page < part.first + part.takes:
        raise rules.NotANote(f"page {page} is not of this paper.", cure="Leave it empty for the whole paper.")
    return Note.objects.create(
        workspace=pack.workspace,
        meeting=pack.meeting,
        reader=reader,
        key=part.key,
        page=page - part.first + 1 if page else None,
        words=said,
        at=clock.now(),
    )


@transaction.atomic
def delete_note(*, note: Note | None, reader: User) -> None:
    """Delete a note of one's own. Refused alike where there is none and where it is somebody else's."""
    if note is None or note.reader_id != reader.pk:
        raise rules.NotANote("there is no such note of yours.")
    note.delete()


@transaction.atomic
def forget_leaver(*, membership: UUID | str) -> int:
    """Delete what somebody keeps in the packs of a workspace whose last role there ended; return how many notes."""
    ended = Membership.objects.filter(pk=membership).select_related("user", "workspace").first()
    if ended is None or workspaces_of(ended.user).filter(pk=ended.workspace_id).exists():
        return 0
    Opening.objects.filter(reader=ended.user, workspace=ended.workspace).delete()
    return _gone(Note.objects.filter(reader=ended.user, workspace=ended.workspace))


@transaction.atomic
def forget_account(*, person: UUID) -> int:
    """Delete what somebody keeps in any pack, once their account is closed; return how many notes."""
    Opening.objects.filter(reader=person).delete()
    return _gone(Note.objects.filter(reader=person))


def _gone(notes: QuerySet[Note]) -> int:
    count = notes.count()
    notes.delete()
    return count
