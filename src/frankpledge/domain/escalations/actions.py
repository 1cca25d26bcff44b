"""Sending something up and what follows: every act checks who may, what is true, and leaves its trace."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Max

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations import rules
from frankpledge.domain.escalations.models import Escalation, Step
from frankpledge.domain.escalations.permissions import GRANTS, Capability
from frankpledge.domain.escalations.queries import Matter, open_for, open_of
from frankpledge.domain.escalations.rules import OPEN, Deed, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.registry import Agenda

_AGENDA = ("agenda_kind", "agenda_about", "agenda_words", "agenda_drawn")


@dataclass(frozen=True)
class SentUp:
    """What a group sends up, as a person gives it. Without a day the answer is wanted when the group next meets."""

    sender: Body
    receiver: Body
    matter: Matter
    asks: str
    why: str
    by_when: date | None = None
    sent_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """What a group answered, under which number of its decisions if it decided, and on which day (today if None)."""

    words: str
    decision: int | None = None
    on: date | None = None


@transaction.atomic
def send_up(*, workspace: Workspace, given: SentUp, by: User) -> Escalation:
    """Send something up to another group. It is open from then on, whatever becomes of what it is about."""
    check_granted(GRANTS, Capability.SEND, workspace=workspace, user=by)
    today = clock.today()
    sent_on = given.sent_on or today
    for body in (given.sender, given.receiver):
        if body.workspace_id != workspace.pk:
            raise rules.NotAnEscalation("the group is not of this partnership.", cure="Choose one of its own.")
    stands = given.receiver.withdrawn_at is None and given.receiver.span.holds(today)
    rules.check_bodies(sender=given.sender.pk, receiver=given.receiver.pk, receiver_stands=stands)
    rules.check_sent_on(sent_on, today=today)
    rules.check_by_when(given.by_when, today=sent_on)
    rules.check_not_asked(_asked_already(given))
    made = Escalation.objects.create(
        workspace=workspace,
        number=_next_number(workspace),
        from_body=given.sender,
        to_body=given.receiver,
        about_kind=given.matter.kind,
        about=given.matter.about,
        about_words=rules.check_words(given.matter.words, what="what it is about"),
        asks=rules.check_words(given.asks, what="what is asked"),
        why=rules.check_words(given.why, what="why it is sent up"),
        sent_on=sent_on,
        by_when=given.by_when,
        sender=by,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    _step(made, Deed.SENT, by, f"from {given.sender} to {given.receiver}")
    record("escalations.sent_up", made, by=by, facts=_facts(made, sender=str(given.sender), to=str(given.receiver)))
    return made


def _asked_already(given: SentUp) -> int | None:
    if not given.matter.kind:
        return None
    same = Escalation.objects.filter(
        to_body=given.receiver, about_kind=given.matter.kind, about=given.matter.about, state__in=OPEN
    ).first()
    return same.number if same else None


def _next_number(workspace: Workspace) -> int:
    """Return the next number, held until the transaction ends so that no two take the same."""
    rows = Workspace.objects.filter(pk=workspace.pk)
    (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
    highest: int | None = Escalation.objects.filter(workspace=workspace).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


@transaction.atomic
def put_on_agenda(*, escalation: Escalation, meeting: Matter, by: User) -> Escalation:
    """Note which meeting has an escalation before it. Whoever puts it there in the agenda itself calls this."""
    check_granted(GRANTS, Capability.ANSWER, workspace=escalation.workspace, user=by)
    held = _open(escalation)
    _place(held, meeting, drawn=False, by=by)
    return held


def _place(held: Escalation, meeting: Matter, *, drawn: bool, by: User) -> None:
    held.state, held.agenda_drawn = State.ON_AGENDA, drawn
    held.agenda_kind, held.agenda_about, held.agenda_words = meeting.kind, meeting.about, meeting.words[:300]
    held.save(update_fields=["state", *_AGENDA])
    _step(held, Deed.AGENDA, by, held.agenda_words)
    record("escalations.put_on_agenda", held, by=by, facts=_facts(held))


@transaction.atomic
def follow_agenda(*, body: Body, drawing: Matter | None, leaving: Collection[str], by: User) -> int:
    """Mark what waits for a group as on the agenda that draws it, and unmark what left one; return how many changed.

    `drawing` is the meeting to come whose agenda has an item that takes up what was sent up, None where none has;
    `leaving` are the meetings, by identifier, whose agendas have none (any more). Whoever changes an agenda calls this.
    What was put on an agenda as an item of its own stays there.
    """
    changed = 0
    for one in open_for(body):
        waits, drawn = State(one.state) is State.SENT, one.agenda_drawn
        if drawing is not None and (waits or (drawn and one.agenda_about != drawing.about)):
            _place(one, drawing, drawn=True, by=by)
        elif drawing is None and drawn and one.agenda_about in leaving:
            was, one.state = one.agenda_words, State.SENT
            _leave_agenda(one)
            one.save(update_fields=["state", *_AGENDA])
            _step(one, Deed.OFF_AGENDA, by, was)
            record("escalations.left_agenda", one, by=by, facts=_facts(one))
        else:
            continue
        changed += 1
    return changed


def _leave_agenda(one: Escalation) -> None:
    one.agenda_kind = one.agenda_about = one.agenda_words = ""
    one.agenda_drawn = False


@transaction.atomic
def add_to_agenda(*, escalation: Escalation, agenda: Agenda, by: User) -> Escalation:
    """Add an item with what is asked to the agenda of a meeting to come, and note it."""
    check_granted(GRANTS, Capability.ANSWER, workspace=escalation.workspace, user=by)
    rules.check_open(State(escalation.state))
    title = f"Escalation {escalation.number} from {escalation.from_body}: {escalation.about_words}"[:300]
    item = agenda.put(title, escalation.asks, by)
    where = Matter(f"{agenda.title}, {item}", agenda.kind, agenda.about)
    return put_on_agenda(escalation=escalation, meeting=where, by=by)


@transaction.atomic
def answer(*, escalation: Escalation, given: Answer, by: User) -> Escalation:
    """Record what the group answered. The sender is told until they have noted it."""
    check_granted(GRANTS, Capability.ANSWER, workspace=escalation.workspace, user=by)
    held, today = _open(escalation), clock.today()
    said = rules.check_words(given.words, what="the answer", longest=rules.LONGEST_ANSWER)
    rules.check_answered_on(given.on or today, sent_on=held.sent_on, today=today)
    held.answer, held.decision, held.read_at = said, given.decision, None
    _close(held, State.ANSWERED, given.on or today)
    _step(held, Deed.ANSWERED, by, f"{held.to_body}: {said}")
    record("escalations.answered", held, by=by, facts=_facts(held, by=str(held.to_body)))
    return held


@transaction.atomic
def take_back(*, escalation: Escalation, reason: str, by: User) -> Escalation:
    """Take back what was sent up and is not answered, and say why."""
    check_granted(GRANTS, Capability.SEND, workspace=escalation.workspace, user=by)
    held, said = _open(escalation), rules.check_words(reason, what="the reason")
    _close(held, State.TAKEN_BACK, clock.today())
    _step(held, Deed.TAKEN_BACK, by, said)
    record("escalations.taken_back", held, by=by, facts=_facts(held))
    return held


@transaction.atomic
def reopen(*, escalation: Escalation, reason: str, by: User) -> Escalation:
    """Open again what was answered or taken back, and say why. The answer before stays among its steps."""
    check_granted(GRANTS, Capability.ANSWER, workspace=escalation.workspace, user=by)
    held = _held(escalation)
    rules.check_over(State(held.state))
    said = rules.check_words(reason, what="the reason")
    held.answer, held.decision, held.read_at = "", None, None
    _close(held, State.SENT, None)
    _step(held, Deed.REOPENED, by, said)
    record("escalations.reopened", held, by=by, facts=_facts(held))
    return held


@transaction.atomic
def note_answer(*, escalation: Escalation, by: User) -> Escalation:
    """Note that the sender has read the answer: whoever sent it up, or whoever may send things up."""
    may = is_granted(GRANTS, Capability.SEND, workspace=escalation.workspace, user=by)
    if by.pk != escalation.sender_id and not may:
        check_granted(GRANTS, Capability.SEND, workspace=escalation.workspace, user=by)
    held = _held(escalation)
    rules.check_answered(State(held.state))
    if held.read_at is None:
        held.read_at = clock.now()
        held.save(update_fields=["read_at"])
        _step(held, Deed.READ, by)
        record("escalations.answer_read", held, by=by, facts=_facts(held))
    return held


@transaction.atomic
def hand_on(*, escalation: Escalation, receiver: Body, reason: str, by: User) -> Escalation:
    """Ask another group instead: the county strategy group, or whose matter it is. It leaves the agenda it was on."""
    check_granted(GRANTS, Capability.ANSWER, workspace=escalation.workspace, user=by)
    held, said = _open(escalation), rules.check_words(reason, what="the reason")
    if receiver.workspace_id != held.workspace_id:
        raise rules.NotAnEscalation("the group is not of this partnership.", cure="Choose one of its own.")
    stands = receiver.withdrawn_at is None and receiver.span.holds(clock.today())
    rules.check_bodies(sender=held.from_body_id, receiver=receiver.pk, receiver_stands=stands)
    rules.check_bodies(sender=held.to_body_id, receiver=receiver.pk, receiver_stands=stands)
    _give(held, receiver, said, by)
    return held


def _give(held: Escalation, receiver: Body, said: str, by: User) -> None:
    was, held.to_body, held.state = held.to_body, receiver, State.SENT
    _leave_agenda(held)
    held.save(update_fields=["to_body", "state", *_AGENDA])
    _step(held, Deed.HANDED_ON, by, f"from {was} to {receiver}: {said}")
    record("escalations.handed_on", held, by=by, facts=_facts(held, was=str(was), to=str(receiver)))


@transaction.atomic
def hand_over(*, escalation: Escalation, to: User, by: User) -> None:
    """Let somebody else wait for the answer when whoever sent it up leaves. Whoever lets people go may do it."""
    escalation.sender = to
    escalation.save(update_fields=["sender"])
    record("escalations.sender_changed", escalation, by=by, facts=_facts(escalation))


@transaction.atomic
def hand_on_from_ended(*, body: Body, by: User) -> int:
    """Give what a group that ends has to answer to the one above it, and return how many.

    Refused, and with it the ending, where nobody stands above. What it had sent up is asked by the one above, unless
    that is the one that answers; then it goes on under the name of the group that ended.
    """
    waiting, heir = open_for(body), body.parent
    rules.check_end(body=str(body), waiting=len(waiting), heir=str(heir or ""))
    because = f"{body} ended"
    for one in waiting:
        assert heir is not None
        if one.from_body_id == heir.pk:
            rules.check_end(body=str(body), waiting=1, heir="")
        _give(one, heir, because, by)
    for one in open_of(body):
        if heir is not None and one.to_body_id != heir.pk:
            one.from_body = heir
            one.save(update_fields=["from_body"])
            _step(one, Deed.HANDED_ON, by, f"asked by {heir} from now on: {because}")
            record("escalations.handed_on", one, by=by, facts=_facts(one, was=str(body), to=str(heir)))
    return len(waiting)


def check_may_withdraw(body: Body) -> None:
    """Refuse to withdraw a group that open escalations name."""
    rules.check_withdrawal(body=str(body), held=len(open_for(body)) + len(open_of(body)))


# ---- parts -------------------------------------------------------------------------------------------------------


def _facts(one: Escalation, **more: str) -> dict[str, str | int]:
    return {"number": one.number, **more}


def _close(held: Escalation, state: State, on: date | None) -> None:
    held.state, held.closed_on = state, on
    if state is State.SENT:
        _leave_agenda(held)
    held.save()


def _step(one: Escalation, deed: Deed, by: User, words: str = "") -> None:
    Step.objects.create(workspace=one.workspace, escalation=one, deed=deed, words=words, by=by, at=clock.now())


def _open(escalation: Escalation) -> Escalation:
    """Return an open escalation as it is now, held until the transaction ends."""
    held = _held(escalation)
    rules.check_open(State(held.state))
    return held


def _held(escalation: Escalation) -> Escalation:
    rows = Escalation.objects.filter(pk=escalation.pk).select_related("workspace", "from_body", "to_body", "sender")
    return (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows).get()
