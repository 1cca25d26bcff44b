"""Lists of lines of a work plan: what takes one in, line by line by the plan's own acts, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.work_plans import actions
from frankpledge.domain.work_plans.actions import LineFacts, Said
from frankpledge.domain.work_plans.actions.undone import put_back, standing_in_the_way, state_of, take_out
from frankpledge.domain.work_plans.models import Line
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.queries import line_now, lines_of, plans_of
from frankpledge.domain.work_plans.queries.incoming import COLUMNS
from frankpledge.domain.work_plans.rules import NotAPlan, PlanState, Status
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each
from frankpledge.ground.lists.rules import CLEARS, Change, ListKind, NotTaken, Outcome, Taken, plain
from frankpledge.ground.lists.rules import Line as Given

Parts = list[tuple[str, str, str]]
KINDS: dict[str, Any] = {"organisation": Organisation, "person": Person, "deputy": Person}
LABELS = {
    "wording": "what is to be done", "priority": "priority", "objective": "objective", "measure": "what will show it",
    "organisation": "organisation", "person": "person", "deputy": "deputy",
}  # fmt: skip


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep work plans."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list into a work plan: new lines are written, others changed where the list says something else."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    taking.tell_absent()
    return taking.outcome


@dataclass
class Taking:
    """A list on its way into a plan, with the lines that the plan held before it."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)
    seen: dict[UUID, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        workspace, by = self.given.workspace, self.given.by
        self.rows: dict[str, dict[str, Any]] = {
            name: {str(row.pk): row for row in standing_rows(kind, workspace=workspace, viewer=by)}
            for name, kind in KINDS.items()
        }
        wanted = self.given.said.get("plan", "")
        self.plan = plans_of(workspace=workspace, viewer=by).filter(pk=wanted).first() if wanted else None
        self.lines = list(lines_of(workspace=workspace, viewer=by).filter(plan=self.plan))
        self.by_number = {one.number: one for one in self.lines}
        self.by_wording = {plain(one.wording): one for one in self.lines if one.status == Status.OPEN}

    def line(self, one: Given) -> None:
        """Take one line in."""
        found = self.found(one)
        if found is None:
            self.add(one)
            return
        if found.pk in self.seen:
            raise NotTaken(f"row {self.seen[found.pk]} is of the same line {found.number}.", cure="Leave one.")
        self.change(found, one)
        self.seen[found.pk] = one.number

    def found(self, one: Given) -> Line | None:
        """Return the line of the plan that a line is of: by its number, or word for word."""
        if self.plan is None:
            raise NotTaken("it is not said which work plan it is of.", cure="Choose the plan when you send the list.")
        number = one["number"]
        if not number:
            return self.by_wording.get(plain(one["wording"]))
        found = self.by_number.get(int(number)) if number.isdigit() else None
        if found is None:
            raise NotTaken(f"there is no line {number}.", cure="Leave it empty for a new one.", column="number")
        return found

    def row(self, name: str, one: Given) -> Any:
        """Return the row that a word stands for; None where none is said, or it is cleared."""
        said = one[name]
        return self.rows[name].get(said) if said and said != CLEARS else None

    def reason(self, one: Given, column: str, what: str) -> str:
        """Return the reason of a line, or of all lines; refused where there is none."""
        reason = one["reason"] or self.given.said.get("reason", "")
        if not reason.strip():
            raise NotTaken(
                f"{what}, and it is not said why.", column=column,
                cure="Write it under a head “reason”, or give one reason for all when you send the list.",
            )  # fmt: skip
        return reason.strip()

    # ---- a new line -------------------------------------------------------------------------------------------------

    def add(self, one: Given) -> None:
        """Write a line that the plan does not hold."""
        organisation = self.row("organisation", one)
        for name, there in (("wording", one["wording"]), ("organisation", organisation), ("quarter", one["quarter"])):
            if not there:
                raise NotTaken(
                    f"it is new, and its {LABELS.get(name, name)} is not said.", column=name, cure="Fill it in."
                )
        assert self.plan is not None  # told in `found`
        given = LineFacts(
            wording=one["wording"], organisation=organisation, quarter=int(one["quarter"]),
            person=self.row("person", one), deputy=self.row("deputy", one), priority=_cleared(one["priority"]),
            objective=_cleared(one["objective"]), measure=_cleared(one["measure"]),
        )  # fmt: skip
        made = actions.add_line(plan=self.plan, given=given, by=self.given.by)
        parts: Parts = [(label, "", _told(given, name)) for name, label in LABELS.items() if _told(given, name)]
        parts.append(("quarter", "", f"Q{given.quarter}"))
        self.seen[made.pk] = one.number
        self.did(made, one, "new", given.wording, parts + self.say(made, one), was=None)

    # ---- one that is there ------------------------------------------------------------------------------------------

    def change(self, line: Line, one: Given) -> None:
        """Change what a list says otherwise of a line; what it does not say stays."""
        self.check_shown(line, one)
        was = state_of(line)
        parts = self.amend(line, one) + self.move(line, one) + self.say(line, one)
        if parts:
            self.did(line, one, "changed", f"Line {line.number}: {line.wording}", parts, was=was)
        else:
            self.outcome.unchanged += 1

    def check_shown(self, line: Line, one: Given) -> None:
        """Refuse a line that changes what follows from other things, or takes its lead organisation away."""
        now = line_now(line, on=clock.today())
        came = f"{line.came_from.plan.year}, line {line.came_from.number}" if line.came_from else ""
        values = {"first_quarter": f"Q{now.first_quarter}", "moves": str(now.moves), "came_from": came}
        if Status(one["status"] or line.status) == line.status and line.closed_on:
            values["closed_on"] = str(line.closed_on)
        for name, value in values.items():
            if one[name] and plain(one[name]) != plain(value):
                raise NotTaken("this follows from other things, and is not taken.", column=name, cure="Leave it.")
        if one["organisation"] == CLEARS:
            raise NotTaken("a line has a lead organisation.", column="organisation", cure="Name another.")

    def amend(self, line: Line, one: Given) -> Parts:
        """Put right the words of a line and who does it; return the parts that changed."""
        before = _facts(line)
        said: dict[str, Any] = {
            name: _cleared(one[name])
            for name in ("wording", "priority", "objective", "measure")
            if one[name] and plain(one[name]) != plain(getattr(line, name))
        }
        said |= {name: now for name in KINDS if one[name] and (now := self.row(name, one)) != getattr(line, name)}
        if not said:
            return []
        after = LineFacts(**{**before.__dict__, **said})
        draft = line.plan.state == PlanState.DRAFT
        why = one["reason"] if draft else self.reason(one, next(iter(said)), "an approved line changes")
        actions.amend_line(line=line, given=after, reason=why, by=self.given.by)
        told = ((label, _told(before, name), _told(after, name)) for name, label in LABELS.items())
        return [part for part in told if part[1] != part[2]]

    def move(self, line: Line, one: Given) -> Parts:
        """Let a line be due in another quarter, with the reason of its line or of all lines."""
        if not one["quarter"] or int(one["quarter"]) == line.quarter:
            return []
        was, why = line.quarter, self.reason(one, "quarter", f"it moves to Q{one['quarter']}")
        actions.move_line(line=line, quarter=int(one["quarter"]), reason=why, by=self.given.by)
        return [("quarter", f"Q{was}", f"Q{line.quarter} ({why})")]

    def say(self, line: Line, one: Given) -> Parts:
        """Report what is said of a line, or let it end or go on; return the parts that are new."""
        status = Status(one["status"]) if one["status"] else Status(line.status)
        if one["said"] == Progress.DONE and line.status == Status.OPEN:
            status = Status.DONE
        if status != line.status:
            return self.turn(line, one, status)
        last = line.changes.exclude(said="").order_by("at").last()
        words, said = one["words"], one["said"]
        same_words = not words or plain(words) == plain(last.words if last else "")
        if not said or (same_words and said == (last.said if last else "")):
            if same_words:
                return []
            raise NotTaken("words are said, and not how it stands.", column="words", cure="Fill in “said” too.")
        told = words or (last.words if last else "")
        actions.report_line(line=line, given=Said(Progress(said), told), by=self.given.by)
        return [(f"said ({Progress(said).label.lower()})", last.words if last else "", told)]

    def turn(self, line: Line, one: Given, status: Status) -> Parts:
        """Let a line be done, dropped, or open again."""
        was, by = Status(line.status).label, self.given.by
        if status is Status.CARRIED:
            raise NotTaken("lines are carried over when a plan is closed.", column="status", cure="Close the plan.")
        if status is Status.DONE:
            why = one["words"]
            actions.report_line(line=line, given=Said(Progress.DONE, why, one.day("closed_on")), by=by)
        elif status is Status.DROPPED:
            why = self.reason(one, "status", "it is dropped")
            actions.drop_line(line=line, reason=why, by=by)
        else:
            why = self.reason(one, "status", "it is opened again")
            actions.reopen_line(line=line, reason=why, by=by)
        return [("status", was, f"{status.label} ({why})")]

    # ---- what is told -----------------------------------------------------------------------------------------------

    def did(self, line: Line, one: Given, kind: str, which: str, parts: Parts, *, was: Any) -> None:
        """Note what was done for a line, and what takes it back."""
        self.outcome.changes.append(Change(one.sheet, one.number, kind, which, tuple(parts)))
        fresh = Line.objects.get(pk=line.pk)
        self.outcome.steps.append({"line": str(line.pk), "was": was, "now": state_of(fresh)})

    def tell_absent(self) -> None:
        """Tell which lines of the plan are not in the list: nothing is done to them."""
        absent = [one.number for one in self.lines if one.pk not in self.seen]
        if absent:
            told = ", ".join(str(one) for one in sorted(absent))
            self.outcome.notes.append(f"Lines of the plan that are not in the list stay as they are: {told}.")


def _facts(line: Line) -> LineFacts:
    return LineFacts(
        line.wording, line.organisation, line.quarter, line.person, line.deputy, line.priority, line.objective,
        line.measure,
    )  # fmt: skip


def _told(given: LineFacts, name: str) -> str:
    value = getattr(given, name)
    return str(value) if value else ""


def _cleared(text: str) -> str:
    return "" if plain(text) == CLEARS else text


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: lines that it wrote leave, what it changed is as it was. Refused where more was done since."""
    found = {str(one.pk): one for one in lines_of(workspace=workspace, viewer=by)}
    if touched := standing_in_the_way(workspace, steps, found):
        raise NotAPlan(f"more was done since to {', '.join(touched[:20])}.", cure="Put right by hand what it changed.")
    for step in reversed(steps):
        line = found[step["line"]]
        if step["was"] is None:
            take_out(line=line, by=by)
        else:
            put_back(line=line, was=step["was"], by=by)


LINES = ListKind("work_plans.lines", COLUMNS, check_may_keep, take, take_back, either=("number", "wording"))
