"""Saving views, sharing, seeing one first, and removing them."""

from __future__ import annotations

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.saved_views import rules
from frankpledge.ground.saved_views.models import FirstView, SavedView
from frankpledge.ground.saved_views.permissions import GRANTS, Capability
from frankpledge.ground.saved_views.queries import list_page, views_of


@transaction.atomic
def save_view(*, workspace: Workspace, route: str, query: str, name: str, shared: bool, by: User) -> SavedView:
    """Keep the choice of a list under a name, for oneself or for the partnership."""
    page = list_page(route, workspace=workspace, viewer=by)
    mine = views_of(workspace=workspace, viewer=by, route=route)
    rules.check_few(mine.filter(owner=by).count())
    made = SavedView.objects.create(
        workspace=workspace, route=route, shared=shared, owner=by, saved_at=clock.now(),
        name=rules.check_name(name, taken=[one.name for one in mine]),
        query=rules.check_query(rules.asked(query, page.asks)),
    )  # fmt: skip
    record("saved_views.saved", made, by=by, facts={"route": route, "shared": int(shared)})
    return made


@transaction.atomic
def see_first(*, view: SavedView, first: bool, by: User) -> None:
    """See a view where one asks its list for nothing, or see none of them first."""
    mine = FirstView.objects.filter(workspace=view.workspace, person=by, route=view.route)
    mine.delete()
    if first:
        FirstView.objects.create(workspace=view.workspace, person=by, route=view.route, view=view)
    record("saved_views.seen_first", view, by=by, facts={"route": view.route, "first": int(first)})


@transaction.atomic
def share_view(*, view: SavedView, shared: bool, by: User) -> SavedView:
    """Share a view with the partnership, or keep it to its owner again."""
    _check_may_change(view, by)
    view.shared = shared
    view.save(update_fields=["shared"])
    record("saved_views.shared", view, by=by, facts={"route": view.route, "shared": int(shared)})
    return view


@transaction.atomic
def remove_view(*, view: SavedView, by: User) -> None:
    """Remove a view. Whoever saw it first sees the whole list again."""
    _check_may_change(view, by)
    identity = view.pk
    view.delete()
    view.pk = identity
    record("saved_views.removed", view, by=by, facts={"route": view.route})


def _check_may_change(view: SavedView, by: User) -> None:
    keeper = is_granted(GRANTS, Capability.KEEP_SHARED, workspace=view.workspace, user=by)
    rules.check_own(own=view.owner_id == by.pk, shared=view.shared, keeper=keeper)
