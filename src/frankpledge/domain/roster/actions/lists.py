"""Member lists: what takes one into the register, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from frankpledge.domain.bodies.actions.corrections import reopen, withdraw
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.register import register_in
from frankpledge.domain.bodies.queries.rows import KINDS, row_of
from frankpledge.domain.roster.actions.taking import Taking, differences
from frankpledge.domain.roster.rules import COLUMNS
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.rules import ListKind, Outcome, Taken


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep the register."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take member lines into the register, and return what came into it and what ended in it."""
    taking = Taking(given.workspace, given.by, clock.today(), given.said.get("body", ""))
    before = register_in(workspace=given.workspace)
    before.read()
    taking.take(given.lines)
    outcome = taking.outcome
    outcome.changes, outcome.steps = differences(before, register_in(workspace=given.workspace))
    return outcome


def take_back(workspace: Workspace, steps: Sequence[Any], name: str, by: User) -> None:
    """Withdraw what a list made, and let go on what it ended. Refused where others stand on it."""
    reason = f"The member list {name} was taken back"
    for _, kind, key in reversed([step for step in steps if step[0] == "made"]):
        row = row_of(KINDS[kind], UUID(key), workspace=workspace, viewer=by)
        if row is not None and row.withdrawn_at is None:
            withdraw(row=row, reason=reason, by=by)
    for _, kind, key, was in [step for step in steps if step[0] == "ended"]:
        row = row_of(KINDS[kind], UUID(key), workspace=workspace, viewer=by)
        if row is not None and row.withdrawn_at is None:
            reopen(row=row, until=date.fromisoformat(was) if was else None, reason=reason, by=by)


MEMBERS = ListKind("roster.members", COLUMNS, check_may_keep, take, take_back, whole=True)
