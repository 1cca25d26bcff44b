"""Minuting for programs: who came, what was said, declared and decided, and the minutes on their way to agreement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import Given, body_of, filled
from frankpledge.api.parts import MEETINGS
from frankpledge.api.resources.meetings import ITEM, ONE, WholeMeeting, found, found_item, hidden, sees_drafts, whole
from frankpledge.api.routing import acts, reads
from frankpledge.domain.action_log.actions import Undertaken
from frankpledge.domain.bodies.models import Person, Seat
from frankpledge.domain.bodies.queries.rows import row_of, standing_rows
from frankpledge.domain.meetings.actions import minutes as deeds
from frankpledge.domain.meetings.actions import minuting
from frankpledge.domain.meetings.documents import leaving, minutes
from frankpledge.domain.meetings.forms import (
    AttendanceForm,
    DecisionForm,
    InterestForm,
    MinuteForm,
    ReasonForm,
    UndertakingForm,
)
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.attending import sitting
from frankpledge.domain.meetings.queries.reading import items_of, minutes_edition
from frankpledge.domain.meetings.rules import NotAMeeting, Presence
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.ui.pages import attachment

MOST_SEATS, MOST_ACTIONS = 200, 20
VERSIONS = ("open", "restricted")
UNDERTAKEN: Any = (
    list[body_of(UndertakingForm)],  # type: ignore[misc]  # made of the form while it runs
    Field([], max_length=MOST_ACTIONS, description="The actions that were agreed, recorded in the same stroke."),
)


class SeatCame(Given):
    """How one seat was filled, and by whom if that is known."""

    seat: UUID
    presence: Presence
    person: UUID | None = None


class CameGiven(Given):
    """How the seats were filled. A seat that is left out has no record; what was recorded before is replaced."""

    seats: list[SeatCame] = Field(max_length=MOST_SEATS)


def undertaken(call: Call, meeting: Meeting, given: dict[str, Any]) -> tuple[Undertaken, ...]:
    """Take the actions that were agreed out of what was given, and return them."""
    forms = [filled(UndertakingForm(one, meeting=meeting, viewer=call.by)) for one in given.pop("undertaken", [])]
    return tuple(one for form in forms for one in form.given())


@acts(f"{ONE}/attendance", part=MEETINGS, asks=CameGiven, returns=WholeMeeting, method="PUT")
def record_attendance(call: Call, meeting: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Write down how the seats were filled. The meeting is held from then on."""
    one = found(call, meeting, Capability.MINUTE)
    told: dict[str, str] = {}
    for came in given["seats"]:
        told[f"presence-{came['seat']}"] = came["presence"]
        told[f"person-{came['seat']}"] = str(came.get("person") or "")
    lines = sitting(one).lines
    if {came["seat"] for came in given["seats"]} - {line.seat.id for line in lines}:
        raise NotAMeeting("a seat is not at this table.", where="seats", cure="Read the meeting: it tells its seats.")
    form = filled(AttendanceForm(told, lines=lines, people=standing_rows(Person, **call.here)))
    minuting.record_attendance(meeting=one, came=form.came(), by=call.by)
    return whole(call, meeting)


