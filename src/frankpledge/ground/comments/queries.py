"""Reading: the thing as a person may see it, what was said about it, what happened to it, and unread mentions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import is_granted, open_now
from frankpledge.ground.audit.queries import Happening, history_of
from frankpledge.ground.comments.models import Comment, Mention
from frankpledge.ground.comments.permissions import GRANTS, Capability
from frankpledge.ground.comments.rules import NoSuchComment, may_still_edit
from frankpledge.ground.registry import SaidFiles, Subject, SubjectKind, told
from frankpledge.statute.settings import settings

HAPPENINGS_SHOWN = 20


@dataclass(frozen=True)
class Said:
    """A comment as a reader sees it, with what they may do with it. `words` are gone where it was taken off."""

    id: UUID
    who: str
    at: datetime
    words: str
    edited: bool
    taken_off: str
    mentions: tuple[str, ...]
    for_you: bool
    may_edit: bool
    may_take_off: bool
    own: bool = False
    files: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Record:
    """What is said about one thing and what happened to it. `more` says that older events are not among them."""

    kind: SubjectKind
    about: str
    subject: Subject
    comments: tuple[Said, ...]
    happened: tuple[Happening, ...]
    more: bool


def subject_kinds() -> dict[str, SubjectKind]:
    """Return every kind of thing whose record is shown, by the ledger's name for it."""
    return {kind.kind: kind for _, kinds in told("SUBJECTS") for kind in kinds}


def spoken_of(kind: str) -> bool:
    """Return whether people comment on things of a kind."""
    known = subject_kinds().get(kind)
    return known is not None and known.comments


def said_files() -> SaidFiles | None:
    """Return how files come to comments; None where no app keeps any."""
    return next((files for _, files in told("SAID_FILES")), None)


def what_is_taken() -> str:
    """Return which files may come with a comment, in words; nothing where none may."""
    files = said_files()
    return files.asks if files else ""


def subject_of(*, kind: str, about: str, workspace: Workspace, viewer: Any) -> Subject | None:
    """Return a thing as a person may see it; None where there is none that they may, of a kind that is known."""
    known = subject_kinds().get(kind)
    try:
        return known.one(workspace, viewer, about) if known else None
    except ValueError:  # no identifier of this kind is written so
        return None


def record_of(*, kind: str, about: str, workspace: Workspace, viewer: Any) -> Record | None:
    """Return what was said about a thing and what happened to it; None where the viewer may not see it."""
    subject = subject_of(kind=kind, about=about, workspace=workspace, viewer=viewer)
    if subject is None:
        return None
    comments = comments_on(kind=kind, about=about, workspace=workspace)
    keys = tuple(str(one.pk) for one in comments)
    found = history_of(workspace, subject, also=((Comment._meta.label_lower, keys),), limit=HAPPENINGS_SHOWN + 1)
    moderates = is_granted(GRANTS, Capability.TAKE_OFF_OTHERS, workspace=workspace, user=viewer)
    carried = said_files()
    files = carried.of(workspace, [one.pk for one in comments]) if carried and comments else {}
    said = tuple(_said(one, viewer, moderates=moderates, files=files.get(one.pk, ())) for one in comments)
    return Record(subject_kinds()[kind], about, subject, said, found[:HAPPENINGS_SHOWN], len(found) > HAPPENINGS_SHOWN)


def comments_on(*, kind: str, about: str, workspace: Workspace) -> tuple[Comment, ...]:
    """Return the comments on one thing, oldest first, with whom they mention."""
    mentions = Prefetch("mentions", queryset=Mention.objects.select_related("person").order_by("person__name"))
    found = Comment.objects.filter(workspace=workspace, kind=kind, about=about).select_related("by", "taken_off_by")
    return tuple(found.prefetch_related(mentions).order_by("at", "pk"))


def comment_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> Comment:
    """Return one comment. Refused alike where there is none and where the viewer may not see what it is about."""
    found = Comment.objects.filter(workspace=workspace, pk=identity).select_related("workspace", "by").first()
    seen = found and subject_of(kind=found.kind, about=found.about, workspace=workspace, viewer=viewer)
    if found is None or seen is None:
        raise NoSuchComment("there is no such comment.")
    return found


def people_here(workspace: Workspace) -> tuple[tuple[UUID, str], ...]:
    """Return who belongs to a workspace now, by name: identifier and name."""
    held = Membership.objects.filter(open_now(), workspace=workspace, user__is_active=True)
    return tuple(User.objects.filter(pk__in=held.values("user")).order_by("name", "email").values_list("pk", "name"))


def unread_mentions(*, workspace: Workspace, viewer: Any) -> QuerySet[Mention]:
    """Return the mentions of a person that they have not read, newest first. Of what was taken off there are none."""
    found = Mention.objects.filter(workspace=workspace, person=viewer.pk, read_at=None, comment__taken_off_at=None)
    return found.select_related("comment__by").order_by("-comment__at")


def _said(one: Comment, viewer: Any, *, moderates: bool, files: tuple[Any, ...]) -> Said:
    off, own = one.taken_off_at is not None, one.by_id == viewer.pk
    minutes = settings().comment_edit_minutes
    return Said(
        id=one.pk,
        who=one.by.name,
        at=one.at,
        words=one.words,
        edited=one.edited_at is not None,
        taken_off=f"Taken off by {one.taken_off_by}: {one.taken_off_because}" if off else "",
        mentions=tuple(mention.person.name for mention in one.mentions.all()),
        for_you=not off and any(m.person_id == viewer.pk and m.read_at is None for m in one.mentions.all()),
        may_edit=own and may_still_edit(at=one.at, now=clock.now(), minutes=minutes, taken_off=off),
        may_take_off=not off and (own or moderates),
        own=own,
        files=() if off else files,
    )
