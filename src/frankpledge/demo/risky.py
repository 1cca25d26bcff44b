"""The risk register of the demonstration, each step through the action that a page calls."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from frankpledge.domain.action_log.queries import actions_of
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import rows_of
from frankpledge.domain.risks import actions
from frankpledge.domain.risks.actions import Described, First
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.rules import Level, ScoreKind, Tolerance
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace

WORDS = ("title", "cause", "effect", "category")


@dataclass(frozen=True)
class Named:
    """The bodies, organisations and people of a workspace, by name."""

    bodies: Mapping[str, Body]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]


def named_of(workspace: Workspace, by: User) -> Named:
    """Return the register of a workspace by name."""
    kinds: tuple[Any, ...] = (Body, Organisation, Person)
    return Named(*({one.name: one for one in rows_of(kind, workspace=workspace, viewer=by)} for kind in kinds))


def told_of(name: str) -> Mapping[str, Any]:
    """Return what the data beside this module tell."""
    return tomllib.loads(files("frankpledge.demo").joinpath(name).read_text(encoding="utf-8"))


def register_risks(workspace: Workspace, *, by: User) -> None:
    """Record risks with their two years, unless that was done. What would lie in the future is left out."""
    if Risk.objects.filter(workspace=workspace).exists():
        return
    told, named, today = told_of("risks.toml"), named_of(workspace, by), clock.today()
    for one in told["appetite"]:
        if one["since"] <= today:
            bears = Tolerance(one["scheme"], one["score"], one["review_months"], one.get("by_category", {}))
            body, since = named.bodies[one["body"]], one["since"]
            actions.set_appetite(body=body, tolerance=bears, since=since, reason=one["reason"], by=by)
    for one in sorted(told["risk"], key=lambda one: one["raised_on"]):
        if one["raised_on"] <= today:
            _risk(workspace, one, named, today, by)


def _risk(workspace: Workspace, one: Mapping[str, Any], named: Named, today: date, by: User) -> None:
    given = Described(
        **{name: one[name] for name in WORDS},
        body=named.bodies[one["body"]],
        organisation=named.organisations[one["organisation"]],
        person=named.people.get(one["person"]),
        deputy=named.people.get(one.get("deputy", "")),
    )
    made = actions.raise_risk(workspace=workspace, given=given, first=First(one["raised_on"]), by=by)
    _judged(made, one, today, by)
    _held(made, one, today, by)
    closed = one.get("closed")
    if closed and closed[0] <= today:
        actions.close_risk(risk=made, reason=closed[1], on=closed[0], by=by)


def _judged(made: Risk, one: Mapping[str, Any], today: date, by: User) -> None:
    """Score it and look at it, as often as was told."""
    for day, kind, likelihood, impact, reason in one["scores"]:
        if day <= today:
            level = Level("five", likelihood, impact)
            actions.score_risk(risk=made, kind=ScoreKind(kind), level=level, reason=reason, on=day, by=by)
    for day, words, following in one["reviews"]:
        if day <= today:
            actions.review_risk(risk=made, words=words, on=day, due_next=following, by=by)


def _held(made: Risk, one: Mapping[str, Any], today: date, by: User) -> None:
    """Record what holds it down and what bears on it."""
    for words, since in one["controls"]:
        if not since or since <= today:
            actions.add_control(risk=made, words=words, since=since or None, by=by)
    for action in actions_of(workspace=made.workspace, viewer=by).filter(number__in=one.get("actions", ())):
        actions.tie_action(risk=made, action=action, by=by)
    for place, words in one.get("pages", ()):
        actions.tie_page(risk=made, place=f"/w/{made.workspace.slug}/{place}", words=words, by=by)
