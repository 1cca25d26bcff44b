"""One meeting: its agenda and minutes on one page; who came; what was said, declared, decided and undertaken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.action_log.queries import actions_from
from frankpledge.domain.bodies.models import Person, Seat
from frankpledge.domain.bodies.queries.rows import row_of, standing_rows
from frankpledge.domain.meetings.actions import minuting
from frankpledge.domain.meetings.actions.minutes import FORMS
from frankpledge.domain.meetings.forms import AttendanceForm, DecisionForm, InterestForm, MinuteForm, UndertakingForm
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.presenters import ItemPart, item_parts, seats_table, state_cell
from frankpledge.domain.meetings.queries.attending import seniors, sitting
from frankpledge.domain.meetings.queries.drawing import drawn_by
from frankpledge.domain.meetings.queries.reading import (
    items_of,
    last_before,
    may_agree,
    minutes_closed,
    minutes_edition,
    next_after,
    origins,
)
from frankpledge.domain.meetings.rules import Kind, State
from frankpledge.domain.meetings.views.finding import (
    crumb_of,
    crumbs,
    found_item,
    found_meeting,
    may_minute,
    withheld_here,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.permissions import Capability as Draft
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Show a meeting: agenda and minutes in one, who came, and where its minutes stand."""
    found = found_meeting(request, workspace, meeting, Capability.SEE)
    edition, table = minutes_edition(found), sitting(found)
    agenda_only = edition is None and not may_paper(Draft.READ_PAPER, workspace=workspace, user=reader(request))
    shown = {
        "edition": edition,
        "agenda_only": agenda_only,
        "forms": FORMS,
        "meeting": found,
        "caption": f"{found.body.name} · {Kind(found.kind).label}",
        "state": state_cell(found),
        "quorum": table.quorum if table.recorded else None,
        "seniors": seniors(table) if table.recorded and found.kind == Kind.PUBLIC else None,
        "items": _items(request, found, agenda_only=agenda_only),
        "seats": seats_table(table.lines) if table.lines else None,
        "last": last_before(found),
        "next": next_after(found),
        "crumbs": crumbs(workspace, Crumb(str(found))),
        **_may(request, found, recorded=table.recorded),
    }
    return render(request, "meetings/one.html", shown)


def _items(request: HttpRequest, meeting: Meeting, *, agenda_only: bool) -> tuple[ItemPart, ...]:
    items = list(items_of(meeting))
    undertaken, hidden = (
        actions_from(meeting.workspace, list(origins(items))),
        withheld_here(request, meeting, items),
    )
    drawn = drawn_by(items, meeting, viewer=reader(request))
    return item_parts(items, undertaken, hidden, agenda_only=agenda_only, drawn=drawn)


def _may(request: HttpRequest, meeting: Meeting, *, recorded: bool) -> dict[str, Any]:
    """Return what the reader may do with a meeting as it stands."""
    workspace, viewer, closed = meeting.workspace, reader(request), minutes_closed(meeting)
    begun = meeting.on <= clock.today() and meeting.state != State.CANCELLED
    minutes, minuting_ = (meeting.minutes.state if meeting.minutes else ""), may_minute(request, workspace)
    waits = minutes == PaperState.IN_REVIEW
    return {
        "may_prepare": is_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=viewer) and not closed,
        "may_minute": minuting_ and begun and not closed,
        "may_send": minuting_ and recorded and not closed,
        "may_see_restricted": minuting_,
        "may_agree": waits and may_agree(meeting, viewer),
        "may_return": waits and may_paper(Draft.RETURN_PAPER, workspace=workspace, user=viewer),
        "may_correct": minutes == PaperState.APPROVED and minuting_,
        "planned": meeting.state == State.PLANNED,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def attendance(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Ask how each seat was filled and keep it."""
    found, by = found_meeting(request, workspace, meeting, Capability.MINUTE), reader(request)
    people = standing_rows(Person, workspace=workspace, viewer=by)
    typed = request.POST if request.method == "POST" else None
    form = AttendanceForm(typed, lines=sitting(found).lines, people=people)
    shown: dict[str, Any] = {"title": "Who is there", "caption": str(found), "button": "Keep", "none": not form.lines}
    shown["crumbs"] = crumbs(workspace, crumb_of(found), Crumb("Attendance"))

    def act() -> HttpResponseBase:
        minuting.record_attendance(meeting=found, came=form.came(), by=by)
        messages.success(request, f"{sitting(found).quorum.words}.")
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act, template="meetings/attend.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def minute(request: HttpRequest, workspace: Workspace, meeting: UUID, item: UUID) -> HttpResponseBase:
    """Ask what was said under an item, and which action was agreed, and keep both in one stroke."""
    found, by = found_meeting(request, workspace, meeting, Capability.MINUTE), reader(request)
    one_ = found_item(request, found, item)
    typed = request.POST if request.method == "POST" else None
    form = MinuteForm(typed, initial={"words": one_.minute})
    agreed = UndertakingForm(typed, meeting=found, viewer=by)
    shown: dict[str, Any] = {"title": one_.title, "caption": f"{found}, item {one_.order}", "agreed": agreed}
    shown |= {"button": "Keep", "crumbs": crumbs(workspace, crumb_of(found), Crumb(one_.title))}

    def act() -> HttpResponseBase:
        actions = agreed.given()
        minuting.minute_item(item=one_, words=form.cleaned_data["words"], undertaken=actions, by=by)
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act, template="meetings/minute.html", also=(agreed,))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def decide(request: HttpRequest, workspace: Workspace, meeting: UUID, item: UUID) -> HttpResponseBase:
    """Ask what was decided and why, with the action that follows, and keep both in one stroke."""
    found, by = found_meeting(request, workspace, meeting, Capability.MINUTE), reader(request)
    one_ = found_item(request, found, item)
    typed = request.POST if request.method == "POST" else None
    form = DecisionForm(typed, workspace=workspace, viewer=by, initial={"wording": one_.asks})
    agreed = UndertakingForm(typed, meeting=found, viewer=by)
    shown: dict[str, Any] = {"title": "Record a decision", "caption": f"{found}: {one_.title}", "agreed": agreed}
    shown |= {"button": "Record", "crumbs": crumbs(workspace, crumb_of(found), Crumb("Decision"))}

    def act() -> HttpResponseBase:
        made, follow = minuting.record_decision(item=one_, given=form.given(), undertaken=agreed.given(), by=by)
        told = f" Action {follow[0].number} follows from it." if follow else ""
        messages.success(request, f"Recorded as decision {made.number}.{told}")
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act, template="meetings/minute.html", also=(agreed,))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def interest(request: HttpRequest, workspace: Workspace, meeting: UUID, item: UUID) -> HttpResponseBase:
    """Ask which interest was declared in an item, and keep it."""
    found, by = found_meeting(request, workspace, meeting, Capability.MINUTE), reader(request)
    one_ = found_item(request, found, item)
    form = InterestForm(request.POST if request.method == "POST" else None, lines=sitting(found).lines)
    shown: dict[str, Any] = {"title": "Record an interest", "caption": f"{found}: {one_.title}", "button": "Record"}
    shown["crumbs"] = crumbs(workspace, crumb_of(found), Crumb("Interest"))

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        seat = row_of(Seat, UUID(told["seat"]), workspace=workspace, viewer=by)
        assert seat is not None
        minuting.declare_interest(item=one_, seat=seat, words=told["words"], by=by)
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act)
