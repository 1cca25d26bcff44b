"""Writing a report: what it is, its words under each heading, and what of it is withheld."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.decision_reports.actions import writing as acts
from frankpledge.domain.decision_reports.forms import GroundsForm, NilForm, ReportForm, as_typed
from frankpledge.domain.decision_reports.models import Heading
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability, check_may_write
from frankpledge.domain.decision_reports.queries.reports import known_to, nation_of, practice_on
from frankpledge.domain.decision_reports.views.finding import crumb_of, crumbs, found_heading, found_report, may_here
from frankpledge.domain.narrative.forms import Edited, editor, handle_editor
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.presenters import editor_page, looked_at
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal
from frankpledge.statute.decision_report import headings


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a report and begin it."""
    by = reader(request)
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    form = ReportForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Begin a decision report", "button": "Begin it", "lede": _key_words(workspace)}
    shown["crumbs"] = crumbs(workspace, Crumb("Begin a report"))

    def act() -> HttpResponseBase:
        made = acts.begin_report(workspace=workspace, given=form.given(), by=by)
        return redirect("decision_reports:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


def _key_words(workspace: Workspace) -> str:
    """Return when a decision is key here, as far as it is recorded."""
    local = practice_on(workspace, clock.today())
    money = local.threshold or "a sum that is not recorded here"
    return (
        f"A decision of the executive is key by what it spends or saves ({money}), or in {local.wards} or more wards."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Put what a report is right."""
    found, by = found_report(request, workspace, decision, Capability.WRITE), reader(request)
    form = ReportForm(request.POST if request.method == "POST" else None, initial=as_typed(found))
    shown: dict[str, Any] = {"title": "Put the report right", "button": "Save", "lede": _key_words(workspace)}
    shown["crumbs"] = crumbs(workspace, crumb_of(found), Crumb("Put right"))

    def act() -> HttpResponseBase:
        acts.amend_report(report=found, given=form.given(), by=by)
        return redirect("decision_reports:one", workspace.slug, decision)

    return answered(request, form, shown, act)


# ---- under a heading ------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def write(request: HttpRequest, workspace: Workspace, decision: UUID, under: UUID) -> HttpResponseBase:
    """Show what is asked under a heading with the editor of its words, and do what a button of the editor asks."""
    one, by = found_report(request, workspace, decision, Capability.WRITE), reader(request)
    found = found_heading(one, under)
    try:
        check_may_write(found, by)
        edited = _edited(request, found, by)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _page(request, found, None, refusal=str(refusal), status=422 if request.method == "POST" else 200)
    if edited.saved:
        acts.note_written(heading=found, by=by)
        messages.success(request, edited.saved)
        return redirect("decision_reports:write", workspace.slug, decision, under)
    return _page(request, found, edited, status=422 if edited.refusal else 200)


def _edited(request: HttpRequest, heading: Heading, by: User) -> Edited:
    known = known_to(heading.report)
    if request.method != "POST":
        return editor(heading.passage or Passage(workspace=heading.workspace, revision=0), known)
    typed = request.POST.dict()
    if heading.passage is None:
        typed["revision"] = str(acts.begin_passage(heading=heading, known=known, by=by).revision)
    passage = heading.passage or acts.begin_passage(heading=heading, known=known, by=by)
    return handle_editor(passage=passage, typed=typed, known=known, by=by, may=acts.may_write(heading))


def _page(
    request: HttpRequest, heading: Heading, edited: Edited | None, *, refusal: str = "", status: int = 200
) -> HttpResponseBase:
    report = heading.report
    shown = {
        "heading": heading,
        "report": report,
        "usual": next((one for one in headings() if one.ref == heading.ref), None),
        "nil": NilForm(initial={"reason": heading.nil}, auto_id="nil_%s"),
        "editing": edited,
        "page": editor_page(edited.passage, known_to(report)) if edited else None,
        "bare": not known_to(report).manifest if edited else False,
        "looked": looked_at(edited.looked_at) if edited and edited.looked_at else None,
        "refusal": refusal or (edited.refusal if edited else ""),
        "may_withhold": may_here(request, report.workspace, Capability.EXEMPT),
        "crumbs": crumbs(report.workspace, crumb_of(report), Crumb(heading.title)),
    }
    return render(request, "decision_reports/write.html", shown, status=status)


@require_POST
@in_workspace
def mark(request: HttpRequest, workspace: Workspace, decision: UUID, under: UUID) -> HttpResponseBase:
    """Say that there is nothing to say under a heading, keep it from the public, or open it again."""
    one, by = found_report(request, workspace, decision, Capability.WRITE), reader(request)
    found, deed = found_heading(one, under), request.POST.get("deed", "nil")
    if deed in {"withhold", "open"}:
        done = "It goes into the exempt appendix." if deed == "withhold" else "It stands in the open report."
        told(request, lambda: acts.withhold(heading=found, restricted=deed == "withhold", by=by), done)
    else:
        reason = request.POST.get("reason", "")
        told(request, lambda: acts.say_nothing(heading=found, reason=reason, by=by), "Answered with nothing to say.")
    return redirect("decision_reports:write", workspace.slug, decision, under)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def grounds(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Ask by which paragraphs parts are withheld, and why the public interest is in that."""
    found, by = found_report(request, workspace, decision, Capability.WRITE), reader(request)
    typed = request.POST if request.method == "POST" else None
    before = {"paragraphs": found.exempt, "public_interest": found.public_interest}
    form = GroundsForm(typed, nation=nation_of(workspace), initial=before)
    shown: dict[str, Any] = {"title": "Why a part is withheld", "caption": found.title, "button": "Save"}
    shown["crumbs"] = crumbs(workspace, crumb_of(found), Crumb("Exempt"))

    def act() -> HttpResponseBase:
        said = form.cleaned_data
        acts.give_grounds(report=found, paragraphs=said["paragraphs"], public_interest=said["public_interest"], by=by)
        return redirect("decision_reports:one", workspace.slug, decision)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def newest(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Move a draft to the newest evidence."""
    found, by = found_report(request, workspace, decision, Capability.WRITE), reader(request)
    done = "It is read at the newest evidence. What is no longer as written is told below."
    told(request, lambda: acts.read_newest(report=found, by=by), done)
    return redirect("decision_reports:one", workspace.slug, decision)
