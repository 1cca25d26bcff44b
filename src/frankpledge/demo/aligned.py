"""Plans of other bodies in the demonstration, each step through the action of a page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from frankpledge.domain.alignment.actions import PlanFacts, add_plan, add_priority, judge
from frankpledge.domain.alignment.models import TheirPlan
from frankpledge.domain.alignment.queries import our_plan, their_plans
from frankpledge.domain.alignment.rules import Verdict
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import rows_of
from frankpledge.ground.accounts.models import User, Workspace


def hold_against_others(workspace: Workspace, *, by: User) -> None:
    """Write down the plans of others and judge ours against them, unless that was done."""
    if their_plans(workspace=workspace, viewer=by).exists():
        return
    told = tomllib.loads(files("frankpledge.demo").joinpath("aligned.toml").read_text(encoding="utf-8"))
    owners = {one.name: one for one in rows_of(Organisation, workspace=workspace, viewer=by)}
    for one in told["plan"]:
        if one["owner"] not in owners:
            continue
        words = {name: one[name] for name in ("kind", "title", "source", "starts", "ends")}
        made = add_plan(workspace=workspace, given=PlanFacts(**words, owner=owners[one["owner"]]), by=by)
        for name, detail in one["priorities"]:
            add_priority(plan=made, name=name, detail=detail, by=by)
        _judged(made, one, by)


def _judged(plan: TheirPlan, one: Mapping[str, Any], by: User) -> None:
    """Judge those pairs of which our latest plan has a priority with the words."""
    ours = our_plan("", workspace=plan.workspace, viewer=by)
    mine = list(ours.priorities.all()) if ours else []
    theirs = {each.number: each for each in plan.priorities.all()}
    for words, number, verdict, reason in one["judged"]:
        for priority in (each for each in mine if words in each.name.casefold()):
            judge(ours=priority, theirs=theirs[number], verdict=Verdict(verdict), reason=reason, by=by)
