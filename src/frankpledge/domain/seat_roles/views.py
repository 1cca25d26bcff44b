"""The pages of the roles that come from seats."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.seat_roles.actions import set_seat_role
from frankpledge.domain.seat_roles.forms import AS_ITS_KIND, SeatRoleForm
from frankpledge.domain.seat_roles.permissions import GRANTS, Capability
from frankpledge.domain.seat_roles.presenters import seats_table
from frankpledge.domain.seat_roles.queries import seat_lines, seat_of, set_as
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of these."""
    access = Crumb("Who has access", reverse("access:people", args=(workspace.slug,)))
    here = Crumb("Roles from seats", reverse("seat_roles:list", args=(workspace.slug,)) if words else "")
    return (access, here, *(Crumb(word) for word in words))


@require_safe
@in_workspace
def seats(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show which role each seat brings, and who has it so."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    lines = seat_lines(workspace=workspace, viewer=viewer, on=clock.today())
    may_set = is_granted(GRANTS, Capability.SET, workspace=workspace, user=viewer)
    table = seats_table(lines, workspace.slug, may_set=may_set) if lines else None
    return render(request, "seat_roles/list.html", {"table": table, "crumbs": crumbs(workspace)})


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def one(request: HttpRequest, workspace: Workspace, seat: UUID) -> HttpResponseBase:
    """Ask which role a seat brings, and keep it."""
    by = reader(request)
    check_granted(GRANTS, Capability.SET, workspace=workspace, user=by)
    found = seat_of(seat, workspace=workspace, viewer=by)
    if found is None:
        raise Http404("there is no such seat")
    typed = request.POST if request.method == "POST" else None
    form = SeatRoleForm(typed, initial={"role": set_as(found) or AS_ITS_KIND})
    shown: dict[str, Any] = {"title": found.name, "caption": found.body.name, "button": "Save"}
    shown |= {
        "lede": "It holds at once, for whoever sits there and has an account.",
        "crumbs": crumbs(workspace, found.name),
    }

    def act() -> HttpResponseBase:
        set_seat_role(seat=found, role=form.chosen(), by=by)
        messages.success(request, "Kept. It holds already.")
        return redirect("seat_roles:list", workspace.slug)

    return answered(request, form, shown, act)
