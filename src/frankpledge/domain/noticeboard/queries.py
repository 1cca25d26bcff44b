"""Reading the noticeboard. What is shown takes no viewer: everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 (a date is a thing of this app)
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.engagement.models import Exercise
from frankpledge.domain.engagement.queries import exercises
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.queries.reading import meetings_of
from frankpledge.domain.meetings.rules import State
from frankpledge.domain.noticeboard.models import Answer, PublicDate
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


@dataclass(frozen=True)
class Shown:
    """A date as the public sees it. `changing`: the meeting has moved since, and the new date is not approved yet."""

    date: PublicDate
    changing: bool

    @property
    def last(self) -> Day:
        """Return its last day."""
        return self.date.ends or self.date.on


def dates_shown(workspace: Workspace) -> tuple[Shown, ...]:
    """Return the latest approved of each date, called off or not, in the order of time."""
    found = PublicDate.objects.filter(workspace=workspace, approved_at__isnull=False)
    rows = found.select_related("meeting", "workspace").order_by("number")
    latest = {one.root: one for one in rows}
    ordered = sorted(latest.values(), key=lambda one: (one.on, str(one.starts or ""), one.title))
    return tuple(Shown(one, _changing(one)) for one in ordered)


def _changing(one: PublicDate) -> bool:
    meeting = one.meeting
    if meeting is None or one.off_at is not None or meeting.state != State.PLANNED:
        return False
    return (meeting.on, meeting.starts) != (one.on, one.starts)


def answers_shown(workspace: Workspace) -> tuple[Answer, ...]:
    """Return the latest approved of each answer, withdrawn ones too, the newest first."""
    rows = Answer.objects.filter(workspace=workspace, approved_at__isnull=False).order_by("number")
    latest = {one.root: one for one in rows.select_related("workspace")}
    return tuple(sorted(latest.values(), key=lambda one: (one.ended, one.name), reverse=True))


# ---- in the workspace ----------------------------------------------------------------------------------------------


def dates_of(*, workspace: Workspace, viewer: User) -> QuerySet[PublicDate]:
    """Return every date of a workspace that the viewer belongs to, drafts too, the latest day first."""
    found = PublicDate.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("meeting", "drafted_by", "approved_by", "workspace").order_by("-on", "title", "-number")


def answers_of(*, workspace: Workspace, viewer: User) -> QuerySet[Answer]:
    """Return every answer of a workspace that the viewer belongs to, drafts too, the newest first."""
    found = Answer.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    ordered = found.select_related("exercise", "drafted_by", "approved_by", "workspace")
    return ordered.order_by("-ended", "name", "-number")


def date_of(identity: UUID, *, workspace: Workspace, viewer: User) -> PublicDate | None:
    """Return one date; None where there is none that the viewer may see."""
    return dates_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def answer_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Answer | None:
    """Return one answer; None where there is none that the viewer may see."""
    return answers_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def meetings_to_tell(*, workspace: Workspace, viewer: User, on: Day) -> QuerySet[Meeting]:
    """Return the meetings to come that a date may be for."""
    return meetings_of(workspace=workspace, viewer=viewer).filter(on__gte=on, state=State.PLANNED).order_by("on")


def exercises_to_answer(*, workspace: Workspace, viewer: User) -> QuerySet[Exercise]:
    """Return the exercises that an answer may be to: those that stand, and to which something came."""
    return exercises(workspace=workspace, viewer=viewer).filter(received=True)
