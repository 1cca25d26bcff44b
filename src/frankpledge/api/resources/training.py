"""The register of training for programs: courses, their events, how many came from where, and what they said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import LARGEST, Given, Unfit, filled, listed
from frankpledge.api.parts import REGISTERS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.training import actions
from frankpledge.domain.training.forms import QUESTIONS, ChoiceForm, CourseForm, EventForm, ReasonForm
from frankpledge.domain.training.models import Course, Session
from frankpledge.domain.training.permissions import GRANTS, Capability
from frankpledge.domain.training.queries import (
    Line,
    Year,
    chosen,
    course_of,
    courses_of,
    line_of,
    lines_of,
    session_of,
    years_of,
)
from frankpledge.domain.training.rules import LONGEST_WORDS, Question, State

COURSE, EVENT = "/training/courses/{uuid:course}", "/training/events/{uuid:session}"
MOST_ORGANISATIONS = 500
Count = Annotated[int, Field(ge=0, le=LARGEST)]


class CourseOut(Schema):
    """A course: what is taught, and by whom."""

    id: UUID
    title: str
    provider: str
    subject: str
    about: str


class TrainingCameOut(Schema):
    """How many came from an organisation: null where some came and nobody counted."""

    organisation: str
    count: int | None


class TrainingQuestionOut(Schema):
    """A question of the feedback, and how many chose each step of its scale. The mean is null where nobody answered."""

    words: str
    lowest: int
    highest: int
    counts: dict[str, int]
    mean: float | None


class TrainingEventOut(Schema):
    """An event of a course. An organisation that is not among the delegates: nothing was recorded of it."""

    id: UUID
    course: UUID
    course_title: str
    provider: str
    subject: str
    on: date
    place: str
    state: Annotated[str, listed(State)]
    because: str = Field(description="Why it was cancelled.")
    cost: Decimal | None = Field(description="In pounds: 0 is free, null is not known.")
    funded_by: str
    places: int | None
    delegates: list[TrainingCameOut]
    came: int | None = Field(description="How many came that were counted; null where nobody counted at all.")
    not_counted: int = Field(description="From how many organisations some came and nobody counted.")
    asked: int | None
    answered: int | None
    questions: list[TrainingQuestionOut]
    said: str
    lacks: str = Field(description="What is still to be recorded of it.")


class TrainingCameInYearOut(Schema):
    """How many came from an organisation in a year."""

    organisation: str
    came: int | None
    not_counted: int


class TrainingYearOut(Schema):
    """What was given in a financial year. What was cancelled or is to come counts nothing."""

    year: str
    held: int
    came: int | None
    not_counted: int
    cost: Decimal | None
    cost_not_known: int = Field(description="Of how many events nobody said what they cost.")
    organisations: list[TrainingCameInYearOut]


class DelegatesFrom(Given):
    """How many came from one organisation: null or left out where some came and nobody counted."""

    organisation: UUID
    count: Count | None = None


class DelegatesGiven(Given):
    """How many came from each organisation: these, and no others. One that is left out has no record."""

    delegates: list[DelegatesFrom] = Field(max_length=MOST_ORGANISATIONS)


class TrainingQuestionGiven(Given):
    """One question, and how many chose each step of its scale, which runs from the lowest of them to the highest."""

    words: Annotated[str, Field(max_length=LONGEST_WORDS)]
    counts: dict[int, Count] = Field(min_length=2, max_length=11)


class FeedbackGiven(Given):
    """What those who came said: counts alone, never who. It takes the place of what was recorded before."""

    asked: Count | None = None
    answered: Count | None = None
    questions: list[TrainingQuestionGiven] = Field([], max_length=QUESTIONS)
    said: Annotated[str, Field(max_length=LONGEST_WORDS, description="In words, without names.")] = ""


def event_out(line: Line) -> TrainingEventOut:
    """Return an event as it is told."""
    named = ("id", "provider", "subject", "on", "place", "state", "because", "cost", "funded_by", "places", "asked",
             "answered", "said", "lacks")  # fmt: skip
    return TrainingEventOut(
        **{name: getattr(line, name) for name in named}, course=line.course_id, course_title=line.course,
        delegates=[TrainingCameOut(organisation=name, count=count) for name, count in line.delegates.items()],
        came=line.came.total, not_counted=line.came.not_known, questions=[_question(one) for one in line.questions],
    )  # fmt: skip


def _question(one: Question) -> TrainingQuestionOut:
    counts = {str(step): count for step, count in one.counts.items()}
    return TrainingQuestionOut(words=one.words, lowest=one.lowest, highest=one.highest, counts=counts, mean=one.mean)


def year_out(one: Year) -> TrainingYearOut:
    """Return a year as it is told."""
    organisations = [
        TrainingCameInYearOut(organisation=name, came=came.total, not_counted=came.not_known)
        for name, came in one.by_organisation.items()
    ]
    return TrainingYearOut(
        year=str(one.year), held=one.held, came=one.came.total, not_counted=one.came.not_known, cost=one.cost,
        cost_not_known=one.cost_not_known, organisations=organisations,
    )  # fmt: skip


def found_course(call: Call, course: UUID, capability: Capability = Capability.SEE) -> Course:
    """Return a course that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(course_of(course, **call.here), "course")


