"""Requests under agreements: the list, as files, one of them, recorded and answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.agreements import actions
from frankpledge.domain.agreements.forms import AnswerForm, AskForm, RequestsForm
from frankpledge.domain.agreements.models import Request
from frankpledge.domain.agreements.permissions import GRANTS, Capability
from frankpledge.domain.agreements.presenters import (
    request_details,
    request_facts,
    request_words,
    requests_listing,
    requests_table,
)
from frankpledge.domain.agreements.queries import chosen_requests, request_of, requests_of
from frankpledge.domain.agreements.rules import Outcome
from frankpledge.domain.agreements.views.one import about, found_agreement
from frankpledge.domain.agreements.views.register import ON_A_PAGE, crumbs
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, paged, reader


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[RequestsForm, list[Request]]:
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE_REQUESTS, workspace=workspace, user=viewer)
    form = RequestsForm(request.GET, workspace=workspace, viewer=viewer)
    found = chosen_requests(requests_of(workspace=workspace, viewer=viewer), form.told(), on=clock.today())
    return form, list(found)


def _found(request: HttpRequest, workspace: Workspace, asking: UUID, capability: Capability) -> Request:
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = request_of(asking, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such request")
    return found


@require_safe
@in_workspace
@opens_first
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the requests under the filters in the address."""
    form, found = _asked(request, workspace)
    rows, pages = paged(request, found, ON_A_PAGE)
    shown = {
        "form": form,
        "facts": request_facts(found, on=clock.today()),
        "table": requests_table(rows, workspace.slug, on=clock.today()) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "crumbs": crumbs(workspace, "Requests"),
    }
    return render(request, "agreements/requests.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the requests under the filters in the address as a file, after recording that they left."""
    _, found = _asked(request, workspace)
    return list_as_file(request, workspace, requests_listing(found, today=clock.today()), kind, let_list_out)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, asking: UUID) -> HttpResponseBase:
    """Show a request and what became of it."""
    found = _found(request, workspace, asking, Capability.SEE_REQUESTS)
    shown = {
        "asking": found,
        "lede": request_words(found, on=clock.today()),
        "details": request_details(found),
        "may_answer": found.answered_on is None
        and is_granted(GRANTS, Capability.KEEP_REQUESTS, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace, str(found)),
    }
    return render(request, "agreements/request.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace, agreement: UUID) -> HttpResponseBase:
    """Ask what was asked under an agreement, and record it."""
    found, by = found_agreement(request, workspace, agreement, Capability.KEEP_REQUESTS), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = AskForm(typed, workspace=workspace, viewer=by, initial={"asked_on": clock.today()})

    def act() -> HttpResponseBase:
        made = actions.record_request(agreement=found, given=form.given(), by=by)
        return redirect("agreements:request", workspace.slug, made.pk)

    return answered(request, form, about(found, "Record a request", "Record", "What was asked, never about whom."), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def answer(request: HttpRequest, workspace: Workspace, asking: UUID) -> HttpResponseBase:
    """Ask what became of a request, and keep it."""
    found, by = _found(request, workspace, asking, Capability.KEEP_REQUESTS), reader(request)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    shown: dict[str, Any] = {"title": "What became of it", "caption": f"{found}: {found.what}", "button": "Record"}

    def act() -> HttpResponseBase:
        told = form.cleaned_data | {"outcome": Outcome(form.cleaned_data["outcome"])}
        actions.answer_request(request=found, **told, by=by)
        return redirect("agreements:request", workspace.slug, asking)

    return answered(request, form, shown | {"crumbs": crumbs(workspace, str(found))}, act)
