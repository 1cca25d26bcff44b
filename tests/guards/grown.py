"""Offices of any age, their rows written in bulk: meetings held and planned, actions, risks, and who is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from frankpledge.domain.action_log.models import Action, Report, Slip
from frankpledge.domain.action_log.rules import Progress, Status
from frankpledge.domain.bodies.models import (
    Body,
    Organisation,
    Person,
    Seat,
    SeatHolding,
)
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.meetings.models import Attendance, Decision, Interest, Item, Meeting
from frankpledge.domain.meetings.rules import ItemKind, Presence, State
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.risks.models import Appetite, Control, Risk, Score
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.search.actions import rebuild
from tests.ground.people import new_member, new_workspace
from tests.guards import seating
from tests.guards.grown_registers import registers
from tests.guards.seating import GROUPS, Ground, Size, written

ITEMS = 8
PRESENCES = (*(Presence.PRESENT,) * 6, Presence.SUBSTITUTE, Presence.APOLOGIES, Presence.ABSENT, Presence.NOT_PRESENT)
SAID = (Progress.UNDER_WAY, Progress.AT_RISK, Progress.NOT_STARTED)


@dataclass(frozen=True)
class Grown:
    """An office, whoever may see all of it, and some of its things."""

    workspace: Workspace
    person: User
    parts: dict[str, str]


def grow(size: Size) -> Grown:
    """Return an office of a size, in whose index everything is found."""
    workspace = new_workspace()
    person = new_member(workspace, *Role, name="The officer")
    Partnership.objects.create(
        workspace=workspace,
        name=workspace.name,
        area_code=f"X{workspace.slug}"[:20],
        area_name=workspace.name,
        nation="england",
        two_tier=False,
    )
    ground = Ground(workspace, person, clock.now(), clock.today())
    began = ground.today - timedelta(days=365 * size.years)
    organisations = seating.organisations(ground, size, began)
    people = seating.people(ground, size, organisations, began)
    bodies = seating.bodies(ground, size, began)
    seats = seating.seats(ground, bodies, organisations, people, began)
    meetings = _meetings(ground, size, bodies)
    _minuted(ground, meetings, seats, people)
    actions = _actions(ground, size, bodies, organisations, people)
    _sent_up(ground, size, bodies, actions)
    _risks(ground, size, bodies, organisations, people)
    registers(ground, size, bodies, organisations, people)
    rebuild(workspace)
    held = [one for one in meetings if one.state == State.HELD]
    parts = {"body": bodies[0], "organisation": organisations[0], "person": people[0], "meeting": held[-1]}
    return Grown(workspace, person, {name: str(one.pk) for name, one in {**parts, "action": actions[0]}.items()})


def _days(today: date, size: Size, apart: int) -> Iterator[date]:
    """Yield the days on which a body met, and two on which it will."""
    count = size.years * 365 // apart
    yield from (today + timedelta(days=apart * (number - count) + 10) for number in range(count + 2))


def _meetings(ground: Ground, size: Size, bodies: list[Body]) -> list[Meeting]:
    apart = [days for _, _, days in GROUPS]
    return written(
        Meeting(
            **ground.kept,
            body=body,
            on=day,
            place="Town hall",
            state=State.HELD if day < ground.today else State.PLANNED,
        )
        for body, days in zip(bodies, apart, strict=False)
        for day in _days(ground.today, size, days)
    )


def _minuted(ground: Ground, meetings: list[Meeting], seats: list[Seat], people: list[Person]) -> None:
    """Give every meeting an agenda; every one that was held its attendance, an interest and a decision."""
    items = written(
        Item(
            workspace=ground.workspace,
            meeting=meeting,
            order=order,
            title=f"Item {order} on lamps",
            kind=ItemKind.DECISION,
            minute="It was heard." if meeting.state == State.HELD else "",
        )
        for meeting in meetings
        for order in range(1, ITEMS + 1)
    )
    held = [one for one in meetings if one.state == State.HELD]
    _attended(ground, held, seats, people)
    of_body = {seat.body_id: seat for seat in seats}
    first = [item for item in items if item.meeting.state == State.HELD and item.order == 1]
    written(
        Interest(**ground.kept, item=item, seat=of_body[item.meeting.body_id], words="Owns a lamp") for item in first
    )
    counted: dict[Any, Iterator[int]] = {body: iter(range(1, len(first) + 1)) for body in of_body}
    written(
        Decision(
            **ground.kept,
            item=item,
            body=item.meeting.body,
            number=next(counted[item.meeting.body_id]),
            wording="Mend the lamps",
            reason="They are broken",
            section_17="It prevents harm after dark",
        )
        for item in first
    )


def _attended(ground: Ground, held: list[Meeting], seats: list[Seat], people: list[Person]) -> None:
    presences, came = cycle(PRESENCES), cycle(people)
    holders = dict(SeatHolding.objects.filter(workspace=ground.workspace).values_list("seat", "organisation"))
    written(
        Attendance(
            workspace=ground.workspace,
            meeting=meeting,
            seat=seat,
            organisation_id=holders[seat.pk],
            person=next(came),
            presence=next(presences),
        )
        for meeting in held
        for seat in seats
        if seat.body_id == meeting.body_id
    )


def _actions(
    ground: Ground, size: Size, bodies: list[Body], organisations: list[Organisation], people: list[Person]
) -> list[Action]:
    """Write actions of which a third is open, each with two words of its progress; every third had its date moved."""
    of_bodies, whose, who = cycle(bodies), cycle(organisations), cycle(people)
    made = []
    for number in range(1, size.actions + 1):
        agreed = ground.today - timedelta(days=1 + number * 365 * size.years // size.actions)
        over = bool(number % 3)
        one = Action(
            **ground.kept,
            number=number,
            wording=f"Mend lamp {number}",
            body=next(of_bodies),
            organisation=next(whose),
            person=next(who),
            agreed_on=agreed,
            due=agreed + timedelta(days=60),
            status=Status.COMPLETED if over else Status.OPEN,
            closed_on=agreed + timedelta(days=50) if over else None,
        )
        made.append(one)
    written(made)
    told = {"workspace": ground.workspace, "by": ground.by, "at": ground.now}
    written(
        Slip(**told, action=one, was=one.agreed_on + timedelta(days=30), now=one.due, reason="No ladder")
        for one in made
        if not one.number % 3
    )
    sayings = cycle(SAID)
    written(Report(**told, action=one, said=next(sayings), in_name_of="Somebody") for one in made for _ in range(2))
    return made


def _sent_up(ground: Ground, size: Size, bodies: list[Body], actions: list[Action]) -> None:
    board, *groups = bodies
    written(
        Escalation(
            **ground.kept,
            number=number,
            from_body=group,
            to_body=board,
            about_kind="action_log.action",
            about=str(one.pk),
            about_words=one.wording,
            asks="Money for a ladder",
            why="There is none",
            sent_on=ground.today - timedelta(days=number),
            sender=ground.by,
        )
        for number, group, one in zip(range(1, size.escalations + 1), cycle(groups), actions, strict=False)
    )


def _risks(
    ground: Ground, size: Size, bodies: list[Body], organisations: list[Organisation], people: list[Person]
) -> None:
    told = {"workspace": ground.workspace, "by": ground.by, "at": ground.now}
    raised = ground.today - timedelta(days=40)
    written(
        Appetite(**told, body=body, since=raised, scheme="five", score=9, review_months=3, reason="Agreed")
        for body in bodies
    )
    made = written(
        Risk(
            **told,
            number=number,
            title=f"Lamp {number} may fall",
            category="delivery",
            body=body,
            organisation=organisation,
            person=person,
            raised_on=raised,
        )
        for number, body, organisation, person in zip(
            range(1, size.risks + 1), cycle(bodies), cycle(organisations), cycle(people), strict=False
        )
    )
    written(
        Score(**told, risk=one, kind=kind, scheme="five", likelihood=3, impact=4, reason="Old", on=raised)
        for one in made
        for kind in ("inherent", "current")
    )
    written(Control(**told, risk=one, words="Ropes", since=raised) for one in made)
