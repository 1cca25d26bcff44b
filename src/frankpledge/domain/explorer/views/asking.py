"""Pages that answer a question: the answer, its places as tables, and its tables as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import release as let_out
from frankpledge.domain.disclosure.rules import Audience
from frankpledge.domain.explorer.presenters import answer_page, export, places_page
from frankpledge.domain.explorer.presenters.exports import Export
from frankpledge.domain.explorer.presenters.tables import MONTHS_BY, PLACES_BY
from frankpledge.domain.explorer.views.question import Found, answered, crumbs, page_number, within
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import csv_file, in_workspace, reader


@require_safe
@in_workspace
def ask(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Answer one question with a finding, facts, pictures and tables; what cannot be answered says why."""

    def show(found: Found) -> HttpResponse:
        by = _order(request, MONTHS_BY, "month")
        page = answer_page(found.answer, found.question, workspace.slug, by=by)
        shown = {"form": found.form, "page": page, "crumbs": crumbs(workspace, "Explore")}
        return render(request, "explorer/ask.html", shown)

    return answered(request, workspace, show)


@require_safe
@in_workspace
def places(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the places of an answer and the partnerships beside it as tables."""

    def show(found: Found) -> HttpResponse:
        by = _order(request, PLACES_BY, "most")
        page = places_page(found.answer, found.question, workspace.slug, by=by, page=page_number(request))
        way = within(workspace, page.back, "Places")
        return render(request, "explorer/places.html", {"page": page, "crumbs": way})

    return answered(request, workspace, show)


@require_safe
@in_workspace
def csv_(request: HttpRequest, workspace: Workspace, table: str) -> HttpResponseBase:
    """Give one table of an answer as CSV, after recording that it left."""

    def show(found: Found) -> HttpResponse:
        made = export(found.answer, table, by=request.GET.get("by", ""))
        if made is None:
            raise Http404("the explorer has no such table")
        let_out(audience=Audience.WORKSPACE, cells=made.cells, what=made.what, workspace=workspace, by=reader(request))
        return _file(made)

    return answered(request, workspace, show)


def _order(request: HttpRequest, orders: dict[str, str], usual: str) -> str:
    told = request.GET.get("by", "")
    return told if told in orders else usual


def _file(made: Export) -> HttpResponse:
    return csv_file(made.head, made.rows, name=f"{made.name}.csv")
