"""The log: its list under the filters in the address, as files, and how organisations keep their word."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.action_log.forms import ChoiceForm
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.presenters import facts, kept_table, lines_table, listing
from frankpledge.domain.action_log.queries import Line, actions_of, chosen, kept_by_organisation, line_of, tally
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.notices.queries.chasing import may_chase
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 50


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of the log."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Actions", reverse("action_log:list", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[ChoiceForm, QuerySet[Action]]:
    """Return the form of the choice in the address, and the actions that it names."""
    viewer, today = reader(request), clock.today()
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    form = ChoiceForm(request.GET, workspace=workspace, viewer=viewer)
    return form, chosen(actions_of(workspace=workspace, viewer=viewer), form.choice(), viewer=viewer, on=today)


def asked_lines(request: HttpRequest, workspace: Workspace) -> list[Line]:
    """Return every line that the choice in the address names."""
    today = clock.today()
    return [line_of(one, on=today) for one in _asked(request, workspace)[1]]


@require_safe
@in_workspace
@opens_first
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the log under the filters in the address."""
    form, found = _asked(request, workspace)
    actions, pages = paged(request, found, ON_A_PAGE)
    today = clock.today()
    rows, counted = [line_of(one, on=today) for one in actions], tally(found, on=today)
    may_keep = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request))
    shown = {
        "form": form,
        "facts": facts(counted),
        "table": lines_table(rows, workspace.slug, choose=may_keep) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_chase": may_chase(workspace=workspace, viewer=reader(request)),
        "may_keep": may_keep,
        "open": counted.open,
        "asked": [(name, value) for name, value in request.GET.items() if name != "page"],
        "crumbs": crumbs(workspace),
    }
    return render(request, "action_log/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the lines under the filters in the address as a file, after recording that they left."""
    lines = asked_lines(request, workspace)
    return list_as_file(request, workspace, listing(lines, today=clock.today()), kind, let_list_out)


@require_safe
@in_workspace
def kept(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show how organisations keep their word: what is open, late and moved, and what was done on time."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    told = kept_by_organisation(actions_of(workspace=workspace, viewer=reader(request)), on=clock.today())
    shown = {
        "table": kept_table(told) if told else None,
        "crumbs": crumbs(workspace, "By organisation"),
    }
    return render(request, "action_log/kept.html", shown)
