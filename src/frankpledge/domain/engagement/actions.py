"""Keeping the two registers."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from frankpledge.domain.engagement import rules
from frankpledge.domain.engagement.models import Answer, Exercise, Group, Input, Question
from frankpledge.domain.engagement.permissions import GRANTS, Capability
from frankpledge.domain.engagement.queries import needs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record

PLAIN = (
    "year", "name", "kind", "began", "ended", "run_by", "method", "drawn", "respondents", "out_of", "received",
    "public", "representative", "used", "source",
)  # fmt: skip


@transaction.atomic
def record_exercise(*, workspace: Workspace, given: rules.Exercise, by: User) -> Exercise:
    """Record an exercise and the groups that it reached or asked in vain."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    rules.check_exercise(given)
    made = Exercise.objects.create(workspace=workspace, recorded_by=by, recorded_at=clock.now(), **_plain(given))
    _keep_groups(made, given)
    record("engagement.exercise_recorded", made, by=by, facts={"year": made.year})
    return made


@transaction.atomic
def amend_exercise(*, exercise: Exercise, given: rules.Exercise, by: User) -> Exercise:
    """Put the record of an exercise right. Its questions stay."""
    _check_may_change(exercise, by)
    rules.check_exercise(given)
    for name, value in _plain(given).items():
        setattr(exercise, name, value)
    exercise.save(update_fields=PLAIN)
    exercise.groups.all().delete()
    _keep_groups(exercise, given)
    record("engagement.exercise_amended", exercise, by=by, facts={"year": exercise.year})
    return exercise


def _plain(given: rules.Exercise) -> dict[str, Any]:
    return {name: getattr(given, name) for name in PLAIN}


def _keep_groups(exercise: Exercise, given: rules.Exercise) -> None:
    own = {"workspace": exercise.workspace, "exercise": exercise}
    reached = [
        Group(**own, order=at, name=one.name, affected=one.affected, people=one.people)
        for at, one in enumerate(given.reached)
    ]
    silent = [
        Group(**own, order=len(reached) + at, name=one.name, affected=one.affected, asked_in_vain_on=one.asked_on)
        for at, one in enumerate(given.silent)
    ]
    Group.objects.bulk_create([*reached, *silent])


def _check_may_change(exercise: Exercise, by: User) -> None:
    check_granted(GRANTS, Capability.KEEP, workspace=exercise.workspace, user=by)
    rules.check_standing(withdrawn=exercise.withdrawn_at is not None)


@transaction.atomic
def withdraw_exercise(*, exercise: Exercise, reason: str, by: User) -> Exercise:
    """Withdraw an exercise: it is shown with the reason, and counts for nothing."""
    _check_may_change(exercise, by)
    exercise.withdrawn_because, exercise.withdrawn_at = rules.check_reason(reason), clock.now()
    exercise.save(update_fields=["withdrawn_because", "withdrawn_at"])
    record("engagement.exercise_withdrawn", exercise, by=by, facts={"year": exercise.year})
    return exercise


@transaction.atomic
def record_question(
    *, exercise: Exercise, words: str, base: int | None, results: tuple[rules.Result, ...], by: User
) -> Question:
    """Record a question of an exercise with its answers."""
    _check_may_change(exercise, by)
    question = Question(workspace=exercise.workspace, exercise=exercise, order=exercise.questions.count())
    _keep_question(question, words, base, results)
    record("engagement.question_recorded", question, by=by, facts={"answers": len(results)})
    return question


@transaction.atomic
def amend_question(
    *, question: Question, words: str, base: int | None, results: tuple[rules.Result, ...], by: User
) -> Question:
    """Put a question and its answers right."""
    _check_may_change(question.exercise, by)
    question.answers.all().delete()
    _keep_question(question, words, base, results)
    record("engagement.question_amended", question, by=by, facts={"answers": len(results)})
    return question


def _keep_question(question: Question, words: str, base: int | None, results: tuple[rules.Result, ...]) -> None:
    rules.check_results(results, base)
    question.words, question.base = rules.check_words(words), base
    question.save()
    Answer.objects.bulk_create(
        Answer(
            workspace=question.workspace,
            question=question,
            order=at,
            words=one.answer,
            count=one.count,
            percent=one.percent,
            state=one.state,
        )
        for at, one in enumerate(results)
    )


@transaction.atomic
def remove_question(*, question: Question, by: User) -> None:
    """Take a question out of an exercise."""
    _check_may_change(question.exercise, by)
    record("engagement.question_removed", question.exercise, by=by, facts={"question": str(question.pk)})
    question.delete()


@transaction.atomic
def record_input(*, workspace: Workspace, given: rules.Input, by: User) -> Input:
    """Record that something came for an assessment to consider, or that it was asked for and nothing came."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    rules.check_need(given.need, known=needs())
    rules.check_input(given)
    made = Input.objects.create(
        workspace=workspace,
        year=given.year,
        need=given.need,
        supplier=given.supplier.strip(),
        what=given.what.strip(),
        period=given.period.strip(),
        asked_on=given.asked_on,
        received_on=given.received_on,
        nothing=given.nothing,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    verb = "recorded that nothing came for" if given.nothing else "recorded what came for"
    record("engagement.input_recorded", made, by=by, facts={"verb": verb, "need": made.need, "year": made.year})
    return made


@transaction.atomic
def withdraw_input(*, given: Input, reason: str, by: User) -> Input:
    """Withdraw a line of the register of inputs, with the reason."""
    check_granted(GRANTS, Capability.KEEP, workspace=given.workspace, user=by)
    rules.check_standing(withdrawn=given.withdrawn_at is not None)
    given.withdrawn_because, given.withdrawn_at = rules.check_reason(reason), clock.now()
    given.save(update_fields=["withdrawn_because", "withdrawn_at"])
    record("engagement.input_withdrawn", given, by=by, facts={"need": given.need})
    return given
