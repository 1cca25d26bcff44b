"""Papers that people send: put under an item, replaced by a new version, put right, taken out, had as they came."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.packs.actions import papers
from frankpledge.domain.packs.documents.papers import let_paper_out
from frankpledge.domain.packs.forms import OutForm, PaperForm, SendForm, VersionForm, as_typed
from frankpledge.domain.packs.permissions import Capability
from frankpledge.domain.packs.presenters.papers import paper_details, version_lines
from frankpledge.domain.packs.queries.papers import last_version, version_of
from frankpledge.domain.packs.views.finding import crumbs, found_item, found_paper, may_prepare
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import answered, as_it_came, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace, meeting: UUID, item: UUID) -> HttpResponseBase:
    """Ask for a paper and put it under an item."""
    one = found_item(request, workspace, meeting, item)
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SendForm(typed[0], typed[1], initial={"marking": one.marking})
    shown: dict[str, Any] = {"title": "Send a paper", "caption": f"{one.meeting}, item {one.order}: {one.title}"}
    shown |= {"button": "Send it", "crumbs": crumbs(one.meeting, Crumb("Send a paper"))}

    def act() -> HttpResponseBase:
        made = papers.send_paper(item=one, given=form.given(), file=form.sent(), by=reader(request))
        _tell(request, last_version(made).told, "The paper is in the pack as soon as it is built again.")
        return redirect("packs:paper", workspace.slug, made.pk)

    return answered(request, form, shown, act)


def _tell(request: HttpRequest, told: list[str], done: str) -> None:
    messages.success(request, " ".join([done, *told]))


@require_safe
@in_workspace
def paper(request: HttpRequest, workspace: Workspace, sent_paper: UUID) -> HttpResponseBase:
    """Show a paper: what is said of it, and each of its versions."""
    found = found_paper(request, workspace, sent_paper, Capability.READ)
    shown = {
        "paper": found,
        "details": paper_details(found),
        "versions": version_lines(found),
        "may_prepare": may_prepare(request, workspace),
        "crumbs": crumbs(found.meeting, Crumb(found.title)),
    }
    return render(request, "packs/paper.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def version(request: HttpRequest, workspace: Workspace, sent_paper: UUID) -> HttpResponseBase:
    """Ask for a new version of a paper and what changed."""
    found = found_paper(request, workspace, sent_paper, Capability.PREPARE)
    form = VersionForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    shown: dict[str, Any] = {"title": "Send a new version", "caption": found.title, "button": "Send it"}
    shown["crumbs"] = crumbs(found.meeting, Crumb(found.title))

    def act() -> HttpResponseBase:
        told = form.cleaned_data["changed"]
        made = papers.send_version(paper=found, file=form.sent(), changed=told, by=reader(request))
        _tell(request, made.told, f"Version {made.number} takes the place of the last.")
        return redirect("packs:paper", workspace.slug, found.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def amend(request: HttpRequest, workspace: Workspace, sent_paper: UUID) -> HttpResponseBase:
    """Put right what is said of a paper."""
    found = found_paper(request, workspace, sent_paper, Capability.PREPARE)
    form = PaperForm(request.POST if request.method == "POST" else None, initial=as_typed(found))
    shown: dict[str, Any] = {"title": "Put a paper right", "caption": found.title, "button": "Save"}
    shown["crumbs"] = crumbs(found.meeting, Crumb(found.title))

    def act() -> HttpResponseBase:
        papers.amend_paper(paper=found, given=form.given(), by=reader(request))
        return redirect("packs:paper", workspace.slug, found.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def take_out(request: HttpRequest, workspace: Workspace, sent_paper: UUID) -> HttpResponseBase:
    """Ask why a paper is taken out of the pack."""
    found = found_paper(request, workspace, sent_paper, Capability.PREPARE)
    form = OutForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Take a paper out", "caption": found.title, "button": "Take it out"}
    shown["crumbs"] = crumbs(found.meeting, Crumb(found.title))

    def act() -> HttpResponseBase:
        papers.take_out_paper(paper=found, because=form.cleaned_data["because"], by=reader(request))
        return redirect("meetings:one", workspace.slug, found.meeting_id)

    return answered(request, form, shown, act)


@require_safe
@in_workspace
def original(request: HttpRequest, workspace: Workspace, sent_paper: UUID, number: int) -> HttpResponseBase:
    """Give a version as it came, to be kept and not opened here."""
    found = found_paper(request, workspace, sent_paper, Capability.PREPARE)
    one = version_of(found, number)
    if one is None:
        raise Http404("there is no such version")
    content = let_paper_out(one, by=reader(request))
    return as_it_came(content, name=one.name)
