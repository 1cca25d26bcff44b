"""The way of a report: one step with what must be public before it, its day, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.decision_reports.actions import route as acts
from frankpledge.domain.decision_reports.actions.agreeing import FORMS
from frankpledge.domain.decision_reports.documents import files, key_notice
from frankpledge.domain.decision_reports.forms import (
    AgendaForm,
    DayForm,
    NoticeForm,
    OutcomeForm,
    StepForm,
    notice_kinds,
)
from frankpledge.domain.decision_reports.models import Step
from frankpledge.domain.decision_reports.permissions import Capability
from frankpledge.domain.decision_reports.presenters.steps import (
    care_notes,
    day_words,
    doubts,
    due_words,
    notices_table,
    slips_table,
    standings_table,
)
from frankpledge.domain.decision_reports.presenters.words import when_words
from frankpledge.domain.decision_reports.queries.reports import latest_edition, nation_of
from frankpledge.domain.decision_reports.queries.route import StepAt, judged
from frankpledge.domain.decision_reports.rules import Outcome
from frankpledge.domain.decision_reports.views.finding import (
    as_file,
    crumb_of,
    crumbs,
    found_report,
    found_step,
    may_here,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.council_decisions import deciding_bodies, waivers


def _labels(at: StepAt) -> list[tuple[str, str]]:
    return [(one.rule.id, one.rule.label) for one in at.standings]


def _asks(step: Step, title: str, button: str) -> dict[str, Any]:
    """Return what a page that asks something of a step shows."""
    way = (crumb_of(step.report), Crumb(step.maker, _here(step)), Crumb(button))
    return {"title": title, "caption": f"{step.report.title}: {step.maker}", "button": button} | {
        "crumbs": crumbs(step.workspace, *way)
    }


def _here(step: Step) -> str:
    return redirect("decision_reports:step", step.workspace.slug, step.report_id, step.pk).url


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add_step(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Ask for the next body on the way of a report."""
    found, by = found_report(request, workspace, decision, Capability.KEEP), reader(request)
    form = StepForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"title": "Add a step", "caption": found.title, "button": "Add it"}
    shown["crumbs"] = crumbs(workspace, crumb_of(found), Crumb("Add a step"))

    def act() -> HttpResponseBase:
        made = acts.add_step(report=found, given=form.given(), by=by)
        return redirect("decision_reports:step", workspace.slug, decision, made.pk)

    return answered(request, form, shown, act)


