"""A board with five authorities at the table, for tests: made through the product's own actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from frankpledge.domain.bodies.actions.organisations import found_organisation, set_capacity
from frankpledge.domain.bodies.actions.people import appoint, give_post, record_person
from frankpledge.domain.bodies.actions.seats import create_body, create_seat, give_seat
from frankpledge.domain.bodies.models import Body, Organisation, Person, Seat
from frankpledge.ground.accounts.models import User, Workspace

BEGAN = date(2020, 4, 1)
AUTHORITIES = (
    ("council", "Nevermouth Council", "unitary_council"),
    ("police", "Ruritania Police", "police"),
    ("fire", "Ruritania Fire and Rescue Authority", "fire"),
    ("probation", "Probation Service, Ruritania", "probation"),
    ("health", "Nevermouth Clinical Commissioning Group", "ccg"),
)


@dataclass
class Stage:
    """A board, its seats, who holds them and who sits there, by the authority's name in the law."""

    workspace: Workspace
    officer: User
    board: Body
    organisations: dict[str, Organisation] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def organisation(self, name: str, kind: str = "other", since: date | None = None) -> Organisation:
        """Return a new organisation."""
        return found_organisation(workspace=self.workspace, name=name, kind=kind, since=since, by=self.officer)

    def person(self, name: str, organisation: Organisation, since: date | None = None) -> Person:
        """Return a new person with a post."""
        person = record_person(workspace=self.workspace, name=name, by=self.officer)
        give_post(person=person, organisation=organisation, title=f"{name} post", since=since, by=self.officer)
        return person


def set_table(workspace: Workspace, officer: User) -> Stage:
    """Return a board on which each of the five authorities holds a seat and has a representative since April 2020."""
    board = create_body(workspace=workspace, name="Board", kind="board", since=BEGAN, by=officer)
    stage = Stage(workspace, officer, board)
    for authority, name, kind in AUTHORITIES:
        organisation = stage.organisation(name, kind)
        set_capacity(organisation=organisation, kind="responsible", since=BEGAN, basis="s5", by=officer)
        seat = create_seat(body=board, name=authority.capitalize(), authority=authority, by=officer)
        give_seat(seat=seat, organisations=[organisation], since=BEGAN, by=officer)
        person = stage.person(f"{authority.capitalize()} commander", organisation)
        appoint(seat=seat, person=person, part="representative", since=BEGAN, by=officer)
        stage.organisations[authority], stage.seats[authority], stage.people[authority] = organisation, seat, person
    return stage
