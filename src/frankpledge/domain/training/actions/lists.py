"""Lists of training: what takes one into the register, line by line by its own acts, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from frankpledge.domain.action_log.queries.incoming import named
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.training import actions
from frankpledge.domain.training.actions import CourseFacts, EventFacts, Feedback
from frankpledge.domain.training.models import Course, Delegates, Session
from frankpledge.domain.training.permissions import GRANTS, Capability
from frankpledge.domain.training.queries import courses_of, line_of, sessions_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each, note_step, put_rows_back, stands
from frankpledge.ground.lists.rules import Change, Column, Line, ListKind, NotTaken, Outcome, Taken, plain

NOT_COUNTED = "?"
COLUMNS = (
    Column("course", "course", ("title", "training", "course title"), needed=True),
    Column("provider", "provider", ("trainer", "delivered by")),
    Column("subject", "subject", ("topic", "theme")),
    Column("on", "on", ("date", "day", "held on"), needed=True, is_day=True),
    Column("year", "year", only_shown=True),
    Column("place", "place", ("venue", "location")),
    Column("state", "state", only_shown=True),
    Column("cancelled_because", "cancelled_because", only_shown=True),
    Column("cost", "cost", ("price",)),
    Column("funded_by", "funded_by", ("funder", "paid by")),
    Column("places", "places", ("capacity",)),
    Column("organisation", "organisation", ("agency", "partner"), words=named(Organisation)),
    Column("delegates", "delegates", ("attended", "attendees", "number attending")),
    Column("asked", "asked"),
    Column("answered", "answered"),
    Column("said", "said", ("feedback", "comments")),
)
KINDS = {
    "course": (Course, ("title", "provider", "subject"), ("sessions",)),
    "session": (
        Session,
        ("on", "place", "cost", "funded_by", "places", "asked", "answered", "said", "cancelled_because"),
        ("delegates", "questions"),
    ),
    "delegates": (Delegates, ("count",), ()),
}


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep the register."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list in: courses and events that are new, and counts and facts that the list says otherwise."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    return taking.outcome


@dataclass
class Taking:
    """A list on its way into the register."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)

    def line(self, line: Line) -> None:
        """Take one line in: its course, its event, who came, and what they said."""
        on = line.day("on")
        if not line["course"] or on is None:
            raise NotTaken("its course or its day is not said.", column="course", cure="Fill both in.")
        course, parts = self.course(line)
        session, more = self.session(course, on, line)
        parts += more + self.delegates(session, line) + self.feedback(session, line)
        if not parts:
            self.outcome.unchanged += 1
            return
        kind = "new" if more and more[0][0] == "event" else "changed"
        self.outcome.changes.append(Change(line.sheet, line.number, kind, str(session), tuple(parts)))

    def course(self, line: Line) -> tuple[Course, list[tuple[str, str, str]]]:
        """Return the course of a line, made where there is none of its name."""
        every = courses_of(workspace=self.given.workspace, viewer=self.given.by)
        found = next((one for one in every if plain(one.title) == plain(line["course"])), None)
        if found:
            return found, []
        facts = CourseFacts(line["course"], line["provider"], line["subject"])
        made = actions.add_course(workspace=self.given.workspace, given=facts, by=self.given.by)
        note_step(self.outcome, made, KINDS, None)
        return made, [("course", "", made.title)]

    def session(self, course: Course, on: date, line: Line) -> tuple[Session, list[tuple[str, str, str]]]:
        """Return the event of a line with what is new of it: made where the course has none on that day."""
        every = sessions_of(workspace=self.given.workspace, viewer=self.given.by)
        found = every.filter(course=course, on=on).first()
        was = EventFacts(on, *_facts(found)) if found else EventFacts(on)
        now = replace(
            was, place=line["place"] or was.place, funded_by=line["funded_by"] or was.funded_by,
            cost=_pounds(line) if line["cost"] else was.cost, places=_whole(line, "places", was.places),
        )  # fmt: skip
        if found is None:
            made = actions.add_event(course=course, given=now, by=self.given.by)
            note_step(self.outcome, made, KINDS, None)
            self.outcome.steps = _with_parents_first(self.outcome.steps)
            self.refresh(course)
            return made, [("event", "", str(made))]
        before, parts = stands(found, KINDS), _differences(was, now)
        if parts:
            actions.amend_event(session=found, given=now, by=self.given.by)
            note_step(self.outcome, found, KINDS, before)
        return found, parts

    def refresh(self, row: Any) -> None:
        """Note how a row stands now, where this list made or changed it: more lies beneath it."""
        if any(one["id"] == str(row.pk) for one in self.outcome.steps):
            note_step(self.outcome, row, KINDS, None)

    def delegates(self, session: Session, line: Line) -> list[tuple[str, str, str]]:
        """Count who came from the organisation of a line, where it says so and otherwise."""
        if not line["delegates"]:
            return []
        rows = standing_rows(Organisation, workspace=self.given.workspace, viewer=self.given.by)
        organisation = next((one for one in rows if str(one.pk) == line["organisation"]), None)
        if organisation is None:
            raise NotTaken("it counts delegates of nobody.", column="organisation", cure="Name the organisation.")
        count = None if line["delegates"] == NOT_COUNTED else _whole(line, "delegates", None)
        held = {one.organisation: one for one in session.delegates.select_related("organisation")}
        known = held.get(organisation)
        if known and known.count == count:
            return []
        before = stands(known, KINDS) if known else None
        self.keep(session)
        counts = {one: row.count for one, row in held.items()} | {organisation: count}
        actions.count_delegates(session=session, counts=counts, by=self.given.by)
        note_step(self.outcome, session.delegates.get(organisation=organisation), KINDS, before)
        self.refresh(session)
        was = "" if known is None else NOT_COUNTED if known.count is None else str(known.count)
        return [(f"delegates of {organisation}", was, line["delegates"])]

    def keep(self, session: Session) -> None:
        """Note how an event stood before more comes beneath it."""
        if not any(one["id"] == str(session.pk) for one in self.outcome.steps):
            note_step(self.outcome, session, KINDS, stands(session, KINDS))

    def feedback(self, session: Session, line: Line) -> list[tuple[str, str, str]]:
        """Keep what those who came said, where the list says it otherwise; the questions stay."""
        fresh = sessions_of(workspace=self.given.workspace, viewer=self.given.by).get(pk=session.pk)
        now = line_of(fresh, on=clock.today())
        was = Feedback(now.asked, now.answered, now.questions, now.said)
        told = replace(
            was, asked=_whole(line, "asked", was.asked), answered=_whole(line, "answered", was.answered),
            said=line["said"] or was.said,
        )  # fmt: skip
        parts = _differences(was, told)
        if parts:
            self.keep(fresh)
            actions.record_feedback(session=fresh, given=told, by=self.given.by)
            self.refresh(fresh)
        return parts


