"""The pages from which the noticeboard is written: the list, a date, an answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.noticeboard import actions
from frankpledge.domain.noticeboard.forms import AnswerForm, DateForm, OffForm, answer_as_typed, date_as_typed
from frankpledge.domain.noticeboard.models import Answer, Posted, PublicDate
from frankpledge.domain.noticeboard.permissions import GRANTS, Capability
from frankpledge.domain.noticeboard.presenters import line_of, said_of, state_line, state_of
from frankpledge.domain.noticeboard.queries import (
    Shown,
    answer_of,
    answers_of,
    date_of,
    dates_of,
    exercises_to_answer,
    meetings_to_tell,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb

ASKS = ["GET", "HEAD", "POST"]


def _check(request: HttpRequest, workspace: Workspace, capability: Capability) -> None:
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))


def _may(request: HttpRequest, workspace: Workspace) -> dict[str, bool]:
    asked = {"write": Capability.WRITE, "approve": Capability.APPROVE}
    return {name: is_granted(GRANTS, one, workspace=workspace, user=reader(request)) for name, one in asked.items()}


def _crumbs(workspace: Workspace, *steps: str) -> tuple[Crumb, ...]:
    site = Crumb("Public site", reverse("site:list", args=(workspace.slug,)))
    first = Crumb("Dates and answers", reverse("noticeboard:list", args=(workspace.slug,)) if steps else "")
    return (site, first, *(Crumb(words) for words in steps))


def _found(request: HttpRequest, workspace: Workspace, identity: UUID, capability: Capability) -> PublicDate | Answer:
    """Return the date or the answer of an address: both hang on the same ones."""
    _check(request, workspace, capability)
    viewer = reader(request)
    found = date_of(identity, workspace=workspace, viewer=viewer) or answer_of(
        identity, workspace=workspace, viewer=viewer
    )
    if found is None:
        raise Http404("there is nothing such on the noticeboard")
    return found


def _back(row: Posted) -> HttpResponseBase:
    return redirect("noticeboard:one", row.workspace.slug, row.pk)


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show every date and answer, drafts too."""
    _check(request, workspace, Capability.SEE)
    viewer = reader(request)
    dates = [*dates_of(workspace=workspace, viewer=viewer)]
    groups: Any = (("Dates", dates), ("You said, we did", [*answers_of(workspace=workspace, viewer=viewer)]))
    shown = {
        "groups": [(title, [(row, state_of(row), state_line(row)) for row in rows]) for title, rows in groups],
        "may": _may(request, workspace),
        "crumbs": _crumbs(workspace),
    }
    return render(request, "noticeboard/list.html", shown)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, posted: UUID) -> HttpResponseBase:
    """Show a date or an answer as the public would read it, with what can be done with it."""
    row = _found(request, workspace, posted, Capability.SEE)
    shown: dict[str, Any] = {
        "row": row,
        "state": state_of(row),
        "line": state_line(row),
        "own": row.drafted_by_id == reader(request).pk,
        "may": _may(request, workspace),
        "crumbs": _crumbs(workspace, str(row)),
    }
    shown |= {"date": line_of(Shown(row, changing=False))} if isinstance(row, PublicDate) else {"answer": said_of(row)}
    return render(request, "noticeboard/one.html", shown)


def _date_form(request: HttpRequest, workspace: Workspace, row: Any) -> DateForm:
    meetings = meetings_to_tell(workspace=workspace, viewer=reader(request), on=clock.today())
    typed = request.POST if request.method == "POST" else None
    return DateForm(typed, initial=date_as_typed(row) if row else {}, meetings=meetings)


def _answer_form(request: HttpRequest, workspace: Workspace, row: Any) -> AnswerForm:
    found = exercises_to_answer(workspace=workspace, viewer=reader(request))
    typed = request.POST if request.method == "POST" else None
    return AnswerForm(typed, initial=answer_as_typed(row) if row else {}, exercises=found)


def _drafting(
    request: HttpRequest, workspace: Workspace, title: str, form: DateForm | AnswerForm, row: Any
) -> HttpResponseBase:
    shown: dict[str, Any] = {"title": title, "button": "Keep the draft", "crumbs": _crumbs(workspace, title)}
    act: Any = actions.draft_date if isinstance(form, DateForm) else actions.draft_answer
    return answered(
        request, form, shown,
        lambda: _back(act(workspace=workspace, given=form.facts(), row=row, by=reader(request))),
    )  # fmt: skip


@require_http_methods(ASKS)
@in_workspace
def add_date(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a date and draft it."""
    _check(request, workspace, Capability.WRITE)
    return _drafting(request, workspace, "Add a date", _date_form(request, workspace, None), None)


@require_http_methods(ASKS)
@in_workspace
def add_answer(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask what came of what people said, and draft it."""
    _check(request, workspace, Capability.WRITE)
    return _drafting(request, workspace, "Add “you said, we did”", _answer_form(request, workspace, None), None)


@require_http_methods(ASKS)
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, posted: UUID) -> HttpResponseBase:
    """Ask for a draft anew."""
    row = _found(request, workspace, posted, Capability.WRITE)
    date = isinstance(row, PublicDate)
    form: Any = _date_form(request, workspace, row) if date else _answer_form(request, workspace, row)
    return _drafting(request, workspace, f"Change: {row}", form, row)


@require_POST
@in_workspace
def again(request: HttpRequest, workspace: Workspace, posted: UUID) -> HttpResponseBase:
    """Begin the next draft of what is on the site."""
    row = _found(request, workspace, posted, Capability.WRITE)
    told(request, lambda: actions.begin_next(row=row, by=reader(request)), "A new draft is begun.")
    return redirect("noticeboard:list", workspace.slug)


@require_POST
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, posted: UUID) -> HttpResponseBase:
    """Approve a draft, as somebody who did not draft it."""
    row = _found(request, workspace, posted, Capability.APPROVE)
    act: Any = actions.approve_date if isinstance(row, PublicDate) else actions.approve_answer
    told(request, lambda: act(row=row, by=reader(request)), "It is on the site.")
    return _back(row)


@require_http_methods(ASKS)
@in_workspace
def call_off(request: HttpRequest, workspace: Workspace, posted: UUID) -> HttpResponseBase:
    """Ask why something is called off, and call it off."""
    row = _found(request, workspace, posted, Capability.APPROVE)
    form = OffForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {
        "title": f"Call off: {row}",
        "button": "Call it off",
        "crumbs": _crumbs(workspace, str(row)),
    }
    return answered(
        request, form, shown, lambda: _back(actions.call_off(row=row, **form.cleaned_data, by=reader(request)))
    )
