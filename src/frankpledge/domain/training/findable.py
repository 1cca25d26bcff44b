"""What of the register of training can be found, and what people comment on: a course with its events, an event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.training.actions import CourseFacts, EventFacts, amend_course, amend_event
from frankpledge.domain.training.models import Course, Session
from frankpledge.domain.training.permissions import GRANTS, Capability
from frankpledge.domain.training.rules import check_standing
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act

__all__ = ["FINDABLE", "SUBJECTS", "VERSIONED"]
COURSE, SESSION = Course._meta.label_lower, Session._meta.label_lower


def _courses(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Course.objects.filter(workspace=workspace, withdrawn_at__isnull=True)
    for one in found.filter(pk=about) if about else found:
        text = " ".join(filter(None, [one.subject, one.provider, one.about]))
        href = reverse("training:course", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"Course: {one.title}", text, href, one.recorded_at)


def _sessions(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Session.objects.filter(workspace=workspace, withdrawn_at__isnull=True).select_related("course")
    for one in (found.filter(pk=about) if about else found).prefetch_related("questions"):
        asked = [question.words for question in one.questions.all()]
        words = [one.place, one.funded_by, one.cancelled_because, one.said, *asked]
        href = reverse("training:event", args=(workspace.slug, one.pk))
        title = f"Training: {one.course.title}, {one.on:%-d %B %Y}"
        yield Findable(str(one.pk), title, " ".join(filter(None, words)), href, one.recorded_at)


FINDABLE = (
    FindableKind(COURSE, "Courses", GRANTS[Capability.SEE], _courses, order=26),
    FindableKind(SESSION, "Training", GRANTS[Capability.SEE], _sessions, order=27),
)


def _course(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    one = _seen(Course.objects.filter(workspace=workspace, pk=UUID(about)).first(), workspace, viewer)
    if one is None:
        return None
    return Subject(one.title, reverse("training:course", args=(workspace.slug, one.pk)), ((COURSE, (about,)),))


def _session(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    row = Session.objects.filter(workspace=workspace, pk=UUID(about)).select_related("course").first()
    one = _seen(row, workspace, viewer)
    if one is None:
        return None
    return Subject(str(one), reverse("training:event", args=(workspace.slug, one.pk)), ((SESSION, (about,)),))


def _seen(row: Any, workspace: Workspace, viewer: Any) -> Any:
    """Return a row that stands and that the viewer may see, else None."""
    may = is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    return row if may and row is not None and row.withdrawn_at is None else None


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    return is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)


SUBJECTS = (
    SubjectKind(COURSE, "a course", _course, keeps=_keeps),
    SubjectKind(SESSION, "an event of training", _session, keeps=_keeps),
)


# ---- how they stood. What was counted and answered is dated, and stays -----------------------------------------

COURSE_FIELDS = (
    ("title", "What is taught"), ("provider", "Who teaches it"), ("subject", "Subject"), ("about", "About it"),
)  # fmt: skip
SESSION_FIELDS = (
    ("on", "Day"), ("place", "Place"), ("cost", "Cost, in pounds"), ("funded_by", "Paid by"), ("places", "Places"),
    ("cancelled_because", "Why it was not held"),
)  # fmt: skip


def _not_cancelled(session: Session) -> None:
    check_standing(withdrawn=False, cancelled=bool(session.cancelled_because))


VERSIONED = (
    VersionedKind(
        COURSE, Course, COURSE_FIELDS, _course, by_act(amend_course, "course", CourseFacts),
        kept_by(GRANTS, Capability.KEEP),
    ),
    VersionedKind(
        SESSION, Session, SESSION_FIELDS, _session, by_act(amend_event, "session", EventFacts),
        kept_by(GRANTS, Capability.KEEP, _not_cancelled), fixed=("cancelled_because",),
    ),
)  # fmt: skip
