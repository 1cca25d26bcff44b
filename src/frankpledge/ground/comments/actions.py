"""Commenting: said, put right within minutes, taken off with a reason; and reading what one is mentioned in."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models, transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.comments import rules
from frankpledge.ground.comments.models import Comment, Mention
from frankpledge.ground.comments.permissions import GRANTS, Capability, check_may_take_off
from frankpledge.ground.comments.queries import people_here, said_files, spoken_of, subject_of
from frankpledge.ground.notices.actions.mails import tell_at_once
from frankpledge.statute.settings import settings


def comment(
    *, workspace: Workspace, kind: str, about: str, words: str, by: User, mentions: Iterable[UUID] = (),
    file: rules.File | None = None,
) -> Comment:  # fmt: skip
    """Say something about a thing that one may see, with a file perhaps, and return the comment.

    Mentioned are the people given and those whose names follow an @. Whoever answers has read what they were
    mentioned in there.
    """
    check_granted(GRANTS, Capability.COMMENT, workspace=workspace, user=by)
    if not spoken_of(kind) or subject_of(kind=kind, about=about, workspace=workspace, viewer=by) is None:
        raise rules.NoSuchComment("there is no such thing to comment on.")
    said, files = rules.check_said(words), said_files() if file else None
    seen = files.look(file.name, file.content) if file and files else None
    with transaction.atomic():
        made = Comment.objects.create(workspace=workspace, kind=kind, about=about, words=said, by=by, at=clock.now())
        mentioned = _mention(made, mentions, by=by)
        _read(Mention.objects.filter(workspace=workspace, comment__kind=kind, comment__about=about), by)
        record("comments.comment_made", made, by=by, facts={"kind": kind, "mentions": mentioned})
        if file and files:
            files.keep(made, file.name, file.content, seen, by)
    return made


@transaction.atomic
def edit_comment(*, comment: Comment, words: str, by: User, mentions: Iterable[UUID] = ()) -> Comment:
    """Put one's own words right, within minutes. Whoever is newly mentioned is told; nobody is untold."""
    check_granted(GRANTS, Capability.COMMENT, workspace=comment.workspace, user=by)
    rules.check_may_edit(
        own=comment.by_id == by.pk,
        at=comment.at,
        now=clock.now(),
        minutes=settings().comment_edit_minutes,
        taken_off=comment.taken_off_at is not None,
    )
    comment.words, comment.edited_at = rules.check_said(words), clock.now()
    comment.save(update_fields=("words", "edited_at"))
    _mention(comment, mentions, by=by)
    record("comments.comment_edited", comment, by=by)
    return comment


@transaction.atomic
def take_off_comment(*, comment: Comment, reason: str, by: User) -> Comment:
    """Take a comment off, one's own or, where one keeps order here, anybody's. Its words are gone, the reason stays."""
    check_may_take_off(comment, by)
    rules.check_standing(taken_off=comment.taken_off_at is not None)
    comment.taken_off_because = rules.check_said(reason, what="taking a comment off", most=rules.MOST_REASON)
    comment.words, comment.taken_off_by, comment.taken_off_at = "", by, clock.now()
    comment.save(update_fields=("words", "taken_off_by", "taken_off_at", "taken_off_because"))
    record("comments.comment_taken_off", comment, by=by)
    return comment


@transaction.atomic
def read_mention(*, comment: Comment, by: User) -> None:
    """Note that a person has read a comment that mentions them; of any other comment nothing is noted."""
    check_granted(GRANTS, Capability.COMMENT, workspace=comment.workspace, user=by)
    if _read(Mention.objects.filter(comment=comment), by):
        record("comments.mention_read", comment, by=by)


def _read(mentions: models.QuerySet[Mention], by: User) -> int:
    return mentions.filter(person=by, read_at=None).update(read_at=clock.now())


def _mention(made: Comment, given: Iterable[UUID], *, by: User) -> int:
    """Note who is mentioned, and return how many. Refused for anybody who may not see the thing."""
    here = people_here(made.workspace)
    wanted = (set(given) | rules.named_in(made.words, here)) - {by.pk}
    names = dict(here)
    people = {one.pk: one for one in User.objects.filter(pk__in=[person for person in wanted if person in names])}
    for person in wanted:
        known = people.get(person)
        seen = known and subject_of(kind=made.kind, about=made.about, workspace=made.workspace, viewer=known)
        if known is None or seen is None:
            cannot = f"{names[person]} may not see this page." if person in names else "nobody here is meant by that."
            raise rules.CannotMention(cannot, cure="Leave the name out, or write without the @.")
    noted = [Mention(workspace=made.workspace, comment=made, person=one) for one in people.values()]
    Mention.objects.bulk_create(noted, ignore_conflicts=True)
    for one in people.values():
        tell_at_once(person=one)
    return len(noted)
