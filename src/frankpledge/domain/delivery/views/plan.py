"""A delivery plan: its table, what does not agree, and the ways to take it along."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.delivery import presenters
from frankpledge.domain.delivery.documents import leaving
from frankpledge.domain.delivery.permissions import GRANTS, Capability, may
from frankpledge.domain.delivery.queries import delivery_of
from frankpledge.domain.delivery.rules import NotADelivery
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.queries import plan_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.ui.pages import attachment, in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of delivery."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Plan", reverse("plans:list", args=(workspace.slug,))), *more)


def crumb_of(plan: Plan) -> Crumb:
    """Return the step that leads to a delivery plan."""
    return Crumb(f"Delivery, {plan.title}", reverse("delivery:plan", args=(plan.workspace.slug, plan.pk)))


def found_plan(request: HttpRequest, workspace: Workspace, plan: UUID) -> Plan:
    """Return a plan of the workspace, once the reader may see how it is carried out."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = plan_of(plan, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such plan")
    return found


@require_safe
@in_workspace
def plan(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Show a delivery plan as it stands today, priority by priority."""
    found, viewer = found_plan(request, workspace, partnership_plan), reader(request)
    rows = delivery_of(found, viewer=viewer, on=clock.today())
    shown = {
        "plan": found,
        "facts": presenters.facts(rows),
        "tables": presenters.tables(rows, workspace.slug),
        "odd": presenters.contradictions(rows, workspace.slug),
        "documents": presenters.documents(found, workspace.slug),
        "may_keep": may(Capability.KEEP, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace, Crumb(f"Delivery, {found.title}")),
    }
    return render(request, "delivery/plan.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, partnership_plan: UUID, kind: str) -> HttpResponseBase:
    """Give the steps of a plan as a file that can be sent back, after recording that they left."""
    found = found_plan(request, workspace, partnership_plan)
    rows = delivery_of(found, viewer=reader(request), on=clock.today())
    return list_as_file(request, workspace, presenters.listing(found, rows, today=clock.today()), kind, let_list_out)


@require_safe
@in_workspace
def document(request: HttpRequest, workspace: Workspace, partnership_plan: UUID, form: str) -> HttpResponseBase:
    """Give a delivery plan as a document, after recording that it left."""
    found = found_plan(request, workspace, partnership_plan)
    try:
        content = leaving(found, form, on=clock.today(), by=reader(request))
    except NotADelivery as refusal:
        raise Http404(str(refusal)) from None
    name = f"{workspace.slug}-delivery-{found.year.replace('/', '-')}.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)
