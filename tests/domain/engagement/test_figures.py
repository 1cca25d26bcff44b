"""A sentence may quote what people said: with its base, its interval, and how far they stand for others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.engagement import actions
from frankpledge.domain.engagement.models import Exercise
from frankpledge.domain.engagement.rules import Result
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.catalogue import figure_of, figure_query, reference
from frankpledge.domain.narrative.rules import UnknownName, Withheld
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Figure
from frankpledge.lake.store import Snapshot
from tests.domain.engagement.records import survey
from tests.ground.people import new_workspace

pytestmark = pytest.mark.django_db
RESULTS = (
    Result("Yes", count=20),
    Result("No", percent=Decimal("28.6")),
    Result("Refused", state=State.SUPPRESSED),
    Result("Other", state=State.MISSING),
)


@pytest.fixture
def known(newest: Snapshot, workspace: Workspace) -> Known:
    return Known(newest, None, workspace)


@pytest.fixture
def exercise(workspace: Workspace, officer: User) -> Exercise:
    made = actions.record_exercise(workspace=workspace, given=survey(out_of=400), by=officer)
    actions.record_question(exercise=made, words="Do you feel safe?", base=35, results=RESULTS, by=officer)
    return made


def share(known: Known, exercise: Exercise, answer: str) -> Figure:
    question = exercise.questions.get()
    return figure_of(known, reference("share_answering", answer=f"{question.pk}/{answer}"))


def test_a_share_names_its_base_its_interval_and_who_answered(known: Known, exercise: Exercise) -> None:
    one = share(known, exercise, "Yes")
    assert (one.value, one.display, one.unit, one.state) == (57.14, "57%", "%", "value")
    assert one.denominator == "35 people who answered the question"
    assert one.method == "Wilson’s 95% interval: 41% to 72%, for chance alone"
    assert one.caveat == "Volunteers; few young people"
    assert one.period == "1 September 2025 to 30 September 2025"
    assert one.source == "Safer streets survey, The council: Report of October 2025"
    assert [(given["what"], given["value"]) for given in one.inputs] == [("Yes", 20), ("answered the question", 35)]


def test_a_percentage_is_quoted_as_it_was_recorded(known: Known, exercise: Exercise) -> None:
    one = share(known, exercise, "No")
    assert (one.value, one.display) == (28.6, "29%")
    assert "16% to 45%" in one.method


def test_what_is_not_shown_and_what_is_not_known_stay_two_things(known: Known, exercise: Exercise) -> None:
    for answer, state, display in (("Refused", "suppressed", "not shown"), ("Other", "missing", "no data")):
        one = share(known, exercise, answer)
        assert (one.value, one.state, one.display, one.inputs) == (None, state, display, ())


def test_without_a_base_there_is_no_share_to_quote(known: Known, exercise: Exercise, officer: User) -> None:
    question = exercise.questions.get()
    actions.amend_question(question=question, words="Safe?", base=None, results=RESULTS[:1], by=officer)
    with pytest.raises(Withheld, match="base"):
        share(known, exercise, "Yes")


def test_how_many_answered_may_be_quoted_too(known: Known, exercise: Exercise, officer: User) -> None:
    asked = reference("respondents", exercise=str(exercise.pk))
    one = figure_of(known, asked)
    assert (one.value, one.display, one.denominator) == (35, "35", "400 people who were asked")
    actions.amend_exercise(exercise=exercise, given=survey(respondents=None), by=officer)
    again = figure_of(known, asked)
    assert (again.value, again.state, again.display) == (None, "missing", "no data")


def test_only_what_is_public_already_is_quoted_as_open(known: Known, exercise: Exercise, officer: User) -> None:
    assert share(known, exercise, "Yes").policy == "restricted"
    actions.amend_exercise(exercise=exercise, given=survey(public=True), by=officer)
    assert share(known, exercise, "Yes").policy == "open"


def test_what_was_withdrawn_and_what_is_another_s_cannot_be_quoted(
    known: Known, newest: Snapshot, exercise: Exercise, officer: User
) -> None:
    question = exercise.questions.get()
    elsewhere = Known(newest, None, new_workspace("South Vale"))
    for where, answer in ((elsewhere, "Yes"), (known, "Perhaps")):
        with pytest.raises(UnknownName):
            share(where, exercise, answer)
    with pytest.raises(UnknownName):
        figure_of(elsewhere, reference("respondents", exercise=str(exercise.pk)))
    with pytest.raises(UnknownName):
        figure_of(known, reference("share_answering", answer="nonsense"))
    assert len(offered(known, "share_answering")) == 4
    assert offered(known, "respondents") == ((str(exercise.pk), "Safer streets survey, 2025/26"),)
    actions.withdraw_exercise(exercise=exercise, reason="counted twice", by=officer)
    with pytest.raises(UnknownName):
        figure_of(known, reference("share_answering", answer=f"{question.pk}/Yes"))
    assert offered(known, "share_answering") == offered(known, "respondents") == ()


def offered(known: Known, query: str) -> tuple[tuple[str, str], ...]:
    """Return the choices that an author is offered."""
    (argument,) = figure_query(query).arguments
    assert argument.choices is not None
    return argument.choices(known)
