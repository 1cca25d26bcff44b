"""Many risks changed at a stroke: chosen on the list, asked about here, shown line by line before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from frankpledge.domain.risks.actions.lists import RISKS
from frankpledge.domain.risks.forms.chosen import ChosenRisksForm
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.views.register import asked, crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.ui.pages import answered, in_workspace, reader


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def change(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask what changes of the risks that were chosen, and show what that would change of each."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    if request.method != "POST":
        return _asked(request, workspace)
    form = ChosenRisksForm(request.POST, workspace=workspace, viewer=by)

    def act() -> HttpResponseBase:
        kept = send_list(
            kind=RISKS, workspace=workspace, name=form.called(), read=form.read(), chosen=True, by=by
        )  # fmt: skip
        return redirect("risks:list_one", workspace.slug, kept.pk)

    return answered(request, form, _shown(workspace, form.chosen_numbers()), act, template="lists/chosen.html")


def _asked(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    _, lines = asked(request, workspace)
    if not request.GET.get("all"):
        wanted = set(request.GET.getlist("chosen"))
        lines = tuple(line for line in lines if str(line.number) in wanted)
    if not lines:
        messages.error(request, "No risk is chosen. Tick the boxes before those that you want to change.")
        return redirect("risks:list", workspace.slug)
    numbers = [line.number for line in lines]
    form = ChosenRisksForm(
        workspace=workspace, viewer=reader(request), initial={"numbers": ",".join(map(str, numbers))}
    )
    told = [f"{line.number}. {line.title}" for line in lines]
    return render(request, "lists/chosen.html", {**_shown(workspace, numbers), "form": form, "lines": told})


def _shown(workspace: Workspace, numbers: list[int]) -> dict[str, Any]:
    count = len(numbers)
    return {
        "title": "Change 1 risk" if count == 1 else f"Change {count:,} risks",
        "crumbs": crumbs(workspace, "Change several"),
        "here": reverse("risks:bulk", args=(workspace.slug,)),
    }
