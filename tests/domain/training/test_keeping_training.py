"""What is kept of training by whom, and what each year adds up to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from frankpledge.domain.training import actions
from frankpledge.domain.training.actions import CourseFacts, EventFacts, Feedback
from frankpledge.domain.training.models import Course, Delegates, Session
from frankpledge.domain.training.queries import Choice, Line, chosen, line_of, lines_of, session_of, years_of
from frankpledge.domain.training.rules import NotTraining, Question
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage, set_table
from tests.domain.training.conftest import HELD, TODAY


def shown(session: Session, viewer: User) -> Line:
    found = session_of(session.pk, workspace=session.workspace, viewer=viewer)
    assert found is not None
    return line_of(found, on=TODAY)


def test_nothing_recorded_none_and_not_counted_stay_three_things(session: Session, officer: User, stage: Stage) -> None:
    assert str(shown(session, officer).came) == "not recorded"
    assert shown(session, officer).lacks
    police, fire, health = (stage.organisations[name] for name in ("police", "fire", "health"))
    actions.count_delegates(session=session, counts={police: 7, fire: 0, health: None}, by=officer)
    line = shown(session, officer)
    assert (str(line.came), line.lacks) == ("at least 7", "")
    assert line.delegates == {police.name: 7, fire.name: 0, health.name: None}
    actions.count_delegates(session=session, counts={fire: 0}, by=officer)
    assert str(shown(session, officer).came) == "0"
    assert Delegates.objects.count() == 1


def test_who_comes_is_counted_after_the_day_alone(course: Course, officer: User, stage: Stage) -> None:
    ahead = actions.add_event(course=course, given=EventFacts(date(2026, 1, 9)), by=officer)
    with pytest.raises(NotTraining, match="of an event that is planned"):
        actions.count_delegates(session=ahead, counts={stage.organisations["police"]: 1}, by=officer)
    actions.cancel_event(session=ahead, reason="The trainer is ill", by=officer)
    assert (shown(ahead, officer).state, shown(ahead, officer).because) == ("cancelled", "The trainer is ill")
    for act in (
        lambda: actions.amend_event(session=ahead, given=EventFacts(TODAY), by=officer),
        lambda: actions.record_feedback(session=ahead, given=Feedback(), by=officer),
        lambda: actions.cancel_event(session=ahead, reason="x", by=officer),
    ):
        with pytest.raises(NotTraining, match="was cancelled"):
            act()


def test_feedback_takes_the_place_of_what_was_recorded_before(session: Session, officer: User) -> None:
    asked = Question("Was it useful?", 1, 5, {3: 2, 4: 5, 5: 3})
    actions.record_feedback(session=session, given=Feedback(12, 10, [asked], "More on coercive control"), by=officer)
    line = shown(session, officer)
    assert (line.asked, line.answered, line.questions[0].mean) == (12, 10, 4.1)
    actions.record_feedback(session=session, given=Feedback(answered=10), by=officer)
    assert (shown(session, officer).asked, shown(session, officer).questions) == (None, ())


def test_a_course_is_put_right_and_withdrawn_once_it_has_no_event(
    course: Course, session: Session, officer: User, workspace: Workspace
) -> None:
    given = CourseFacts("Asking safely", "Shelter from the Storm", "Domestic abuse")
    actions.amend_course(course=course, given=given, by=officer)
    with pytest.raises(NotTraining, match="it has events"):
        actions.withdraw_course(course=course, reason="x", by=officer)
    actions.withdraw_event(session=session, reason="Entered twice", by=officer)
    actions.withdraw_course(course=course, reason="Entered twice", by=officer)
    assert lines_of(workspace=workspace, viewer=officer, on=TODAY) == ()
    with pytest.raises(NotTraining, match="withdrawn as a mistake"):
        actions.add_event(course=course, given=EventFacts(TODAY), by=officer)
    with pytest.raises(NotTraining, match="withdrawn as a mistake"):
        actions.withdraw_event(session=session, reason="x", by=officer)


def test_years_add_what_was_held_and_tell_what_is_not_known(
    course: Course, session: Session, officer: User, stage: Stage, workspace: Workspace
) -> None:
    police, fire = stage.organisations["police"], stage.organisations["fire"]
    actions.count_delegates(session=session, counts={police: 7, fire: 0}, by=officer)
    spring = actions.add_event(course=course, given=EventFacts(date(2025, 3, 31), cost=Decimal(0)), by=officer)
    actions.count_delegates(session=spring, counts={police: None}, by=officer)
    november = actions.add_event(course=course, given=EventFacts(date(2025, 11, 4)), by=officer)
    actions.count_delegates(session=november, counts={police: 4}, by=officer)
    actions.add_event(course=course, given=EventFacts(date(2026, 2, 4), cost=Decimal(99)), by=officer)
    this, last = years_of(lines_of(workspace=workspace, viewer=officer, on=TODAY))
    assert (str(this.year), this.held, str(this.came)) == ("2025/26", 2, "11")
    assert {name: str(found) for name, found in this.by_organisation.items()} == {police.name: "11", fire.name: "0"}
    assert (this.cost, this.cost_not_known) == (Decimal("450.00"), 1)
    assert (str(last.year), str(last.came), last.cost, last.cost_not_known) == ("2024/25", "not known", Decimal(0), 0)
    assert fire.name not in last.by_organisation


@pytest.mark.parametrize(
    ("choice", "days"),
    [
        (Choice(), [9, 3]),
        (Choice(state="held"), [3]),
        (Choice(state="planned"), [9]),
        (Choice(state="uncounted"), [3]),
        (Choice(year="2025/26"), [9, 3]),
        (Choice(year="2024/25"), []),
        (Choice(subject="Hate crime"), []),
        (Choice(words="fire STATION"), [3]),
        (Choice(organisation="Ruritania Police"), []),
        (Choice(order="course"), [3, 9]),
        (Choice(order="came"), [9, 3]),
    ],
)
def test_events_are_chosen(
    choice: Choice, days: list[int], course: Course, session: Session, officer: User, workspace: Workspace
) -> None:
    actions.add_event(course=course, given=EventFacts(date(2026, 1, 9)), by=officer)
    lines = lines_of(workspace=workspace, viewer=officer, on=TODAY)
    assert session.on == HELD
    assert [line.on.day for line in chosen(lines, choice)] == days


def test_members_read_and_do_not_keep_and_strangers_find_nothing(
    session: Session, member: User, workspace: Workspace, officer: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.cancel_event(session=session, reason="x", by=member)
    founder = create_user(email="other@example.invalid", name="Other")
    foreign = create_workspace(name="Other", slug="other", by=founder)
    theirs = create_user(email="theirs@example.invalid", name="Theirs")
    add_member(workspace=foreign, user=theirs, role=Role.OFFICER, by=founder)
    assert lines_of(workspace=workspace, viewer=theirs, on=TODAY) == ()
    other = set_table(foreign, theirs)
    with pytest.raises(NotTraining, match="not of this partnership"):
        actions.count_delegates(session=session, counts={other.organisations["fire"]: 1}, by=officer)
