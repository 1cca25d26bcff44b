"""Pages that lead from a figure to the files and lines that it was counted from."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frankpledge.domain.explorer.presenters import figure_page, rows_page
from frankpledge.domain.explorer.queries.figures import Figure, NoSuchFigure, figure, rows_of
from frankpledge.domain.explorer.views.question import Found, answered, page_number, within
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import in_workspace


def _figure(request: HttpRequest, found: Found) -> Figure:
    of, key = request.GET.get("of", "total"), request.GET.get("key", "")
    try:
        return figure(found.question, found.answer, of=of, key=key)
    except NoSuchFigure as refusal:
        raise Http404(str(refusal)) from None


@require_safe
@in_workspace
def figure_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show one figure with its frame and the files behind it."""

    def show(found: Found) -> HttpResponse:
        one = _figure(request, found)
        behind = rows_of(found.question.snapshot, one.now)
        page = figure_page(one, found.answer, found.question, behind, workspace.slug)
        return render(request, "explorer/figure.html", {"page": page, "crumbs": within(workspace, page.back, "Figure")})

    return answered(request, workspace, show)


@require_safe
@in_workspace
def rows(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the rows that a figure was counted from, a page at a time."""

    def show(found: Found) -> HttpResponse:
        one, number = _figure(request, found), page_number(request)
        before = one.earlier is not None and request.GET.get("before") == "1"
        trace = one.earlier if before and one.earlier else one.now
        behind = rows_of(found.question.snapshot, trace, page=number)
        page = rows_page(one, found.answer, found.question, behind, workspace.slug, page=number, before=before)
        return render(request, "explorer/rows.html", {"page": page, "crumbs": within(workspace, page.back, "Rows")})

    return answered(request, workspace, show)