@acts(
    f"{ITEM}/minute",
    part=MEETINGS,
    asks=MinuteForm,
    also={"undertaken": UNDERTAKEN},
    returns=WholeMeeting,
    method="PUT",
)
def minute_item(call: Call, meeting: UUID, item: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Write down what was said under an item, with the actions that were agreed."""
    one = found(call, meeting, Capability.MINUTE)
    agreed = undertaken(call, one, given)
    words = filled(MinuteForm(given)).cleaned_data["words"]
    minuting.minute_item(item=found_item(call, one, item), words=words, undertaken=agreed, by=call.by)
    return whole(call, meeting)


@acts(
    f"{ITEM}/decisions", part=MEETINGS, asks=DecisionForm, also={"undertaken": UNDERTAKEN}, returns=WholeMeeting,
    status=201,
)  # fmt: skip
def record_decision(call: Call, meeting: UUID, item: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Minute a decision with the actions that follow. Refused (409) where the meeting is not quorate."""
    one = found(call, meeting, Capability.MINUTE)
    agreed = undertaken(call, one, given)
    form = filled(DecisionForm(given, **call.here))
    minuting.record_decision(item=found_item(call, one, item), given=form.given(), undertaken=agreed, by=call.by)
    return whole(call, meeting)


@acts(f"{ITEM}/interests", part=MEETINGS, asks=InterestForm, returns=WholeMeeting, status=201)
def declare_interest(call: Call, meeting: UUID, item: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Write down an interest that somebody declared. It withholds a restricted item from them."""
    one = found(call, meeting, Capability.MINUTE)
    form = filled(InterestForm(given, lines=sitting(one).lines))
    told = form.cleaned_data
    seat = there(row_of(Seat, UUID(told["seat"]), **call.here), "seat")
    minuting.declare_interest(item=found_item(call, one, item), seat=seat, words=told["words"], by=call.by)
    return whole(call, meeting)


@acts(f"{ONE}/minutes/send", part=MEETINGS, returns=WholeMeeting)
def send_minutes(call: Call, meeting: UUID) -> WholeMeeting:
    """Draft the minutes from the record and send them for agreement."""
    one = found(call, meeting, Capability.MINUTE)
    deeds.send_minutes(meeting=one, tree=minutes(one, restricted=False), by=call.by)
    return whole(call, meeting)


@acts(f"{ONE}/minutes/agree", part=MEETINGS, returns=WholeMeeting)
def agree_minutes(call: Call, meeting: UUID) -> WholeMeeting:
    """Agree the minutes as a true record. Refused to whoever wrote them."""
    deeds.agree_minutes(meeting=found(call, meeting), by=call.by)
    return whole(call, meeting)


@acts(f"{ONE}/minutes/return", part=MEETINGS, asks=ReasonForm, returns=WholeMeeting)
def return_minutes(call: Call, meeting: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Return the minutes to draft, saying what is wrong in them."""
    form = filled(ReasonForm(given))
    deeds.return_minutes(meeting=found(call, meeting), reason=form.cleaned_data["reason"], by=call.by)
    return whole(call, meeting)


@acts(f"{ONE}/minutes/correct", part=MEETINGS, asks=ReasonForm, returns=WholeMeeting)
def correct_minutes(call: Call, meeting: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Open agreed minutes again to put them right. The note is printed on the next edition."""
    one, note = found(call, meeting, Capability.MINUTE), filled(ReasonForm(given)).cleaned_data["reason"]
    edition = minutes_edition(one)
    if edition is None:
        raise NotAMeeting("its minutes were not agreed yet.", cure="Return them to draft instead.")
    tree = minutes(one, restricted=False)
    deeds.correct_minutes(meeting=one, edition=edition, tree=tree, note=note, by=call.by)
    return whole(call, meeting)


@reads(f"{ONE}/minutes/{{slug:version}}/{{str:form}}", part=MEETINGS, returns=None)
def fetch_minutes(call: Call, meeting: UUID, version: str, form: str) -> HttpResponse:
    """Fetch the minutes as a file.

    `version` is open or restricted; `form` is html, pdf, docx or odt. Drafts are for whoever reads papers.
    """
    one = found(call, meeting)
    if version not in VERSIONS or form not in deeds.FORMS:
        raise Http404("there is no such version of minutes.")
    if minutes_edition(one) is None and not sees_drafts(call):
        raise NotPermitted("the minutes are not agreed yet.", cure="They are open to you once they are.")
    restricted = version == "restricted"
    if restricted and (not call.may(GRANTS, Capability.MINUTE) or hidden(call, list(items_of(one)))):
        raise NotPermitted("the restricted minutes are not open to you.", cure="Ask whoever takes the minutes.")
    content = leaving(one, [form], by=call.by, restricted=restricted)[form]
    name = f"{call.workspace.slug}-minutes-{one.on.isoformat()}{'-restricted' if restricted else ''}.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)
