"""Saved views of a list: what it shows under a name, for oneself or for all, and never an address of elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.saved_views.actions import remove_view, save_view, see_first, share_view
from frankpledge.ground.saved_views.models import SavedView
from frankpledge.ground.saved_views.queries import address_of, list_pages, views_of
from frankpledge.ground.saved_views.rules import NotAView, asked

pytestmark = pytest.mark.django_db
ROUTE = "action_log:list"


def saved(workspace: Workspace, by: User, *, name: str = "Late ones", shared: bool = False) -> SavedView:
    return save_view(workspace=workspace, route=ROUTE, query="state=late&words=lamp", name=name, shared=shared, by=by)


def test_only_what_the_list_knows_is_kept_and_opened(workspace: Workspace, officer: User) -> None:
    assert asked("?state=late&next=//evil.example&page=3&words=a%26b", ("state", "words")) == "state=late&words=a%26b"
    view = save_view(
        workspace=workspace, route=ROUTE, query="state=late&next=https://evil.example", name="Late", shared=False,
        by=officer,
    )  # fmt: skip
    assert view.query == "state=late"
    SavedView.objects.filter(pk=view.pk).update(query="next=//evil.example&state=open")
    view.refresh_from_db()
    assert address_of(view) == f"/w/{workspace.slug}/actions/?state=open"


@pytest.mark.parametrize("route", ["account_logout", "https://evil.example/", "web:home", ""])
def test_a_view_of_what_is_no_list_is_refused(route: str, workspace: Workspace, officer: User) -> None:
    with pytest.raises(NotAView, match="there is no such list"):
        save_view(workspace=workspace, route=route, query="state=late", name="x", shared=False, by=officer)


def test_ones_own_are_ones_own_and_shared_ones_are_everybodys(
    workspace: Workspace, officer: User, member: User
) -> None:
    mine = saved(workspace, officer)
    assert list(views_of(workspace=workspace, viewer=member)) == []
    share_view(view=mine, shared=True, by=officer)
    assert [one.name for one in views_of(workspace=workspace, viewer=member)] == ["Late ones"]
    with pytest.raises(NotAView, match="somebody else's"):
        remove_view(view=mine, by=member)
    theirs = saved(workspace, member, name="Member's", shared=True)
    remove_view(view=theirs, by=officer)


def test_a_name_is_given_once_and_something_must_be_chosen(workspace: Workspace, officer: User) -> None:
    saved(workspace, officer)
    with pytest.raises(NotAView, match="a view of this list is called"):
        saved(workspace, officer, name="late  ONES")
    for query, words in (("", "nothing is chosen"), ("page=2", "nothing is chosen"), (f"words={'w' * 300}", "")):
        kept = {"workspace": workspace, "route": ROUTE, "query": query, "name": query[:9] or "x", "shared": False}
        if words:
            with pytest.raises(NotAView, match=words):
                save_view(**kept, by=officer)
        else:
            assert save_view(**kept, by=officer).query == f"words={'w' * 200}"


def test_the_list_opens_with_what_is_seen_first_and_whole_when_asked(
    workspace: Workspace, officer: User, client: Client
) -> None:
    client.force_login(officer)
    here = reverse(ROUTE, args=(workspace.slug,))
    view = saved(workspace, officer)
    assert client.get(here).status_code == 200
    see_first(view=view, first=True, by=officer)
    answer = client.get(here)
    assert (answer.status_code, answer["Location"]) == (302, f"{here}?state=late&words=lamp")
    assert client.get(here, {"view": "all"}).status_code == 200
    remove_view(view=view, by=officer)
    assert client.get(here).status_code == 200


def test_a_view_is_saved_opened_and_removed_on_pages_without_scripts(
    workspace: Workspace, officer: User, client: Client
) -> None:
    client.force_login(officer)
    here = reverse(ROUTE, args=(workspace.slug,))
    page = client.get(here, {"state": "late"}).content.decode()
    assert 'value="state=late"' in page
    data = {"route": ROUTE, "query": "state=late", "name": "Late ones"}
    answer = client.post(reverse("saved_views:save", args=(workspace.slug,)), data)
    assert answer["Location"] == f"{here}?state=late"
    assert '<strong aria-current="page">Late ones</strong>' in client.get(answer["Location"]).content.decode()
    view = SavedView.objects.get()
    client.post(reverse("saved_views:first", args=(workspace.slug, view.pk)), {"do": "first"})
    assert client.get(here).status_code == 302
    client.post(reverse("saved_views:remove", args=(workspace.slug, view.pk)))
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("route", ["https://evil.example", "//evil.example", "account_logout"])
def test_saving_leads_nowhere_else(route: str, workspace: Workspace, officer: User, client: Client) -> None:
    client.force_login(officer)
    answer = client.post(
        reverse("saved_views:save", args=(workspace.slug,)), {"route": route, "query": "state=late", "name": "x"}
    )
    assert answer["Location"] == reverse("saved_views:list", args=(workspace.slug,))


def test_every_list_is_a_route_that_takes_the_workspace_alone(workspace: Workspace) -> None:
    assert {"action_log:list", "meetings:list", "duties:list"} <= set(list_pages())
    assert all(reverse(route, args=(workspace.slug,)).startswith("/w/") for route in list_pages())
