"""The register: its list and grid under the filters in the address, and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.risks.forms import ChoiceForm
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.presenters.register import facts, grid_of, lines_table, listing
from frankpledge.domain.risks.queries import Line, chosen, lines_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.risks import schemes

ON_A_PAGE = 50


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of the register."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    board = Crumb("Board", reverse("roster:list", args=(workspace.slug,)))
    home = Crumb("Risks", reverse("risks:list", args=(workspace.slug,)) if words else "")
    return (start, board, home, *(Crumb(word) for word in words))


def asked(request: HttpRequest, workspace: Workspace) -> tuple[ChoiceForm, tuple[Line, ...]]:
    """Return the form of the choice in the address, and the lines that it names."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    form = ChoiceForm(request.GET, workspace=workspace, viewer=viewer)
    lines = lines_of(workspace=workspace, viewer=viewer, on=clock.today())
    return form, chosen(lines, form.choice(), viewer=viewer)


@require_safe
@in_workspace
@opens_first
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the register under the filters in the address."""
    form, lines = asked(request, workspace)
    rows, pages = paged(request, lines, ON_A_PAGE)
    may_keep = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request))
    used = [one.tolerance.scheme for one in lines if one.is_open]
    grids = [grid_of(lines, one.id, workspace.slug) for one in schemes() if one.id in used]
    shown = {
        "form": form,
        "facts": facts(lines),
        "grids": grids,
        "table": lines_table(rows, workspace.slug, choose=may_keep) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_keep": may_keep,
        "count": len(lines),
        "asked": [(name, value) for name, value in request.GET.items() if name != "page"],
        "crumbs": crumbs(workspace),
    }
    return render(request, "risks/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the lines under the filters in the address as a file, after recording that they left."""
    _, lines = asked(request, workspace)
    return list_as_file(request, workspace, listing(lines, today=clock.today()), kind, let_list_out)
