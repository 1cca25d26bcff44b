"""Times, holds, removal and keys: for whoever keeps them. No page here opens a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.casework import presenters as shown_as
from frankpledge.domain.casework.forms import HoldForm, RemoveForm
from frankpledge.domain.casework.permissions import GRANTS, Capability
from frankpledge.domain.casework.queries import due_of_case, rows_of_case
from frankpledge.domain.casework.views import ASKS, address, asking, crumbs, found_case, typed
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.sealed import actions
from frankpledge.ground.sealed.permissions import GRANTS as KEEPING
from frankpledge.ground.sealed.permissions import Capability as Keeping
from frankpledge.ground.sealed.permissions import grant_of
from frankpledge.ground.sealed.queries.access import access_requests_on, open_access_requests
from frankpledge.ground.sealed.queries.keeping import ended_for, holds_on, removals
from frankpledge.ground.sealed.queries.keys import keys_now
from frankpledge.ground.ui.pages import answered, in_workspace, paged, reader, told

ON_A_PAGE = 50
HELD = "Held back. It does not go until this is lifted."


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show which cases are over and until when each is kept, who waits for an answer, and what was removed."""
    check_granted(KEEPING, Keeping.KEEP, workspace=workspace, user=reader(request))
    viewer, today = reader(request), clock.today()
    rows, pages = paged(request, ended_for(workspace=workspace, viewer=viewer), ON_A_PAGE)
    asked = open_access_requests(workspace=workspace, viewer=viewer)
    shown = {
        "times": shown_as.times_table(rows, workspace.slug, on=today) if rows else None,
        "pages": pages,
        "asked": shown_as.asked_table(asked, workspace.slug, on=today) if asked else None,
        "removed": removals(workspace=workspace, viewer=viewer),
        "crumbs": crumbs(workspace, None, "Times of cases"),
    }
    return render(request, "casework/list.html", shown)


@never_cache
@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, sort: str, case: UUID) -> HttpResponseBase:
    """Show how one case is kept: its times, what holds it back, and who asked what it holds."""
    found, viewer = found_case(request, workspace, sort, case), reader(request)
    keeps = is_granted(KEEPING, Keeping.KEEP, workspace=workspace, user=viewer)
    grant, due = grant_of(found.matter, workspace=workspace, user=viewer), due_of_case(found, viewer=viewer)
    asked = access_requests_on(found.matter, workspace=workspace, viewer=viewer) if grant else ()
    shown = {
        "case": found,
        "keeps": keeps,
        "times": shown_as.times_of(due, on=clock.today()) if due else (),
        "may_go": due is not None and not due.held and due.kept_until < clock.today(),
        "holds": shown_as.hold_lines(holds_on(found.matter, workspace=workspace, viewer=viewer)),
        "let_in": grant is not None,
        "works": grant is not None and grant.works,
        "asked": shown_as.asked_table(asked, workspace.slug, on=clock.today()) if asked else None,
        "crumbs": crumbs(workspace, found),
    }
    return render(request, "casework/one.html", shown)


@require_http_methods(ASKS)
@in_workspace
def hold(request: HttpRequest, workspace: Workspace, sort: str, case: UUID) -> HttpResponseBase:
    """Ask why a case may not go, and hold it back."""
    check_granted(KEEPING, Keeping.KEEP, workspace=workspace, user=reader(request))
    found = found_case(request, workspace, sort, case)
    form = HoldForm(typed(request))

    def act() -> HttpResponseBase:
        because = form.cleaned_data["because"]
        actions.hold(workspace=workspace, matter=found.matter, because=because, by=reader(request))
        messages.success(request, HELD)
        return redirect(address(found))

    lede = "A case that is held back stays, whatever its time, until every hold on it is lifted."
    return answered(request, form, asking(found, "Hold it back", "Hold it back", lede), act)


@require_POST
@in_workspace
def lift(request: HttpRequest, workspace: Workspace, sort: str, case: UUID, hold: UUID) -> HttpResponseBase:
    """Lift one hold."""
    check_granted(KEEPING, Keeping.KEEP, workspace=workspace, user=reader(request))
    found = found_case(request, workspace, sort, case)
    placed = holds_on(found.matter, workspace=workspace, viewer=reader(request)).filter(pk=hold).first()
    if placed is None:
        raise Http404("there is no such hold")
    told(request, lambda: actions.lift(hold=placed, by=reader(request)), "This hold is lifted.")
    return redirect(address(found))


@never_cache
@require_http_methods(ASKS)
@in_workspace
def remove(request: HttpRequest, workspace: Workspace, sort: str, case: UUID) -> HttpResponseBase:
    """Say what would go with a case whose time is over; remove it, with the proof that nothing of it is left."""
    check_granted(KEEPING, Keeping.KEEP, workspace=workspace, user=reader(request))
    found, form = (
        found_case(request, workspace, sort, case),
        RemoveForm(typed(request)),
    )
    due = due_of_case(found, viewer=reader(request))
    if due is None:
        messages.error(request, "This case is not over: it has no time yet, and does not go.")
        return redirect(address(found))

    def act() -> HttpResponseBase:
        done = actions.purge(
            workspace=workspace, due=due, on=clock.today(), looked_at=form.places(), by=reader(request)
        )
        messages.success(request, f"{due.called} is gone: nothing is left in {done.tables} tables, {done.files} files.")
        return redirect("casework:list", workspace.slug)

    shown = asking(found, "Remove the case", "Remove it for good") | {"due": due, "rows": rows_of_case(found)}
    shown["times"] = shown_as.times_of(due, on=clock.today())
    return answered(request, form, shown, act, template="casework/remove.html")


@require_safe
@in_workspace
def keys(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show by which keys the fields of cases are sealed here, and how a key is changed."""
    check_granted(GRANTS, Capability.SEE_KEYS, workspace=workspace, user=reader(request))
    found = keys_now(workspace=workspace)
    shown = {
        "table": shown_as.keys_table(found),
        "first": found[0],
        "old": [key.id for key in found[1:] if key.fields],
        "crumbs": crumbs(workspace, None, "Keys of casework"),
    }
    return render(request, "casework/keys.html", shown)
