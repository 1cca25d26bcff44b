"""Versions of an agreement: recorded with their text, signed, given another review, and their text as it came."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.agreements import actions
from frankpledge.domain.agreements.forms import SignForm, TermForm, VersionForm, term_typed
from frankpledge.domain.agreements.models import Agreement, Version
from frankpledge.domain.agreements.permissions import Capability
from frankpledge.domain.agreements.rules import Answer
from frankpledge.domain.agreements.views.one import about, found_agreement
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.duties.queries.kept import editions_to_choose
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import answered, as_it_came, in_workspace, reader


def _version(agreement: Agreement, wording: UUID) -> Version:
    found = next((one for one in agreement.versions.all() if one.pk == wording), None)
    if found is None:
        raise Http404("there is no such version")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace, agreement: UUID) -> HttpResponseBase:
    """Ask for a version with its text, and record it."""
    found, by = found_agreement(request, workspace, agreement, Capability.KEEP), reader(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = VersionForm(*sent, editions=editions_to_choose(workspace=workspace, viewer=by))

    def act() -> HttpResponseBase:
        actions.add_version(agreement=found, given=form.given(), by=by)
        return redirect("agreements:one", workspace.slug, agreement)

    return answered(request, form, about(found, "Add a version", "Record"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def term(request: HttpRequest, workspace: Workspace, agreement: UUID, wording: UUID) -> HttpResponseBase:
    """Ask for another last day or review, and why, and keep them."""
    found, by = found_agreement(request, workspace, agreement, Capability.KEEP), reader(request)
    row = _version(found, wording)
    form = TermForm(request.POST if request.method == "POST" else None, initial=term_typed(row))
    title = f"Version {row.number}: its end and its review"

    def act() -> HttpResponseBase:
        actions.change_term(version=row, **form.cleaned_data, by=by)
        return redirect("agreements:one", workspace.slug, agreement)

    return answered(request, form, about(found, title, "Keep"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def sign(request: HttpRequest, workspace: Workspace, agreement: UUID, wording: UUID) -> HttpResponseBase:
    """Ask what an organisation answered to a version, and keep it."""
    found, by = found_agreement(request, workspace, agreement, Capability.KEEP), reader(request)
    row = _version(found, wording)
    typed = request.POST if request.method == "POST" else None
    form = SignForm(typed, workspace=workspace, viewer=by, initial={"on": clock.today()})

    def act() -> HttpResponseBase:
        told = form.cleaned_data | form.named() | {"answer": Answer(form.cleaned_data["answer"])}
        actions.record_answer(version=row, **told, by=by)
        return redirect("agreements:one", workspace.slug, agreement)

    return answered(request, form, about(found, f"Version {row.number}: signed, or refused", "Record"), act)


@require_safe
@in_workspace
def text(request: HttpRequest, workspace: Workspace, agreement: UUID, wording: UUID) -> HttpResponseBase:
    """Give the text of a version as it came, to be kept and not opened here, after recording that it left."""
    row = _version(found_agreement(request, workspace, agreement, Capability.SEE), wording)
    kept = getattr(row, "file", None)
    if kept is None:
        raise Http404("this version has no file")
    cells = [Cell(key=str(row.pk), value=None, policy=Policy.RESTRICTED)]
    release(audience=Audience.WORKSPACE, cells=cells, what=f"text of {row}", workspace=workspace, by=reader(request))
    return as_it_came(bytes(kept.content), name=kept.name)
