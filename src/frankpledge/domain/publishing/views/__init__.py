"""What everybody may read, and the page from which an officer publishes and withdraws."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.elections.queries import periods_of
from frankpledge.domain.elections.rules import care_words
from frankpledge.domain.publishing.actions import (
    publish_edition,
    schedule_publication,
    state_essential,
    take_back,
    withdraw_publication,
)
from frankpledge.domain.publishing.forms import DayForm, EssentialForm, WithdrawForm
from frankpledge.domain.publishing.permissions import GRANTS, Capability
from frankpledge.domain.publishing.presenters import edition_lines, file_choices, public_choices
from frankpledge.domain.publishing.queries import (
    newer_publication,
    own_publication,
    publication,
    publications,
    publishable,
    published_file,
    scheduled_of,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.formats import HTML_POLICY
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import edition_of
from frankpledge.ground.documents.rules import NoSuchPaper
from frankpledge.ground.ui.pages import answered, attachment, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.elections import care


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
    if form == "html":
        return HttpResponse(bytes(found.content), content_type=found.media_type)
    return attachment(bytes(found.content), name=f"document.{form}", media_type=found.media_type)


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the editions of the workspace and which of them are public."""
    check_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=reader(request))
    lines = edition_lines(publishable(workspace=workspace, viewer=reader(request)))
    # Several forms stand on the page: each has identifiers of its own.
    forms = [
        (line, (DayForm if line.publication is None else WithdrawForm)(auto_id=f"id_%s_{line.edition.pk}"))
        for line in lines
    ]
    shown = {
        "lines": forms,
        "care": care_words(periods_of(workspace), clock.today()),
        "crumbs": (
            Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
            Crumb("Documents to publish"),
        ),
    }
    return render(request, "publishing/list.html", shown)


def _edition(request: HttpRequest, workspace: Workspace, edition: UUID) -> Edition:
    try:
        return edition_of(edition=edition, workspace=workspace, viewer=reader(request))
    except NoSuchPaper as refusal:
        raise Http404(str(refusal)) from None


@require_POST
@in_workspace
def publish(request: HttpRequest, workspace: Workspace, edition: UUID) -> HttpResponseBase:
    """Publish an edition."""
    found = _edition(request, workspace, edition)
    told(request, lambda: publish_edition(edition=found, by=reader(request)), "Published.")
    return redirect("publishing:list", workspace.slug)


@require_POST
@in_workspace
def schedule(request: HttpRequest, workspace: Workspace, edition: UUID) -> HttpResponseBase:
    """Have an edition published on a day ahead."""
    found, by, form = _edition(request, workspace, edition), reader(request), DayForm(request.POST)
    check_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=by)
    if not form.is_valid():
        messages.error(request, "Give the day on which it is to be published.")
        return redirect("publishing:list", workspace.slug)
    on = form.cleaned_data["on"]
    waits = care_words(periods_of(workspace), on)
    done = f"{waits}: it then waits until the poll is over." if waits else f"It goes out on {in_words(on)}."
    told(request, lambda: schedule_publication(edition=found, on=on, by=by), done)
    return redirect("publishing:list", workspace.slug)


@require_POST
@in_workspace
def take_it_back(request: HttpRequest, workspace: Workspace, waiting: UUID) -> HttpResponseBase:
    """Take the day of a publication back."""
    found = scheduled_of(workspace=workspace, viewer=reader(request)).filter(pk=waiting).first()
    if found is None:
        raise Http404("nothing waits here")
    told(request, lambda: take_back(scheduled=found, by=reader(request)), "It does not wait any more.")
    return redirect("publishing:list", workspace.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def essential(request: HttpRequest, workspace: Workspace, edition: UUID) -> HttpResponseBase:
    """Ask why an edition may be published in a pre-election period: of somebody who does not publish it."""
    check_granted(GRANTS, Capability.STATE_ESSENTIAL, workspace=workspace, user=reader(request))
    found = _edition(request, workspace, edition)
    form = EssentialForm(request.POST if request.method == "POST" else None)
    home = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    shown: dict[str, Any] = {"title": "Why is it essential?", "caption": str(found), "lede": care().essential}
    shown |= {"button": "State it", "crumbs": (home, Crumb("Essential publication"))}

    def act() -> HttpResponseBase:
        state_essential(edition=found, reason=form.cleaned_data["reason"], by=reader(request))
        messages.success(request, "Stated. Another person publishes it.")
        return redirect("web:home", workspace.slug)

    return answered(request, form, shown, act)


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
