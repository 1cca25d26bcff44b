"""What was ever loaded: the list, one file, its rows that could not be read, and every state of the evidence."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import release as let_out
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.releases.forms import ALL, ReleaseFilter, YearFilter
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.presenters import list_page, release_page, set_aside_table, states_table
from frankpledge.domain.releases.presenters.history import forces_in, kinds_in
from frankpledge.domain.releases.presenters.sources import sources_parts
from frankpledge.domain.releases.queries.history import (
    Held,
    before,
    held,
    quality_of,
    release_here,
    returning,
    set_aside,
    states,
)
from frankpledge.domain.releases.queries.sources import police_sources
from frankpledge.domain.releases.views.crumbs import crumbs, files_crumb
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import csv_file, in_workspace, paged, reader
from frankpledge.ground.ui.parts import Button, Crumb
from frankpledge.lake.quality import UnknownRelease

ON_A_PAGE = 50
ROWS_ON_A_PAGE = 25
STATES_ON_A_PAGE = 50


@require_safe
@in_workspace
@opens_first
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show every file that was loaded, under the filter in the address."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    every = held(workspace=workspace, viewer=reader(request))
    form = ReleaseFilter(request.GET, kinds=kinds_in(every), forces=forces_in(every))
    chosen = [one for one in every if _matches(one, form.cleaned_data)] if form.is_valid() else []
    shown, pages = paged(request, chosen, ON_A_PAGE)
    given = {
        "form": form,
        "pages": pages,
        "page": list_page(chosen, shown=shown, whole=len(every), slug=workspace.slug),
        "buttons": _buttons(workspace, reader(request)),
        "crumbs": crumbs(workspace, Crumb("Files")),
    }
    return render(request, "releases/list.html", given, status=200 if form.is_valid() else 422)


def _buttons(workspace: Workspace, viewer: User) -> tuple[Button, ...]:
    may = is_granted(GRANTS, Capability.LOAD, workspace=workspace, user=viewer)
    return (Button("Load files", reverse("releases:load", args=(workspace.slug,))),) if may else ()


def _matches(one: Held, said: dict[str, str]) -> bool:
    month = said["month"]
    return (
        said["kind"] in (ALL, one.reader)
        and said["force"] in (ALL, one.force)
        and said["state"] in (ALL, one.state)
        and (not month or one.month == month or any(month in thing.split() for thing in one.covers))
    )


def one_release(request: HttpRequest, workspace: Workspace, release: str) -> Held:
    """Return the release of an address; what is not there, and what is another partnership's own, are both 404."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    try:
        return release_here(workspace=workspace, viewer=reader(request), release=release)
    except UnknownRelease as refusal:
        raise Http404(str(refusal)) from None


@require_safe
@in_workspace
def release(request: HttpRequest, workspace: Workspace, release: str) -> HttpResponseBase:
    """Show the quality of one file, the rows that could not be read, and its place in the history."""
    one = one_release(request, workspace, release)
    may_load = is_granted(GRANTS, Capability.LOAD, workspace=workspace, user=reader(request))
    every = held(workspace=workspace, viewer=reader(request))
    others = {other.release: other for other in every if other.own == one.own}
    report, earlier = quality_of(workspace=workspace, one=one), before(workspace=workspace, one=one)
    found = returning(workspace=workspace, viewer=reader(request), one=one)
    rows, pages = paged(request, set_aside(workspace=workspace, one=one), ROWS_ON_A_PAGE)
    given = {
        "one": one,
        "page": release_page(one, report, slug=workspace.slug, others=others, before=earlier, found=found),
        "rows": set_aside_table(rows, with_words=may_load or not one.own) if rows else None,
        "pages": pages,
        "may_load": may_load,
        "may_withdraw": is_granted(GRANTS, Capability.WITHDRAW, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace, files_crumb(workspace), Crumb(one.file)),
    }
    return render(request, "releases/release.html", given)


@require_safe
@in_workspace
def set_aside_csv(request: HttpRequest, workspace: Workspace, release: str) -> HttpResponseBase:
    """Give the rows that could not be read as CSV, after recording that they left."""
    check_granted(GRANTS, Capability.LOAD, workspace=workspace, user=reader(request))
    one = one_release(request, workspace, release)
    rows = set_aside(workspace=workspace, one=one)
    policy = Policy.RESTRICTED if one.own else Policy.OPEN
    cells = [Cell(key="rows set aside", value=len(rows), policy=policy)]
    what = f"rows of {one.release} that could not be read"
    let_out(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=workspace, by=reader(request))
    head = ("file", "line", "column", "why", "row")
    told = [
        (str(row["file"]).rsplit("/", 1)[-1], row["line"], row["column"], row["reason"], row["row"]) for row in rows
    ]
    return csv_file(head, told, name=f"{one.release}-set-aside.csv")


@require_safe
@in_workspace
def known(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show every state that the evidence has had: what was known when."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    rows, pages = paged(request, states(workspace=workspace, viewer=reader(request)), STATES_ON_A_PAGE)
    given = {
        "table": states_table(rows) if rows else None,
        "pages": pages,
        "crumbs": crumbs(workspace, files_crumb(workspace), Crumb("What was known when")),
    }
    return render(request, "releases/known.html", given)


@require_safe
@in_workspace
def sources(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the two police sources side by side for the partnership and its force."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    form = YearFilter(request.GET)
    good = form.is_valid()
    found = police_sources(workspace=workspace, viewer=reader(request), last=form.cleaned_data["last"]) if good else ()
    given = {
        "form": form,
        "parts": [sources_parts(pair) for pair in found],
        "crumbs": crumbs(workspace, files_crumb(workspace), Crumb("The two police sources")),
    }
    return render(request, "releases/sources.html", given, status=200 if good else 422)
