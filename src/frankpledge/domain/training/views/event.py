"""One event: recorded, put right, counted, told of, cancelled, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.training import actions
from frankpledge.domain.training.forms import DelegatesForm, EventForm, FeedbackForm, ReasonForm, as_typed
from frankpledge.domain.training.models import Session
from frankpledge.domain.training.permissions import GRANTS, Capability
from frankpledge.domain.training.presenters import event_page
from frankpledge.domain.training.queries import line_of, session_of
from frankpledge.domain.training.views.course import found_course
from frankpledge.domain.training.views.register import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.statute.deadlines import in_words


def found_event(request: HttpRequest, workspace: Workspace, session: UUID, capability: Capability) -> Session:
    """Return an event of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = session_of(session, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such event")
    return found


def _about(session: Session, title: str, button: str, lede: str = "") -> dict[str, Any]:
    """Return what a page that asks about an event shows besides its form."""
    caption = f"{session.course.title}, {in_words(session.on)}"
    way = crumbs(session.workspace, session.course.title)
    return {"title": title, "caption": caption, "button": button, "lede": lede, "crumbs": way}


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, session: UUID) -> HttpResponseBase:
    """Show an event, who came from where, and what they said."""
    found, viewer = found_event(request, workspace, session, Capability.SEE), reader(request)
    line = line_of(found, on=clock.today())
    shown = {
        "page": event_page(line),
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer),
        "held": line.state == "held",
        "cancelled": line.state == "cancelled",
        "crumbs": crumbs(workspace, f"{line.course}, {in_words(line.on)}"),
    }
    return render(request, "training/event.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace, course: UUID) -> HttpResponseBase:
    """Ask for an event of a course and record it."""
    found, by = found_course(request, workspace, course, Capability.KEEP), reader(request)
    form = EventForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Add an event", "caption": found.title, "button": "Record"}

    def act() -> HttpResponseBase:
        made = actions.add_event(course=found, given=form.given(), by=by)
        return redirect("training:event", workspace.slug, made.pk)

    return answered(request, form, shown | {"crumbs": crumbs(workspace, found.title)}, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, session: UUID) -> HttpResponseBase:
    """Put an event right."""
    found, by = found_event(request, workspace, session, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = EventForm(typed, initial=as_typed(line_of(found, on=clock.today())))

    def act() -> HttpResponseBase:
        actions.amend_event(session=found, given=form.given(), by=by)
        return redirect("training:event", workspace.slug, session)

    return answered(request, form, _about(found, "Put it right", "Save"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def delegates(request: HttpRequest, workspace: Workspace, session: UUID) -> HttpResponseBase:
    """Ask how many came from each organisation, and keep it."""
    found, by = found_event(request, workspace, session, Capability.KEEP), reader(request)
    line = line_of(found, on=clock.today())
    typed = request.POST if request.method == "POST" else None
    form = DelegatesForm(typed, workspace=workspace, viewer=by, line=line)
    lede = "A number; 0 where it sent nobody; ? where some came and nobody counted. Leave empty what is not recorded."

    def act() -> HttpResponseBase:
        actions.count_delegates(session=found, counts=form.counts(), by=by)
        return redirect("training:event", workspace.slug, session)

    return answered(request, form, _about(found, "How many came", "Keep", lede), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def feedback(request: HttpRequest, workspace: Workspace, session: UUID) -> HttpResponseBase:
    """Ask what those who came said, and keep it."""
    found, by = found_event(request, workspace, session, Capability.KEEP), reader(request)
    line = line_of(found, on=clock.today())
    was = {"asked": line.asked, "answered": line.answered, "said": line.said}
    form = FeedbackForm(request.POST if request.method == "POST" else None, questions=line.questions, initial=was)

    def act() -> HttpResponseBase:
        actions.record_feedback(session=found, given=form.given(), by=by)
        return redirect("training:event", workspace.slug, session)

    return answered(request, form, _about(found, "What they said", "Keep", "Counts alone, never who."), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def cancel(request: HttpRequest, workspace: Workspace, session: UUID) -> HttpResponseBase:
    """Ask why an event is not held, and keep it."""
    found, by = found_event(request, workspace, session, Capability.KEEP), reader(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        actions.cancel_event(session=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("training:event", workspace.slug, session)

    return answered(request, form, _about(found, "Cancel it", "Cancel the event"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, session: UUID) -> HttpResponseBase:
    """Ask why an event was recorded by mistake, and take it out."""
    found, by = found_event(request, workspace, session, Capability.KEEP), reader(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    lede = "For what was recorded by mistake. What was planned and not held is cancelled instead."

    def act() -> HttpResponseBase:
        actions.withdraw_event(session=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("training:course", workspace.slug, found.course_id)

    return answered(request, form, _about(found, "Withdraw it", "Withdraw", lede), act)
