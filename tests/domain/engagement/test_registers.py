"""What is recorded is read back whole, by its own partnership alone, and says which needs of the law are met."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.engagement import actions
from frankpledge.domain.engagement.models import Answer, Exercise, Input
from frankpledge.domain.engagement.queries import (
    exercise_of,
    input_of,
    inputs,
    needs,
    provided_inputs,
    views_for,
    years_of,
)
from frankpledge.domain.engagement.rules import NotARecord, Reached, Result, Silent
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.queries import recent
from frankpledge.statute.contents import inputs as six
from tests.domain.engagement.records import NIL, YEAR, sent, survey
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db
GROUPS = (Reached("Young people", affected=True, people=4), Reached("Shops"))
SILENT = (Silent("Taxi drivers", date(2025, 9, 3)),)
RESULTS = (
    Result("Safe", count=20),
    Result("Unsafe", percent=Decimal("28.6")),
    Result("Refused", state=State.SUPPRESSED),
    Result("Do not know", state=State.MISSING),
    Result("Both", count=0),
)


@pytest.fixture
def exercise(workspace: Workspace, officer: User) -> Exercise:
    made = actions.record_exercise(workspace=workspace, given=survey(reached=GROUPS, silent=SILENT), by=officer)
    actions.record_question(exercise=made, words="Do you feel safe?", base=35, results=RESULTS, by=officer)
    return made


def test_an_exercise_is_read_back_as_it_was_given(exercise: Exercise, workspace: Workspace, member: User) -> None:
    (view,) = views_for(workspace=workspace, year=YEAR, viewer=member)
    assert (view.name, view.respondents, view.representative) == (
        "Safer streets survey",
        35,
        "Volunteers; few young people",
    )
    assert view.reached == GROUPS
    assert view.silent == SILENT
    (put,) = view.questions
    assert [(said.answer, said.count, said.percent, said.state) for said in put.said] == [
        ("Safe", 20, None, State.VALUE),
        ("Unsafe", None, Decimal("28.60"), State.VALUE),
        ("Refused", None, None, State.SUPPRESSED),
        ("Do not know", None, None, State.MISSING),
        ("Both", 0, None, State.VALUE),
    ]
    shares = [said.share and (round(said.share.low), round(said.share.high)) for said in put.said]
    assert shares == [(41, 72), (16, 45), None, None, (0, 10)]
    assert views_for(workspace=workspace, year="2024/25", viewer=member) == ()


def test_what_was_wrong_is_put_right_and_nothing_of_it_stays(
    exercise: Exercise, workspace: Workspace, officer: User
) -> None:
    actions.amend_exercise(exercise=exercise, given=survey(respondents=36, reached=GROUPS[1:]), by=officer)
    question = exercise.questions.get()
    actions.amend_question(question=question, words="Safe?", base=36, results=RESULTS[:1], by=officer)
    (view,) = views_for(workspace=workspace, year=YEAR, viewer=officer)
    assert (view.respondents, view.reached, view.silent) == (36, GROUPS[1:], ())
    assert [(put.words, put.base, len(put.said)) for put in view.questions] == [("Safe?", 36, 1)]
    actions.remove_question(question=question, by=officer)
    assert views_for(workspace=workspace, year=YEAR, viewer=officer)[0].questions == ()
    assert Answer.objects.count() == 0


def test_what_is_withdrawn_counts_for_nothing_and_is_not_changed_again(
    exercise: Exercise, workspace: Workspace, officer: User
) -> None:
    actions.withdraw_exercise(exercise=exercise, reason="counted twice", by=officer)
    assert views_for(workspace=workspace, year=YEAR, viewer=officer) == ()
    assert provided_inputs(workspace=workspace, year=YEAR, viewer=officer).met == {}
    found = exercise_of(exercise.pk, workspace=workspace, viewer=officer)
    assert found is not None
    assert found.withdrawn_because == "counted twice"
    for change in (
        lambda: actions.withdraw_exercise(exercise=found, reason="again", by=officer),
        lambda: actions.amend_exercise(exercise=found, given=survey(), by=officer),
        lambda: actions.record_question(exercise=found, words="x", base=3, results=RESULTS[:1], by=officer),
    ):
        with pytest.raises(NotARecord):
            change()


def test_the_needs_that_are_met_and_those_asked_for_in_vain_are_told_apart(
    exercise: Exercise, workspace: Workspace, officer: User
) -> None:
    def put(**more: object) -> Input:
        return actions.record_input(workspace=workspace, given=sent(**more), by=officer)

    put()
    put(need="health information", supplier="The health board", **NIL)
    # Nothing from one and something from another is something.
    put(need="co-operating bodies' information", supplier="A school", **NIL)
    put(need="co-operating bodies' information", supplier="A landlord")
    gone = put(need="fire information", supplier="Fire")
    actions.withdraw_input(given=gone, reason="another area", by=officer)
    put(need="current plan", year="2024/25")
    provided = provided_inputs(workspace=workspace, year=YEAR, viewer=officer)
    assert set(provided.met) == {
        "council information",
        "co-operating bodies' information",
        "views of residents and workers",
    }
    assert {need: [line.supplier for line in lines] for need, lines in provided.nil.items()} == {
        "health information": ["The health board"]
    }
    assert provided.nil["health information"][0].asked_on == date(2025, 8, 1)
    assert [line.what for line in provided.met["views of residents and workers"]] == ["Safer streets survey"]


def test_an_exercise_to_which_nobody_answered_is_a_nil_return_of_views(workspace: Workspace, officer: User) -> None:
    silent = survey(received=False, respondents=None, representative="")
    actions.record_exercise(workspace=workspace, given=silent, by=officer)
    provided = provided_inputs(workspace=workspace, year=YEAR, viewer=officer)
    assert provided.met == {}
    assert list(provided.nil) == ["views of residents and workers"]


def test_the_register_asks_for_what_the_six_inputs_of_the_law_need() -> None:
    assert len(six(on=date(2025, 12, 31), nation="england")) == 6
    assert needs()[:2] == ("council information", "police information")
    assert needs()[-2:] == ("current plan", "views of residents and workers")


def test_only_who_keeps_the_registers_changes_them(exercise: Exercise, workspace: Workspace, member: User) -> None:
    question = exercise.questions.get()
    line = actions.record_input(workspace=workspace, given=sent(), by=exercise.recorded_by)
    for change in (
        lambda: actions.record_exercise(workspace=workspace, given=survey(), by=member),
        lambda: actions.amend_exercise(exercise=exercise, given=survey(), by=member),
        lambda: actions.withdraw_exercise(exercise=exercise, reason="x", by=member),
        lambda: actions.record_question(exercise=exercise, words="x", base=1, results=RESULTS[:1], by=member),
        lambda: actions.amend_question(question=question, words="x", base=1, results=RESULTS[:1], by=member),
        lambda: actions.remove_question(question=question, by=member),
        lambda: actions.record_input(workspace=workspace, given=sent(), by=member),
        lambda: actions.withdraw_input(given=line, reason="x", by=member),
    ):
        with pytest.raises(NotPermitted):
            change()


def test_another_partnership_sees_nothing(exercise: Exercise, workspace: Workspace, officer: User) -> None:
    line = actions.record_input(workspace=workspace, given=sent(), by=officer)
    stranger = new_member(new_workspace("South Vale"), Role.OFFICER)
    assert views_for(workspace=workspace, year=YEAR, viewer=stranger) == ()
    assert list(inputs(workspace=workspace, viewer=stranger)) == []
    assert exercise_of(exercise.pk, workspace=workspace, viewer=stranger) is None
    assert input_of(line.pk, workspace=workspace, viewer=stranger) is None
    assert years_of(workspace=workspace, viewer=stranger) == ()
    assert years_of(workspace=workspace, viewer=officer) == (YEAR,)


def test_the_ledger_tells_of_it_in_sentences(exercise: Exercise, workspace: Workspace, officer: User) -> None:
    actions.record_input(workspace=workspace, given=sent(**NIL), by=officer)
    told = [happening.words for happening in recent(workspace, limit=3)]
    assert told == [
        "recorded that nothing came for 2025/26: council information",
        "recorded what people answered to a question: 5 answers",
        "recorded how people were asked, for 2025/26",
    ]


@pytest.mark.parametrize("change", [{"count": None}, {"percent": Decimal(3)}, {"state": "missing"}], ids=str)
def test_the_database_keeps_a_count_a_share_and_an_absence_apart(exercise: Exercise, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(words="Safe").update(**change)


def test_the_database_keeps_an_input_from_being_both_there_and_not(workspace: Workspace, officer: User) -> None:
    actions.record_input(workspace=workspace, given=sent(), by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Input.objects.update(nothing=True)
