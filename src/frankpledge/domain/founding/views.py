"""Setting up: the area, then the board."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.founding import actions
from frankpledge.domain.founding.forms import AreaForm, BoardForm
from frankpledge.domain.founding.queries import areas_without, may_found, wanted
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.domain.partnerships.rules import Level
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb

NOT_YOURS = "It is set up by whoever is officer or administrator of a partnership. Ask whoever runs this installation."
NO_AREAS = (
    "No area is known that has no partnership here. Whoever runs the installation loads a lookup of districts to"
    " partnerships first: frankpledge ingest."
)


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponseBase:
    """Ask which area a new partnership serves, and found it."""
    by, areas = reader(request), areas_without()
    form = AreaForm(request.POST if request.method == "POST" else None, areas=areas)
    shown: dict[str, Any] = {"title": "Set up a partnership", "button": "Set it up"}
    shown["why_not"] = NOT_YOURS if not may_found(by) else "" if areas else NO_AREAS
    shown["lede"] = (
        "It has a workspace of its own. You become its officer and administrator, and invite the others. "
        "An administrator may open no case: somebody else has to look after ASB case reviews."
    )

    def act() -> HttpResponseBase:
        made = actions.found_for(form.cleaned_data["area"], by=by)
        messages.success(request, f"{made.name} is set up. Seat its board next.")
        return redirect("founding:board", made.workspace.slug)

    return answered(request, form, shown, act, template="founding/found.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def board(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask who the authorities are that the law names, and seat the board."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    partnership = partnership_of(workspace=workspace, viewer=by)
    if partnership is None or partnership.level != Level.PARTNERSHIP:
        raise Http404("only a partnership has such a board")
    typed = request.POST if request.method == "POST" else None
    named = {"name": f"{partnership.area_name} Partnership Board"}
    form = BoardForm(typed, wanted=wanted(partnership, on=clock.today()), initial=named)
    shown: dict[str, Any] = {"title": "Seat the board", "button": "Seat them", "caption": "Responsible authorities"}
    shown["lede"] = "Who takes part by law. Leave out whom you do not know yet; sub-groups and people come after."
    shown["crumbs"] = (Crumb("This quarter", reverse("web:home", args=(workspace.slug,))), Crumb("Seat the board"))

    def act() -> HttpResponseBase:
        given = form.cleaned_data
        made = actions.seat_board(
            partnership=partnership, name=given["name"], authorities=form.authorities(), since=given["since"], by=by
        )
        messages.success(request, f"{made.name} is seated. Add its people, and invite them.")
        return redirect("roster:body", workspace.slug, made.pk)

    return answered(request, form, shown, act)
