"""A naive twin of the register: a table of days in which every change paints all days that follow it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from frankpledge.domain.bodies.actions.organisations import succeed
from frankpledge.domain.bodies.actions.people import appoint
from frankpledge.domain.bodies.actions.seats import create_body, create_seat, give_seat, vacate_seat
from frankpledge.domain.bodies.queries.register import register_in
from frankpledge.domain.bodies.queries.seating import bodies_on
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.refusal import Refusal
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
FIRST = date(2024, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(60)]


class Twin:
    """For each seat and day: who holds it, and who sits there."""

    def __init__(self, seats: list[str], works_for: dict[str, str]) -> None:
        self.holders: dict[str, dict[date, frozenset[str]]] = {name: dict.fromkeys(DAYS, frozenset()) for name in seats}
        self.sits: dict[str, dict[date, str]] = {name: dict.fromkeys(DAYS, "") for name in seats}
        self.works_for = {person: dict.fromkeys(DAYS, place) for person, place in works_for.items()}

    def give(self, seat: str, organisations: list[str], since: date) -> None:
        for day in from_(since):
            self.holders[seat][day] = frozenset(organisations)
        if self.works_for.get(self.sits[seat][since], {}).get(since) not in organisations:
            self.seat(seat, "", since)

    def seat(self, seat: str, person: str, since: date) -> None:
        for day in from_(since):
            self.sits[seat][day] = person

    def pass_on(self, before: str, after: str, since: date) -> None:
        for day in from_(since):
            for table in self.holders.values():
                table[day] = frozenset(after if one == before else one for one in table[day])
            for posts in self.works_for.values():
                posts[day] = after if posts[day] == before else posts[day]

    def vacant_since(self, seat: str, on: date) -> date | None:
        if self.sits[seat][on]:
            return None
        day = on
        while day > FIRST and not self.sits[seat][day - timedelta(days=1)]:
            day -= timedelta(days=1)
        return day


def from_(since: date) -> list[date]:
    return [day for day in DAYS if day >= since]


def act(stage: Stage, twin: Twin, chance: random.Random, day: date) -> None:
    """Do one thing at random, to the register and to its twin; what is refused changes neither."""
    seat = chance.choice(sorted(stage.seats))
    names = sorted(name for name in stage.organisations if stage.organisations[name].until is None)
    what = chance.choice(("give", "give", "share", "sit", "sit", "leave", "pass"))
    if what in ("give", "share"):
        chosen = chance.sample(names, 1 if what == "give" or len(names) < 2 else 2)
        give_seat(
            seat=stage.seats[seat], organisations=[stage.organisations[n] for n in chosen], since=day, by=stage.officer
        )
        twin.give(seat, chosen, day)
    elif what == "sit":
        person = chance.choice(sorted(stage.people))
        appoint(seat=stage.seats[seat], person=stage.people[person], part="representative", since=day, by=stage.officer)
        twin.seat(seat, person, day)
    elif what == "leave":
        vacate_seat(seat=stage.seats[seat], last=day - timedelta(days=1), by=stage.officer)
        twin.give(seat, [], day)
    else:
        before, after = names[0], f"{names[-1]}x"
        new = stage.organisation(after)
        succeed(predecessors=[stage.organisations[before]], successors=[new], on=day, kind="renamed", by=stage.officer)
        stage.organisations[before].refresh_from_db()
        stage.organisations[after] = new
        twin.pass_on(before, after, day)


@pytest.mark.parametrize("seed", range(8))
def test_the_register_tells_of_every_day_what_its_twin_painted(workspace: Workspace, officer: User, seed: int) -> None:
    chance = random.Random(seed)
    stage = Stage(
        workspace, officer, create_body(workspace=workspace, name="Board", kind="board", since=FIRST, by=officer)
    )
    for name in ("a", "b", "c"):
        stage.organisations[name] = stage.organisation(name)
        stage.people[f"person {name}"] = stage.person(f"person {name}", stage.organisations[name])
    for name in ("one", "two"):
        stage.seats[name] = create_seat(body=stage.board, name=name, by=officer)
    twin = Twin(["one", "two"], {f"person {name}": name for name in ("a", "b", "c")})
    done = 0
    for day in sorted(chance.sample(DAYS[1:], 22)):
        try:
            act(stage, twin, chance, day)
            done += 1
        except Refusal:
            pass
    assert done >= 10
    register: Any = register_in(workspace=workspace)
    for day in DAYS:
        (body,) = bodies_on(register, on=day)
        for seat in body.seats:
            assert {one.name for one in seat.holders} == twin.holders[seat.name][day], (day, seat.name)
            sitting = seat.representative.name if seat.representative else ""
            assert sitting == twin.sits[seat.name][day], (day, seat.name)
            assert (seat.empty.since if seat.empty else None) == twin.vacant_since(seat.name, day)
