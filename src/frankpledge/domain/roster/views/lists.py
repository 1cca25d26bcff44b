"""Sending a member list, looking at what it would change, taking it in and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.roster.actions.lists import apply_list, send_list, undo_list
from frankpledge.domain.roster.forms.lists import ListForm
from frankpledge.domain.roster.models import MemberList
from frankpledge.domain.roster.presenters import lists as shown_lists
from frankpledge.domain.roster.presenters.words import address
from frankpledge.domain.roster.queries.lists import list_of, lists_of
from frankpledge.domain.roster.rules import ListState
from frankpledge.domain.roster.views.reading import Asked, asked_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import in_workspace, list_as_file, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


def _asked(request: HttpRequest, workspace: Workspace) -> Asked:
    asked = asked_of(request, workspace)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=asked.viewer)
    return asked


def _found(asked: Asked, identity: UUID) -> MemberList:
    found = list_of(identity, workspace=asked.workspace, viewer=asked.viewer)
    if found is None:
        raise Http404("there is no such list")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def send(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a member list, try it, and show the lists that came before."""
    asked = _asked(request, workspace)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ListForm(*sent, register=asked.register)
    before = lists_of(workspace=workspace, viewer=asked.viewer)
    shown = asked.shown(Crumb("Member lists"), form=form, table=shown_lists.lists_table(before, workspace.slug))
    if form.is_bound and form.is_valid():
        read, name = form.read, form.cleaned_data["file"].name
        try:
            kept = send_list(
                workspace=workspace, name=name, head=read.head, rows=read.rows, body=form.cleaned_data["body"],
                by=asked.viewer,
            )  # fmt: skip
            return redirect("roster:trial", workspace.slug, kept.pk)
        except Refusal as refusal:
            shown["refusal"] = refusal
    return render(request, "roster/lists.html", shown, status=422 if form.is_bound else 200)


@require_safe
@in_workspace
def trial(request: HttpRequest, workspace: Workspace, member_list: UUID) -> HttpResponseBase:
    """Show what a member list would change or did change, and which lines are wrong."""
    asked = _asked(request, workspace)
    found = _found(asked, member_list)
    shown = asked.shown(
        Crumb("Member lists", address("lists", workspace.slug)),
        Crumb(found.name),
        list=found,
        lede=shown_lists.standing_words(found),
        changes=shown_lists.changes_table(found) if found.changes else None,
        wrong=shown_lists.wrong_table(found) if found.wrong else None,
        may_apply=found.state == ListState.TRIED and not found.wrong and bool(found.changes),
        may_undo=found.state == ListState.APPLIED,
        files=address("remarks", workspace.slug, found.pk, "csv").removesuffix(".csv"),
    )
    return render(request, "roster/trial.html", shown)


@require_safe
@in_workspace
def remarks(request: HttpRequest, workspace: Workspace, member_list: UUID, kind: str) -> HttpResponseBase:
    """Give a member list back as it came, with what is wrong beside each line."""
    found = _found(_asked(request, workspace), member_list)
    return list_as_file(request, workspace, shown_lists.remarked(found, today=clock.today()), kind, let_list_out)


@require_POST
@in_workspace
def apply(request: HttpRequest, workspace: Workspace, member_list: UUID) -> HttpResponseBase:
    """Take a member list into the register."""
    found, by = _found(_asked(request, workspace), member_list), reader(request)
    told(request, lambda: apply_list(member_list=found, by=by), "Taken into the register.")
    return redirect("roster:trial", workspace.slug, member_list)


@require_POST
@in_workspace
def undo(request: HttpRequest, workspace: Workspace, member_list: UUID) -> HttpResponseBase:
    """Take a member list back out of the register."""
    found, by = _found(_asked(request, workspace), member_list), reader(request)
    told(request, lambda: undo_list(member_list=found, by=by), "Taken back.")
    return redirect("roster:trial", workspace.slug, member_list)
