"""The question in an address: filled in where it says nothing, and kept as it was asked when it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.explorer.forms import NOW, QuestionForm
from frankpledge.domain.explorer.queries.answer import Answer, answer
from frankpledge.domain.explorer.queries.asked import Asked, Lists, asked, earliest_known, lists
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import reader
from frankpledge.ground.ui.parts import Choice, Crumb
from frankpledge.refusal import Refusal

PARTS = ("area", "what", "months", "to", "places", "known")
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
    form = _form(request, partnership)
    shown: dict[str, Any] = {"form": form, "crumbs": crumbs(workspace, "Explore")}
    if form is None or not form.is_bound:
        return render(request, "explorer/ask.html", shown)
    if form.is_valid():
        try:
            question = _question(form, workspace, partnership)
            return show(Found(form, question, answer(question)))
        except Refusal as refusal:
            shown["refusal"] = refusal
    shown["meant"] = _meant(form, workspace)
    return render(request, "explorer/ask.html", shown, status=422)


def _form(request: HttpRequest, partnership: Partnership | None) -> QuestionForm | None:
    """Return the form of the question; unbound where nothing is asked and nobody's area is known, None for no files."""
    told = {name: request.GET[name].strip() for name in PARTS if name in request.GET}
    known = _day(told.get("known", ""))
    found = lists(partnership, known)
    first_load = None
    if found is None and known:
        found, first_load = lists(partnership, None), earliest_known()
    if found is None or found.newest is None:
        return None
    if not told and partnership is None:
        return QuestionForm(None, lists=found)
    return QuestionForm({**_usual(partnership, found), **told}, lists=found, first_load=first_load)


def _meant(form: QuestionForm, workspace: Workspace) -> tuple[Choice, ...]:
    """Return the areas that may have been meant, each with the address of the question about it."""
    here = reverse("explorer:ask", args=(workspace.slug,))
    said = {name: str(form.data.get(name, "")) for name in PARTS}
    return tuple(Choice(area.label, f"{here}?{urlencode({**said, 'area': area.code})}") for area in form.meant)


def _usual(partnership: Partnership | None, found: Lists) -> dict[str, str]:
    """Return what is asked where the address says nothing: the partnership's own last year."""
    usual = {"what": "crime", "months": "12", "to": str(found.newest), "places": "neighbourhood", "known": NOW}
    return {"area": partnership.area_name if partnership else "", **usual}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _question(form: QuestionForm, workspace: Workspace, partnership: Partnership | None) -> Asked:
    parts = form.cleaned_data
    return asked(
        form.lists,
        workspace,
        partnership,
        area=parts["area"],
        what=parts["what"],
        last=parts["to"],
        length=parts["months"],
        level=parts["places"],
        said=tuple((name, str(form.data[name])) for name in PARTS if form.data.get(name) not in ("", NOW)),
    )


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