def _with_parents_first(steps: list[Any]) -> list[Any]:
    """Return steps in the order in which rows stand on one another, so that what stands on top is taken out first."""
    return sorted(steps, key=lambda one: list(KINDS).index(one["kind"]))


def _facts(session: Session) -> tuple[Any, ...]:
    return (session.place, session.cost, session.funded_by, session.places)


def _differences(was: Any, now: Any) -> list[tuple[str, str, str]]:
    """Return what differs between two sets of facts, in words."""
    pairs = ((name, getattr(was, name), getattr(now, name)) for name in vars(now))
    return [(name.replace("_", " "), _told(old), _told(new)) for name, old, new in pairs if old != new]


def _told(value: Any) -> str:
    return "" if value is None else str(value)


def _whole(line: Line, name: str, otherwise: int | None) -> int | None:
    if not line[name]:
        return otherwise
    if not line[name].removesuffix(".0").isdigit():
        raise NotTaken(f"“{line[name]}” is no count.", column=name, cure="Write a whole number, or leave it empty.")
    return int(line[name].removesuffix(".0"))


def _pounds(line: Line) -> Decimal:
    try:
        return Decimal(line["cost"].lstrip("£").replace(",", "")).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise NotTaken(f"“{line['cost']}” is no cost.", column="cost", cure="Write pounds, 0 for free.") from None


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: what it made leaves, what it changed is as it was. Refused where more was done since."""
    check_may_keep(workspace, by)
    put_rows_back(steps=_with_parents_first(list(steps)), kinds=KINDS, workspace=workspace, by=by)


TRAINING = ListKind("training.events", COLUMNS, check_may_keep, take, take_back)
