"""Which lists there are, which views of them a person may open, and which they see first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.registry import ListPage, told
from frankpledge.ground.saved_views.models import FirstView, SavedView
from frankpledge.ground.saved_views.rules import NotAView, asked


def list_pages() -> dict[str, ListPage]:
    """Return every list of which views are saved, by its route."""
    return {page.route: page for _, pages in told("LIST_PAGES") for page in pages}


def list_page(route: str, *, workspace: Workspace, viewer: Any) -> ListPage:
    """Return a list that a person may see. Refused where there is none, or it is not theirs: the two look the same."""
    found = list_pages().get(route)
    if found is None or not found.shown_to(viewer, workspace):
        raise NotAView("there is no such list.", cure="Save a view from the page of a list.")
    return found


def views_of(*, workspace: Workspace, viewer: User, route: str = "") -> QuerySet[SavedView]:
    """Return the views that a person may open: their own and those that are shared, of one list or of all."""
    found = SavedView.objects.filter(Q(owner=viewer) | Q(shared=True), workspace=workspace)
    found = found.filter(workspace__in=workspaces_of(viewer)).select_related("owner", "workspace")
    return found.filter(route=route) if route else found


def view_of(identity: UUID, *, workspace: Workspace, viewer: User) -> SavedView | None:
    """Return one view that a person may open."""
    return views_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def first_view(route: str, *, workspace: Workspace, viewer: User) -> SavedView | None:
    """Return the view that a person sees first of a list, if it is still theirs to open."""
    found = FirstView.objects.filter(workspace=workspace, person=viewer, route=route).select_related("view").first()
    if found is None or not (found.view.shared or found.view.owner_id == viewer.pk):
        return None
    return found.view


def address_of(view: SavedView) -> str:
    """Return where a view leads: its list, with no other question than the list knows by now."""
    page = list_pages()[view.route]
    return f"{reverse(view.route, args=(view.workspace.slug,))}?{asked(view.query, page.asks)}"
