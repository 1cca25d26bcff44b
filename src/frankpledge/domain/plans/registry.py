"""What plans tell the ground: where they stand, what proves a duty, what waits for the reader."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.plans.actions.life import PAGE_KIND, PLAN_KIND
from frankpledge.domain.plans.findable import FINDABLE, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.plans.models import Plan, Sent
from frankpledge.domain.plans.permissions import GRANTS, Capability, may_write
from frankpledge.domain.plans.presenters.home import needs, steps_of_the_thread
from frankpledge.domain.plans.queries import following, plan_in, plans_of
from frankpledge.domain.plans.queries.adopted import adoption_key
from frankpledge.domain.plans.queries.writers import may_approve
from frankpledge.domain.plans.rules import Origin, PlanState
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.registry import HomeContribution, HomeRequest, NavigationEntry, Seen, SeenRequest

__all__ = [
    "AUDIT_SENTENCES", "DUTIES", "FINDABLE", "HOME", "NAVIGATION", "PAPER_PAGES", "SUBJECTS", "THREAD", "VERSIONED",
]  # fmt: skip

NAVIGATION = (
    NavigationEntry(
        label="Plan",
        route="plans:list",
        order=30,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

# ---- the papers ----------------------------------------------------------------------------------------------------


def _plan_page(paper: Paper) -> str:
    plan: Plan = paper.plan
    return reverse("plans:one", args=(plan.workspace.slug, plan.pk))


def _page_page(paper: Paper) -> str:
    plan: Plan = paper.plan_on_a_page
    return reverse("plans:page", args=(plan.workspace.slug, plan.pk))


PAPER_PAGES = {PLAN_KIND: _plan_page, PAGE_KIND: _page_page}

# ---- what proves a duty --------------------------------------------------------------------------------------------


def _approved_for(asked: SeenRequest) -> Iterator[Plan]:
    """Yield the plan of the year after, which had to be revised in the year that is asked for."""
    found = Plan.objects.filter(workspace=asked.workspace, year=following(asked.year), state=PlanState.APPROVED)
    yield from found.filter(origin=Origin.HERE).select_related("assessment").defer("assessment__tree")


def _seen(plan: Plan, key: str, words: str) -> Seen:
    assert plan.decided_on is not None  # an approved plan has its day: the database asks it
    return Seen(key, plan.decided_on, words, reverse("plans:one", args=(plan.workspace.slug, plan.pk)))


def revised(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the plan of the next year once its board approved it, with the assessment that it considered."""
    for plan in _approved_for(asked):
        yield _seen(plan, asked.year, f"{plan.title}, approved; considered {plan.assessment}")


def contents_set_out(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the same: no plan goes before its board without the contents that the regulation asks for."""
    for plan in _approved_for(asked):
        yield _seen(plan, asked.year, f"{plan.title}: every content of the regulation is there")


def help_considered(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the plan of the next year where it says how people can help."""
    for plan in _approved_for(asked):
        if plan.texts.get("helping"):
            yield _seen(plan, asked.year, f"{plan.title} says how people can help")


def copies_sent(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the copies of plans that were sent to the local policing body, for the approval that asked for each."""
    rows = Sent.objects.filter(workspace=asked.workspace).select_related("plan__workspace", "edition")
    for one in rows.defer("edition__tree"):
        href = reverse("plans:one", args=(asked.workspace.slug, one.plan_id))
        words = f"{one.plan.title}, edition {one.edition.number}, to {one.recipient}"
        yield Seen(adoption_key(one.plan), one.on, words, href)


DUTIES = {"CSP-10": revised, "CSP-11": contents_set_out, "CSP-14": help_considered, "CSP-16": copies_sent}

# ---- home ------------------------------------------------------------------------------------------------------------


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what waits for the reader: a plan to approve, to go on with, or to begin; and its place on the thread."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    year = str(financial_year_of(asked.today))
    ahead = plan_in(following(year), workspace=workspace, viewer=viewer)
    every = list(plans_of(workspace=workspace, viewer=viewer)[:1])
    return HomeContribution(
        needs=needs(
            ahead, workspace.slug, today=asked.today, any_plan=bool(every),
            writes=may_write(workspace=workspace, user=viewer),
            approves=ahead is not None and may_approve(ahead, viewer),
        ),
        steps=steps_of_the_thread(plan_in(year, workspace=workspace, viewer=viewer), workspace.slug, year=year),
    )  # fmt: skip


AUDIT_SENTENCES = {
    "plans.plan_started": "started the partnership plan for {year}",
    "plans.plan_described": "wrote what is said of the whole plan for {year}",
    "plans.plan_discarded": "took out a draft of the plan for {year}",
    "plans.plan_rolled": "began the plan for {year} from that of {was}",
    "plans.plan_put_before_board": "put the plan for {year} before its board",
    "plans.put_on_agenda": "put the plan for {year} on an agenda: {where}",
    "plans.plan_taken_back": "took the plan for {year} back to draft",
    "plans.plan_approved": "recorded that the board approved the plan for {year} on {on}",
    "plans.plan_kept_as_printed": "kept the printed plan for {year} as history",
    "plans.copy_sent": "recorded that a copy of the plan for {year} was sent on {on}",
    "plans.part_written": "wrote in the plan for {year}: {kind}",
    "plans.part_removed": "took out of the plan for {year}: {kind}",
    "plans.part_moved": "moved in the plan for {year}: {kind}",
    "plans.step_recorded": "recorded a step of the plan {year} ({outcome})",
    "plans.step_removed": "took out a step of the plan {year}",
}
