"""What groups send up, for programs: the list, one, sent, put on an agenda, answered, taken back, handed on, read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import WORK
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.escalations import actions
from frankpledge.domain.escalations.forms import (
    AgendaForm,
    AnswerForm,
    ChoiceForm,
    HandOnForm,
    ReasonForm,
    SendForm,
    bodies_here,
)
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.permissions import GRANTS, Capability
from frankpledge.domain.escalations.queries import (
    agendas_for,
    chosen,
    escalation_of,
    escalations_of,
    matter_to_send,
    standing_of,
)
from frankpledge.domain.escalations.rules import LONGEST_WORDS, Deed, State

ONE = "/escalations/{uuid:escalation}"
ABOUT: Any = {
    "words": (str | None, Field(None, max_length=LONGEST_WORDS, description="What it is about, where it has no page.")),
    "about": (
        str | None,
        Field(None, max_length=150, description="Or the thing that it is about: kind:identifier, as search tells."),
    ),
}


class EscalationOut(Schema):
    """Something that a group sent up, and how it stands on the day."""

    id: UUID
    number: int
    sender: UUID
    sender_name: str
    receiver: UUID
    receiver_name: str
    about: str = Field(description="What it is about, in the words of then.")
    about_kind: str = Field(description="The kind of thing that it is about; empty where it is words alone.")
    about_id: str
    asks: str
    why: str
    sent_on: date
    by_when: date | None
    state: Annotated[str, listed(State)]
    standing: str
    late: bool
    agenda: str = Field(description="The meeting that has it before it, in words.")
    answer: str
    decision: int | None
    closed_on: date | None
    read_at: datetime | None = Field(description="When the sender noted the answer.")


class EscalationStepOut(Schema):
    """One thing that was done with it."""

    at: datetime
    who: str
    deed: Annotated[str, listed(Deed)]
    words: str


class AgendaOut(Schema):
    """A meeting to come on whose agenda it can be put: `meeting` is what that act is given."""

    meeting: str
    title: str
    on: date


class WholeEscalation(Schema):
    """Something that was sent up, all that was done with it in order, and where it can be put before its group."""

    escalation: EscalationOut
    steps: list[EscalationStepOut]
    agendas: list[AgendaOut]


def escalation_out(one: Escalation, on: date) -> EscalationOut:
    """Return an escalation as it is told."""
    stands = standing_of(one, on=on)
    named = ("number", "asks", "why", "sent_on", "by_when", "state", "answer", "decision", "closed_on", "read_at")
    return EscalationOut(
        **{name: getattr(one, name) for name in named}, id=one.pk, sender=one.from_body_id,
        sender_name=one.from_body.name, receiver=one.to_body_id, receiver_name=one.to_body.name, about=one.about_words,
        about_kind=one.about_kind, about_id=one.about, standing=stands.words, late=stands.late,
        agenda=one.agenda_words,
    )  # fmt: skip


def found(call: Call, escalation: UUID, capability: Capability = Capability.SEE) -> Escalation:
    """Return an escalation that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(escalation_of(escalation, **call.here), "escalation")


def whole(call: Call, escalation: UUID) -> WholeEscalation:
    """Return an escalation whole, as it stands on the day of a call."""
    one = there(escalation_of(escalation, **call.here), "escalation")
    steps = [
        EscalationStepOut(at=each.at, who=each.by.name, deed=each.deed, words=each.words) for each in one.steps.all()
    ]
    coming = agendas_for(one, viewer=call.by, today=call.today) if State(one.state).is_open else ()
    agendas = [AgendaOut(meeting=each.about, title=each.title, on=each.on) for each in coming]
    return WholeEscalation(escalation=escalation_out(one, call.today), steps=steps, agendas=agendas)


@lists("/escalations", part=WORK, of=EscalationOut, asks=ChoiceForm)
def list_escalations(call: Call, given: dict[str, Any]) -> Rows:
    """List what was sent up, under the filters of the page.

    Where none is given, what is open, the most pressing first.
    """
    call.check(GRANTS, Capability.SEE)
    form = filled(ChoiceForm(given, **call.here))
    rows = chosen(escalations_of(**call.here), form.choice(), on=call.today)
    return Rows(rows, lambda one: escalation_out(one, call.today))


