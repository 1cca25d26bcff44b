"""The applicant's pages on the public's host: no account, no cookie; the code that they hold is the whole authority.

A step is a form that is answered with the next step; the code travels in the form and never in an address. Whatever a
machine might have sent is marked and looked at all the same: nothing on this way keeps anybody out.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.asb_reviews.actions import applying, filing, reading, redrafting
from frankpledge.domain.asb_reviews.forms.public import (
    CheckForm,
    CodeForm,
    EffectForm,
    FileForm,
    MessageForm,
    ReportForm,
    YouForm,
)
from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.asb_reviews.presenters import public as shown_as
from frankpledge.domain.asb_reviews.queries.codes import begun_by, begun_lately, case_by_code
from frankpledge.domain.asb_reviews.queries.threshold import procedure_on
from frankpledge.domain.asb_reviews.views.arriving import OneFile
from frankpledge.ground import clock, visitors
from frankpledge.refusal import Refusal

FORM = "asb_reviews"
NOTHING = "This code opens nothing. Look at each letter, and try again as often as you wish."
WAIT = (
    "Very many codes were tried from this connection, so for ten minutes none that is typed here is looked at. Yours "
    "is not locked: it opens what is yours after that, or at once from another connection. Nothing you wrote is lost."
)
STEPS: dict[str, Any] = {"report": ReportForm, "effect": EffectForm, "you": YouForm}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what a case review is, and where new trouble is reported."""
    found = procedure_on(workspace=request.workspace, on=clock.today())  # type: ignore[attr-defined]
    return render(request, "asb_reviews/public/start.html", {"procedure": found})


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask what advises, and advise. Nobody is refused."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    shown = {"form": form, "at": visitors.shown(FORM)}
    if request.method == "POST" and form.is_valid():
        shown["advice"] = shown_as.advice(form.cleaned_data["many"], form.cleaned_data["soon"])
    return render(request, "asb_reviews/public/check.html", shown)


def _begun(request: HttpRequest) -> HttpResponse:
    """Begin an application, and show its code with the first step."""
    mark, workspace = visitors.mark_of(request), request.workspace  # type: ignore[attr-defined]
    doubts = visitors.doubts(
        form=FORM, carried=request.POST.get("at", ""), trap=request.POST.get("website", ""),
        of_address=begun_by(mark, workspace=workspace), of_all=begun_lately(workspace=workspace, now=clock.now()),
    )  # fmt: skip
    begun = applying.begin(workspace=workspace, channel="web", sender_mark=mark, doubts=doubts)
    return _step(request, begun.case, begun.code, "report", new=True)


def _own(code: str) -> dict[str, Any]:
    """Return what each page carries that a code has opened."""
    return {"code": code, "inside": visitors.let_through(code), "once": get_random_string(20)}


def _case_of(request: HttpRequest) -> Case | None:
    """Return the case that the code of a form opens; None where it opens none, or too many were tried from here.

    Whoever is inside already never waits, and no code is ever locked.
    """
    typed = request.POST.get("code", "")
    inside = visitors.is_let_through(request.POST.get("inside", ""), typed)
    if not typed or (not inside and visitors.must_wait(request)):
        return None
    found = case_by_code(typed, workspace=request.workspace)  # type: ignore[attr-defined]
    if found is None:
        visitors.wrong_code(request)
    return found


def _step(
    request: HttpRequest, case: Case, code: str, step: str, *, form: Any = None, new: bool = False, line: int = 0
) -> HttpResponse:
    """Return one step of an application. `line`: the report that is changed at it."""
    shown: dict[str, Any] = _own(code) | {"step": step, "new": new, "line": line}
    if step == "review":
        shown |= shown_as.written(reading.open_by_code(case=case))
    elif step == "files":
        shown |= shown_as.files(reading.open_by_code(case=case))
        shown |= {"form": form or FileForm(), "case_told": bool(case.applicant)}
    else:
        shown["form"] = form or _form(request, step, initial=_kept_before(case, step, line))
    if case.reports.exists() and step in ("report", "effect") and not line:
        shown["counted"] = shown_as.counted(case)
        shown["number"] = case.reports.count() + 1
    template = {"review": "review", "files": "files"}.get(step, "step")
    status = 422 if form is not None else 200
    return render(request, f"asb_reviews/public/{template}.html", shown, status=status)


def _form(request: HttpRequest, step: str, *given: Any, **more: Any) -> Any:
    """Return the form of a step. Who made a report is asked where the local rules count people."""
    if step == "report":
        found = procedure_on(workspace=request.workspace, on=clock.today())  # type: ignore[attr-defined]
        more["counts_people"] = found is not None and bool(found.people or found.one_person)
    return STEPS[step](*given, **more)


