"""Lists of other bodies' priorities: what takes one in, line by line by the register's own acts, and takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from frankpledge.domain.alignment import actions
from frankpledge.domain.alignment.models import TheirPlan, TheirPriority
from frankpledge.domain.alignment.permissions import GRANTS, Capability
from frankpledge.domain.alignment.queries import priorities_of, their_plans
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each, note_step, put_rows_back, stands
from frankpledge.ground.lists.rules import Change, Column, Line, ListKind, NotTaken, Outcome, Taken, plain


def _titles(workspace: Workspace, viewer: User) -> list[tuple[str, str]]:
    return [(str(one.pk), one.title) for one in their_plans(workspace=workspace, viewer=viewer)]


COLUMNS = (
    Column("plan", "plan", ("title", "plan title"), needed=True, words=_titles),
    Column("owner", "owner", only_shown=True),
    Column("number", "number", ("no", "no.", "ref")),
    Column("priority", "priority", ("objective", "name", "aim")),
    Column("detail", "detail", ("description", "words")),
    Column("dropped_on", "dropped_on", only_shown=True),
)
KINDS = {"theirpriority": (TheirPriority, ("name", "detail", "changed_at", "dropped_on"), ("judgements",))}


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep plans of other bodies."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list in: priorities that are new, and words that the list says otherwise."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    return taking.outcome


@dataclass
class Taking:
    """A list on its way in."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)

    def line(self, line: Line) -> None:
        """Take one line in: a new priority of a plan, or other words of one."""
        plans = {str(one.pk): one for one in their_plans(workspace=self.given.workspace, viewer=self.given.by)}
        plan = plans[line["plan"]]
        found = self.found(plan, line)
        if not line["priority"] and found is None:
            raise NotTaken("it is new, and does not say what it is.", column="priority", cure="Fill it in.")
        if found is None:
            self.add(plan, line)
        else:
            self.change(found, line)

    def found(self, plan: TheirPlan, line: Line) -> TheirPriority | None:
        """Return the priority that a line is of: by its number, else word for word among those that stand."""
        kept = [one for one in priorities_of(plan) if one.dropped_on is None]
        if number := line["number"].removesuffix(".0"):
            found = next((one for one in kept if str(one.number) == number), None)
            if found is None:
                raise NotTaken(
                    f"this plan has no priority {number}.", column="number", cure="Leave it empty for a new one."
                )
            return found
        return next((one for one in kept if plain(one.name) == plain(line["priority"])), None)

    def add(self, plan: TheirPlan, line: Line) -> None:
        """Write down a priority that the plan did not have."""
        made = actions.add_priority(plan=plan, name=line["priority"], detail=line["detail"], by=self.given.by)
        note_step(self.outcome, made, KINDS, None)
        parts = (("priority", "", made.name),)
        self.outcome.changes.append(Change(line.sheet, line.number, "new", f"{plan}: {made}", parts))

    def change(self, one: TheirPriority, line: Line) -> None:
        """Change the words of a priority where the line has others."""
        name, detail = line["priority"] or one.name, line["detail"] or one.detail
        if (name, detail) == (one.name, one.detail):
            self.outcome.unchanged += 1
            return
        was, parts = stands(one, KINDS), (("priority", one.name, name), ("detail", one.detail, detail))
        actions.change_priority(priority=one, name=name, detail=detail, by=self.given.by)
        note_step(self.outcome, one, KINDS, was)
        told = tuple(part for part in parts if part[1] != part[2])
        self.outcome.changes.append(Change(line.sheet, line.number, "changed", str(one), told))


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: what it made leaves, the rest is as it was. Refused where more was done since."""
    check_may_keep(workspace, by)
    put_rows_back(steps=steps, kinds=KINDS, workspace=workspace, by=by)


PRIORITIES = ListKind("alignment.priorities", COLUMNS, check_may_keep, take, take_back)
