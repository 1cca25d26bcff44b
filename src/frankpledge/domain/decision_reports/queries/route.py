"""The way of a report: which rules reach each step, how each stands, and what is due when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frankpledge.domain.decision_reports.models import Report, Step
from frankpledge.domain.decision_reports.queries.reports import nation_of, practice_on, private_among, reports_of
from frankpledge.domain.decision_reports.rules import Local
from frankpledge.domain.elections.queries import periods_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.council_decisions import (
    Standing,
    call_in_ends,
    earliest_day,
    rules_for,
    standings,
)
from frankpledge.statute.elections import Period, holding

EXECUTIVE = ("cabinet", "cabinet_member")
HOME_AHEAD = 28


@dataclass(frozen=True)
class StepAt:
    """A step as it stands on a day. `earliest`: the first lawful day; None where no rule of ours reaches it."""

    step: Step
    standings: tuple[Standing, ...]
    earliest: date | None
    called_in_until: date | None
    care: tuple[Period, ...]

    @property
    def report(self) -> Report:
        """Return the report whose step it is."""
        return self.step.report

    @property
    def next_due(self) -> Standing | None:
        """Return what must be published next before the step: the earliest that is not kept yet."""
        open_ = [one for one in self.standings if not one.kept and one.by is not None]
        return min(open_, key=lambda one: one.by or date.max, default=None) if not self.step.outcome else None


@dataclass(frozen=True)
class Way:
    """All that a report's steps are judged by, read once."""

    nation: str
    private: bool
    local: Local
    periods: tuple[Period, ...]


def way_of(report: Report, *, today: date) -> Way:
    """Return what the steps of a report are judged by."""
    return ways_of([report], workspace=report.workspace, today=today)[report.pk]


def ways_of(reports: Sequence[Report], *, workspace: Workspace, today: date) -> dict[UUID, Way]:
    """Return what the steps of each report of a workspace are judged by, in a few queries for all of them."""
    private = private_among(reports)
    local, periods = practice_on(workspace, today), periods_of(workspace)
    nation = nation_of(workspace)
    return {one.pk: Way(nation, one.pk in private, local, periods) for one in reports}


def judged(step: Step, *, today: date, on: date | None = None, way: Way | None = None) -> StepAt:
    """Return how a step stands today: on its own day, or on one that is asked about."""
    by = way or way_of(step.report, today=today)
    day = on or step.on
    rules = rules_for(
        body=by.local.ruled_as(step.kind), nation=by.nation, on=day or today, key=step.report.key, private=by.private
    )
    published = {one.kind: one.on for one in step.notices.all()}
    found = standings(rules, on=day, published=published, today=today, practice=by.local.counts())
    return StepAt(step, found, earliest_day(found), _call_in(step, by), holding(by.periods, day) if day else ())


def _call_in(step: Step, way: Way) -> date | None:
    """Return until when a decision of the executive may be called in; None where none was taken."""
    if step.kind not in EXECUTIVE or step.outcome not in ("approved", "amended") or step.on is None:
        return None
    return call_in_ends(step.on, way.local.call_in_days)


def way_along(report: Report, *, today: date, way: Way | None = None) -> tuple[StepAt, ...]:
    """Return the steps of a report in order, each as it stands today."""
    by = way or way_of(report, today=today)
    return tuple(judged(step, today=today, way=by) for step in _steps(report))


def _steps(report: Report) -> Iterator[Step]:
    for step in report.steps.all():
        step.report = report
        yield step


def step_of(report: Report, identity: UUID) -> Step | None:
    """Return one step of a report, None where it has no such."""
    return next((one for one in _steps(report) if one.pk == identity), None)


def forward_plan(*, workspace: Workspace, viewer: User, today: date) -> tuple[StepAt, ...]:
    """Return the steps still to come of every report that the viewer may see, by day; those without one last."""
    reports = list(reports_of(workspace=workspace, viewer=viewer))
    ways = ways_of(reports, workspace=workspace, today=today)
    found = [
        at
        for report in reports
        for at in way_along(report, today=today, way=ways[report.pk])
        if not at.step.outcome and (at.step.on is None or at.step.on >= today)
    ]
    return tuple(sorted(found, key=lambda at: (at.step.on or date.max, at.report.number, at.step.order)))


def pressing(found: Iterable[StepAt], *, today: date) -> tuple[tuple[StepAt, Standing], ...]:
    """Return what must be published soon, or should have been: of each step the first thing that is due."""
    due = ((at, at.next_due) for at in found)
    near = [(at, one) for at, one in due if one and one.by and (one.by - today).days <= HOME_AHEAD]
    return tuple(sorted(near, key=lambda pair: pair[1].by or date.max))


def untold(*, workspace: Workspace, viewer: User, today: date) -> tuple[Step, ...]:
    """Return the steps whose day is over and of which nobody has recorded what came."""
    return tuple(
        step
        for report in reports_of(workspace=workspace, viewer=viewer)
        for step in _steps(report)
        if step.on is not None and step.on < today and not step.outcome
    )