@require_safe
@in_workspace
def step(request: HttpRequest, workspace: Workspace, decision: UUID, stage: UUID) -> HttpResponseBase:
    """Show a step: what must be public before it, what was, and what came of it."""
    found, today = found_step(request, workspace, decision, stage, Capability.SEE), clock.today()
    at = judged(found, today=today)
    notices = list(found.notices.select_related("recorded_by"))
    shown = {
        "step": found,
        "report": found.report,
        "at": at,
        "when": when_words(found),
        "kind": deciding_bodies()[found.kind],
        "outcome": Outcome(found.outcome).label if found.outcome else "",
        "table": standings_table(at, today=today) if at.standings else None,
        "doubts": doubts(at),
        "care": care_notes([at]),
        "slips": slips_table(slips) if (slips := found.slips.all()) else None,
        "notices": notices_table(notices, dict(_labels(at))) if notices else None,
        "instead": [one for one in waivers().values() if {r for r, _ in _labels(at)} & set(one.instead_of)],
        "key_notice": any(one.rule.id == "key_notice" for one in at.standings),
        "forms": FORMS,
        "keeps": may_here(request, workspace, Capability.KEEP),
        "edition": latest_edition(found.report),
        "crumbs": crumbs(workspace, crumb_of(found.report), Crumb(found.maker)),
    }
    return render(request, "decision_reports/step.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def day(request: HttpRequest, workspace: Workspace, decision: UUID, stage: UUID) -> HttpResponseBase:
    """Ask on which day a body decides, or to which it moves and why. One too soon is refused with the first lawful."""
    found = found_step(request, workspace, decision, stage, Capability.KEEP)
    typed, moves = request.POST if request.method == "POST" else None, found.on is not None
    form = DayForm(typed, moves=moves, initial={"on": found.on})
    titles = ("Move the step to another day", "Move it") if moves else ("When does it decide?", "Set the day")
    shown = _asks(found, *titles) | {"lede": day_words(judged(found, today=clock.today()))}

    def act() -> HttpResponseBase:
        said = form.cleaned_data
        done = acts.set_day(step=found, on=said["on"], reason=said.get("reason", ""), by=reader(request))
        messages.success(request, due_words(judged(done, today=clock.today())))
        return redirect("decision_reports:step", workspace.slug, decision, stage)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def notice(request: HttpRequest, workspace: Workspace, decision: UUID, stage: UUID) -> HttpResponseBase:
    """Ask what was published before a step and when, or what stands instead."""
    found, today = found_step(request, workspace, decision, stage, Capability.KEEP), clock.today()
    kinds = notice_kinds(_labels(judged(found, today=today)), nation_of(workspace))
    form = NoticeForm(request.POST if request.method == "POST" else None, kinds=kinds, initial={"on": today})
    shown = _asks(found, "What was published?", "Record it")

    def act() -> HttpResponseBase:
        said = form.cleaned_data
        acts.record_notice(step=found, kind=said["kind"], on=said["on"], words=said["words"], by=reader(request))
        return redirect("decision_reports:step", workspace.slug, decision, stage)

    return answered(request, form, shown, act)


@require_safe
@in_workspace
def notice_file(request: HttpRequest, workspace: Workspace, decision: UUID, stage: UUID, form: str) -> HttpResponseBase:
    """Give the notice of a key decision as a document, after recording that it left."""
    found = found_step(request, workspace, decision, stage, Capability.SEE)
    if form not in FORMS or not found.report.key:
        raise Http404("there is no such notice")
    what = f"key-decision notice, report {found.report.number}"
    made = files(key_notice(found, today=clock.today()), [form], report=found.report, what=what, by=reader(request))
    return as_file(made[form], form, f"{workspace.slug}-key-decision-notice-{found.report.number}")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def outcome(request: HttpRequest, workspace: Workspace, decision: UUID, stage: UUID) -> HttpResponseBase:
    """Ask what a body did with the report."""
    found = found_step(request, workspace, decision, stage, Capability.KEEP)
    before = {"outcome": found.outcome, "words": found.words}
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial=before)
    shown = _asks(found, "What came of it?", "Record it")

    def act() -> HttpResponseBase:
        said = form.cleaned_data
        acts.record_outcome(step=found, outcome=Outcome(said["outcome"]), words=said["words"], by=reader(request))
        return redirect("decision_reports:one", workspace.slug, decision)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def agenda(request: HttpRequest, workspace: Workspace, decision: UUID, stage: UUID) -> HttpResponseBase:
    """Ask on which agenda the agreed report goes, and put it there as a paper."""
    found, by = found_step(request, workspace, decision, stage, Capability.KEEP), reader(request)
    form = AgendaForm(request.POST if request.method == "POST" else None, step=found, viewer=by)
    shown = _asks(found, "Put it on an agenda", "Put it on")

    def act() -> HttpResponseBase:
        meeting = form.meetings[form.cleaned_data["meeting"]]
        item = form.items.get(form.cleaned_data["item"])
        acts.put_on_agenda(step=found, meeting=meeting, item=item, by=by)
        messages.success(request, f"It is on the agenda: {meeting}.")
        return redirect("meetings:one", workspace.slug, meeting.pk)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def remove(request: HttpRequest, workspace: Workspace, decision: UUID, stage: UUID) -> HttpResponseBase:
    """Take a step off the way."""
    found = found_step(request, workspace, decision, stage, Capability.KEEP)
    told(request, lambda: acts.remove_step(step=found, by=reader(request)), "The step is off the way.")
    return redirect("decision_reports:one", workspace.slug, decision)
