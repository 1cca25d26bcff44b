"""One campaign: recorded, shown, put right, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.campaigns import actions
from frankpledge.domain.campaigns.forms import CampaignForm, ReasonForm, as_typed
from frankpledge.domain.campaigns.models import Campaign
from frankpledge.domain.campaigns.permissions import GRANTS, Capability
from frankpledge.domain.campaigns.presenters import details, lede, part_words, reach_table
from frankpledge.domain.campaigns.queries import campaign_of, line_of
from frankpledge.domain.campaigns.views.register import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader


def found_campaign(request: HttpRequest, workspace: Workspace, campaign: UUID, capability: Capability) -> Campaign:
    """Return a campaign of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = campaign_of(campaign, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such campaign")
    return found


def about(campaign: Campaign, title: str, button: str, said: str = "") -> dict[str, Any]:
    """Return what a page that asks about a campaign shows besides its form."""
    way = crumbs(campaign.workspace, campaign.name)
    return {"title": title, "caption": campaign.name, "button": button, "lede": said, "crumbs": way}


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, campaign: UUID) -> HttpResponseBase:
    """Show a campaign, what it consists of, whom it reached, and what came of it."""
    found = found_campaign(request, workspace, campaign, Capability.SEE)
    line = line_of(found, on=clock.today())
    shown = {
        "line": line,
        "lede": lede(line),
        "details": details(line),
        "reach": reach_table(line) if line.reached else None,
        "parts": [(part, part_words(part.kind, part.count)) for part in line.parts],
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace, line.name),
    }
    return render(request, "campaigns/one.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a campaign and record it."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = CampaignForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"title": "Add a campaign", "button": "Record", "crumbs": crumbs(workspace, "Add")}

    def act() -> HttpResponseBase:
        made = actions.add_campaign(workspace=workspace, given=form.given(), by=by)
        return redirect("campaigns:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, campaign: UUID) -> HttpResponseBase:
    """Put a campaign right, or end it."""
    found, by = found_campaign(request, workspace, campaign, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = CampaignForm(typed, workspace=workspace, viewer=by, initial=as_typed(found))

    def act() -> HttpResponseBase:
        actions.amend_campaign(campaign=found, given=form.given(), by=by)
        return redirect("campaigns:one", workspace.slug, campaign)

    return answered(request, form, about(found, "Put it right, or end it", "Save"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, campaign: UUID) -> HttpResponseBase:
    """Ask why a campaign was recorded by mistake, and take it out."""
    found, by = found_campaign(request, workspace, campaign, Capability.KEEP), reader(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        actions.withdraw_campaign(campaign=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("campaigns:list", workspace.slug)

    return answered(request, form, about(found, "Withdraw it", "Withdraw", "For what was recorded by mistake."), act)