def _kept_before(case: Case, step: str, line: int) -> dict[str, Any]:
    """Return what was kept of a step before, so that it is changed and not written anew."""
    if step == "report":
        return shown_as.report_before(reading.open_by_code(case=case), line) if line else {}
    if not (case.effect or case.applicant):
        return {}
    return shown_as.kept(reading.open_by_code(case=case), tuple(STEPS[step].base_fields))


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Begin, or keep what was written at a step, and return the next. A code that opens nothing is asked for again."""
    request.upload_handlers = [OneFile(request)]
    if "at" in request.POST:
        return _begun(request)
    code, step = request.POST.get("code", ""), request.POST.get("step", "")
    case = _case_of(request)
    if case is None:
        return _asked_for_code(request)
    if case.received_on is not None:
        return _progress(request, case, code)
    do, _, which = request.POST.get("do", "").partition("-")
    if do in (*STEPS, "review", "files"):
        return _step(request, case, code, do)
    if do in REDRAFTING:
        return _redrafted(request, case, code, do, int(which) if which.isdecimal() else 0)
    if step == "review":
        applying.send(case=case)
        return render(request, "asb_reviews/public/sent.html", _own(code))
    return _kept(request, case, code, step if step in STEPS else "files" if step == "files" else "report", do)


REDRAFTING = ("change", "ask", "take", "drop")


def _redrafted(request: HttpRequest, case: Case, code: str, do: str, which: int) -> HttpResponse:
    """Change a report, ask whether it is taken out, take it out, or take out a file."""
    if do == "drop":
        filing.take_own_file(case=case, number=which)
        return _step(request, case, code, "files")
    if do == "take":
        redrafting.take_line(case=case, position=which)
        return _step(request, case, code, "review")
    there = redrafting.draft_line(case, which)
    if there is None:
        return _step(request, case, code, "review")
    if do == "change":
        return _step(request, case, code, "report", line=which)
    shown = _own(code) | {"line": which, "report": shown_as.one_report(reading.open_by_code(case=case), which)}
    return render(request, "asb_reviews/public/take.html", shown)


def _kept(request: HttpRequest, case: Case, code: str, step: str, do: str) -> HttpResponse:
    """Keep a step that is rightly filled, and return the one that follows."""
    if step == "files":
        form = _filed(request, case)
        return _step(request, case, code, "files", form=form if form.errors else None)
    form, line = _form(request, step, request.POST), request.POST.get("line", "0")
    changed = int(line) if line.isdecimal() else 0
    if not form.is_valid():
        return _step(request, case, code, step, form=form, line=changed)
    if step == "report":
        given = form.line(request.POST.get("once", "")[:64])
        if changed:
            redrafting.change_line(case=case, position=changed, given=given)
            return _step(request, case, code, "review")
        applying.add_line(case=case, given=given)
        return _step(request, case, code, "report" if do == "another" else "effect")
    applying.keep(case=case, given=form.cleaned_data)
    after = "files" if do == "pictures" else "you" if step == "effect" else "review"
    return _step(request, case, code, after)


def _filed(request: HttpRequest, case: Case) -> FileForm:
    """Return the form of a file: kept where it was right, else with what is wrong, and with its words."""
    form = FileForm(request.POST, request.FILES)
    too_much = getattr(request, "too_much", "")
    if too_much:
        form.errors["file"] = form.error_class([too_much])
    elif form.is_valid():
        given, once = form.cleaned_data["file"], request.POST.get("once", "")[:64]
        try:
            filing.add_file(case=case, sent=filing.Sent(given.name, given.read(), form.cleaned_data["words"], once))
        except Refusal as refusal:
            form.add_error("file", str(refusal))
    return form


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and go on with what it opens: an application being written, or how far a case has come."""
    typed = request.POST.get("code", "")
    case = _case_of(request)
    if case is None:
        return _asked_for_code(request)
    if case.received_on is None:
        return _step(request, case, typed, "effect" if case.reports.exists() else "report")
    return _progress(request, case, typed)


def _asked_for_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.add_error("code", WAIT if visitors.must_wait(request) else NOTHING)
    return render(request, "asb_reviews/public/code.html", {"form": form}, status=422 if form.errors else 200)


def _progress(request: HttpRequest, case: Case, typed: str) -> HttpResponse:
    """Return how far a case has come, after keeping what its applicant wrote or sent."""
    form, file, sent = MessageForm(), FileForm(), ""
    if request.POST.get("step") == "file":
        file = _filed(request, case)
        sent = "" if file.errors else "file"
    elif request.POST.get("do") == "message":
        form = MessageForm(request.POST)
        if form.is_valid():
            applying.write_back(case=case, words=form.cleaned_data["words"], once=request.POST.get("once", "")[:64])
            form, sent = MessageForm(), "message"
    shown = shown_as.progress(reading.open_by_code(case=case))
    shown |= _own(typed) | {"form": form, "file": FileForm() if sent else file, "sent": sent}
    shown |= {"wrong": file if file.errors else form}
    return render(request, "asb_reviews/public/progress.html", shown, status=422 if shown["wrong"].errors else 200)


@require_safe
def lost(request: HttpRequest) -> HttpResponse:
    """Say what somebody does who lost their code."""
    found = procedure_on(workspace=request.workspace, on=clock.today())  # type: ignore[attr-defined]
    return render(request, "asb_reviews/public/lost.html", {"procedure": found})
