"""The release gate: what was released and what waits; a table proposed, looked at, approved, turned down, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.evidence.queries.store import known_or_nothing
from frankpledge.domain.open_data import actions, presenters
from frankpledge.domain.open_data.forms import ProposeForm, ReasonForm
from frankpledge.domain.open_data.models import Proposal
from frankpledge.domain.open_data.permissions import GRANTS, Capability
from frankpledge.domain.open_data.queries import proposal_of, proposals_of, public_releases
from frankpledge.domain.open_data.queries.cubes import sources_of
from frankpledge.domain.open_data.queries.trying import NotReleasable
from frankpledge.domain.open_data.rules import CannotRelease, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, paged, reader, told
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 50


def _crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Open data", reverse("open_data:list", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


def _checked(request: HttpRequest, workspace: Workspace, capability: Capability) -> None:
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))


def _found(request: HttpRequest, workspace: Workspace, data_proposal: UUID, capability: Capability) -> Proposal:
    _checked(request, workspace, capability)
    found = proposal_of(data_proposal, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such proposal")
    return found


@require_safe
@in_workspace
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what waits for approval, and everything that was ever released to the public."""
    _checked(request, workspace, Capability.SEE)
    viewer = reader(request)
    proposals = proposals_of(workspace=workspace, viewer=viewer)
    released, pages = paged(request, public_releases(workspace=workspace, viewer=viewer), ON_A_PAGE)
    shown = {
        "sources": presenters.source_lines(sources_of(known_or_nothing(workspace))),
        "proposals": presenters.proposals_table(proposals[:ON_A_PAGE], workspace.slug) if proposals else None,
        "log": presenters.log_table(released) if released else None,
        "pages": pages,
        "may_propose": is_granted(GRANTS, Capability.PROPOSE, workspace=workspace, user=viewer),
        "crumbs": _crumbs(workspace),
    }
    return render(request, "open_data/list.html", shown)


@require_safe
@in_workspace
def log_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the log of releases as a file, after recording that it left."""
    _checked(request, workspace, Capability.SEE)
    found = public_releases(workspace=workspace, viewer=reader(request))
    return list_as_file(request, workspace, presenters.log_listing(found, today=clock.today()), kind, let_list_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def propose(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a table, try it, and put it before a second person; a refused one tells what fails and the ways out."""
    _checked(request, workspace, Capability.PROPOSE)
    typed = request.POST if request.method == "POST" else None
    form = ProposeForm(typed, initial=request.GET.dict(), sources=sources_of(known_or_nothing(workspace)))
    shown: dict[str, Any] = {"crumbs": _crumbs(workspace, "Propose a table")}

    def act() -> HttpResponseBase:
        try:
            made = actions.propose(
                workspace=workspace, asked=form.asked(), title=form.cleaned_data["title"], by=reader(request)
            )
        except NotReleasable as refused:
            shown["refused"] = presenters.refused_parts(refused, workspace.slug)
            raise CannotRelease(refused.plain) from refused
        messages.success(request, "Tried, and put before a second person.")
        return redirect("open_data:one", workspace.slug, made.pk)

    return answered(request, form, shown, act, template="open_data/propose.html")


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, data_proposal: UUID) -> HttpResponseBase:
    """Show a proposal: what the trial found, and the table as the public would see it."""
    found, viewer = _found(request, workspace, data_proposal, Capability.SEE), reader(request)
    may = is_granted(GRANTS, Capability.APPROVE, workspace=workspace, user=viewer)
    shown = {
        "proposal": found,
        "state": State(found.state),
        "facts": presenters.report_facts(found.report),
        "lines": presenters.report_lines(found),
        "numbers": presenters.numbers_table(found.report["shown"], found.report),
        "total": len(found.report["shown"]),
        "may_decide": may and found.state == State.WAITS,
        "own": viewer.pk == found.proposed_by_id,
        "may_withdraw": may and found.state == State.RELEASED and found.table.withdrawn_at is None,
        "crumbs": _crumbs(workspace, found.title),
    }
    return render(request, "open_data/one.html", shown)


@require_POST
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, data_proposal: UUID) -> HttpResponseBase:
    """Release what somebody else proposed."""
    found = _found(request, workspace, data_proposal, Capability.APPROVE)
    told(request, lambda: actions.approve(proposal=found, by=reader(request)), "Released: it is in the catalogue.")
    return redirect("open_data:one", workspace.slug, data_proposal)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def turn_down(request: HttpRequest, workspace: Workspace, data_proposal: UUID) -> HttpResponseBase:
    """Ask why a proposal is turned down."""
    found = _found(request, workspace, data_proposal, Capability.APPROVE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Turn it down", "caption": found.title, "button": "Turn it down"}
    shown["crumbs"] = _crumbs(workspace, found.title)

    def act() -> HttpResponseBase:
        actions.turn_down(proposal=found, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("open_data:one", workspace.slug, data_proposal)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, data_proposal: UUID) -> HttpResponseBase:
    """Ask why a table is withdrawn."""
    found = _found(request, workspace, data_proposal, Capability.APPROVE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Withdraw the table", "caption": found.title, "button": "Withdraw it"}
    shown |= {
        "lede": "Its page stays and says why. What was told cannot be untold.",
        "crumbs": _crumbs(workspace, found.title),
    }

    def act() -> HttpResponseBase:
        actions.withdraw(proposal=found, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("open_data:one", workspace.slug, data_proposal)

    return answered(request, form, shown, act)
