"""The question in an address: filled in where it says nothing, and kept as it was asked when it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.explorer.forms import PARTS, QuestionForm, question_form, question_of
from frankpledge.domain.explorer.queries.answer import Answer, answer
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import reader
from frankpledge.ground.ui.parts import Choice, Crumb
from frankpledge.refusal import Refusal

Show = Callable[["Found"], HttpResponse]


@dataclass(frozen=True)
class Found:
    """A question that could be answered, with its form and its answer."""

    form: QuestionForm
    question: Asked
    answer: Answer


def answered(request: HttpRequest, workspace: Workspace, show: Show) -> HttpResponse:
    """Return what `show` makes of the answer; a question that cannot be answered gets its own page, with the reason."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    partnership = partnership_of(workspace=workspace, viewer=reader(request))
    form = question_form(request.GET, partnership)
    shown: dict[str, Any] = {"form": form, "crumbs": crumbs(workspace, "Explore")}
    if form is None or not form.is_bound:
        return render(request, "explorer/ask.html", shown)
    if form.is_valid():
        try:
            question = question_of(form, workspace, partnership)
            return show(Found(form, question, answer(question)))
        except Refusal as refusal:
            shown["refusal"] = refusal
    shown["meant"] = _meant(form, workspace)
    return render(request, "explorer/ask.html", shown, status=422)


def _meant(form: QuestionForm, workspace: Workspace) -> tuple[Choice, ...]:
    """Return the areas that may have been meant, each with the address of the question about it."""
    here = reverse("explorer:ask", args=(workspace.slug,))
    said = {name: str(form.data.get(name, "")) for name in PARTS}
    return tuple(Choice(area.label, f"{here}?{urlencode({**said, 'area': area.code})}") for area in form.meant)


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of the explorer."""
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Evidence", reverse("evidence:home", args=(workspace.slug,))),
        *(Crumb(word) for word in words),
    )


def within(workspace: Workspace, back: str, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page beneath a question."""
    return (*crumbs(workspace), Crumb("Explore", back), *(Crumb(word) for word in words))


def page_number(request: HttpRequest) -> int:
    """Return which page of a list is asked for; what is no number is the first."""
    told = request.GET.get("page", "1")
    return max(1, int(told)) if told.isdecimal() and len(told) < 8 else 1