def found_event(call: Call, session: UUID, capability: Capability = Capability.SEE) -> Session:
    """Return an event that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(session_of(session, **call.here), "event")


def told(call: Call, session: UUID) -> TrainingEventOut:
    """Return an event as it stands on the day of a call."""
    return event_out(line_of(there(session_of(session, **call.here), "event"), on=call.today))


def lines(call: Call, given: dict[str, Any]) -> tuple[Line, ...]:
    """Return the events that the filters of the page name."""
    call.check(GRANTS, Capability.SEE)
    every = lines_of(**call.here, on=call.today)
    return chosen(every, filled(ChoiceForm(given, **call.here, lines=every)).choice())


@lists("/training/events", part=REGISTERS, of=TrainingEventOut, asks=ChoiceForm)
def list_training(call: Call, given: dict[str, Any]) -> Rows:
    """List events of training under the filters of the page, the latest first."""
    return Rows(lines(call, given), event_out)


@lists("/training/courses", part=REGISTERS, of=CourseOut)
def list_courses(call: Call) -> Rows:
    """List courses."""
    call.check(GRANTS, Capability.SEE)
    return Rows(courses_of(**call.here), CourseOut.from_orm)


@lists("/training/years", part=REGISTERS, of=TrainingYearOut)
def list_training_years(call: Call) -> Rows:
    """List what each financial year held: who came from where, and what it cost."""
    call.check(GRANTS, Capability.SEE)
    return Rows(years_of(lines_of(**call.here, on=call.today)), year_out)


@reads(COURSE, part=REGISTERS, returns=CourseOut)
def read_course(call: Call, course: UUID) -> CourseOut:
    """Read of a course what is taught and by whom."""
    return CourseOut.from_orm(found_course(call, course))


@reads(EVENT, part=REGISTERS, returns=TrainingEventOut)
def read_training_event(call: Call, session: UUID) -> TrainingEventOut:
    """Read of an event who came from where, and what they said."""
    return told(call, found_event(call, session).pk)


@acts("/training/courses", part=REGISTERS, asks=CourseForm, returns=CourseOut, status=201)
def add_course(call: Call, given: dict[str, Any]) -> CourseOut:
    """Record a course."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(CourseForm(given))
    return CourseOut.from_orm(actions.add_course(workspace=call.workspace, given=form.given(), by=call.by))


@acts(COURSE, part=REGISTERS, asks=CourseForm, returns=CourseOut, method="PUT")
def amend_course(call: Call, course: UUID, given: dict[str, Any]) -> CourseOut:
    """Put a course right. What is left out is emptied."""
    one = found_course(call, course, Capability.KEEP)
    return CourseOut.from_orm(actions.amend_course(course=one, given=filled(CourseForm(given)).given(), by=call.by))


