"""One escalation: sent up, put on an agenda, answered, taken back, opened again, handed on, its answer read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.escalations import actions
from frankpledge.domain.escalations.forms import (
    AgendaForm,
    AnswerForm,
    HandOnForm,
    ReasonForm,
    SendForm,
    bodies_here,
)
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.permissions import GRANTS, Capability
from frankpledge.domain.escalations.presenters import escalation_page
from frankpledge.domain.escalations.queries import (
    agenda_of,
    agendas_for,
    escalation_of,
    is_open,
    matter_of,
    matter_to_send,
)
from frankpledge.domain.escalations.views.register import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told


def found_one(request: HttpRequest, workspace: Workspace, escalation: UUID, capability: Capability) -> Escalation:
    """Return an escalation of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = escalation_of(escalation, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such escalation")
    return found


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, escalation: UUID) -> HttpResponseBase:
    """Show an escalation, how it stands, and all that was done with it."""
    found, viewer = found_one(request, workspace, escalation, Capability.SEE), reader(request)
    may_send = is_granted(GRANTS, Capability.SEND, workspace=workspace, user=viewer)
    still, today = is_open(found), clock.today()
    coming = agendas_for(found, viewer=viewer, today=today) if still else ()
    places = (matter_of(found, viewer=viewer), agenda_of(found, viewer=viewer))
    shown = {
        "page": escalation_page(found, *places, coming=coming, today=today),
        "may_answer": is_granted(GRANTS, Capability.ANSWER, workspace=workspace, user=viewer),
        "may_send": may_send,
        "may_note": found.state == "answered" and found.read_at is None and (may_send or viewer.pk == found.sender_id),
        "open": still,
        "crumbs": crumbs(workspace, str(found)),
    }
    return render(request, "escalations/one.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def send(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask what is sent up to whom and why, and send it. `about` in the address names a thing that has a page."""
    by, about = reader(request), request.GET.get("about", "")
    check_granted(GRANTS, Capability.SEND, workspace=workspace, user=by)
    matter = matter_to_send(about, workspace=workspace, viewer=by) if about else None
    if about and matter is None:
        raise Http404("there is no such thing to send up")
    typed = request.POST if request.method == "POST" else None
    form = SendForm(
        typed, bodies=bodies_here(workspace, by), matter=matter, initial={"sender": request.GET.get("from")}
    )
    shown: dict[str, Any] = {"title": "Send something up", "button": "Send it up", "crumbs": crumbs(workspace, "Send")}
    shown["caption"] = matter.words if matter else ""
    shown["lede"] = "It stays open, on the pages of both groups, until the group that is asked has answered."

    def act() -> HttpResponseBase:
        made = actions.send_up(workspace=workspace, given=form.given(), by=by)
        messages.success(request, f"Sent up as escalation {made.number}.")
        return redirect("escalations:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def agenda(request: HttpRequest, workspace: Workspace, escalation: UUID) -> HttpResponseBase:
    """Ask at which meeting it is answered, and put it on that agenda."""
    found, by = found_one(request, workspace, escalation, Capability.ANSWER), reader(request)
    coming = agendas_for(found, viewer=by, today=clock.today())
    form = AgendaForm(
        request.POST if request.method == "POST" else None,
        agendas=coming,
        initial={"meeting": coming[0].about if coming else ""},
    )
    shown: dict[str, Any] = {"title": f"Put escalation {found.number} on an agenda", "button": "Put it there"}
    shown |= {"caption": found.about_words, "crumbs": crumbs(workspace, str(found))}
    if not coming:
        shown["lede"] = f"No meeting of {found.to_body} is planned. Plan one first, under Meetings."

    def act() -> HttpResponseBase:
        actions.add_to_agenda(escalation=found, agenda=form.agenda(), by=by)
        return redirect("escalations:one", workspace.slug, escalation)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def answer(request: HttpRequest, workspace: Workspace, escalation: UUID) -> HttpResponseBase:
    """Ask what the group answered, and keep it for the sender."""
    found, by = found_one(request, workspace, escalation, Capability.ANSWER), reader(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": f"What did {found.to_body} answer?", "button": "Record the answer"}
    shown |= {"caption": f"{found.about_words}: {found.asks}", "crumbs": crumbs(workspace, str(found))}

    def act() -> HttpResponseBase:
        actions.answer(escalation=found, given=form.given(), by=by)
        messages.success(request, f"Recorded. {found.from_body} is told until it is noted.")
        return redirect("escalations:one", workspace.slug, escalation)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def end(request: HttpRequest, workspace: Workspace, escalation: UUID) -> HttpResponseBase:
    """Ask why an open escalation is taken back, or why one that is over is opened again."""
    found, by = found_one(request, workspace, escalation, Capability.SEND), reader(request)
    still = is_open(found)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    title = f"Take escalation {found.number} back" if still else f"Open escalation {found.number} again"
    shown: dict[str, Any] = {"title": title, "button": "Take it back" if still else "Open it"}
    shown |= {"caption": found.about_words, "crumbs": crumbs(workspace, str(found))}

    def act() -> HttpResponseBase:
        do = actions.take_back if still else actions.reopen
        do(escalation=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("escalations:one", workspace.slug, escalation)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def hand_on(request: HttpRequest, workspace: Workspace, escalation: UUID) -> HttpResponseBase:
    """Ask which group is asked instead, and why."""
    found, by = found_one(request, workspace, escalation, Capability.ANSWER), reader(request)
    named = {found.from_body_id, found.to_body_id}
    bodies = {key: body for key, body in bodies_here(workspace, by).items() if body.pk not in named}
    form = HandOnForm(request.POST if request.method == "POST" else None, bodies=bodies)
    shown: dict[str, Any] = {"title": f"Hand escalation {found.number} on", "button": "Hand it on"}
    shown |= {"caption": found.about_words, "crumbs": crumbs(workspace, str(found))}

    def act() -> HttpResponseBase:
        actions.hand_on(escalation=found, receiver=form.chosen(), reason=form.cleaned_data["reason"], by=by)
        return redirect("escalations:one", workspace.slug, escalation)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def read(request: HttpRequest, workspace: Workspace, escalation: UUID) -> HttpResponseBase:
    """Note that the sender has read the answer."""
    found = found_one(request, workspace, escalation, Capability.SEND)
    told(request, lambda: actions.note_answer(escalation=found, by=reader(request)), "Noted.")
    return redirect("escalations:one", workspace.slug, escalation)
