"""Lists of who answers for duties: each line by the duties' own act, and all of it taken back by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from frankpledge.domain.duties.actions import assign_duty, free_duty
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.rules import NotAResponsibility
from frankpledge.domain.owners.queries import COLUMNS, Answered, answered
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.accounts.queries import people_of
from frankpledge.ground.lists.actions import attempt_each
from frankpledge.ground.lists.rules import CLEARS, Change, Line, ListKind, NotTaken, Outcome, Taken, plain

Kept = list[str]


def check_may_assign(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not say who answers for duties."""
    check_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Say who answers for the duties of a list; what a line does not say stays."""
    outcome, seen = Outcome(), dict[str, int]()
    found = {plain(one.duty.id): one for one in answered(workspace=given.workspace, on=clock.today())}
    people = {str(one.pk): one for one in people_of(workspace=given.workspace)}
    attempt_each(outcome, given.lines, lambda line: _line(line, given, outcome, found, people, seen))
    return outcome


def _line(
    line: Line,
    given: Taken,
    outcome: Outcome,
    found: dict[str, Answered],
    people: dict[str, User],
    seen: dict[str, int],
) -> None:
    one = found.get(plain(line["duty"]))
    if one is None:
        raise NotTaken(f"there is no duty {line['duty']} here.", column="duty", cure="Use the codes of the register.")
    if one.duty.id in seen:
        raise NotTaken(f"row {seen[one.duty.id]} is of the same duty.", column="duty", cure="Leave one.")
    seen[one.duty.id] = line.number
    was = as_kept(one)
    owner, post, deputy = (
        _said(line, name, before) for name, before in zip(("owner", "post", "deputy"), was, strict=True)
    )
    now = [owner, post, deputy]
    if now == was:
        outcome.unchanged += 1
        return
    assign(given.workspace, one.duty.id, now, people, given.by)
    parts = [
        (label, _told(before, people), _told(after, people))
        for label, before, after in zip(("person", "post and body", "deputy"), was, now, strict=True)
        if before != after
    ]
    kind = "changed" if one.anybody else "new"
    outcome.changes.append(Change(line.sheet, line.number, kind, f"{one.duty.id}: {one.duty.title}", tuple(parts)))
    outcome.steps.append({"duty": one.duty.id, "was": was, "now": now})


def _said(line: Line, name: str, before: str) -> str:
    said = line[name]
    return before if not said else "" if plain(said) == CLEARS else said


def _told(value: str, people: dict[str, User]) -> str:
    return people[value].name if value in people else value


def as_kept(one: Answered) -> Kept:
    """Return who answers for a duty in plain JSON: the person, the post, the deputy."""
    return [str(one.owner.pk) if one.owner else "", one.post, str(one.deputy.pk) if one.deputy else ""]


def assign(workspace: Workspace, duty: str, now: Sequence[str], people: dict[str, User], by: User) -> None:
    """Say who answers for a duty, or that nobody does."""
    owner, post, deputy = now
    if not any(now):
        free_duty(workspace=workspace, duty=duty, by=by)
        return
    if any(one and one not in people for one in (owner, deputy)):
        raise NotAResponsibility("whoever answered before is not here any more.", cure="Name somebody who is.")
    assign_duty(
        workspace=workspace, duty=duty, owner=people.get(owner), role_words=post, deputy=people.get(deputy), by=by
    )


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Say again who answered before a list. Refused where it was said anew since, or somebody is not here any more."""
    found = {one.duty.id: one for one in answered(workspace=workspace, on=clock.today())}
    people = {str(one.pk): one for one in people_of(workspace=workspace)}
    touched = [
        step["duty"] for step in steps if step["duty"] not in found or as_kept(found[step["duty"]]) != step["now"]
    ]
    if touched:
        raise NotAResponsibility(
            f"it was said anew who answers for {', '.join(touched)}.", cure="Put it right by hand."
        )
    for step in steps:
        assign(workspace, step["duty"], step["was"], people, by)


OWNERS = ListKind("owners.duties", COLUMNS, check_may_assign, take, take_back)
