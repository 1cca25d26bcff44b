"""A plan with its priorities, what it lacks and what changed; one priority; and both as they are taken along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.plans.documents import SHORT, leaving, told
from frankpledge.domain.plans.models import Measure, Plan, Priority
from frankpledge.domain.plans.permissions import GRANTS, Capability, may_write
from frankpledge.domain.plans.presenters import writing as shown_as
from frankpledge.domain.plans.queries import (
    Whole,
    copies_of,
    editions_of_plan,
    in_force,
    plan_of,
    plans_of,
    priority_of,
    whole,
)
from frankpledge.domain.plans.queries.agendas import agenda_href
from frankpledge.domain.plans.queries.changes import change_log
from frankpledge.domain.plans.queries.decided import decision_of
from frankpledge.domain.plans.queries.faced import risks_faced
from frankpledge.domain.plans.queries.gates import gates
from frankpledge.domain.plans.queries.measured import judged, measures_of
from frankpledge.domain.plans.queries.writers import may_approve
from frankpledge.domain.plans.rules import NotAPlan, Origin, PlanState, Standing
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.ui.blocks import Numbers, drawn_blocks
from frankpledge.ground.ui.pages import attachment, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of plans."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Plan", reverse("plans:list", args=(workspace.slug,)) if more else ""), *more)


def crumb_of(plan: Plan) -> Crumb:
    """Return the step that leads to a plan."""
    return Crumb(plan.title, reverse("plans:one", args=(plan.workspace.slug, plan.pk)))


def found_plan(request: HttpRequest, workspace: Workspace, plan: UUID, capability: Capability) -> Plan:
    """Return a plan of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = plan_of(plan, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such plan")
    return found


def found_priority(request: HttpRequest, workspace: Workspace, priority: UUID, capability: Capability) -> Priority:
    """Return a priority of a plan of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = priority_of(priority, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such priority")
    return found


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the plan of the year, or the latest, with the way to every other."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    every = list(plans_of(workspace=workspace, viewer=viewer))
    held = in_force(workspace=workspace, viewer=viewer, on=clock.today())
    plan = held or (every[0] if every else None)
    if plan is None:
        writes = may_write(workspace=workspace, user=viewer)
        return render(request, "plans/none.html", {"may_write": writes, "crumbs": crumbs(workspace)})
    return _shown(request, plan, every, crumbs(workspace), held=plan == held)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Show one plan."""
    plan = found_plan(request, workspace, partnership_plan, Capability.SEE)
    every = list(plans_of(workspace=workspace, viewer=reader(request)))
    return _shown(request, plan, every, crumbs(workspace, Crumb(plan.title)))


def _shown(
    request: HttpRequest, plan: Plan, every: list[Plan], way: tuple[Crumb, ...], *, held: bool = False
) -> HttpResponseBase:
    found, slug, viewer = whole(plan), plan.workspace.slug, reader(request)
    may = _may(request, plan)
    log = change_log(found)
    shown = {
        "plan": plan, "found": found, "held": held, "state": shown_as.state_words(plan),
        "known": shown_as.known_words(plan), "facts": shown_as.facts(found),
        "vision": found.text("vision"), "texts": shown_as.texts(found), "may": may, "crumbs": way,
        "tables": shown_as.tables(found, writes=may["write"]), "standing": _standing(found, slug),
        "changes": shown_as.changes_table(log) if log else None, "decision": decision_of(plan, viewer),
        "copies": shown_as.copies_table(copies) if (copies := copies_of(plan)) else None,
        "documents": shown_as.documents(plan, slug),
        "agenda": agenda_href(plan, viewer=viewer, today=clock.today()),
        "editions": shown_as.editions_words(editions_of_plan(plan)),
        "plans": shown_as.plans_table(every, slug), **_asked(plan, found),
    }  # fmt: skip
    return render(request, "plans/one.html", shown)


def _standing(found: Whole, slug: str) -> list[tuple[str, Any]]:
    names = ((Standing.PRIORITY, "Priorities"), (Standing.THEME, "Across all of them"), (Standing.BRIEF, "Watched"))
    rows = ((title, found.standing(kind)) for kind, title in names)
    return [(title, shown_as.priorities_table(some, slug, title)) for title, some in rows if some]


def _asked(plan: Plan, found: Whole) -> dict[str, Any]:
    """Return what the law asks of a plan and what is missing; of a printed one nothing is asked."""
    if plan.origin == Origin.PRINTED:
        return {"covered": (), "lacks": ()}
    told = gates(found)
    draft = plan.state == PlanState.DRAFT
    return {"covered": shown_as.covered(told), "lacks": shown_as.lacks(plan, told) if draft else ()}


def _may(request: HttpRequest, plan: Plan) -> dict[str, bool]:
    """Return what the reader may do with a plan as it stands."""
    user, workspace = reader(request), plan.workspace
    writes, state = may_write(workspace=workspace, user=user), PlanState(plan.state)
    printed, approved = plan.origin == Origin.PRINTED, state is PlanState.APPROVED
    return {
        "start": writes,
        "write": writes and state is PlanState.DRAFT,
        "forward": writes and state is PlanState.DRAFT and not printed,
        "keep": writes and state is PlanState.DRAFT and printed,
        "discard": writes and state is PlanState.DRAFT and plan.paper_id is None,
        "back": writes and state is PlanState.BEFORE_BOARD,
        "approve": may_approve(plan, user),
        "place": writes and state is not PlanState.DRAFT and not printed,
        "roll": writes and approved and not hasattr(plan, "went_to"),
        "send": writes and approved and not printed,
    }


@require_safe
@in_workspace
def priority(request: HttpRequest, workspace: Workspace, plan_priority: UUID) -> HttpResponseBase:
    """Show a priority with its objectives, outcomes, steps, measures, equality note and risks."""
    row = found_priority(request, workspace, plan_priority, Capability.SEE)
    found = next(one for one in whole(row.plan).every if one.row.pk == row.pk)
    found.row.plan = row.plan
    writes = _may(request, row.plan)["write"]
    today, viewer = clock.today(), reader(request)
    page = shown_as.priority_page(
        found, workspace.slug, writes=writes, faced=risks_faced(row, viewer=viewer, on=today),
        judged=judged(found.measures, on=today),
    )  # fmt: skip
    shown = {
        "row": row,
        "page": page,
        "writes": writes,
        "crumbs": crumbs(workspace, crumb_of(row.plan), Crumb(row.name)),
    }
    return render(request, "plans/priority.html", shown)


@require_safe
@in_workspace
def page(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Show the plan on a page: as its board approved it, or as it stands."""
    plan = found_plan(request, workspace, partnership_plan, Capability.SEE)
    document = told(plan, SHORT["page"], on=clock.today())
    blocks = [block for section in document.sections for block in section.blocks]
    shown = {
        "plan": plan,
        "document": document,
        "known": shown_as.known_words(plan),
        "body": drawn_blocks(blocks, document.figures, Numbers("")),
        "measures": shown_as.measures_table(*_measured(plan), workspace.slug),
        "files": shown_as.page_documents(plan, workspace.slug),
        "crumbs": crumbs(workspace, crumb_of(plan), Crumb("On a page")),
    }
    return render(request, "plans/page.html", shown)


def _measured(plan: Plan) -> tuple[tuple[Measure, ...], Mapping[UUID, Line]]:
    rows = measures_of(whole(plan))
    return rows, judged(rows, on=clock.today())


@require_safe
@in_workspace
def file(
    request: HttpRequest, workspace: Workspace, partnership_plan: UUID, plan_what: str, form: str
) -> HttpResponseBase:
    """Give a plan, or its page, in one format, after recording that it left."""
    plan = found_plan(request, workspace, partnership_plan, Capability.SEE)
    if plan_what not in SHORT:
        raise Http404("there is no such document of a plan")
    try:
        content = leaving(plan, SHORT[plan_what], form, on=clock.today(), by=reader(request))
    except NotAPlan as refusal:
        raise Http404(str(refusal)) from None
    name = f"{workspace.slug}-{plan_what}-{plan.year.replace('/', '-')}.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)
