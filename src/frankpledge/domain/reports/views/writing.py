"""What a draft says first, what it asks of its readers, and drawing it again with what is known now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.reports import actions
from frankpledge.domain.reports.forms import AskForm, LeadForm
from frankpledge.domain.reports.permissions import Capability
from frankpledge.domain.reports.presenters import one_href
from frankpledge.domain.reports.views.listing import crumbs
from frankpledge.domain.reports.views.one import found_report
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def lead(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Ask what is said first."""
    found = found_report(request, workspace, performance, Capability.WRITE)
    form = LeadForm(request.POST if request.method == "POST" else None, initial={"lead": found.lead})
    way = Crumb(found.paper.title, one_href(found))
    shown: dict[str, Any] = {"title": "What is said first", "button": "Keep it", "caption": found.paper.title}
    shown |= {"crumbs": crumbs(workspace, way, Crumb("What is said first"))}

    def act() -> HttpResponseBase:
        actions.edit_lead(report=found, lead=form.cleaned_data["lead"], by=reader(request))
        return redirect("reports:one", workspace.slug, performance)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def ask(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Ask what the readers are asked to decide or to note."""
    found, by = found_report(request, workspace, performance, Capability.WRITE), reader(request)
    named = indicators(workspace=workspace, viewer=by)
    form = AskForm(request.POST if request.method == "POST" else None, indicators=named)
    way = Crumb(found.paper.title, one_href(found))
    shown: dict[str, Any] = {"title": "What is asked", "button": "Ask it", "caption": found.paper.title}
    shown |= {"crumbs": crumbs(workspace, way, Crumb("What is asked"))}

    def act() -> HttpResponseBase:
        actions.add_ask(report=found, given=form.given(), by=by)
        return redirect("reports:one", workspace.slug, performance)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def unask(request: HttpRequest, workspace: Workspace, performance: UUID, asked: int) -> HttpResponseBase:
    """Take something that is asked out of a draft."""
    found = found_report(request, workspace, performance, Capability.WRITE)
    one = found.asks.filter(order=asked).select_related("report__workspace", "report__paper").first()
    if one is None:
        raise Http404("nothing of that number is asked")
    told(request, lambda: actions.remove_ask(ask=one, by=reader(request)), "Taken out.")
    return redirect("reports:one", workspace.slug, performance)


@require_POST
@in_workspace
def draw(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Draw a draft again with what is known now."""
    found = found_report(request, workspace, performance, Capability.WRITE)
    told(request, lambda: actions.draw_again(report=found, by=reader(request)), "It tells what is known now.")
    return redirect("reports:one", workspace.slug, performance)
