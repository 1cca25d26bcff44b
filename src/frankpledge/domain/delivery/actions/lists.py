"""Lists of steps of a plan: what takes one in, line by line by the acts of its pages, and what takes it back.

In a draft a line may be new, and its words and dates may change. Once the plan is approved its words stay: a list then
says how steps stand, and moves their dates with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.delivery import actions
from frankpledge.domain.delivery.actions.undone import put_back, standing_in_the_way, state_of
from frankpledge.domain.delivery.permissions import GRANTS, Capability
from frankpledge.domain.delivery.queries import step_now, steps_to_change
from frankpledge.domain.delivery.queries.incoming import COLUMNS
from frankpledge.domain.delivery.rules import Deed, NotADelivery
from frankpledge.domain.plans.actions import write_part
from frankpledge.domain.plans.models import Objective, Priority, Step
from frankpledge.domain.plans.queries import plans_of
from frankpledge.domain.plans.rules import PlanState, Status, by_words
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each
from frankpledge.ground.lists.rules import CLEARS, Change, Line, ListKind, NotTaken, Outcome, Taken, plain

Parts = list[tuple[str, str, str]]


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep delivery plans."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list into a plan: lines are new or changed while it is a draft, told of once it is approved."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    return taking.outcome


@dataclass
class Taking:
    """A list on its way into a plan, with the steps that the plan held before it."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)
    seen: dict[UUID, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        workspace, by = self.given.workspace, self.given.by
        wanted = self.given.said.get("plan", "")
        self.plan = plans_of(workspace=workspace, viewer=by).filter(pk=wanted).first() if wanted else None
        self.draft = self.plan is not None and self.plan.state == PlanState.DRAFT
        rows = standing_rows(Organisation, workspace=workspace, viewer=by)
        self.organisations = {str(row.pk): row for row in rows}
        self.steps = steps_to_change(self.plan) if self.plan else ()
        self.by_number = {f"{one.priority.number}.{one.number}": one for one in self.steps if one.priority}
        self.by_words = {plain(one.words): one for one in self.steps}
        told = Priority.objects.filter(plan=self.plan) if self.plan else ()
        self.priorities = {plain(one.name): one for one in told}

    def line(self, one: Line) -> None:
        """Take one line in."""
        if self.plan is None:
            raise NotTaken("it is not said which plan it is of.", cure="Choose the plan when you send the list.")
        found = self.found(one)
        if found is None:
            self.add(one)
            return
        if found.pk in self.seen:
            raise NotTaken(f"row {self.seen[found.pk]} is of the same step.", cure="Leave one.")
        self.seen[found.pk] = one.number
        self.change(found, one)

    def found(self, one: Line) -> Step | None:
        """Return the step that a line is of: by its number in the plan, or word for word."""
        if not one["number"]:
            return self.by_words.get(plain(one["action"]))
        found = self.by_number.get(one["number"])
        if found is None:
            raise NotTaken(f"there is no step {one['number']}.", cure="Leave it empty for a new one.", column="number")
        return found

    # ---- a new step -------------------------------------------------------------------------------------------------

    def add(self, one: Line) -> None:
        """Write a step that the plan does not hold, under a priority that it has."""
        if not self.draft:
            raise NotTaken(
                "it is a new step, and the plan is not a draft.", column="action",
                cure="Write it in the plan of the next year, or as an action that carries a step out.",
            )  # fmt: skip
        under = self.priorities.get(plain(one["priority"]))
        if under is None:
            raise NotTaken(
                f"the plan has no priority “{one['priority']}”.", column="priority", cure="Write it in the plan first."
            )
        if not one["action"]:
            raise NotTaken("it is new, and its action is not said.", column="action", cure="Fill it in.")
        aim, fresh = self.aim(one, under)
        assert self.plan is not None  # told in `line`
        values = {
            "words": one["action"], "lead": one["lead"], "due": one.day("by"), "objective": aim,
            "organisation": self.organisations.get(one["organisation"]),
        }  # fmt: skip
        made = write_part(plan=self.plan, kind=Kind.STEP, values=values, under=under, by=self.given.by)
        parts = [("by", "", by_words(made.due)), ("lead", "", made.lead)]
        self.did(made, one, "new", made.words, parts, was=None, aim=str(aim.pk) if aim and fresh else "")

    def aim(self, one: Line, under: Priority) -> tuple[Objective | None, bool]:
        """Return the objective that a line names, written if there is none such yet, and whether it was."""
        if not one["aim"] or one["aim"] == CLEARS:
            return None, False
        there = next((row for row in under.objectives.all() if plain(row.words) == plain(one["aim"])), None)
        if there is not None:
            return there, False
        assert self.plan is not None  # told in `line`
        values = {"words": one["aim"]}
        made = write_part(plan=self.plan, kind=Kind.OBJECTIVE, values=values, under=under, by=self.given.by)
        return made, True

    # ---- one that is there ------------------------------------------------------------------------------------------

    def change(self, step: Step, one: Line) -> None:
        """Change what a list says otherwise of a step; what it does not say stays."""
        self.check_shown(step, one)
        was = state_of(step)
        parts = self.rewrite(step, one) if self.draft else self.move(step, one) + self.say(step, one)
        if parts:
            self.did(step, one, "changed", step.words, parts, was=was)
        else:
            self.outcome.unchanged += 1

    def check_shown(self, step: Step, one: Line) -> None:
        """Refuse a line that changes what follows from other things, or the words of an approved plan."""
        now = step_now(step, on=clock.today())
        shown = {"first_date": str(now.dates[0]) if now.dates else "", "slips": str(now.slips)}
        for name, value in shown.items():
            if one[name] and plain(one[name]) != plain(value):
                raise NotTaken("this follows from other things, and is not taken.", column=name, cure="Leave it.")
        if self.draft:
            return
        kept = {
            "action": step.words, "lead": step.lead, "aim": str(step.objective or ""),
            "organisation": str(step.organisation_id or ""),
        }  # fmt: skip
        for name, value in kept.items():
            if one[name] and plain(one[name]) != plain(value):
                raise NotTaken(
                    "an approved plan keeps its words.", column=name, cure="Change it in the plan of the next year."
                )

    def rewrite(self, step: Step, one: Line) -> Parts:
        """Write a step of a draft anew where the list says otherwise."""
        assert self.plan is not None  # told in `line`
        assert step.priority is not None  # it stands in a plan
        aim, _ = self.aim(one, step.priority) if one["aim"] else (step.objective, False)
        organisation = self.organisations.get(one["organisation"]) if one["organisation"] else step.organisation
        values = {
            "words": one["action"] or step.words, "lead": one["lead"] or step.lead, "objective": aim,
            "due": one.day("by") or step.due, "organisation": organisation,
        }  # fmt: skip
        parts: Parts = []
        for name, value in values.items():
            before = getattr(step, name)
            if before != value:
                parts.append((name, str(before or ""), str(value or "")))
        if parts:
            write_part(plan=self.plan, kind=Kind.STEP, values=values, under=step.priority, part=step, by=self.given.by)
        return parts

    def move(self, step: Step, one: Line) -> Parts:
        """Let a step be due on another day, with the reason of its line or of all lines."""
        due = one.day("by")
        if due is None or due == step.due:
            return []
        reason = one["reason"] or self.given.said.get("reason", "")
        if not reason.strip():
            raise NotTaken(
                "its date changes, and it is not said why.", column="by",
                cure="Write it under a head “reason”, or give one reason for all when you send the list.",
            )  # fmt: skip
        was = step.due
        moved = actions.move(step=step, due=due, reason=reason, by=self.given.by)
        step.due = moved.due
        return [("by", by_words(was), f"{by_words(due)} ({reason})")]

    def say(self, step: Step, one: Line) -> Parts:
        """Say how a step stands where the list says it otherwise."""
        status, words = one["status"] or step.status, one["words"]
        last = [each for each in step.changes.all() if each.deed == Deed.SAID]
        same = not words or (bool(last) and plain(words) == plain(last[-1].words))
        if status == step.status and same:
            return []
        if status == Status.DROPPED:
            actions.drop(step=step, reason=one["reason"] or words, by=self.given.by)
        else:
            actions.say(step=step, status=Status(status), words=words, by=self.given.by)
        return [("status", Status(step.status).label, f"{Status(status).label} ({words})")]

    def did(self, step: Step, one: Line, kind: str, which: str, parts: Parts, *, was: Any, aim: str = "") -> None:
        """Note what was done for a line, and what takes it back."""
        self.outcome.changes.append(Change(one.sheet, one.number, kind, which, tuple(parts)))
        fresh = Step.objects.get(pk=step.pk)
        self.outcome.steps.append({"step": str(step.pk), "was": was, "now": state_of(fresh), "aim": aim})


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: steps that it wrote leave, what it changed is as it was. Refused where more was done since."""
    found = {str(one.pk): one for one in Step.objects.filter(workspace=workspace).select_related("priority__plan")}
    if touched := standing_in_the_way(steps, found):
        raise NotADelivery(
            f"more was done since to {', '.join(touched[:20])}.", cure="Put right by hand what it changed."
        )
    for done in reversed(steps):
        put_back(step=found[done["step"]], was=done["was"], aim=done["aim"], by=by)


STEPS = ListKind("delivery.steps", COLUMNS, check_may_keep, take, take_back, either=("number", "action"))
