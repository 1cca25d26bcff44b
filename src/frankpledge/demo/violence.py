"""The serious violence strategy of the demonstration, each step through the action of a page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import rows_of
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.serious_violence import actions
from frankpledge.domain.serious_violence.documents import strategy_document
from frankpledge.domain.serious_violence.models import Strategy
from frankpledge.domain.serious_violence.queries import strategies, strategy_of, whole
from frankpledge.domain.serious_violence.rules import Done, Sort
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace

KEPT_AS = ("html", "pdf")


def answer_violence(workspace: Workspace, *, by: User, second: User) -> None:
    """Write the strategy with its consultation, year and review, and have it approved, unless that was done."""
    if strategies(workspace=workspace, viewer=by).exists():
        return
    told, today = tomllib.loads(files("frankpledge.demo").joinpath("violence.toml").read_text("utf-8")), clock.today()
    made = actions.begin_strategy(
        workspace=workspace, title=told["title"], starts=told["starts"], serves=told["serves"], by=by
    )
    for item, words in told["parts"].items():
        actions.write_part(strategy=made, item=item, words=words, by=by)
    actions.say_none(strategy=made, sorts=[Sort(one) for one in told["none"]], by=by)
    _asked(made, told, by)
    _planned(made, told, by)
    for one in told["review"]:
        if one["on"] <= today:
            actions.review(strategy=made, **one, by=by)
    found = strategy_of(made.pk, workspace=workspace, viewer=by)
    if found is not None:
        sent = actions.send(strategy=found, tree=strategy_document(whole(found, on=today)), by=by)
        actions.approve_strategy(strategy=sent, by=second, formats=KEPT_AS)


def sign_next_door(workspace: Workspace, neighbour: Partnership, *, by: User, keeper: User) -> None:
    """Let the strategy serve the partnership next door too, which signs up in its own workspace, once."""
    strategy = strategies(workspace=workspace, viewer=by).first()
    if strategy is None or strategy.served.filter(name=neighbour.name).exists():
        return
    asked = actions.add_served(strategy=strategy, name=neighbour.name, by=by)
    if asked.partner is not None:
        actions.sign_up_here(served=asked, on=clock.today(), signed_by="Chair of the board", by=keeper)


def _asked(made: Strategy, told: Mapping[str, Any], by: User) -> None:
    """Consult authorities, and let partnerships sign up."""
    for one in told["consulted"]:
        row = actions.consult(strategy=made, sort=Sort(one["sort"]), name=one["name"], asked_on=one["asked"], by=by)
        if "answered" in one:
            actions.record_answer(
                consulted=row, on=one["answered"], answer=one["answer"], used=one.get("used", ""), by=by
            )
    rows = {one.name: one for one in made.served.all()}
    for name, on, whose in told["signed"]:
        actions.sign_up(served=rows[name], on=on, signed_by=whose, by=by)


def _planned(made: Strategy, told: Mapping[str, Any], by: User) -> None:
    """Plan the lines of organisations that the register has, and say what came of them."""
    leads = {one.name: one for one in rows_of(Organisation, workspace=made.workspace, viewer=by)}
    for one in told["line"]:
        if one["lead"] not in leads:
            continue
        row = actions.plan_line(
            strategy=made, year=one["year"], words=one["words"], lead=leads[one["lead"]], due=one["due"], by=by
        )
        if "done" in one:
            actions.tell_line(line=row, done=Done(one["done"]), effect=one["effect"], by=by)
