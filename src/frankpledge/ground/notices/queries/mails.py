"""What went out, to whom and of what; what waits; and what failed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import running_now
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.notices.models import Mail, MailLine
from frankpledge.ground.notices.rules import Purpose, State

WENT = (State.SENT, State.KEPT)
# What is of nobody's interest: that there was nothing to tell.
SHOWN = tuple(state for state in State if state is not State.NOTHING)


def due_mails(now: datetime) -> tuple[UUID, ...]:
    """Return the messages that are to go at a moment, the oldest first; digests before reminders of the same."""
    waiting = Mail.objects.filter(state=State.WAITING, not_before__lte=now).order_by("not_before", "-purpose", "pk")
    return tuple(waiting.values_list("pk", flat=True))


def stuck_mails(*, before: datetime) -> QuerySet[Mail]:
    """Return the messages that a stopped server left half way: nobody knows whether they went."""
    return Mail.objects.filter(state=State.SENDING, not_before__lt=before)


def mail_to_send(identity: UUID) -> Mail:
    """Return one message, with whom it goes to."""
    return Mail.objects.select_related("person", "addressee", "workspace").get(pk=identity)


def mails_to(person: User) -> QuerySet[Mail]:
    """Return what was sent to a person and is about to be, the newest first, each with what it told."""
    found = Mail.objects.filter(person=person, state__in=SHOWN)
    return found.prefetch_related(Prefetch("lines", queryset=MailLine.objects.select_related("workspace")))


def mails_of(*, workspace: Workspace, viewer: User) -> QuerySet[Mail]:
    """Return the messages to people and organisations of a workspace that the viewer belongs to, the newest first.

    Of a message that told of several partnerships, what it told of this one.
    """
    own = MailLine.objects.filter(mail=OuterRef("pk"), workspace=workspace)
    here = Membership.objects.filter(running_now(), user=OuterRef("person"), workspace=workspace)
    theirs = (
        Q(workspace=workspace)
        | Q(Exists(own))
        | Q(workspace=None, state__in=(State.WAITING, State.FAILED)) & Q(Exists(here))
    )
    found = Mail.objects.filter(theirs, state__in=SHOWN) if workspace in workspaces_of(viewer) else Mail.objects.none()
    lines = Prefetch("lines", queryset=MailLine.objects.filter(workspace=workspace))
    return found.select_related("person", "addressee").prefetch_related(lines)


def mail_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Mail | None:
    """Return one message to somebody of a workspace; None where there is none."""
    return mails_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def last_told(person: User) -> datetime | None:
    """Return until when the last digest of a person told."""
    last = Mail.objects.filter(person=person, purpose=Purpose.DIGEST, state__in=WENT, until__isnull=False)
    return last.order_by("-until").values_list("until", flat=True).first()


def told_since(person: User, since: datetime | None) -> set[tuple[str, str]]:
    """Return what a person was told since a moment, or ever: the workspace and the name of each thing."""
    lines = MailLine.objects.filter(mail__person=person, mail__state__in=WENT)
    if since is not None:
        lines = lines.filter(mail__ended_at__gte=since)
    return {(str(workspace), about) for workspace, about in lines.values_list("workspace_id", "about")}


def has_waiting(person: User, purpose: Purpose) -> bool:
    """Return whether a message for a purpose waits for a person's hours."""
    return Mail.objects.filter(person=person, purpose=purpose, state=State.WAITING).exists()
