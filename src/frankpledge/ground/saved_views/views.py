"""Saving a view from the page of a list, and the page of all that one may open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.saved_views import actions
from frankpledge.ground.saved_views.forms import SaveForm
from frankpledge.ground.saved_views.models import SavedView
from frankpledge.ground.saved_views.permissions import GRANTS, Capability
from frankpledge.ground.saved_views.queries import address_of, first_view, list_page, list_pages, view_of, views_of
from frankpledge.ground.saved_views.rules import NotAView
from frankpledge.ground.ui.pages import in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb

View = Callable[..., HttpResponseBase]


def opens_first(view: View) -> View:
    """Return the view of a list that shows what its reader sees first, where they ask it for nothing.

    It stands outside `in_workspace`: the list itself asks who may see it, on the address that this leads to.
    """

    @wraps(view)
    def opened(request: HttpRequest, workspace: Workspace, *args: Any, **parts: Any) -> HttpResponseBase:
        match = request.resolver_match
        if match is None or request.META.get("QUERY_STRING"):
            return view(request, workspace, *args, **parts)
        first = first_view(match.view_name, workspace=workspace, viewer=reader(request))
        return redirect(address_of(first)) if first else view(request, workspace, *args, **parts)

    return opened


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the views that the reader may open, list by list."""
    viewer = reader(request)
    pages = {route: page for route, page in list_pages().items() if page.shown_to(viewer, workspace)}
    keeper = is_granted(GRANTS, Capability.KEEP_SHARED, workspace=workspace, user=viewer)
    rows = [
        {
            "view": one,
            "list": pages[one.route].label,
            "href": address_of(one),
            "mine": one.owner_id == viewer.pk,
            "may": one.owner_id == viewer.pk or (one.shared and keeper),
            "first": one == first_view(one.route, workspace=workspace, viewer=viewer),
        }
        for one in views_of(workspace=workspace, viewer=viewer)
        if one.route in pages
    ]
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return render(request, "saved_views/list.html", {"rows": rows, "crumbs": (start, Crumb("Saved views"))})


@require_POST
@in_workspace
def save(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Save a view and go back to its list, as it now stands under its name."""
    form, by = SaveForm(request.POST), reader(request)
    if not form.is_valid():
        messages.error(request, "A view needs a name.")
        return _back(request, workspace, form.data.get("route", ""), form.data.get("query", ""))
    told(
        request, lambda: actions.save_view(workspace=workspace, by=by, **form.cleaned_data),
        f"Saved as “{form.cleaned_data['name']}”.",
    )  # fmt: skip
    return _back(request, workspace, form.cleaned_data["route"], form.cleaned_data["query"])


def _back(request: HttpRequest, workspace: Workspace, route: str, query: str) -> HttpResponseBase:
    """Return the way back to a list that is known; to the page of views where it is not."""
    try:
        page = list_page(route, workspace=workspace, viewer=reader(request))
    except NotAView:
        return redirect("saved_views:list", workspace.slug)
    return redirect(address_of(SavedView(workspace=workspace, route=page.route, query=query)))


def _found(request: HttpRequest, workspace: Workspace, view: UUID) -> SavedView:
    found = view_of(view, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such view")
    return found


@require_POST
@in_workspace
def first(request: HttpRequest, workspace: Workspace, view: UUID) -> HttpResponseBase:
    """See a view first, or none."""
    found, by = _found(request, workspace, view), reader(request)
    wanted = request.POST.get("do") == "first"
    told(request, lambda: actions.see_first(view=found, first=wanted, by=by), "Remembered.")
    return redirect("saved_views:list", workspace.slug)


@require_POST
@in_workspace
def share(request: HttpRequest, workspace: Workspace, view: UUID) -> HttpResponseBase:
    """Share a view, or keep it to its owner."""
    found, by = _found(request, workspace, view), reader(request)
    told(request, lambda: actions.share_view(view=found, shared=request.POST.get("do") == "share", by=by), "Changed.")
    return redirect("saved_views:list", workspace.slug)


@require_POST
@in_workspace
def remove(request: HttpRequest, workspace: Workspace, view: UUID) -> HttpResponseBase:
    """Remove a view."""
    found, by = _found(request, workspace, view), reader(request)
    told(request, lambda: actions.remove_view(view=found, by=by), "Removed.")
    return redirect("saved_views:list", workspace.slug)
