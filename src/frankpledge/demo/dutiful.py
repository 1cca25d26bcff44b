"""What the invented partnership recorded of its duties, each through the action that a page calls."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from frankpledge.domain.duties.actions import assign_duty, excuse_duty, record_event, record_evidence
from frankpledge.domain.duties.models import Responsibility
from frankpledge.domain.duties.rules import Given
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.obligations import Happening, key_of


@cache
def told() -> Mapping[str, Any]:
    """Return what is recorded, read once from the data beside this module."""
    return tomllib.loads(files("frankpledge.demo").joinpath("duties.toml").read_text(encoding="utf-8"))


def record_duties(workspace: Workspace, people: Mapping[str, User]) -> None:
    """Record who answers for what, what happened and what proves it, unless that was done.

    What would lie in the future, on a machine whose clock stands earlier, is left out.
    """
    if Responsibility.objects.filter(workspace=workspace).exists():
        return
    by, today = people["officer"], clock.today()
    for one in told()["owner"]:
        owner = people.get(one.get("person", ""))
        assign_duty(workspace=workspace, duty=one["duty"], owner=owner, role_words=one["post"], by=by)
    for one in told()["excused"]:
        excuse_duty(workspace=workspace, duty=one["duty"], reason=one["reason"], by=by)
    for one in told()["proof"]:
        _prove(workspace, one, one.get("key", ""), today, by)
    for one in told()["event"]:
        _happened(workspace, one, today, by)


def _day(one: Mapping[str, Any], today: date) -> date:
    found: date = one["on"] if "on" in one else today - timedelta(days=one["ago"])
    return found


def _prove(workspace: Workspace, one: Mapping[str, Any], key: str, today: date, by: User) -> None:
    on = _day(one, today)
    if on <= today:
        given = Given(words=one["words"], on=on)
        record_evidence(workspace=workspace, duty=one["duty"], key=key, given=given, by=by)


def _happened(workspace: Workspace, one: Mapping[str, Any], today: date, by: User) -> None:
    on = _day(one, today)
    if on > today:
        return
    named = today + timedelta(days=one["names_in"]) if "names_in" in one else None
    row = record_event(workspace=workspace, kind=one["kind"], on=on, words=one["words"], given=named, by=by)
    key = key_of(Happening(id=str(row.pk), kind=row.kind, on=row.on))
    for proof in one.get("proofs", ()):
        _prove(workspace, proof, key, today, by)
