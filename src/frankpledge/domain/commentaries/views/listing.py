"""Commentaries: what is asked for, and all there are under the choice in the address, also as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.commentaries.forms import ChoiceForm
from frankpledge.domain.commentaries.models import Commentary
from frankpledge.domain.commentaries.permissions import GRANTS, Capability
from frankpledge.domain.commentaries.presenters import asked_table, commentaries_table, listing
from frankpledge.domain.commentaries.queries import asked_for, chosen, commentaries_of
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 50


def crumbs(workspace: Workspace, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of commentaries."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Performance", reverse("performance:list", args=(workspace.slug,)))
    here = reverse("commentaries:list", args=(workspace.slug,)) if more else ""
    return (start, home, Crumb("Commentary", here), *more)


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[ChoiceForm, list[Commentary]]:
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    form = ChoiceForm(request.GET)
    return form, list(chosen(commentaries_of(workspace=workspace, viewer=viewer), **form.chosen()))


@require_safe
@in_workspace
@opens_first
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what is asked for of the newest period, and the commentaries under the choice in the address."""
    form, every = _asked(request, workspace)
    asked = asked_for(workspace=workspace, viewer=reader(request))
    rows, pages = paged(request, every, ON_A_PAGE)
    shown = {
        "form": form,
        "asked": asked_table(asked, workspace.slug) if asked else None,
        "table": commentaries_table(rows) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "crumbs": crumbs(workspace),
    }
    return render(request, "commentaries/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the commentaries under the choice in the address as a file, after recording that they left."""
    _, found = _asked(request, workspace)
    return list_as_file(request, workspace, listing(found, today=clock.today()), kind, let_list_out)
