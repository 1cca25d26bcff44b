"""Keeping the register of training: every act checks who may and what is true, and leaves its trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.training import rules
from frankpledge.domain.training.models import Asked, Course, Delegates, Session
from frankpledge.domain.training.permissions import GRANTS, Capability
from frankpledge.domain.training.rules import Question
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@dataclass(frozen=True)
class CourseFacts:
    """What is taught, and by whom."""

    title: str
    provider: str
    subject: str
    about: str = ""


@dataclass(frozen=True)
class EventFacts:
    """One event of a course. What is None is not known: a cost of 0 is free."""

    on: date
    place: str = ""
    cost: Decimal | None = None
    funded_by: str = ""
    places: int | None = None


@dataclass(frozen=True)
class Feedback:
    """What those who came said: how many were asked, how many answered, each question, and the rest in words."""

    asked: int | None = None
    answered: int | None = None
    questions: Sequence[Question] = ()
    said: str = ""


@transaction.atomic
def add_course(*, workspace: Workspace, given: CourseFacts, by: User) -> Course:
    """Record a course."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    made = Course(workspace=workspace, recorded_by=by, recorded_at=clock.now())
    _keep_course(made, given)
    record("training.course_added", made, by=by, facts={"course": made.title})
    return made


@transaction.atomic
def amend_course(*, course: Course, given: CourseFacts, by: User) -> Course:
    """Put a course right."""
    check_granted(GRANTS, Capability.KEEP, workspace=course.workspace, user=by)
    rules.check_standing(withdrawn=course.withdrawn_at is not None)
    _keep_course(course, given)
    record("training.course_amended", course, by=by, facts={"course": course.title})
    return course


def _keep_course(course: Course, given: CourseFacts) -> None:
    course.title = rules.check_line(given.title, what="what is taught")
    course.provider = rules.check_line(given.provider, what="who teaches it")
    course.subject = rules.check_line(given.subject, what="its subject")
    course.about = given.about.strip()[: rules.LONGEST_WORDS]
    course.save()


@transaction.atomic
def add_event(*, course: Course, given: EventFacts, by: User) -> Session:
    """Record an event of a course, held or to come."""
    check_granted(GRANTS, Capability.KEEP, workspace=course.workspace, user=by)
    rules.check_standing(withdrawn=course.withdrawn_at is not None)
    made = Session(workspace=course.workspace, course=course, recorded_by=by, recorded_at=clock.now())
    _keep_event(made, given)
    record("training.event_added", made, by=by, facts={"event": str(made)})
    return made


@transaction.atomic
def amend_event(*, session: Session, given: EventFacts, by: User) -> Session:
    """Put an event right. What was counted of it stays."""
    check_granted(GRANTS, Capability.KEEP, workspace=session.workspace, user=by)
    _check_stands(session)
    _keep_event(session, given)
    record("training.event_amended", session, by=by, facts={"event": str(session)})
    return session


def _keep_event(session: Session, given: EventFacts) -> None:
    session.on, session.cost = given.on, rules.check_cost(given.cost)
    session.places = rules.check_count(given.places, what="the number of places")
    session.place, session.funded_by = (words.strip()[: rules.LONGEST_LINE] for words in (given.place, given.funded_by))
    session.save()


def _check_stands(session: Session) -> None:
    rules.check_standing(withdrawn=session.withdrawn_at is not None, cancelled=bool(session.cancelled_because))


def _check_held(session: Session, what: str) -> None:
    state = rules.state_of(on=session.on, cancelled=bool(session.cancelled_because), today=clock.today())
    rules.check_held(state, what=what)


@transaction.atomic
def cancel_event(*, session: Session, reason: str, by: User) -> Session:
    """Record that an event is not held, or was not, and why."""
    check_granted(GRANTS, Capability.KEEP, workspace=session.workspace, user=by)
    _check_stands(session)
    session.cancelled_because = rules.check_reason(reason)
    session.save(update_fields=["cancelled_because"])
    record("training.event_cancelled", session, by=by, facts={"event": str(session)})
    return session


@transaction.atomic
def count_delegates(*, session: Session, counts: Mapping[Organisation, int | None], by: User) -> Session:
    """Record how many came from each organisation: these, and no others. None: some came, and nobody counted."""
    check_granted(GRANTS, Capability.KEEP, workspace=session.workspace, user=by)
    _check_stands(session)
    _check_held(session, "delegates")
    session.delegates.exclude(organisation__in=counts).delete()
    for organisation, count in counts.items():
        rules.check_ours(organisation.workspace_id, session.workspace_id)
        Delegates.objects.update_or_create(
            workspace=session.workspace, session=session, organisation=organisation,
            defaults={
                "count": rules.check_count(count, what=f"the delegates of {organisation}"), "recorded_by": by,
                "recorded_at": clock.now(),
            },
        )  # fmt: skip
    record("training.delegates_counted", session, by=by, facts={"event": str(session), "organisations": len(counts)})
    return session


@transaction.atomic
def record_feedback(*, session: Session, given: Feedback, by: User) -> Session:
    """Record what those who came said. It takes the place of what was recorded of it before."""
    check_granted(GRANTS, Capability.KEEP, workspace=session.workspace, user=by)
    _check_stands(session)
    _check_held(session, "feedback")
    asked = rules.check_count(given.asked, what="the number asked")
    answered = rules.check_count(given.answered, what="the number who answered")
    rules.check_answers(asked=asked, answered=answered, questions=given.questions)
    session.asked, session.answered = asked, answered
    session.said = given.said.strip()[: rules.LONGEST_WORDS]
    session.save(update_fields=["asked", "answered", "said"])
    session.questions.all().delete()
    for one in given.questions:
        Asked.objects.create(
            workspace=session.workspace, session=session, words=one.words.strip(), lowest=one.lowest,
            highest=one.highest, counts={str(step): count for step, count in one.counts.items()}, recorded_by=by,
            recorded_at=clock.now(),
        )  # fmt: skip
    record("training.feedback_recorded", session, by=by, facts={"event": str(session)})
    return session


@transaction.atomic
def withdraw_event(*, session: Session, reason: str, by: User) -> Session:
    """Take out an event that was recorded by mistake. One that was not held is cancelled instead."""
    check_granted(GRANTS, Capability.KEEP, workspace=session.workspace, user=by)
    rules.check_standing(withdrawn=session.withdrawn_at is not None)
    session.withdrawn_at, session.withdrawn_because = clock.now(), rules.check_reason(reason)
    session.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("training.event_withdrawn", session, by=by, facts={"event": str(session)})
    return session


@transaction.atomic
def withdraw_course(*, course: Course, reason: str, by: User) -> Course:
    """Take out a course that was recorded by mistake. Refused while it has events."""
    check_granted(GRANTS, Capability.KEEP, workspace=course.workspace, user=by)
    rules.check_standing(withdrawn=course.withdrawn_at is not None)
    rules.check_empty(course.sessions.filter(withdrawn_at__isnull=True).count())
    course.withdrawn_at, course.withdrawn_because = clock.now(), rules.check_reason(reason)
    course.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("training.course_withdrawn", course, by=by, facts={"course": course.title})
    return course
