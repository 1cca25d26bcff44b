"""Pages that look deeper into one answer: which studies there are, one of them, and its tables as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.forms import HiddenInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import release as let_out
from frankpledge.domain.disclosure.rules import Audience
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.explorer.forms import PARTS, QuestionForm, question_form, question_of
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.domain.studies.presenters import Choices, Study, studies, study_page
from frankpledge.domain.studies.presenters.controls import controls_shown
from frankpledge.domain.studies.presenters.page import File, StudyPage
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.permissions import Capability as Papers
from frankpledge.ground.documents.permissions import may
from frankpledge.ground.ui.pages import csv_file, in_workspace, reader
from frankpledge.ground.ui.parts import Choice, Crumb
from frankpledge.refusal import Refusal


@dataclass(frozen=True)
class Found:
    """A question that could be put, with its form."""

    form: QuestionForm
    question: Asked


Show = Callable[[Found], HttpResponse]


@require_safe
@in_workspace
def home(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show which studies there are, each a link that keeps the question."""

    def show(found: Found) -> HttpResponse:
        choices = [
            Choice(one.title, f"{_address(workspace, one)}?{found.question.query}", one.question)
            for one in studies().values()
        ]
        shown = {
            "form": found.form,
            "choices": choices,
            "crumbs": _crumbs(workspace, "Look deeper"),
            "profile": _profile(request, workspace, found.question),
        }
        return render(request, "studies/home.html", shown)

    return _answered(request, workspace, None, show)


@require_safe
@in_workspace
def study_(request: HttpRequest, workspace: Workspace, study: str) -> HttpResponseBase:
    """Show one study of a question."""
    one = _study(study)

    def show(found: Found) -> HttpResponse:
        page = study_page(one, found.question, _choices(request, workspace, one))
        shown = {"form": found.form, "study": one, "page": page, **_around(request, workspace, one, found)}
        return render(request, "studies/study.html", shown)

    return _answered(request, workspace, one, show)


@require_safe
@in_workspace
def csv_(request: HttpRequest, workspace: Workspace, study: str, table: str) -> HttpResponseBase:
    """Give one table of a study as CSV, after recording that it left."""
    one = _study(study)

    def show(found: Found) -> HttpResponse:
        page: StudyPage = study_page(one, found.question, _choices(request, workspace, one))
        made = next((each for each in page.files if each.name == table), None)
        if made is None:
            raise Http404("the study has no such table")
        let_out(audience=Audience.WORKSPACE, cells=made.cells, what=made.what, workspace=workspace, by=reader(request))
        return _written(made)

    return _answered(request, workspace, one, show)


def _study(name: str) -> Study:
    found = studies().get(name)
    if found is None:
        raise Http404("there is no such study")
    return found


def _choices(request: HttpRequest, workspace: Workspace, study: Study) -> Choices:
    return Choices(workspace, {name: tuple(request.GET.getlist(name)) for name in study.takes})


def _answered(request: HttpRequest, workspace: Workspace, study: Study | None, show: Show) -> HttpResponse:
    """Return what `show` makes of the question; one that cannot be put gets its own page, with the reason."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    partnership = partnership_of(workspace=workspace, viewer=reader(request))
    form = question_form(request.GET, partnership)
    if form is not None and not (study and study.uses_level):
        form.fields["places"].widget = HiddenInput()
    shown: dict[str, Any] = {"form": form, "study": study, "crumbs": _crumbs(workspace, "Look deeper")}
    if form is None or not form.is_bound:
        return render(request, "studies/nothing.html", shown)
    if form.is_valid():
        try:
            return show(Found(form, question_of(form, workspace, partnership)))
        except Refusal as refusal:
            shown["refusal"] = refusal
    here = request.path
    said = {name: str(form.data.get(name, "")) for name in PARTS}
    shown["meant"] = [Choice(area.label, f"{here}?{urlencode({**said, 'area': area.code})}") for area in form.meant]
    return render(request, "studies/nothing.html", shown, status=422)


def _around(request: HttpRequest, workspace: Workspace, one: Study, found: Found) -> dict[str, Any]:
    """Return the way here, the files' addresses, the other studies, and the parameters of this one."""
    choices = _choices(request, workspace, one)
    q, here = found.question, _address(workspace, one)
    others = [
        Choice(each.title, f"{_address(workspace, each)}?{q.query}", each.question)
        for each in studies().values()
        if each is not one
    ]
    return {
        "crumbs": (*_crumbs(workspace), Crumb("Look deeper", f"{_home(workspace)}?{q.query}"), Crumb(one.title)),
        "query": f"{q.query}{choices.query()}",
        "kept": f"{here}?{q.other(known=q.snapshot.manifest.known_at.date().isoformat())}{choices.query()}",
        "others": others,
        "controls": controls_shown(one.controls(q, choices), choices, f"{here}?{q.query}"),
        "said": (*q.said, *choices.kept()),
        "explorer": f"{reverse('explorer:ask', args=(workspace.slug,))}?{q.query}",
        "events": reverse("explorer:events", args=(workspace.slug,)),
        "profile": _profile(request, workspace, q),
    }


def _profile(request: HttpRequest, workspace: Workspace, question: Asked) -> str:
    """Return where a problem profile of the question is drafted; empty for a reader who may not write one."""
    if not may(Papers.WRITE_PAPER, workspace=workspace, user=reader(request)):
        return ""
    return f"{reverse('profiles:draft', args=(workspace.slug,))}?{question.query}"


def _home(workspace: Workspace) -> str:
    return reverse("studies:home", args=(workspace.slug,))


def _address(workspace: Workspace, study: Study) -> str:
    return reverse("studies:study", args=(workspace.slug, study.name))


def _crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    evidence = Crumb("Evidence", reverse("evidence:home", args=(workspace.slug,)))
    return (start, evidence, *(Crumb(word) for word in words))


def _written(made: File) -> HttpResponse:
    return csv_file(made.head, made.rows, name=f"{made.name}.csv")
