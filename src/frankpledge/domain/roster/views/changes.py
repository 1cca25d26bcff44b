"""The forms: recording an organisation, a body or a person, and doing one thing to a row of the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from frankpledge.domain.bodies.models import (
    Body,
    Capacity,
    Kept,
    Office,
    Organisation,
    Person,
    Post,
    Representation,
    Seat,
    SeatHolding,
    Terms,
)
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.rows import corrections_of, row_of
from frankpledge.domain.roster.forms.adding import ADDING, recorded
from frankpledge.domain.roster.forms.deeds import ALSO, DEEDS, ROWS, Deed
from frankpledge.domain.roster.forms.fields import RegisterForm
from frankpledge.domain.roster.presenters.words import address, deed
from frankpledge.domain.roster.views.reading import Asked, asked_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace
from frankpledge.ground.ui.parts import Button, Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace, what: str) -> HttpResponseBase:
    """Ask for an organisation, a body or a person, and record it."""
    asked = _keeper(request, workspace)
    if what not in ADDING:
        raise Http404("there is no such form")
    title, kind = ADDING[what]
    form = kind(request.POST if request.method == "POST" else None, register=asked.register)
    return _answered(request, asked, form, title, lambda: _add(what, asked, form), "Recorded.")


def _add(what: str, asked: Asked, form: RegisterForm) -> str:
    made = recorded(what, form, workspace=asked.workspace, by=asked.viewer)
    return address(what, asked.workspace.slug, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def do(request: HttpRequest, workspace: Workspace, deed: str, row: UUID) -> HttpResponseBase:
    """Ask what one thing needs that is done to a row, and do it."""
    asked = _keeper(request, workspace)
    known = DEEDS.get(deed)
    found = row_of(known.kind, row, workspace=workspace, viewer=asked.viewer) if known else None
    if known is None or found is None:
        raise Http404("there is no such thing to do")
    form = known.form(request.POST if request.method == "POST" else None, register=asked.register, row=found)

    def act() -> str:
        known.act(found, form, form.cleaned_data, asked.viewer)
        return home_of(found, workspace.slug)

    more = {
        "button": known.button,
        "also": _also(workspace.slug, deed, known, found),
        "kept": _kept(asked, deed, found),
    }
    return _answered(request, asked, form, known.title.format(found), act, known.done, **more)


def _keeper(request: HttpRequest, workspace: Workspace) -> Asked:
    asked = asked_of(request, workspace)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=asked.viewer)
    return asked


def _answered(
    request: HttpRequest,
    asked: Asked,
    form: RegisterForm,
    title: str,
    do: Callable[[], str],
    done: str,
    **more: Any,
) -> HttpResponseBase:
    def act() -> HttpResponseBase:
        home = do()
        messages.success(request, done)
        return redirect(home)

    shown = asked.shown(Crumb(title), title=title, button="Record") | more
    return answered(request, form, shown, act, template="roster/form.html")


def _also(slug: str, name: str, known: Deed, row: Kept) -> tuple[Button, ...]:
    """Return what else may be done to a row, below the form that puts it right."""
    if not name.startswith("correct-") or known.kind not in ROWS:
        return ()
    ends = tuple(Button(words, deed(slug, one, row.pk)) for one, words in ALSO.get(known.kind, ()))
    withdraw = Button("It was never so: withdraw it", deed(slug, name.replace("correct-", "withdraw-"), row.pk))
    return (*ends, withdraw)


def _kept(asked: Asked, name: str, row: Kept) -> tuple[dict[str, Any], ...]:
    """Return what stood there before it was put right, the latest first."""
    if not name.startswith("correct-"):
        return ()
    return tuple(
        {
            "at": one.corrected_at,
            "who": str(one.corrected_by),
            "reason": one.reason,
            "before": tuple((part, _value(value)) for part, value in sorted(one.before.items())),
        }
        for one in corrections_of(row, viewer=asked.viewer)
    )


def _value(value: object) -> str:
    if isinstance(value, dict):
        return str(value["name"])
    return "nothing" if value in (None, "") else str(value)


def home_of(row: Kept, slug: str) -> str:
    """Return the page on which a row is seen."""
    if isinstance(row, Terms):
        return address("body", slug, row.body_id)
    if isinstance(row, SeatHolding | Representation | Office):
        return address("seat", slug, row.seat_id)
    if isinstance(row, Post):
        return address("person", slug, row.person_id)
    if isinstance(row, Capacity):
        return address("organisation", slug, row.organisation_id)
    pages = {Organisation: "organisation", Body: "body", Seat: "seat", Person: "person"}
    return address("list" if row.withdrawn_at else pages[type(row)], slug, *(() if row.withdrawn_at else (row.pk,)))
