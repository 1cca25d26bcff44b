"""What this app adds to the ground."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from frankpledge.domain.work_plans.actions import hand_over
from frankpledge.domain.work_plans.findable import FINDABLE, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.work_plans.models import Line
from frankpledge.domain.work_plans.permissions import GRANTS, Capability, may_see
from frankpledge.domain.work_plans.presenters import home_needs, state_words
from frankpledge.domain.work_plans.queries import named_in, plans_of, pressing
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import (
    Beside,
    BesideRequest,
    Holding,
    HoldingsRequest,
    HomeContribution,
    HomeRequest,
    ListPage,
    Need,
)

__all__ = [
    "AUDIT_SENTENCES", "BESIDE", "FACT_WORDS", "FINDABLE", "HOLDINGS", "HOME", "LIST_PAGES", "SUBJECTS", "THREAD",
    "VERSIONED",
]  # fmt: skip

FACT_WORDS = {"work_plans.lines": "lines of a work plan"}

AUDIT_SENTENCES = {
    "work_plans.plan_started": "started the work plan of {body} for {year}",
    "work_plans.plan_approved": "recorded that the work plan for {year} was approved by decision {decision}",
    "work_plans.plan_closed": "closed the work plan for {year}, with {lines} open lines dropped or carried over",
    "work_plans.line_added": "wrote line {number} of the work plan for {year}",
    "work_plans.line_amended": "put line {number} of the work plan for {year} right",
    "work_plans.line_moved": "moved line {number} of the work plan for {year} from Q{was} to Q{now}",
    "work_plans.line_reported": "reported line {number} of the work plan for {year} as {said}",
    "work_plans.line_dropped": "dropped line {number} of the work plan for {year}",
    "work_plans.line_reopened": "opened line {number} of the work plan for {year} again",
    "work_plans.line_carried_over": "carried line {number} of the work plan for {year} over as line {next}",
    "work_plans.line_taken_out": "took line {number} out of the work plan for {year}, with the list that wrote it",
    "work_plans.line_put_back": "put line {number} of the work plan for {year} back as it was before a list",
    "work_plans.line_handed_over": "gave line {number} of the work plan for {year} its next person",
}
LIST_PAGES = (
    ListPage(
        "work_plans:list", "Work plans", ("body", "year"), lambda user, place: may_see(workspace=place, user=user)
    ),
)


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the open lines of work plans that a person does, or stands in for."""
    return tuple(_held(one, asked.person) for one in named_in(asked.person, workspace=asked.workspace))


def _held(line: Line, person: User) -> Holding:
    return Holding(
        title=f"{line}: {line.wording}",
        href=reverse("work_plans:line", args=(line.workspace.slug, line.pk)),
        words=f"They are named for {line.organisation}. Whoever takes over is named in their place.",
        hand_over=lambda to, by: hand_over(line=line, leaver=person, to=to, by=by),
    )


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the lines that wait for the reader: their own that are due or late, and to a keeper every late one."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    keeper = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    return home_needs(pressing(workspace=workspace, viewer=viewer, every=keeper, on=asked.today), workspace.slug)


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return the work plans of a group, for its page."""
    if asked.kind != "bodies.body" or not is_granted(
        GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer
    ):
        return None
    found = plans_of(workspace=asked.workspace, viewer=asked.viewer).filter(body_id=UUID(asked.about))
    needs = tuple(
        Need(f"Work plan, {one.year}", reverse("work_plans:one", args=(asked.workspace.slug, one.pk)), state_words(one))
        for one in found
    )
    return Beside("Work plans", needs) if needs else None
