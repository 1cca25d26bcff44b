"""Keeping the risk register: every act checks who may and what is true, and leaves its trace. No score is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.queries import person_of
from frankpledge.domain.action_log.rules import in_words
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.risks import rules
from frankpledge.domain.risks.models import Appetite, Control, Review, Risk, Score, Tie, Turn
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.queries import is_own, tolerance_of
from frankpledge.domain.risks.rules import Level, ScoreKind, State, Tolerance
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.audit.actions import record


@dataclass(frozen=True)
class Described:
    """All that is recorded of a risk as a person gives it, but its scores."""

    title: str
    body: Body
    organisation: Organisation
    category: str
    cause: str = ""
    effect: str = ""
    person: Person | None = None
    deputy: Person | None = None


@dataclass(frozen=True)
class First:
    """With what a risk begins: the day, its levels, why they are so, and when it is looked at again."""

    raised_on: date
    levels: Mapping[ScoreKind, Level] = field(default_factory=dict)
    reason: str = "as it was raised"
    review_on: date | None = None


@transaction.atomic
def set_appetite(*, body: Body, tolerance: Tolerance, since: date, reason: str, by: User) -> Appetite:
    """Record what a body bears from a day on. What was set for that very day before is put right."""
    check_granted(GRANTS, Capability.KEEP, workspace=body.workspace, user=by)
    rules.check_tolerance(tolerance)
    made, _ = Appetite.objects.update_or_create(
        workspace=body.workspace, body=body, since=since,
        defaults={
            "scheme": tolerance.scheme, "score": tolerance.score, "by_category": dict(tolerance.by_category),
            "review_months": tolerance.review_months, "reason": rules.check_reason(reason), "by": by,
            "at": clock.now(),
        },
    )  # fmt: skip
    record("risks.appetite_set", made, by=by, facts={"body": body.name, "since": in_words(since)})
    return made


@transaction.atomic
def raise_risk(*, workspace: Workspace, given: Described, first: First, by: User) -> Risk:
    """Record a risk under the next number of the register, with its first scores and the day of its review."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    day = rules.check_raised(first.raised_on, today=clock.today())
    made = Risk(workspace=workspace, number=_next_number(workspace), raised_on=day, by=by, at=clock.now())
    _keep(made, given)
    for kind, level in first.levels.items():
        _score(made, kind, level, reason=first.reason, on=day, by=by)
    usual = rules.next_review(day, tolerance_of(made.body, viewer=by, on=day).review_months)
    due = rules.check_review(first.review_on or usual, on=day)
    _kept(Review, made, by, on=day, due_next=due)
    record("risks.risk_raised", made, by=by, facts={"number": made.number, "body": made.body.name})
    return made


@transaction.atomic
def amend_risk(*, risk: Risk, given: Described, by: User) -> Risk:
    """Put the words, the body or the owner of an open risk right. A score has its own act, for it needs a reason."""
    check_granted(GRANTS, Capability.KEEP, workspace=risk.workspace, user=by)
    rules.check_state(State(risk.state), wanted=State.OPEN)
    _keep(risk, given)
    record("risks.risk_amended", risk, by=by, facts={"number": risk.number})
    return risk


def _keep(risk: Risk, given: Described) -> None:
    rules.check_two(given.person, given.deputy)
    for one in (given.body, given.organisation, given.person, given.deputy):
        rules.check_ours(one.workspace_id if one else risk.workspace_id, risk.workspace_id)
    risk.title, risk.category = rules.check_title(given.title), rules.check_category(given.category)
    risk.cause, risk.effect = (words.strip()[: rules.LONGEST_WORDS] for words in (given.cause, given.effect))
    risk.body, risk.organisation, risk.person, risk.deputy = (
        given.body, given.organisation, given.person, given.deputy,
    )  # fmt: skip
    risk.save()


def _kept(model: Any, risk: Risk, by: User, **fields: Any) -> Any:
    return model.objects.create(workspace=risk.workspace, risk=risk, by=by, at=clock.now(), **fields)


