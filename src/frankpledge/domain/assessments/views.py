"""Pages of assessments: the list, one with its coverage and state, its words, and its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.assessments.actions import KIND
from frankpledge.domain.assessments.documents.assembling import short_labels, shown
from frankpledge.domain.assessments.documents.files import draft_file, edition_file
from frankpledge.domain.assessments.documents.overtaken import new_data, newer, overtaken, waiting
from frankpledge.domain.assessments.forms import CompareForm, DraftForm, ReasonForm
from frankpledge.domain.assessments.jobs import DRAFT, READ_NEWEST, approve_assessment, open_correction
from frankpledge.domain.assessments.jobs import send as send_assessment
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS, Capability
from frankpledge.domain.assessments.presenters.changing import ChapterCompared, compared, overtaken_shown
from frankpledge.domain.assessments.presenters.lists import edition_page, list_table
from frankpledge.domain.assessments.presenters.working import detail_page
from frankpledge.domain.assessments.queries import assessment_of, assessments, drafted_by, may_read_drafts
from frankpledge.domain.assessments.rules import sentences_are, sentences_in
from frankpledge.domain.chapters.queries import waiting_remarks
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.documents.actions import return_to_draft
from frankpledge.ground.documents.comparison import compare
from frankpledge.ground.documents.formats import FORMATS, HTML_POLICY
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.permissions import Capability as PaperCapability
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.documents.queries import document_of, editions
from frankpledge.ground.documents.rules import State
from frankpledge.ground.jobs.actions import enqueue
from frankpledge.ground.ui.pages import attachment, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb


def _crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Assessment", reverse("assessments:list", args=(workspace.slug,)) if steps else ""), *steps)


def _one(request: HttpRequest, workspace: Workspace, last_month: str) -> Assessment:
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = assessment_of(workspace=workspace, last_month=last_month, viewer=reader(request))
    if found is None:
        raise Http404("there is no assessment of that year")
    return found


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the assessments of the workspace."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = list(assessments(workspace=workspace, viewer=reader(request)))
    drafts = may_read_drafts(workspace=workspace, viewer=reader(request))
    may_draft = is_granted(GRANTS, Capability.DRAFT, workspace=workspace, user=reader(request))
    shown = {
        "table": list_table(found, workspace.slug, drafts=drafts) if found else None,
        "crumbs": _crumbs(workspace),
        "may_draft": may_draft,
        "drafts": drafts,
    }
    return render(request, "assessments/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def draft(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for the year, and have its assessment drafted from the evidence."""
    check_granted(GRANTS, Capability.DRAFT, workspace=workspace, user=reader(request))
    others = drafted_by(reader(request), besides=workspace)
    form = DraftForm(request.POST or None, others=tuple(one.name for one in others))
    if request.method == "POST" and form.is_valid():
        asked = {"last_month": str(form.cleaned_data["last_month"]), "roll": form.cleaned_data["roll"]}
        run = enqueue(DRAFT, workspace, reader(request), **asked)
        for other in others if form.cleaned_data.get("everywhere") else ():
            enqueue(DRAFT, other, reader(request), **asked)
            messages.success(request, f"The same is being drafted for {other.name}.")
        return redirect("jobs:run", run.pk)
    shown = {"form": form, "crumbs": _crumbs(workspace, Crumb("New draft"))}
    return render(request, "assessments/draft.html", shown, status=422 if form.is_bound else 200)


@require_safe
@in_workspace
def detail(request: HttpRequest, workspace: Workspace, last_month: str) -> HttpResponseBase:
    """Show where an assessment stands: coverage, state, editions, and what the reader may do."""
    one = _one(request, workspace, last_month)
    kept = editions(workspace=workspace, viewer=reader(request), paper=one.paper)
    stands = shown(one, reader(request))
    newest = newer(one) if one.paper.state != State.APPROVED else None
    page = detail_page(
        one,
        stands.document,
        stands.chapters,
        editions=kept,
        remarks=waiting_remarks(one.paper),
        overtaken=waiting(one) if stands.chapters else (),
        newer=newest,
        changes=sentences_in(overtaken(one, newest)) if newest else 0,
        labels=short_labels(one),
        viewer=reader(request),
    )
    given = {
        "page": page,
        "one": one,
        "reason": ReasonForm(label=page.deeds.reason),
        "crumbs": _crumbs(workspace, Crumb(one.paper.title)),
    }
    return render(request, "assessments/detail.html", given)


def _deed(
    request: HttpRequest, workspace: Workspace, last_month: str, do: Callable[[Assessment], Any], done: str
) -> HttpResponseBase:
    """Do one thing with a paper and go back to its page, saying what was done or why it was not."""
    one = _one(request, workspace, last_month)
    told(request, lambda: do(one), done)
    return redirect("assessments:detail", workspace.slug, last_month)


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


@require_POST
@in_workspace
def send(request: HttpRequest, workspace: Workspace, last_month: str) -> HttpResponseBase:
    """Send a draft for review."""
    by = reader(request)
    return _deed(request, workspace, last_month, lambda one: send_assessment(assessment=one, by=by), "Sent for review.")


@require_POST
@in_workspace
def return_(request: HttpRequest, workspace: Workspace, last_month: str) -> HttpResponseBase:
    """Return a paper to draft, with the reason."""
    by, why = reader(request), _reason(request)
    deed = "Returned to draft."
    return _deed(request, workspace, last_month, lambda one: return_to_draft(paper=one.paper, reason=why, by=by), deed)


