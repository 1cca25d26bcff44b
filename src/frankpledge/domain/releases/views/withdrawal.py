"""Taking a file back: what would come of it, then the deed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from frankpledge.domain.releases.actions.withdrawal import withdraw_release
from frankpledge.domain.releases.forms import ReasonForm
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.presenters.withdrawal import withdrawal_page
from frankpledge.domain.releases.queries.history import Held, manifests_with, returning
from frankpledge.domain.releases.rules import Whose
from frankpledge.domain.releases.views.crumbs import crumbs, files_crumb
from frankpledge.domain.releases.views.history import one_release
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.registry import Use, UseRequest, told
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, release: str) -> HttpResponseBase:
    """Say what taking a file back would change, ask why, and take it back."""
    check_granted(GRANTS, Capability.WITHDRAW, workspace=workspace, user=reader(request))
    one = one_release(request, workspace, release)
    here = reverse("releases:release", args=(workspace.slug, release))
    if one.state == "withdrawn":
        return redirect(here)
    form = ReasonForm(request.POST or None)
    shown: dict[str, Any] = {"form": form, "one": one}
    if request.method == "POST" and form.is_valid():
        try:
            _take_back(one, workspace, request, form.cleaned_data["reason"])
        except Refusal as refusal:
            shown["refusal"] = refusal
        else:
            return redirect(here)
    found = returning(workspace=workspace, viewer=reader(request), one=one)
    shown["page"] = withdrawal_page(one, found, _uses(request, workspace, one), slug=workspace.slug)
    shown["crumbs"] = crumbs(workspace, files_crumb(workspace), Crumb(one.file, here), Crumb("Take it back"))
    return render(request, "releases/withdraw.html", shown, status=422 if request.method == "POST" else 200)


def _take_back(one: Held, workspace: Workspace, request: HttpRequest, reason: str) -> None:
    whose = Whose.OWN if one.own else Whose.OPEN
    withdraw_release(release=one.release, reason=reason, by=reader(request), whose=whose, workspace=workspace)


def _uses(request: HttpRequest, workspace: Workspace, one: Held) -> list[Use]:
    """Return what was read from the evidence while it rested on a release, as the apps above tell it."""
    asked = UseRequest(workspace, reader(request), manifests_with(workspace=workspace, one=one))
    return [use for _, tell in told("USES") for use in tell(asked)]