@reads(ONE, part=WORK, returns=WholeEscalation)
def read_escalation(call: Call, escalation: UUID) -> WholeEscalation:
    """Read of something that was sent up how it stands, and all that was done with it."""
    return whole(call, found(call, escalation).pk)


@acts("/escalations", part=WORK, asks=SendForm, without=("words",), also=ABOUT, returns=WholeEscalation, status=201)
def send_up(call: Call, given: dict[str, Any]) -> WholeEscalation:
    """Send something up to another group: in words, or about a thing that has a page.

    Without a receiver the group is asked that the sender reports to. It is open until it is answered.
    """
    call.check(GRANTS, Capability.SEND)
    about = given.pop("about", "")
    matter = there(matter_to_send(about, **call.here), "thing to send up") if about else None
    form = filled(SendForm(given, bodies=bodies_here(call.workspace, call.by), matter=matter))
    return whole(call, actions.send_up(workspace=call.workspace, given=form.given(), by=call.by).pk)


@acts(f"{ONE}/agenda", part=WORK, asks=AgendaForm, returns=WholeEscalation)
def put_escalation_on_agenda(call: Call, escalation: UUID, given: dict[str, Any]) -> WholeEscalation:
    """Put what was sent up on the agenda of a meeting to come of the group that is asked."""
    one = found(call, escalation, Capability.ANSWER)
    form = filled(AgendaForm(given, agendas=agendas_for(one, viewer=call.by, today=call.today)))
    actions.add_to_agenda(escalation=one, agenda=form.agenda(), by=call.by)
    return whole(call, escalation)


@acts(f"{ONE}/answer", part=WORK, asks=AnswerForm, returns=WholeEscalation)
def answer_escalation(call: Call, escalation: UUID, given: dict[str, Any]) -> WholeEscalation:
    """Record what the group answered. The sender is told until they have noted it."""
    one = found(call, escalation, Capability.ANSWER)
    actions.answer(escalation=one, given=filled(AnswerForm(given)).given(), by=call.by)
    return whole(call, escalation)


@acts(f"{ONE}/take-back", part=WORK, asks=ReasonForm, returns=WholeEscalation)
def take_back_escalation(call: Call, escalation: UUID, given: dict[str, Any]) -> WholeEscalation:
    """Take back what was sent up and is not answered, and say why."""
    one = found(call, escalation, Capability.SEND)
    actions.take_back(escalation=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return whole(call, escalation)


@acts(f"{ONE}/reopen", part=WORK, asks=ReasonForm, returns=WholeEscalation)
def reopen_escalation(call: Call, escalation: UUID, given: dict[str, Any]) -> WholeEscalation:
    """Open again what was answered or taken back, and say why. The answer before stays among its steps."""
    one = found(call, escalation, Capability.SEND)
    actions.reopen(escalation=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return whole(call, escalation)


@acts(f"{ONE}/hand-on", part=WORK, asks=HandOnForm, returns=WholeEscalation)
def hand_on_escalation(call: Call, escalation: UUID, given: dict[str, Any]) -> WholeEscalation:
    """Ask another group instead, and say why. It leaves the agenda that it was on."""
    one = found(call, escalation, Capability.ANSWER)
    named = {one.from_body_id, one.to_body_id}
    bodies = {key: body for key, body in bodies_here(call.workspace, call.by).items() if body.pk not in named}
    form = filled(HandOnForm(given, bodies=bodies))
    reason = form.cleaned_data["reason"]
    actions.hand_on(escalation=one, receiver=form.chosen(), reason=reason, by=call.by)
    return whole(call, escalation)


@acts(f"{ONE}/read", part=WORK, returns=WholeEscalation)
def note_escalation_answer(call: Call, escalation: UUID) -> WholeEscalation:
    """Note that the sender has read the answer."""
    actions.note_answer(escalation=found(call, escalation, Capability.SEND), by=call.by)
    return whole(call, escalation)
