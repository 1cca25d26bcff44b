"""One agreement: recorded, shown, put right, withdrawn, and whom organisations nominate under it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.agreements import actions
from frankpledge.domain.agreements.forms import AgreementForm, NominateForm, ReasonForm, as_typed
from frankpledge.domain.agreements.models import Agreement
from frankpledge.domain.agreements.permissions import GRANTS, Capability
from frankpledge.domain.agreements.presenters import agreement_page
from frankpledge.domain.agreements.queries import agreement_of, lines_of
from frankpledge.domain.agreements.views.register import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader


def found_agreement(request: HttpRequest, workspace: Workspace, agreement: UUID, capability: Capability) -> Agreement:
    """Return an agreement of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = agreement_of(agreement, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such agreement")
    return found


def about(agreement: Agreement, title: str, button: str, lede: str = "") -> dict[str, Any]:
    """Return what a page that asks about an agreement shows besides its form."""
    way = crumbs(agreement.workspace, agreement.name)
    return {"title": title, "caption": agreement.name, "button": button, "lede": lede, "crumbs": way}


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, agreement: UUID) -> HttpResponseBase:
    """Show an agreement, how it stands, who signed, who is nominated, and its versions."""
    found, viewer = found_agreement(request, workspace, agreement, Capability.SEE), reader(request)
    every = lines_of(workspace=workspace, viewer=viewer, on=clock.today())
    line = next(line for line in every if line.id == agreement)
    shown = {
        "page": agreement_page(found, line),
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer),
        "may_ask": is_granted(GRANTS, Capability.KEEP_REQUESTS, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace, found.name),
    }
    return render(request, "agreements/one.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for an agreement and record it; its first version is asked for next."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = AgreementForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"title": "Add an agreement", "button": "Record, then its version"}

    def act() -> HttpResponseBase:
        made = actions.add_agreement(workspace=workspace, given=form.given(), by=by)
        return redirect("agreements:add_version", workspace.slug, made.pk)

    return answered(request, form, shown | {"crumbs": crumbs(workspace, "Add an agreement")}, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, agreement: UUID) -> HttpResponseBase:
    """Put an agreement right."""
    found, by = found_agreement(request, workspace, agreement, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = AgreementForm(typed, workspace=workspace, viewer=by, initial=as_typed(found))

    def act() -> HttpResponseBase:
        actions.amend_agreement(agreement=found, given=form.given(), by=by)
        return redirect("agreements:one", workspace.slug, agreement)

    return answered(request, form, about(found, "Put it right", "Save"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, agreement: UUID) -> HttpResponseBase:
    """Ask why an agreement was recorded by mistake, and take it out."""
    found, by = found_agreement(request, workspace, agreement, Capability.KEEP), reader(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    lede = "For what was recorded by mistake. An agreement that ended has a last day instead."

    def act() -> HttpResponseBase:
        actions.withdraw_agreement(agreement=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("agreements:list", workspace.slug)

    return answered(request, form, about(found, "Withdraw it", "Withdraw", lede), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def nominate(request: HttpRequest, workspace: Workspace, agreement: UUID) -> HttpResponseBase:
    """Ask whom an organisation nominates, and keep it."""
    found, by = found_agreement(request, workspace, agreement, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = NominateForm(typed, workspace=workspace, viewer=by, initial={"since": clock.today()})
    lede = "Each responsible authority nominates a person who helps sharing along (SI 2007/1830 reg 4(3))."

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        actions.nominate(agreement=found, **form.named(), role=told["role"], since=told["since"], by=by)
        return redirect("agreements:one", workspace.slug, agreement)

    return answered(request, form, about(found, "Nominate a person", "Record", lede), act)
