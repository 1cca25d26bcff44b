"""My agency's sheet, and a link to a sheet for an agency without an account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.priorities import actions
from frankpledge.domain.priorities.forms.preparing import DaysForm
from frankpledge.domain.priorities.forms.sheets import as_typed, round_words, sheet_form
from frankpledge.domain.priorities.models import Agency
from frankpledge.domain.priorities.permissions import Capability
from frankpledge.domain.priorities.queries.scorings import issues_of, own_agency, own_marks, own_sheet
from frankpledge.domain.priorities.rules import State
from frankpledge.domain.priorities.views.preparing import crumb_of, crumbs, found_agency, found_scoring
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import in_workspace, link_made, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def sheet(request: HttpRequest, workspace: Workspace, scoring: UUID) -> HttpResponseBase:
    """Show the sheet of the reader's own agency; save it, or send it once."""
    found = found_scoring(request, workspace, scoring, Capability.MARK)
    agency = own_agency(scoring=found, viewer=reader(request))
    way = crumbs(workspace, crumb_of(found), Crumb("My sheet"))
    shown: dict[str, Any] = {"scoring": found, "agency": agency, "crumbs": way}
    if agency is None or State(found.state).open_round is None:
        return render(request, "priorities/no_sheet.html", shown, status=422 if request.method == "POST" else 200)
    kept = own_sheet(agency=agency, viewer=reader(request))
    if request.method == "POST":
        return _taken(request, agency, shown | {"kept": kept})
    given = own_marks(agency=agency, viewer=reader(request))
    form = sheet_form(found, initial=as_typed(given, issues_of(found)))
    return _page(request, shown | {"form": form, "kept": kept})


def _page(request: HttpRequest, shown: dict[str, Any], *, status: int = 200) -> HttpResponseBase:
    words = round_words(shown["scoring"])
    return render(request, "priorities/sheet.html", shown | {"words": words}, status=status)


def _taken(request: HttpRequest, agency: Agency, shown: dict[str, Any]) -> HttpResponseBase:
    """Save or send what was typed, and go back to the sheet, saying which."""
    sending, found, by = request.POST.get("do") == "send", shown["scoring"], reader(request)
    form = sheet_form(found, request.POST, complete=sending)
    shown["form"] = form
    if not form.is_valid():
        return _page(request, shown, status=422)
    act = actions.send_sheet if sending else actions.save_sheet
    try:
        act(agency=agency, marks=form.marks(), by=by)
    except Refusal as refusal:
        return _page(request, shown | {"refusal": refusal}, status=422)
    messages.success(request, "Sent. The marks stand." if sending else "Saved. Nobody else sees it until you send it.")
    return redirect(request.path)


@require_POST
@in_workspace
def ask(request: HttpRequest, workspace: Workspace, scoring: UUID, agency: UUID) -> HttpResponseBase:
    """Make a link to an agency's sheet and show it, this once."""
    found = found_scoring(request, workspace, scoring, Capability.RUN)
    asked, form = found_agency(found, agency), DaysForm(request.POST)
    back = reverse("priorities:one", args=(workspace.slug, scoring))
    if not form.is_valid():
        messages.error(request, "Say for how many days the link is to last.")
        return redirect(back)
    try:
        opened = actions.ask_agency(agency=asked, days=form.cleaned_data["days"], by=reader(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    way = crumbs(workspace, crumb_of(found), Crumb(f"Link for {asked.name}"))
    return link_made(request, opened, back=back, back_words="Back to the scoring", crumbs=way)