def _next_number(workspace: Workspace) -> int:
    """Return the next number of the register, held until the transaction ends so that no two take the same."""
    rows = Workspace.objects.filter(pk=workspace.pk)
    (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
    highest: int | None = Risk.objects.filter(workspace=workspace).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


@transaction.atomic
def score_risk(*, risk: Risk, kind: ScoreKind, level: Level, reason: str, on: date, by: User) -> Score:
    """Give an open risk another score, and say why. The one before is kept."""
    check_granted(GRANTS, Capability.KEEP, workspace=risk.workspace, user=by)
    made = _rescored(risk, kind, level, reason=reason, on=on, by=by)
    record("risks.risk_scored", risk, by=by, facts={"number": risk.number, "kind": kind.value, "score": level.score})
    return made


def _rescored(risk: Risk, kind: ScoreKind, level: Level, *, reason: str, on: date, by: User) -> Score:
    rules.check_state(State(risk.state), wanted=State.OPEN)
    rules.check_day(on, raised_on=risk.raised_on, today=clock.today())
    return _score(risk, kind, level, reason=rules.check_reason(reason), on=on, by=by)


def _score(risk: Risk, kind: ScoreKind, level: Level, *, reason: str, on: date, by: User) -> Score:
    rules.check_level(level)
    made: Score = _kept(
        Score, risk, by, kind=kind, scheme=level.scheme, likelihood=level.likelihood, impact=level.impact,
        reason=reason, on=on,
    )  # fmt: skip
    return made


@transaction.atomic
def review_risk(*, risk: Risk, words: str, on: date, by: User, due_next: date | None = None,
    level: Level | None = None,
) -> Review:  # fmt: skip
    """Look at a risk of one's own, or as keeper at any: what was found, perhaps another score, and when next."""
    check_granted(GRANTS, Capability.REVIEW, workspace=risk.workspace, user=by)
    keeper = is_granted(GRANTS, Capability.KEEP, workspace=risk.workspace, user=by)
    rules.check_own(own=is_own(risk, by), keeper=keeper)
    rules.check_state(State(risk.state), wanted=State.OPEN)
    rules.check_day(on, raised_on=risk.raised_on, today=clock.today())
    if level is not None:
        _rescored(risk, ScoreKind.CURRENT, level, reason=words, on=on, by=by)
    due = due_next or rules.next_review(on, tolerance_of(risk.body, viewer=by, on=on).review_months)
    made: Review = _kept(
        Review, risk, by, on=on, words=rules.check_reason(words), due_next=rules.check_review(due, on=on)
    )
    record("risks.risk_reviewed", risk, by=by, facts={"number": risk.number, "next": in_words(due)})
    return made


@transaction.atomic
def close_risk(*, risk: Risk, reason: str, on: date, by: User) -> Risk:
    """Close a risk that is no more, or that has happened, and say why."""
    check_granted(GRANTS, Capability.KEEP, workspace=risk.workspace, user=by)
    _turn(risk, State.CLOSED, reason, on, by)
    record("risks.risk_closed", risk, by=by, facts={"number": risk.number})
    return risk


@transaction.atomic
def reopen_risk(*, risk: Risk, reason: str, on: date, by: User) -> Risk:
    """Open a closed risk again, and say why."""
    check_granted(GRANTS, Capability.KEEP, workspace=risk.workspace, user=by)
    _turn(risk, State.OPEN, reason, on, by)
    record("risks.risk_reopened", risk, by=by, facts={"number": risk.number})
    return risk


def _turn(risk: Risk, state: State, reason: str, on: date, by: User) -> None:
    rules.check_state(State(risk.state), wanted=State.OPEN if state is State.CLOSED else State.CLOSED)
    last = max((one.on for one in risk.turns.all()), default=risk.raised_on)
    rules.check_day(on, raised_on=last, today=clock.today())
    _kept(Turn, risk, by, state=state, on=on, reason=rules.check_reason(reason))
    risk.state = state
    risk.save(update_fields=["state"])


@transaction.atomic
def add_control(*, risk: Risk, words: str, since: date | None, by: User) -> Control:
    """Record what holds a risk down since a day; without a day it is only meant to."""
    check_granted(GRANTS, Capability.KEEP, workspace=risk.workspace, user=by)
    rules.check_state(State(risk.state), wanted=State.OPEN)
    made: Control = _kept(Control, risk, by, words=rules.check_title(words), since=since)
    record("risks.control_added", risk, by=by, facts={"number": risk.number})
    return made


@transaction.atomic
def change_control(*, control: Control, on: date, by: User) -> Control:
    """Put a control in place that was only meant, or end one that is in place, on a day."""
    check_granted(GRANTS, Capability.KEEP, workspace=control.workspace, user=by)
    rules.check_control(since=control.since, until=control.until, on=on, today=clock.today())
    facts = {"number": control.risk.number}
    if control.since:
        control.until = on
        record("risks.control_ended", control.risk, by=by, facts=facts)
    else:
        control.since = on
        record("risks.control_in_place", control.risk, by=by, facts=facts)
    control.save(update_fields=["since", "until"])
    return control


@transaction.atomic
def tie_action(*, risk: Risk, action: Action, by: User) -> Tie:
    """Say that an action of the log bears on a risk."""
    check_granted(GRANTS, Capability.KEEP, workspace=risk.workspace, user=by)
    rules.check_ours(action.workspace_id, risk.workspace_id)
    made, _ = Tie.objects.get_or_create(
        workspace=risk.workspace, risk=risk, action=action, defaults={"by": by, "at": clock.now()}
    )
    record("risks.tied", risk, by=by, facts={"number": risk.number, "to": str(action)})
    return made


@transaction.atomic
def tie_page(*, risk: Risk, place: str, words: str, by: User) -> Tie:
    """Say that what a page of the workspace shows bears on a risk."""
    check_granted(GRANTS, Capability.KEEP, workspace=risk.workspace, user=by)
    at = rules.check_place(place, slug=risk.workspace.slug)
    made: Tie = _kept(Tie, risk, by, place=at, words=rules.check_title(words))
    record("risks.tied", risk, by=by, facts={"number": risk.number, "to": "a page"})
    return made


@transaction.atomic
def untie(*, tie: Tie, by: User) -> None:
    """Take back that something bears on a risk. The ledger keeps that it did."""
    check_granted(GRANTS, Capability.KEEP, workspace=tie.workspace, user=by)
    risk = tie.risk
    tie.delete()
    record("risks.untied", risk, by=by, facts={"number": risk.number})


@transaction.atomic
def hand_over(*, risk: Risk, leaver: User, to: User, by: User) -> None:
    """Name somebody else where a person who leaves is named. Whoever lets people go may do it."""
    following = rules.check_registered(person_of(to, workspace=risk.workspace))
    for place in ("person", "deputy"):
        named = getattr(risk, place)
        if named is not None and named.user_id == leaver.pk:
            setattr(risk, place, following)
    rules.check_two(risk.person, risk.deputy)
    risk.save(update_fields=["person", "deputy"])
    record("risks.risk_handed_over", risk, by=by, facts={"number": risk.number})
