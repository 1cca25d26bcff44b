"""Member lists: tried without a trace, applied whole or not at all, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from frankpledge.domain.bodies.actions.corrections import reopen, withdraw
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.register import register_in
from frankpledge.domain.bodies.queries.rows import KINDS, row_of
from frankpledge.domain.roster import rules
from frankpledge.domain.roster.actions.taking import Difference, Taking, difference
from frankpledge.domain.roster.models import MemberList
from frankpledge.domain.roster.rules import ListState
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


class _OnlyTried(Exception):
    """Takes a trial back."""


@transaction.atomic
def send_list(
    *, workspace: Workspace, name: str, head: tuple[str, ...], rows: tuple[tuple[int, list[str]], ...], body: str = "",
    by: User,
) -> MemberList:  # fmt: skip
    """Keep a member list with what it would change and which of its lines are wrong. The register stays as it is."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    rules.columns_of(head)
    taking = Taking(workspace, by, clock.today(), body)
    change = _tried(taking, head, rows)
    kept = MemberList.objects.create(
        workspace=workspace,
        name=name[:200],
        head=[body, *head],
        lines=[[number, *cells] for number, cells in rows],
        changes=[words for _, _, words in change.made] + [words for _, _, words, _ in change.ended],
        wrong=[list(one) for one in sorted(taking.wrong)],
        state=ListState.TRIED,
        sent_by=by,
        sent_at=clock.now(),
    )
    record("roster.list_sent", kept, by=by, facts={"lines": len(rows), "wrong": len(taking.wrong)})
    return kept


def _tried(taking: Taking, head: Any, rows: Any) -> Difference:
    """Return what a list changes, after changing nothing: all of it is done, looked at and rolled back."""
    found: list[Difference] = []
    try:
        with transaction.atomic():
            found.append(_taken(taking, head, rows))
            raise _OnlyTried
    except _OnlyTried:
        return found[0]


def _taken(taking: Taking, head: Any, rows: Any) -> Difference:
    before = register_in(workspace=taking.workspace).read()
    taking.take(head, rows)
    return difference(before, register_in(workspace=taking.workspace))


@transaction.atomic
def apply_list(*, member_list: MemberList, by: User) -> MemberList:
    """Take a member list into the register, all of it. Refused while a line of it is wrong."""
    check_granted(GRANTS, Capability.KEEP, workspace=member_list.workspace, user=by)
    held = MemberList.objects.select_for_update(of=("self",)).get(pk=member_list.pk)
    rules.check_state(held.state, wanted=ListState.TRIED)
    rules.check_whole(held.wrong)
    body, *head = held.head
    taking = Taking(held.workspace, by, clock.today(), body)
    change = _taken(taking, head, [(line[0], line[1:]) for line in held.lines])
    rules.check_whole(taking.wrong)
    held.made = [[kind, key] for kind, key, _ in change.made]
    held.ended = [[kind, key, was] for kind, key, _, was in change.ended]
    held.state, held.lines = ListState.APPLIED, []
    held.save(update_fields=["made", "ended", "state", "lines"])
    record("roster.list_applied", held, by=by, facts={"made": len(held.made), "ended": len(held.ended)})
    return held


@transaction.atomic
def undo_list(*, member_list: MemberList, by: User) -> MemberList:
    """Take a member list back: what it made is withdrawn, what it ended goes on. Refused where others stand on it."""
    check_granted(GRANTS, Capability.KEEP, workspace=member_list.workspace, user=by)
    held = MemberList.objects.select_for_update(of=("self",)).get(pk=member_list.pk)
    rules.check_state(held.state, wanted=ListState.APPLIED)
    reason = f"The member list {held.name} was taken back"
    for kind, key in reversed(held.made):
        row = row_of(KINDS[kind], UUID(key), workspace=held.workspace, viewer=by)
        if row is not None and row.withdrawn_at is None:
            withdraw(row=row, reason=reason, by=by)
    for kind, key, was in held.ended:
        row = row_of(KINDS[kind], UUID(key), workspace=held.workspace, viewer=by)
        if row is not None and row.withdrawn_at is None:
            reopen(row=row, until=date.fromisoformat(was) if was else None, reason=reason, by=by)
    held.state = ListState.UNDONE
    held.save(update_fields=["state"])
    record("roster.list_undone", held, by=by, facts={"made": len(held.made), "ended": len(held.ended)})
    return held
