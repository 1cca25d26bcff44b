"""What was sent up: its list under the filters in the address, and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.escalations.forms import ChoiceForm
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.permissions import GRANTS, Capability
from frankpledge.domain.escalations.presenters import facts, lines_table, listing
from frankpledge.domain.escalations.queries import chosen, escalations_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 50


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of what was sent up."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Sent up", reverse("escalations:list", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[ChoiceForm, list[Escalation]]:
    """Return the form of the choice in the address, and the escalations that it names."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    form = ChoiceForm(request.GET, workspace=workspace, viewer=viewer)
    found = chosen(escalations_of(workspace=workspace, viewer=viewer), form.choice(), on=clock.today())
    return form, list(found)


@require_safe
@in_workspace
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what was sent up under the filters in the address."""
    form, found = _asked(request, workspace)
    rows, pages = paged(request, found, ON_A_PAGE)
    shown = {
        "form": form,
        "facts": facts(found, today=clock.today()),
        "table": lines_table(rows, workspace.slug, today=clock.today()) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_send": is_granted(GRANTS, Capability.SEND, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace),
    }
    return render(request, "escalations/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the escalations under the filters in the address as a file, after recording that they left."""
    _, found = _asked(request, workspace)
    return list_as_file(request, workspace, listing(found, today=clock.today()), kind, let_list_out)
