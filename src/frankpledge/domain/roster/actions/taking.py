"""One member list into the register: what each line needs that is not there yet, through the register's own actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from frankpledge.domain.bodies.actions.organisations import found_organisation, set_capacity
from frankpledge.domain.bodies.actions.people import appoint, give_post, record_person
from frankpledge.domain.bodies.actions.seats import create_body, create_seat, give_seat
from frankpledge.domain.bodies.models import Body, Organisation, Person, Seat
from frankpledge.domain.bodies.queries.register import Register, register_in
from frankpledge.domain.roster.rules import MemberLine, NotALine, member_line, together
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import attempt
from frankpledge.ground.lists.rules import Change, Line, Outcome

R = TypeVar("R")
KINDS = (
    "organisations", "bodies", "seats", "persons", "capacities", "holdings", "posts", "representations",
)  # fmt: skip


@dataclass
class Taking:
    """A list on its way into a register: the day on which it holds, the body of lines that name none, who sent it."""

    workspace: Workspace
    by: User
    today: date
    body: str
    outcome: Outcome = field(default_factory=Outcome)
    _read_last: Register | None = None

    def take(self, given: Sequence[Line]) -> None:
        """Take in every line that can be taken; what is wrong with the others is kept with the line."""
        lines = [member_line(line) for line in given]
        for line in lines:
            self._try(line, self._place)
        seats: dict[tuple[str, str], list[MemberLine]] = defaultdict(list)
        for line in (one for one in lines if not self._is_wrong(one)):
            seats[self._body_name(line).casefold(), line.seat_name.casefold()].append(line)
        for seat_lines in seats.values():
            self._try(seat_lines[0], lambda _, given=seat_lines: self._hold(given))
        for line in lines:
            self._try(line, self._sit)

    def _is_wrong(self, one: MemberLine) -> bool:
        return (one.line.sheet, one.line.number) in {(fault.sheet, fault.number) for fault in self.outcome.faults}

    def _try(self, one: MemberLine, act: Any) -> None:
        """Do something for a line, unless the line was found wrong before; a refusal leaves nothing of it."""
        if not self._is_wrong(one) and not attempt(self.outcome, one.line, lambda: act(one)):
            self._read_last = None

    # ---- what a line needs ------------------------------------------------------------------------------------------

    def _place(self, line: MemberLine) -> None:
        """Have the organisation, its capacity, the body and the seat."""
        organisation = self._organisation(line)
        if line.capacity and not self._has_capacity(organisation, line):
            since = line.since or (self.today if self.register.capacities_of_organisation[organisation.pk] else None)
            self._did(set_capacity)(organisation=organisation, kind=line.capacity, since=since, by=self.by)
        if self._body_name(line):
            self._seat(self._body(line), line)

    def _organisation(self, line: MemberLine) -> Organisation:
        found: Organisation | None = _named(self.register.organisations.values(), line.organisation)
        if found:
            return found
        if line.organisation_kind is None:
            raise NotALine(
                f"{line.organisation} is not recorded, and its kind is not said.",
                cure="Check the spelling, or write its kind under “Organisation kind”.",
                column="organisation",
            )
        return self._did(found_organisation)(
            workspace=self.workspace, name=line.organisation, kind=line.organisation_kind, by=self.by
        )

    def _has_capacity(self, organisation: Organisation, line: MemberLine) -> bool:
        held = self.register.capacities_of_organisation[organisation.pk]
        return any(one.kind == line.capacity and one.span.holds(line.since or self.today) for one in held)

    def _body_name(self, line: MemberLine) -> str:
        return line.body or self.body

    def _body(self, line: MemberLine) -> Body:
        found: Body | None = _named(self.register.bodies.values(), self._body_name(line))
        if found:
            return found
        if line.body_kind is None:
            raise NotALine(
                f"{self._body_name(line)} is not recorded, and its kind is not said.",
                cure="Check the spelling, or write its kind under “Body kind”.",
                column="body",
            )
        return self._did(create_body)(
            workspace=self.workspace, name=self._body_name(line), kind=line.body_kind, by=self.by
        )

    def _seat(self, body: Body, line: MemberLine) -> Seat:
        found = _named(self.register.seats_of_body[body.pk], line.seat_name)
        return found or self._did(create_seat)(body=body, name=line.seat_name, by=self.by)

    def _hold(self, lines: Sequence[MemberLine]) -> None:
        """Let a seat be held by the organisations that its lines name, unless it is held by just these."""
        line = lines[0]
        if not self._body_name(line):
            return
        seat = self._seat(self._body(line), line)
        wanted = {one.pk: one for one in (self._organisation(each) for each in lines)}
        held = [one for one in self.register.holdings_of_seat[seat.pk] if one.span.holds(self.today)]
        if {one.organisation_id for one in held} == set(wanted):
            return
        since = together(lines) or (self.today if self.register.holdings_of_seat[seat.pk] else seat.since)
        self._did(give_seat)(seat=seat, organisations=list(wanted.values()), since=since, by=self.by)

    def _sit(self, line: MemberLine) -> None:
        """Have the person, their post, and their part in the seat."""
        if not line.person:
            return
        organisation = self._organisation(line)
        person = self._person(line)
        posts = self.register.posts_of_person[person.pk]
        if not any(one.organisation_id == organisation.pk and one.span.holds(self.today) for one in posts):
            self._did(give_post)(
                person=person, organisation=organisation, title=line.title, since=line.since, by=self.by
            )
        if not self._body_name(line):
            return
        seat = self._seat(self._body(line), line)
        parts = self.register.representations_of_seat[seat.pk]
        there = [one for one in parts if one.person_id == person.pk and one.part == line.part]
        if not any(one.span.holds(line.since or self.today) for one in there):
            since = line.since or (self.today if parts else seat.since)
            self._did(appoint)(seat=seat, person=person, part=line.part, since=since, until=line.until, by=self.by)

    def _person(self, line: MemberLine) -> Person:
        """Return the person of an address, else of a name; a new one where there is none."""
        everyone = self.register.persons.values()
        by_address = [one for one in everyone if line.email and one.email.casefold() == line.email.casefold()]
        found = by_address[0] if by_address else _named(everyone, line.person) if not line.email else None
        return found or self._did(record_person)(
            workspace=self.workspace, name=line.person, email=line.email, by=self.by
        )

    @property
    def register(self) -> Register:
        """Return the register as it is by now: read again only after something was done."""
        if self._read_last is None:
            self._read_last = register_in(workspace=self.workspace)
        return self._read_last

    def _did(self, action: Callable[..., R]) -> Callable[..., R]:
        """Return an action after which the register is read again, done or refused."""

        def done(**given: Any) -> R:
            self._read_last = None
            return action(**given)

        return done


def _named(rows: Any, name: str) -> Any:
    """Return the row of a name that has not ended."""
    wanted = name.casefold()
    return next((one for one in rows if one.name.casefold() == wanted and getattr(one, "until", None) is None), None)


def differences(before: Register, after: Register) -> tuple[list[Change], list[Any]]:
    """Return what came into a register and what ended in it between two readings, and the steps that take it back."""
    changes: list[Change] = []
    steps: list[Any] = []
    for kind in KINDS:
        old, new = _rows(before, kind), _rows(after, kind)
        for key, row in new.items():
            what = str(row._meta.verbose_name)
            if key not in old:
                changes.append(Change("", 0, "new", f"{what}: {row}"))
                steps.append(["made", row._meta.model_name, str(key)])
            elif getattr(row, "until", None) != getattr(old[key], "until", None):
                was = old[key].until.isoformat() if old[key].until else ""
                changes.append(Change("", 0, "ends", f"{what}: {row}", (("last day", was, str(row.until)),)))
                steps.append(["ended", row._meta.model_name, str(key), was])
    return sorted(changes, key=lambda one: one.kind != "new"), steps


def _rows(register: Register, kind: str) -> dict[Any, Any]:
    rows = getattr(register, kind)
    return dict(rows) if isinstance(rows, dict) else {row.pk: row for row in rows}
