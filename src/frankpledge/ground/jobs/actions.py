"""Asking for long work, and doing it: one run at a time, oldest first, in the thread that calls."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import job_named, last_days, timetables
from frankpledge.ground.jobs.rules import State, due_days
from frankpledge.refusal import Refusal
from frankpledge.statute.settings import settings

SECONDS_BETWEEN_WORDS = 1.0
FAILED_WORDS = (
    "It stopped for a reason that is ours, not yours. Nothing of it was kept. The log of the server says more."
)
log = logging.getLogger(__name__)
type_of_argument = str | int | float | bool | None | list[str]


@transaction.atomic
def enqueue(name: str, workspace: Workspace | None, by: User | None, **args: type_of_argument) -> JobRun:
    """Ask for a registered job and return its run, which the worker finds once the caller's transaction commits.

    `args` are what JSON can hold: identifiers, not objects. Refused where no app registered the name.
    """
    job = job_named(name)
    run = JobRun.objects.create(
        name=name, title=job.title, workspace=workspace, arguments=args, asked_by=by, asked_at=clock.now()
    )
    record("jobs.run_asked", run, by=by, workspace=workspace, facts={"title": job.title})
    return run


def tick() -> tuple[JobRun, ...]:
    """Ask for every run that is due by a timetable, missed days too, and return those asked for.

    Doing it again asks for nothing, and of two that do it at once only one asks.
    """
    now, last = clock.now(), last_days()
    due = (
        (name, day)
        for name, one in timetables().items()
        for day in due_days(one, last=last.get(name), now=now, most=settings().schedule_catch_up_days)
    )
    return tuple(run for name, day in due if (run := _begin(name, day)) is not None)


def _begin(name: str, day: date) -> JobRun | None:
    """Return a run of a day, which the worker finds; None where another asked for it in the same moment."""
    title, arguments = job_named(name).title, {"on": day.isoformat()}
    try:
        with transaction.atomic():
            run = JobRun.objects.create(name=name, title=title, arguments=arguments, due_on=day, asked_at=clock.now())
            record("jobs.run_asked", run, by=None, facts={"title": title})
    except IntegrityError:
        return None
    return run


def run_pending() -> int:
    """Run every waiting job and return how many were run.

    What a job refuses or breaks is written on its run, never raised.
    """
    done = 0
    while (run := claim_next()) is not None:
        work_on(run)
        done += 1
    return done


def resume_interrupted() -> int:
    """Put back runs that a stopped server left half way, and return how many.

    Call once, before the only worker starts.
    """
    return JobRun.objects.filter(state=State.RUNNING).update(
        state=State.WAITING, began_at=None, progress=0, doing="Begun again after the server stopped."
    )


def claim_next() -> JobRun | None:
    """Return the oldest waiting run, now ours, or None."""
    while (run := JobRun.objects.filter(state=State.WAITING).order_by("asked_at", "pk").first()) is not None:
        if claim(run):
            run.refresh_from_db()
            return run
    return None


def claim(run: JobRun) -> bool:
    """Take a waiting run and return whether it is ours: of two workers, only one finds it waiting."""
    waiting = JobRun.objects.filter(pk=run.pk, state=State.WAITING)
    return bool(waiting.update(state=State.RUNNING, began_at=clock.now()))


def work_on(run: JobRun) -> None:
    """Do the work of a claimed run and write down what came of it."""
    try:
        result = job_named(run.name).work(run, Teller(run), **run.arguments)
    except Refusal as refusal:
        finish(run, State.REFUSED, error=str(refusal))
    except Exception:
        log.exception("job %s failed", run.name)
        finish(run, State.FAILED, error=FAILED_WORDS)
    else:
        finish(run, State.DONE, result=result)


@transaction.atomic
def finish(run: JobRun, state: State, *, result: Mapping[str, Any] | None = None, error: str = "") -> None:
    """Write how a run ended, on its row and in the ledger."""
    run.state, run.result, run.error, run.ended_at = state, dict(result or {}), error, clock.now()
    run.progress, run.doing = (1 if state is State.DONE else run.progress), ""
    run.save(update_fields=("state", "result", "error", "ended_at", "progress", "doing"))
    record("jobs.run_ended", run, by=run.asked_by, facts={"title": run.title, "state": state.label.lower()})


class Teller:
    """Writes a run's progress, at most once a second, since every write takes the database's lock."""

    def __init__(self, run: JobRun) -> None:
        self.run = run
        self.told_at: datetime | None = None

    def __call__(self, share: float, doing: str = "") -> None:
        """Say how far the work is, from 0 to 1, and what it is doing."""
        now = clock.now()
        if self.told_at and (now - self.told_at).total_seconds() < SECONDS_BETWEEN_WORDS:
            return
        self.told_at = now
        self.run.progress, self.run.doing = min(max(share, 0.0), 1.0), doing
        JobRun.objects.filter(pk=self.run.pk).update(progress=self.run.progress, doing=self.run.doing[:300])
