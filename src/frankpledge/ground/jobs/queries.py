"""Reading jobs: what is registered, and the runs that a person may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Max, Q

from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.rules import State, UnknownJob, next_due
from frankpledge.ground.registry import told
from frankpledge.ground.telling import Timetable


class Tell(Protocol):
    """How a job says how far it is: a share from 0 to 1, and what it is doing."""

    def __call__(self, share: float, doing: str = "") -> None: ...


@dataclass(frozen=True)
class Job:
    """A registered job. `work(run, tell, **args)` returns what the page shows at the end: {"words": …, "href": …, …}.

    It must be safe to run twice: a run that a stopped server left half way is begun again.
    """

    title: str
    work: Callable[..., Mapping[str, Any]]


@dataclass(frozen=True)
class Progress:
    """A run as its page shows it."""

    id: UUID
    title: str
    state: State
    percent: int
    doing: str
    result: Mapping[str, Any]
    error: str
    asked_at: datetime
    ended_at: datetime | None
    workspace_slug: str


def jobs() -> dict[str, Job]:
    """Return every registered job by its name."""
    return {name: job for _, found in told("JOBS") for name, job in found.items()}


def job_named(name: str) -> Job:
    """Return the job of a name. Refused where no app registered one."""
    try:
        return jobs()[name]
    except KeyError:
        raise UnknownJob("no app registered this job.", where=name) from None


@dataclass(frozen=True)
class Scheduled:
    """A job that begins by itself: its timetable, its last run, and when it begins next."""

    name: str
    title: str
    timetable: Timetable
    last: JobRun | None
    next: datetime


def timetables() -> dict[str, Timetable]:
    """Return when jobs begin by themselves, by the name of the job."""
    return {name: timetable for _, found in told("SCHEDULES") for name, timetable in found.items()}


def last_days() -> dict[str, date]:
    """Return the last day for which each job ran by its timetable."""
    found = JobRun.objects.filter(due_on__isnull=False).values("name").annotate(last=Max("due_on"))
    return {row["name"]: row["last"] for row in found}


def scheduled(*, now: datetime) -> tuple[Scheduled, ...]:
    """Return every job that begins by itself, the next first."""
    runs = JobRun.objects.filter(due_on__isnull=False)
    found = (
        Scheduled(
            name, job_named(name).title, one, runs.filter(name=name).order_by("-due_on").first(), next_due(one, now=now)
        )
        for name, one in timetables().items()
    )
    return tuple(sorted(found, key=lambda one: (one.next, one.title)))


def progress_of(run_id: UUID, *, viewer: Any) -> Progress | None:
    """Return a run that the viewer may see: one they asked for, or one of a workspace of theirs. Else None."""
    seen = Q(asked_by_id=viewer.pk) | Q(workspace__in=workspaces_of(viewer))
    run = JobRun.objects.filter(seen, pk=run_id).select_related("workspace").first()
    return as_progress(run) if run else None


def as_progress(run: JobRun) -> Progress:
    """Return a run as its page shows it."""
    return Progress(
        id=run.pk,
        title=run.title,
        state=State(run.state),
        percent=round(run.progress * 100),
        doing=run.doing,
        result=run.result,
        error=run.error,
        asked_at=run.asked_at,
        ended_at=run.ended_at,
        workspace_slug=run.workspace.slug if run.workspace else "",
    )