@require_POST
@in_workspace
def approve_(request: HttpRequest, workspace: Workspace, last_month: str) -> HttpResponseBase:
    """Approve a paper: it becomes an edition that never changes."""
    by = reader(request)
    deed = "Approved. The edition below never changes; a correction is a new one."
    return _deed(request, workspace, last_month, lambda one: approve_assessment(assessment=one, by=by), deed)


@require_POST
@in_workspace
def correct_(request: HttpRequest, workspace: Workspace, last_month: str) -> HttpResponseBase:
    """Open a correction of the latest edition from what is known now, with the note that it will carry."""
    by, note = reader(request), _reason(request)

    def do(one: Assessment) -> None:
        latest = editions(workspace=workspace, viewer=by, paper=one.paper).defer(None)[0]
        open_correction(edition=latest, assessment=one, note=note, by=by)

    return _deed(request, workspace, last_month, do, "A correction is open as a draft.")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def changed(request: HttpRequest, workspace: Workspace, last_month: str) -> HttpResponseBase:
    """Show what newer evidence changed, and what waits since the newest was read; read the newest when asked."""
    one = _one(request, workspace, last_month)
    check_may(PaperCapability.READ_PAPER, workspace=workspace, user=reader(request))
    if request.method == "POST":
        check_granted(GRANTS, Capability.DRAFT, workspace=workspace, user=reader(request))
        return redirect("jobs:run", enqueue(READ_NEWEST, workspace, reader(request), last_month=last_month).pk)
    found = new_data(one) if one.paper.state != State.APPROVED else None
    here = reverse("assessments:detail", args=(workspace.slug, last_month))
    shown_ = {
        "one": one,
        "back": request.path,
        "waiting": overtaken_shown(waiting(one)),
        "new": found,
        "many": sentences_are(sentences_in(found.sentences)) if found else "",
        "sentences": overtaken_shown(found.sentences) if found else (),
        "chapters": compared(found.chapters) if found else (),
        "may_read": one.paper.state == State.DRAFT
        and is_granted(GRANTS, Capability.DRAFT, workspace=workspace, user=reader(request)),
        "crumbs": _crumbs(workspace, Crumb(one.paper.title, here), Crumb("What new data changed")),
    }
    return render(request, "assessments/changed.html", shown_)


@require_safe
@in_workspace
def compare_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Set two editions side by side, chapter by chapter."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    kept = editions(workspace=workspace, viewer=reader(request), kind=KIND).defer(None)
    form = CompareForm(request.GET or None, editions=kept)
    chapters: tuple[ChapterCompared, ...] = ()
    if form.is_valid():
        chosen = {str(one.pk): one for one in kept}
        old, new = (document_of(chosen[form.cleaned_data[name]]) for name in ("old", "new"))
        chapters = compared(compare(old, new))
    given = {
        "form": form if len(kept) > 1 else None,
        "chapters": chapters,
        "asked": form.is_valid(),
        "crumbs": _crumbs(workspace, Crumb("Compare editions")),
    }
    return render(request, "assessments/compare.html", given)


@require_safe
@csp_replace(HTML_POLICY)
@in_workspace
def read(request: HttpRequest, workspace: Workspace, last_month: str) -> HttpResponseBase:
    """Show the draft as the web page that it is."""
    one = _one(request, workspace, last_month)
    return HttpResponse(draft_file(assessment=one, form="html", by=reader(request)))


@require_safe
@csp_replace(HTML_POLICY)
@in_workspace
def edition_read(request: HttpRequest, workspace: Workspace, last_month: str, number: int) -> HttpResponseBase:
    """Show an edition as the web page that was approved."""
    edition = _edition(request, workspace, _one(request, workspace, last_month), number)
    return HttpResponse(edition_file(edition=edition, form="html", by=reader(request)))


@require_safe
@in_workspace
def edition(request: HttpRequest, workspace: Workspace, last_month: str, number: int) -> HttpResponseBase:
    """Show what was approved, by whom and when, and its files."""
    one = _one(request, workspace, last_month)
    kept = _edition(request, workspace, one, number)
    here = reverse("assessments:detail", args=(workspace.slug, one.last_month))
    crumbs = _crumbs(workspace, Crumb(one.paper.title, here), Crumb(f"Edition {number}"))
    return render(
        request, "assessments/edition.html", {"page": edition_page(one, kept), "edition": kept, "crumbs": crumbs}
    )


def _edition(request: HttpRequest, workspace: Workspace, one: Assessment, number: int) -> Edition:
    found = editions(workspace=workspace, viewer=reader(request), paper=one.paper).defer(None).filter(number=number)
    if not found:
        raise Http404("there is no such edition")
    return found[0]


@require_safe
@in_workspace
def draft_download(request: HttpRequest, workspace: Workspace, last_month: str, form: str) -> HttpResponseBase:
    """Give the draft in one format, after recording that it left."""
    one = _one(request, workspace, last_month)
    content = draft_file(assessment=one, form=form, by=reader(request))
    return _file(content, form, f"{workspace.slug}-strategic-assessment-{last_month}-draft.{form}")


@require_safe
@in_workspace
def edition_download(
    request: HttpRequest, workspace: Workspace, last_month: str, number: int, form: str
) -> HttpResponseBase:
    """Give one file of an edition as it was frozen, after recording that it left."""
    edition = _edition(request, workspace, _one(request, workspace, last_month), number)
    content = edition_file(edition=edition, form=form, by=reader(request))
    return _file(content, form, f"{workspace.slug}-strategic-assessment-edition-{number}.{form}")


def _file(content: bytes, form: str, name: str) -> HttpResponse:
    return attachment(content, name=name, media_type=FORMATS[form].media_type)
