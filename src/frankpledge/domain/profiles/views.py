"""Pages of problem profiles: the list, drafting one, one with its figures and files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.explorer.forms import QuestionForm, question_form, question_of
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.domain.profiles.documents.files import profile_file
from frankpledge.domain.profiles.jobs import DRAFT
from frankpledge.domain.profiles.presenters import asked_details, list_table, profile_page
from frankpledge.domain.profiles.queries import profile_named, profiles
from frankpledge.domain.profiles.rules import FILES
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.formats import FORMATS, HTML_POLICY
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.permissions import Capability, check_may, may
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.jobs.actions import enqueue
from frankpledge.ground.ui.pages import attachment, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


def _crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    evidence = Crumb("Evidence", reverse("evidence:home", args=(workspace.slug,)))
    here = Crumb("Problem profiles", reverse("profiles:list", args=(workspace.slug,)) if steps else "")
    return (start, evidence, here, *steps)


def _one(request: HttpRequest, workspace: Workspace, paper: UUID) -> Paper:
    check_may(Capability.READ_PAPER, workspace=workspace, user=reader(request))
    found = profile_named(paper=paper, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such profile")
    return found


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the profiles of the workspace."""
    check_may(Capability.READ_PAPER, workspace=workspace, user=reader(request))
    found = profiles(workspace=workspace, viewer=reader(request))
    shown = {
        "table": list_table(found, workspace.slug),
        "crumbs": _crumbs(workspace),
        "may_draft": may(Capability.WRITE_PAPER, workspace=workspace, user=reader(request)),
    }
    return render(request, "profiles/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def draft(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask what the profile is about, in the address as everywhere, and have it drafted in the background."""
    check_may(Capability.WRITE_PAPER, workspace=workspace, user=reader(request))
    partnership = partnership_of(workspace=workspace, viewer=reader(request))
    form = question_form(request.GET, partnership)
    asked = question_of(form, workspace, partnership) if form is not None and form.is_valid() else None
    if request.method == "POST" and asked is not None:
        run = enqueue(DRAFT, workspace, reader(request), **dict(asked.said))
        return redirect("jobs:run", run.pk)
    shown = {**_asking(form, asked), "crumbs": _crumbs(workspace, Crumb("New profile"))}
    return render(request, "profiles/draft.html", shown, status=422 if form is not None and form.errors else 200)


def _asking(form: QuestionForm | None, asked: Asked | None) -> dict[str, Any]:
    """Return the form of the question, and what the profile would be about."""
    return {
        "form": form,
        "details": asked_details(asked) if asked else (),
        "query": asked.query if asked else "",
    }


@require_safe
@in_workspace
def profile(request: HttpRequest, workspace: Workspace, paper: UUID) -> HttpResponseBase:
    """Show a profile: what it is about, its figures, and its files."""
    one = _one(request, workspace, paper)
    page = profile_page(one, document_of(one))
    return render(request, "profiles/profile.html", {"page": page, "crumbs": _crumbs(workspace, Crumb(page.title))})


@require_safe
@csp_replace(HTML_POLICY)
@in_workspace
def read(request: HttpRequest, workspace: Workspace, paper: UUID) -> HttpResponseBase:
    """Show a profile as a web page to be read."""
    one = _one(request, workspace, paper)
    return HttpResponse(profile_file(document_of(one), form="html", workspace=workspace, by=reader(request)))


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, paper: UUID, form: str) -> HttpResponseBase:
    """Give a profile in one format, after recording that it left."""
    one = _one(request, workspace, paper)
    if form not in FILES:
        raise Http404("a profile is not written so")
    content = profile_file(document_of(one), form=form, workspace=workspace, by=reader(request))
    name = f"{workspace.slug}-problem-profile-{one.pk}.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)
