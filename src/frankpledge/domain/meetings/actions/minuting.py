"""Minuting a meeting: who came, what was said and decided, what was undertaken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.models import Body, Person, Seat
from frankpledge.domain.meetings import rules
from frankpledge.domain.meetings.models import Attendance, Decision, Interest, Item, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.attending import sitting, table_at
from frankpledge.domain.meetings.queries.drawing import drawn_now
from frankpledge.domain.meetings.queries.reading import minutes_closed
from frankpledge.domain.meetings.rules import Presence, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.models import Edition

BEGUN = (State.PLANNED, State.HELD)
LONGEST_MINUTE = 10_000


@dataclass(frozen=True)
class Came:
    """How one seat was filled, and by whom if that is known."""

    presence: Presence
    person: UUID | None = None


@dataclass(frozen=True)
class DecisionFacts:
    """A decision as it was taken. `seen`: the edition whose figures the meeting had before it."""

    wording: str
    reason: str
    section_17: str
    options: str = ""
    equality: str = ""
    seen: Edition | None = None


@transaction.atomic
def record_attendance(*, meeting: Meeting, came: Mapping[UUID, Came], by: User) -> Meeting:
    """Write down how each seat was filled, by seat. The meeting is held from then on, until nobody is written down.

    A seat that is left out has no record. Refused for a seat that the body did not have on the day, and for a person
    who is not of the partnership.
    """
    _check_may_minute(meeting, by)
    held = {seat.id: seat for seat in table_at(meeting).seats}
    if strangers := set(came) - set(held):
        raise rules.NotAMeeting(f"{len(strangers)} of the seats are not at this table.", cure="Read the page again.")
    people = _people(meeting, [one.person for one in came.values() if one.person])
    Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.bulk_create(
        Attendance(
            workspace=meeting.workspace,
            meeting=meeting,
            seat_id=seat,
            organisation_id=next((holder.organisation for holder in held[seat].holders), None),
            person=people.get(one.person) if one.person else None,
            presence=one.presence,
        )
        for seat, one in came.items()
    )
    state = State.HELD if came else meeting.state if _minuted(meeting) else State.PLANNED
    if meeting.state != state:
        meeting.state = state
        meeting.save(update_fields=["state"])
        _keep_what_was_drawn(meeting)
    attended = sum(one.presence.attended for one in came.values())
    record("meetings.attendance_recorded", meeting, by=by, facts={"seats": len(came), "attended": attended})
    return meeting


def _keep_what_was_drawn(meeting: Meeting) -> None:
    """Keep what the record brought before a meeting as it stood when it was held."""
    items = list(meeting.items.exclude(draws=""))
    drawn = drawn_now(items, meeting)
    for item in items:
        item.drawn = [one.kept() for one in drawn[item.pk]]
    Item.objects.bulk_update(items, ["drawn"])


def _minuted(meeting: Meeting) -> bool:
    said = meeting.items.exclude(minute="").exists() or meeting.items.filter(decisions__isnull=False).exists()
    return said or meeting.minutes_id is not None


def _people(meeting: Meeting, wanted: Sequence[UUID]) -> dict[UUID, Person]:
    found = {one.pk: one for one in Person.objects.filter(workspace=meeting.workspace, pk__in=wanted)}
    if set(wanted) - set(found):
        raise rules.NotAMeeting("a person is not of this partnership.", cure="Choose from the list.")
    return found


@transaction.atomic
def declare_interest(*, item: Item, seat: Seat, words: str, by: User) -> Interest:
    """Write down an interest that whoever sits in a seat declared in an item."""
    _check_may_minute(item.meeting, by)
    if seat.body_id != item.meeting.body_id:
        raise rules.NotAMeeting("the seat is not at this table.", cure="Choose from the list.")
    if item.interests.filter(seat=seat).exists():
        raise rules.NotAMeeting("an interest of this seat in this item is recorded.")
    made = Interest.objects.create(
        workspace=item.workspace, item=item, seat=seat,
        words=rules.check_words(words, what="the interest", longest=rules.LONGEST_LINE),
        recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    record("meetings.interest_declared", made, by=by, facts={"number": item.order})
    return made


@transaction.atomic
def minute_item(
    *, item: Item, words: str, undertaken: Sequence[Undertaken] = (), by: User
) -> tuple[Item, tuple[Action, ...]]:
    """Keep what is minuted under an item, with the actions that were agreed without a decision."""
    _check_may_minute(item.meeting, by)
    item.minute = words.strip()[:LONGEST_MINUTE]
    item.save(update_fields=["minute"])
    record("meetings.item_minuted", item, by=by, facts={"number": item.order})
    told, key = f"{item.meeting}, item {item.order}", f"item:{item.pk}"
    return item, tuple(_undertake(one, item, by, told, key) for one in undertaken)


@transaction.atomic
def record_decision(
    *, item: Item, given: DecisionFacts, undertaken: Sequence[Undertaken] = (), by: User
) -> tuple[Decision, tuple[Action, ...]]:
    """Minute a decision with the actions that follow from it. Refused, with the reason, when it is not quorate."""
    meeting = item.meeting
    _check_may_minute(meeting, by)
    table = sitting(meeting)
    rules.check_can_decide(table.quorum, recorded=table.recorded)
    rules.check_decision(wording=given.wording, reason=given.reason, section_17=given.section_17)
    if given.seen is not None and given.seen.workspace_id != meeting.workspace_id:
        raise rules.NotADecision("what was seen is not of this partnership.", cure="Choose one of its editions.")
    decision = Decision.objects.create(
        workspace=meeting.workspace, item=item, body=meeting.body, number=_next_number(meeting.body),
        wording=given.wording.strip(), reason=given.reason.strip(), options=given.options.strip(),
        section_17=given.section_17.strip(), equality=given.equality.strip(), seen=given.seen,
        recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    record("meetings.decision_recorded", decision, by=by, facts={"number": decision.number, "item": item.order})
    told, key = f"{meeting}, decision {decision.number}", f"decision:{decision.pk}"
    return decision, tuple(_undertake(one, item, by, told, key) for one in undertaken)


def _undertake(given: Undertaken, item: Item, by: User, origin: str, key: str) -> Action:
    whole = replace(given, agreed_on=item.meeting.on, origin=origin, origin_key=key)
    return add_action(workspace=item.workspace, given=whole, by=by)


@transaction.atomic
def amend_decision(*, decision: Decision, given: DecisionFacts, by: User) -> Decision:
    """Put a decision right before the minutes are agreed; its number stays."""
    _check_may_minute(decision.item.meeting, by)
    rules.check_decision(wording=given.wording, reason=given.reason, section_17=given.section_17)
    decision.wording, decision.reason = given.wording.strip(), given.reason.strip()
    decision.options, decision.section_17 = given.options.strip(), given.section_17.strip()
    decision.equality, decision.seen = given.equality.strip(), given.seen
    decision.save()
    record("meetings.decision_amended", decision, by=by, facts={"number": decision.number})
    return decision


def _next_number(body: Body) -> int:
    rows = Body.objects.filter(pk=body.pk)
    (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
    highest: int | None = Decision.objects.filter(body=body).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _check_may_minute(meeting: Meeting, by: User) -> None:
    check_granted(GRANTS, Capability.MINUTE, workspace=meeting.workspace, user=by)
    rules.check_state(State(meeting.state), wanted=BEGUN, deed="minuted")
    rules.check_held(meeting.on, today=clock.today())
    rules.check_not_closed(closed=minutes_closed(meeting))
