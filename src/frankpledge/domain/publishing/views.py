"""What everybody may read, and the page from which an officer publishes and withdraws."""

from __future__ import annotations

from uuid import UUID

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frankpledge.domain.publishing.actions import publish_edition, withdraw_publication
from frankpledge.domain.publishing.forms import WithdrawForm
from frankpledge.domain.publishing.permissions import GRANTS, Capability
from frankpledge.domain.publishing.presenters import edition_lines, file_choices, public_choices
from frankpledge.domain.publishing.queries import (
    newer_publication,
    own_publication,
    publication,
    publications,
    published_file,
)
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.formats import HTML_POLICY
from frankpledge.ground.documents.queries import edition_of, editions
from frankpledge.ground.documents.rules import NoSuchPaper
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


@require_safe
@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    """Show everything that is public."""
    return render(request, "publishing/public.html", {"choices": public_choices(publications())})


@require_safe
@login_not_required
def public_one(request: HttpRequest, identity: UUID) -> HttpResponse:
    """Show one publication and its files; a withdrawn one says so."""
    found = publication(identity)
    if found is None:
        raise Http404("nothing is published here")
    files = () if found.withdrawn_at else file_choices(found)
    status = 410 if found.withdrawn_at else 200
    shown = {"publication": found, "files": files, "newer": newer_publication(found)}
    return render(request, "publishing/public_one.html", shown, status=status)


@require_safe
@csp_replace(HTML_POLICY)  # type: ignore[arg-type]  # its types leave out what an address adds
@login_not_required
def public_file(_request: HttpRequest, identity: UUID, form: str) -> HttpResponse:
    """Give one file of what is public, as it was frozen."""
    found = published_file(identity, form)
    if found is None:
        raise Http404("nothing is published here")
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    if form != "html":
        response["Content-Disposition"] = f'attachment; filename="document.{form}"'
    return response


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the editions of the workspace and which of them are public."""
    check_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=reader(request))
    lines = edition_lines(editions(workspace=workspace, viewer=reader(request)).select_related("publication"))
    # Several forms stand on the page: each has identifiers of its own.
    forms = [(line, WithdrawForm(auto_id=f"id_%s_{line.edition.pk}")) for line in lines]
    shown = {
        "lines": forms,
        "crumbs": (
            Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
            Crumb("Public site"),
        ),
    }
    return render(request, "publishing/list.html", shown)


@require_POST
@in_workspace
def publish(request: HttpRequest, workspace: Workspace, edition: UUID) -> HttpResponseBase:
    """Publish an edition."""
    try:
        found = edition_of(edition=edition, workspace=workspace, viewer=reader(request))
    except NoSuchPaper as refusal:
        raise Http404(str(refusal)) from None
    try:
        publish_edition(edition=found, by=reader(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Published.")
    return redirect("publishing:list", workspace.slug)


@require_POST
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, identity: UUID) -> HttpResponseBase:
    """Withdraw a publication, with the reason that its page will give."""
    found = own_publication(identity, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("nothing is published here")
    form = WithdrawForm(request.POST)
    try:
        withdraw_publication(publication=found, reason=str(form["reason"].value() or ""), by=reader(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Withdrawn.")
    return redirect("publishing:list", workspace.slug)
