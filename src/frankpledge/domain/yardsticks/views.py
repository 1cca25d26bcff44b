"""Pages of what the evidence is held against: sets of peers, and printed figures that mislead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.yardsticks.actions import choose_peers, form_nearest_peers, use_peer_set
from frankpledge.domain.yardsticks.forms import ChosenForm, NearestForm
from frankpledge.domain.yardsticks.permissions import GRANTS, Capability
from frankpledge.domain.yardsticks.presenters.peers import shown_sets
from frankpledge.domain.yardsticks.presenters.unsound import shown_cases
from frankpledge.domain.yardsticks.queries.peers import named_partnerships, one_peer_set, peer_sets
from frankpledge.domain.yardsticks.queries.unsound import worked_out
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


def _crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Evidence", reverse("evidence:home", args=(workspace.slug,))), *steps)


@require_safe
@in_workspace
def peers(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the sets of peers, the newest first, with how each was chosen."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    shown = {
        "sets": shown_sets(peer_sets(workspace=workspace, viewer=viewer)),
        "may_choose": is_granted(GRANTS, Capability.CHOOSE_PEERS, workspace=workspace, user=viewer),
        "crumbs": _crumbs(workspace, Crumb("Peers")),
    }
    return render(request, "yardsticks/peers.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def nearest(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a name and a number, and form the set of the areas nearest by the open method."""
    form = NearestForm(request.POST or None)

    def make() -> None:
        form_nearest_peers(workspace=workspace, by=reader(request), **form.cleaned_data)

    lede = "By the density of residents, their ages, income deprivation and rural places, as far as these are loaded."
    return _form(request, workspace, form, make, title="Form a set by the open method", lede=lede)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def by_hand(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for areas and a reason, and keep them as a set that says it was chosen by no methodology."""
    form = ChosenForm(request.POST or None)

    def make() -> None:
        asked = form.cleaned_data
        codes = named_partnerships(form.lines())
        choose_peers(workspace=workspace, name=asked["name"], codes=codes, reason=asked["reason"], by=reader(request))

    lede = "A set chosen by hand can be chosen for the answer that it gives, and every interval beside it says so."
    return _form(request, workspace, form, make, title="Choose peers by hand", lede=lede)


def _form(
    request: HttpRequest, workspace: Workspace, form: Any, make: Callable[[], None], *, title: str, lede: str
) -> HttpResponseBase:
    """Show a form, or do what it asks and go back to the sets; a refusal becomes an error of the form."""
    check_granted(GRANTS, Capability.CHOOSE_PEERS, workspace=workspace, user=reader(request))
    if form.is_bound and form.is_valid():
        try:
            make()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The set is kept and in use.")
            return redirect("yardsticks:peers", workspace.slug)
    back = Crumb("Peers", reverse("yardsticks:peers", args=(workspace.slug,)))
    shown = {"form": form, "title": title, "lede": lede, "crumbs": _crumbs(workspace, back, Crumb(title))}
    return render(request, "yardsticks/form.html", shown, status=422 if form.is_bound else 200)


@require_POST
@in_workspace
def use(request: HttpRequest, workspace: Workspace, peer_set: int) -> HttpResponseBase:
    """Take a set of peers in use."""
    found = one_peer_set(peer_set, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("no such set of peers")
    use_peer_set(peer_set=found, by=reader(request))
    messages.success(request, "The set is in use.")
    return redirect("yardsticks:peers", workspace.slug)


@require_safe
@in_workspace
def unsound(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show printed figures that mislead, each worked out again on a stated base."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    back = Crumb("Published figures", reverse("evidence:published", args=(workspace.slug,)))
    shown = {"cases": shown_cases(worked_out()), "crumbs": _crumbs(workspace, back, Crumb("Unsound as printed"))}
    return render(request, "yardsticks/unsound.html", shown)
