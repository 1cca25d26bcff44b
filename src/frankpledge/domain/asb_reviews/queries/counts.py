"""The four statutory counts, reckoned from the record of cases: ASBCPA 2014 s104(9)."""

from __future__ import annotations

from frankpledge.domain.asb_reviews.models import Case, Counts, Letter, Procedure
from frankpledge.domain.asb_reviews.rules import Closing
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.statute.case_counts import CaseDays, FourCounts, ReportingPeriod, four_counts


def counted(*, workspace: Workspace, period: ReportingPeriod) -> FourCounts:
    """Return the four counts of a period: zero is none. What a machine sent is no application."""
    cases = Case.objects.filter(workspace=workspace, received_on__isnull=False).exclude(closed_because=Closing.SPAM)
    return four_counts(map(days_of, cases.prefetch_related("decisions", "letters", "recommendations")), period=period)


def days_of(case: Case) -> CaseDays:
    """Return the days of a case that are counted. A review is carried out on the day on which its outcome is told.

    A recommendation belongs to the first outcome told on its day or after it, and one made later to the last.
    """
    if case.received_on is None:
        raise ValueError("an application that is not sent is not counted")
    told = sorted({one.on for one in case.letters.all() if one.kind == Letter.Kind.OUTCOME})
    made = [one.on for one in case.recommendations.all()]
    led = {next((day for day in told if on <= day), told[-1]) for on in made} if told else set()
    return CaseDays(
        applied_on=case.received_on,
        not_met_on=tuple(one.on for one in case.decisions.all() if not one.met),
        reviewed=tuple((day, day in led) for day in told),
    )


def published_counts(*, workspace: Workspace) -> tuple[Counts, ...]:
    """Return the counts that are published, the latest row of each period, in the order of time."""
    latest = {(one.starts, one.ends): one for one in Counts.objects.filter(workspace=workspace).order_by("recorded_at")}
    return tuple(latest[key] for key in sorted(latest))


def counts_for(*, workspace: Workspace, viewer: User) -> tuple[Counts, ...]:
    """Return the same for a member of the workspace."""
    return published_counts(workspace=workspace) if workspace in workspaces_of(viewer) else ()


def procedures_for(*, workspace: Workspace, viewer: User) -> tuple[Procedure, ...]:
    """Return all versions of the procedure, the latest first, for a member of the workspace."""
    found = Procedure.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return tuple(found.select_related("recorded_by", "published_by"))
