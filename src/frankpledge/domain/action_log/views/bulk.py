"""Many actions changed at a stroke: chosen on the list, asked about here, shown line by line before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from frankpledge.domain.action_log.actions.lists import ACTIONS
from frankpledge.domain.action_log.forms.bulk import BulkForm
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.queries import Line
from frankpledge.domain.action_log.rules import Status
from frankpledge.domain.action_log.views.log import asked_lines, crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.ui.pages import answered, in_workspace, reader


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def change(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask what changes of the actions that were chosen, and show what that would change of each."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    if request.method != "POST":
        return _asked(request, workspace)
    form = BulkForm(request.POST, workspace=workspace, viewer=by)

    def act() -> HttpResponseBase:
        kept = send_list(
            kind=ACTIONS,
            workspace=workspace,
            name=form.called(),
            read=form.read(),
            said=form.said(),
            chosen=True,
            by=by,
        )
        return redirect("action_log:list_one", workspace.slug, kept.pk)

    return answered(request, form, _shown(workspace, form.chosen_numbers()), act, template="lists/chosen.html")


def _asked(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    lines = [line for line in asked_lines(request, workspace) if line.status is Status.OPEN]
    if not request.GET.get("all"):
        wanted = set(request.GET.getlist("chosen"))
        lines = [line for line in lines if str(line.number) in wanted]
    if not lines:
        messages.error(request, "No action is chosen. Tick the boxes before those that you want to change.")
        return redirect("action_log:list", workspace.slug)
    numbers = [line.number for line in lines]
    form = BulkForm(workspace=workspace, viewer=reader(request), initial={"numbers": ",".join(map(str, numbers))})
    return render(request, "lists/chosen.html", {**_shown(workspace, numbers), "form": form, "lines": _told(lines)})


def _told(lines: list[Line]) -> list[str]:
    return [f"{line.number}. {line.wording}" for line in lines]


def _shown(workspace: Workspace, numbers: list[int]) -> dict[str, Any]:
    count = len(numbers)
    return {
        "title": "Change 1 action" if count == 1 else f"Change {count:,} actions",
        "crumbs": crumbs(workspace, "Change several"),
        "here": reverse("action_log:bulk", args=(workspace.slug,)),
    }
