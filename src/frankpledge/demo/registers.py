"""What the invented partnership registered: views, inputs and a scoring, each through the action that a page calls."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from frankpledge.domain.engagement.actions import record_exercise, record_input, record_question
from frankpledge.domain.engagement.models import Exercise
from frankpledge.domain.engagement.rules import Exercise as Given
from frankpledge.domain.engagement.rules import Input, Reached, Result, Silent
from frankpledge.domain.priorities.actions import (
    add_agency,
    add_issue,
    ask_agency,
    begin_scoring,
    close_round,
    open_round,
    take_sheet,
)
from frankpledge.domain.priorities.models import Scoring
from frankpledge.domain.priorities.queries.scorings import issues_of, scheme_of
from frankpledge.domain.priorities.rules import Marked
from frankpledge.ground.accounts.models import User, Workspace

DAYS = 14  # that an agency's link is open
_PLAIN = (
    "name", "kind", "began", "ended", "run_by", "method", "representative", "source", "drawn", "used", "respondents",
    "out_of",
)  # fmt: skip


@cache
def registers() -> Mapping[str, Any]:
    """Return what is registered, read once from the data beside this module."""
    return tomllib.loads(files("frankpledge.demo").joinpath("registers.toml").read_text(encoding="utf-8"))


def register(workspace: Workspace, *, by: User) -> None:
    """Register views, inputs and a scoring of the year, unless that was done."""
    told = registers()
    year = told["year"]["of"]
    if not Exercise.objects.filter(workspace=workspace, year=year).exists():
        for one in told["exercise"]:
            _exercise(workspace, year, one, by)
        for one in told["input"]:
            record_input(workspace=workspace, given=Input(year=year, **one), by=by)
    if not Scoring.objects.filter(workspace=workspace, year=year).exists():
        _scored(workspace, year, told["scoring"], by)


def _exercise(workspace: Workspace, year: str, one: Mapping[str, Any], by: User) -> None:
    given = Given(
        year=year,
        reached=tuple(Reached(**group) for group in one.get("reached", ())),
        silent=tuple(Silent(**group) for group in one.get("silent", ())),
        **{name: one[name] for name in _PLAIN if name in one},
    )
    made = record_exercise(workspace=workspace, given=given, by=by)
    for question in one["questions"]:
        results = tuple(Result(answer=answer, count=count) for answer, count in question["counts"].items())
        record_question(exercise=made, words=question["words"], base=question["base"], results=results, by=by)


def _scored(workspace: Workspace, year: str, told: Mapping[str, Any], by: User) -> None:
    """Run a blind first round: each agency marks by its link, and the round is closed."""
    scoring = begin_scoring(workspace=workspace, year=year, title=told["title"], top=told["top"], by=by)
    for issue in told["issues"]:
        add_issue(scoring=scoring, name=issue["name"], evidence=issue["evidence"], by=by)
    agencies = [add_agency(scoring=scoring, name=name, by=by) for name in told["marks"]]
    open_round(scoring=scoring, by=by)
    criteria = [criterion.id for criterion in scheme_of(scoring).criteria]
    for agency in agencies:
        sheet = {
            issue.pk: Marked(scores=dict(zip(criteria, row, strict=False)), certainty=row[-1])
            for issue, row in zip(issues_of(scoring), told["marks"][agency.name], strict=True)
        }
        take_sheet(ask_agency(agency=agency, days=DAYS, by=by).link, sheet)
    close_round(scoring=scoring, by=by)
