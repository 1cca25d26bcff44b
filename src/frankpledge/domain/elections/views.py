"""The elections here: their list, one to record, one to withdraw."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.elections.actions import record_election, withdraw_election
from frankpledge.domain.elections.forms import ElectionForm, WithdrawForm, begun_from
from frankpledge.domain.elections.permissions import GRANTS, Capability
from frankpledge.domain.elections.presenters import elections_listing, elections_table, proposals
from frankpledge.domain.elections.queries import election_of, elections_of, left_to_record
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.elections import care


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of elections."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Elections", reverse("elections:list", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the elections here, and those that the law lets one expect."""
    viewer, today = reader(request), clock.today()
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    found = list(elections_of(workspace=workspace, viewer=viewer))
    may_keep = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    shown = {
        "table": elections_table(found, workspace.slug, today=today, may_keep=may_keep) if found else None,
        "proposals": proposals(left_to_record(found, today=today), workspace.slug) if may_keep else (),
        "care": care(),
        "may_keep": may_keep,
        "crumbs": crumbs(workspace),
    }
    return render(request, "elections/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the elections as a file, after recording that they left."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = elections_of(workspace=workspace, viewer=reader(request))
    return list_as_file(request, workspace, elections_listing(found, today=clock.today()), kind, let_list_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for an election and record it; a proposal fills the form."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = ElectionForm(request.POST if request.method == "POST" else None, initial=begun_from(request.GET.dict()))
    shown: dict[str, Any] = {"title": "Record an election", "lede": care().period_words}
    shown["crumbs"] = crumbs(workspace, "Record an election")

    def act() -> HttpResponseBase:
        made = record_election(workspace=workspace, given=form.given(), by=by)
        messages.success(request, f"Recorded: {made}. Publication waits from its first day of care to the poll.")
        return redirect("elections:list", workspace.slug)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, election: UUID) -> HttpResponseBase:
    """Ask why an election is withdrawn."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    found = election_of(election, workspace=workspace, viewer=by)
    if found is None:
        raise Http404("there is no such election")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Withdraw an election", "caption": str(found), "button": "Withdraw it"}
    shown["crumbs"] = crumbs(workspace, found.called)

    def act() -> HttpResponseBase:
        withdraw_election(election=found, because=form.cleaned_data["because"], by=by)
        return redirect("elections:list", workspace.slug)

    return answered(request, form, shown, act)
