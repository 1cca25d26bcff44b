"""What a campaign consists of, whom it reached, what was said of it, and what changed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.campaigns import actions
from frankpledge.domain.campaigns.forms import ChangeForm, PieceForm, ReachForm, SaidForm
from frankpledge.domain.campaigns.permissions import Capability
from frankpledge.domain.campaigns.views.one import about, found_campaign
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def piece(request: HttpRequest, workspace: Workspace, campaign: UUID) -> HttpResponseBase:
    """Ask for an event or a material, and keep it."""
    found, by = found_campaign(request, workspace, campaign, Capability.KEEP), reader(request)
    form = PieceForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        actions.add_piece(campaign=found, given=form.given(), by=by)
        return redirect("campaigns:one", workspace.slug, campaign)

    return answered(request, form, about(found, "Add an event or a material", "Record"), act)


@require_POST
@in_workspace
def remove(request: HttpRequest, workspace: Workspace, campaign: UUID, piece: UUID) -> HttpResponseBase:
    """Take an event or a material out that was recorded by mistake."""
    found, by = found_campaign(request, workspace, campaign, Capability.KEEP), reader(request)
    row = next((one for one in found.pieces.all() if one.pk == piece), None)
    if row is None:
        raise Http404("there is no such event or material")
    told(request, lambda: actions.remove_piece(piece=row, by=by), "Taken out.")
    return redirect("campaigns:one", workspace.slug, campaign)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def reach(request: HttpRequest, workspace: Workspace, campaign: UUID) -> HttpResponseBase:
    """Ask how many were reached by a channel, and keep it."""
    found, by = found_campaign(request, workspace, campaign, Capability.KEEP), reader(request)
    form = ReachForm(request.POST if request.method == "POST" else None, initial={"as_at": clock.today()})
    said = "A later count of a channel takes the place of an earlier one on the page. Channels are never added up."

    def act() -> HttpResponseBase:
        actions.record_reach(campaign=found, **form.cleaned_data, by=by)
        return redirect("campaigns:one", workspace.slug, campaign)

    return answered(request, form, about(found, "Whom it reached", "Record", said), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def said(request: HttpRequest, workspace: Workspace, campaign: UUID) -> HttpResponseBase:
    """Ask what people said, and keep it."""
    found, by = found_campaign(request, workspace, campaign, Capability.KEEP), reader(request)
    form = SaidForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})

    def act() -> HttpResponseBase:
        actions.record_said(campaign=found, **form.cleaned_data, by=by)
        return redirect("campaigns:one", workspace.slug, campaign)

    return answered(request, form, about(found, "What people said", "Record"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def change(request: HttpRequest, workspace: Workspace, campaign: UUID) -> HttpResponseBase:
    """Ask what changed and how one knows, and keep it."""
    found, by = found_campaign(request, workspace, campaign, Capability.KEEP), reader(request)
    was = {"changed": found.changed, "known_from": found.known_from}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=was)

    def act() -> HttpResponseBase:
        actions.tell_change(campaign=found, **form.cleaned_data, by=by)
        return redirect("campaigns:one", workspace.slug, campaign)

    return answered(request, form, about(found, "What changed", "Record"), act)