@acts(f"{COURSE}/withdraw", part=REGISTERS, asks=ReasonForm, returns=CourseOut)
def withdraw_course(call: Call, course: UUID, given: dict[str, Any]) -> CourseOut:
    """Take out a course that was recorded by mistake. Refused while it has events."""
    one = found_course(call, course, Capability.KEEP)
    reason = filled(ReasonForm(given)).cleaned_data["reason"]
    return CourseOut.from_orm(actions.withdraw_course(course=one, reason=reason, by=call.by))


@acts(f"{COURSE}/events", part=REGISTERS, asks=EventForm, returns=TrainingEventOut, status=201)
def add_training_event(call: Call, course: UUID, given: dict[str, Any]) -> TrainingEventOut:
    """Record an event of a course. On a day to come it is planned."""
    one = found_course(call, course, Capability.KEEP)
    return told(call, actions.add_event(course=one, given=filled(EventForm(given)).given(), by=call.by).pk)


@acts(EVENT, part=REGISTERS, asks=EventForm, returns=TrainingEventOut, method="PUT")
def amend_training_event(call: Call, session: UUID, given: dict[str, Any]) -> TrainingEventOut:
    """Put an event right. What is left out is emptied."""
    one = found_event(call, session, Capability.KEEP)
    actions.amend_event(session=one, given=filled(EventForm(given)).given(), by=call.by)
    return told(call, session)


@acts(f"{EVENT}/delegates", part=REGISTERS, asks=DelegatesGiven, returns=TrainingEventOut, method="PUT")
def count_delegates(call: Call, session: UUID, given: dict[str, Any]) -> TrainingEventOut:
    """Record how many came from each organisation: these, and no others."""
    one = found_event(call, session, Capability.KEEP)
    counts = {each["organisation"]: each.get("count") for each in given["delegates"]}
    rows = {row.pk: row for row in standing_rows(Organisation, **call.here)}
    if strange := sorted(str(key) for key in counts if key not in rows):
        raise Unfit([("delegates", f"{strange[0]} is no organisation of this partnership.")])
    named = {rows[key]: count for key, count in counts.items()}
    actions.count_delegates(session=one, counts=named, by=call.by)
    return told(call, session)


@acts(f"{EVENT}/feedback", part=REGISTERS, asks=FeedbackGiven, returns=TrainingEventOut, method="PUT")
def record_feedback(call: Call, session: UUID, given: dict[str, Any]) -> TrainingEventOut:
    """Record what those who came said. It takes the place of what was recorded of it before."""
    one = found_event(call, session, Capability.KEEP)
    questions = [
        Question(each["words"], min(each["counts"]), max(each["counts"]), dict(sorted(each["counts"].items())))
        for each in given["questions"]
    ]
    said = actions.Feedback(given.get("asked"), given.get("answered"), questions, given["said"])
    actions.record_feedback(session=one, given=said, by=call.by)
    return told(call, session)


@acts(f"{EVENT}/cancel", part=REGISTERS, asks=ReasonForm, returns=TrainingEventOut)
def cancel_training_event(call: Call, session: UUID, given: dict[str, Any]) -> TrainingEventOut:
    """Record that an event is not held, or was not, and why."""
    one = found_event(call, session, Capability.KEEP)
    actions.cancel_event(session=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return told(call, session)


@acts(f"{EVENT}/withdraw", part=REGISTERS, asks=ReasonForm, returns=CourseOut)
def withdraw_training_event(call: Call, session: UUID, given: dict[str, Any]) -> CourseOut:
    """Take out an event that was recorded by mistake, and return its course."""
    one = found_event(call, session, Capability.KEEP)
    actions.withdraw_event(session=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return CourseOut.from_orm(one.course)
