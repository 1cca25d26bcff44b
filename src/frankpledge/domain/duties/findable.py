"""What of duties can be found, commented on and told of: each duty, events that started a clock, what proves one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.duties.models import DutyEvent, Evidence
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.queries.kept import duties_of, event_of
from frankpledge.domain.duties.queries.register import Owed, position
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.telling import News, NewsKind, NewsRequest
from frankpledge.statute.obligations import State
from frankpledge.statute.settings import settings

__all__ = ["FINDABLE", "NEWS", "SUBJECTS"]
DUTY = "duties.duty"


def _duties(workspace: Workspace, _about: str) -> Iterator[Findable]:
    for one in duties_of(workspace):
        text = f"{one.words} {one.who}. {one.provision}. Evidence: {one.evidence}"
        yield Findable(one.id, one.title, text, _page(workspace, one.id))


def _page(workspace: Workspace, code: str) -> str:
    return reverse("duties:one", args=(workspace.slug, code))


def _events(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = DutyEvent.objects.filter(workspace=workspace)
    for one in found.filter(pk=about) if about else found:
        gone = f"Withdrawn: {one.withdrawn_because}" if one.withdrawn_at else ""
        href = reverse("duties:event", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), one.words, f"Happened on {_day(one.on)}. {gone}".strip(), href, one.recorded_at)


def _evidence(workspace: Workspace, about: str) -> Iterator[Findable]:
    titles = {one.id: one.title for one in duties_of(workspace)}
    found = Evidence.objects.filter(workspace=workspace)
    for one in found.filter(pk=about) if about else found:
        gone = f"Withdrawn: {one.withdrawn_because}" if one.withdrawn_at else ""
        text = " ".join(filter(None, [f"For: {titles.get(one.duty, one.duty)}, {_day(one.on)}.", gone]))
        href = reverse("duties:evidence", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), one.words, text, href, one.recorded_at)


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


_SEEN = GRANTS[Capability.SEE]
FINDABLE = (
    FindableKind(DUTY, "Duties", _SEEN, _duties, order=6, after=("partnerships.", "accounts.workspace_created")),
    FindableKind(DutyEvent._meta.label_lower, "Events that start a duty", _SEEN, _events, order=7),
    FindableKind(
        Evidence._meta.label_lower, "Evidence of duties", _SEEN, _evidence, order=8, after=("duties.evidence",)
    ),
)


def _duty(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = next((duty for duty in duties_of(workspace) if duty.id == about), None)
    return Subject(one.title, _page(workspace, one.id), ((DUTY, (about,)),)) if one else None


def _event(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = event_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    kind = DutyEvent._meta.label_lower
    return Subject(one.words, reverse("duties:event", args=(workspace.slug, one.pk)), ((kind, (about,)),))


SUBJECTS = (
    SubjectKind(DUTY, "a duty", _duty, history=False),
    SubjectKind(DutyEvent._meta.label_lower, "an event", _event),
)


def _reminders(asked: NewsRequest) -> Iterator[News]:
    """Yield the duties that are late or fall due within the days of a reminder, and that a person answers for.

    Whoever says who answers is told of those that nobody does. A duty that an event started is not named in a mail:
    that there was such an event is nobody else's to know.
    """
    workspace, viewer, today = asked.workspace, asked.viewer, asked.today
    if not is_granted(GRANTS, Capability.PROVE, workspace=workspace, user=viewer):
        return
    assigns = is_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=viewer)
    furthest = today + timedelta(days=max(settings().duty_reminder_days))
    years = dict.fromkeys((financial_year_of(today), financial_year_of(furthest)))
    owed = [one for year in years for one in position(workspace=workspace, year=year, today=today).owed]
    once = {(one.duty.id, one.obligation.key): one for one in reversed(owed)}
    for one in sorted(once.values(), key=lambda one: one.obligation.due or date.max):
        step = _step(one)
        if step and (one.owned_by(viewer.pk) or (assigns and not one.owner)):
            yield _reminder(one, step, workspace)


def _step(one: Owed) -> str:
    """Return how near a duty is: late, or the reminder that is due; empty where none is."""
    obligation = one.obligation
    if obligation.state is State.LATE:
        return "late"
    if obligation.state is not State.DUE or obligation.days is None:
        return ""
    days = obligation.days
    return next((str(step) for step in sorted(settings().duty_reminder_days) if days <= step), "")


def _reminder(one: Owed, step: str, workspace: Workspace) -> News:
    named = one.duty.title if one.event is None else "A duty that an event started"
    when = f", due {_day(one.obligation.due)}" if one.obligation.due else ""
    return News(
        id=f"duty:{one.duty.id}:{one.obligation.key}:{step}",
        title=one.duty.title,
        href=_page(workspace, one.duty.id),
        neutral=f"{named}: late{when}" if step == "late" else f"{named}{when}",
        urgent=step == "late",
    )


NEWS = (NewsKind("duties.reminders", "Duties that are late or fall due", _reminders, order=30),)
