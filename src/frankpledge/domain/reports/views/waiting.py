"""What is known and waits for a second person to put it before the board."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from frankpledge.domain.indicators.actions.publishing import publish_waiting
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.reports.forms import WaitingForm
from frankpledge.domain.reports.queries.unseen import to_publish
from frankpledge.domain.reports.views.listing import crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb

TITLE = "What waits to stand before the board"
LEDE = (
    "A report to the board tells only values that two people put there: one wrote them down, another looked at them. "
    "What is not chosen waits on."
)
NOTHING = "Nothing waits that somebody else than you wrote down."


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def waiting(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """List what waits, and put what is chosen before the board."""
    by = reader(request)
    check_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=by)
    found = to_publish(workspace=workspace, viewer=by)
    form = WaitingForm(request.POST if request.method == "POST" else None, waits=found)
    shown: dict[str, Any] = {
        "title": TITLE,
        "button": "Put them before the board",
        "crumbs": crumbs(workspace, Crumb(TITLE)),
    }
    shown["lede"] = LEDE if found else NOTHING

    def act() -> HttpResponseBase:
        count = publish_waiting(workspace=workspace, indicators=form.chosen(), by=by)
        words = "1 value stands" if count == 1 else f"{count:,} values stand"
        messages.success(request, f"{words} before the board. Draw a draft again to take them in.")
        return redirect("reports:list", workspace.slug)

    return answered(request, form, shown, act)
