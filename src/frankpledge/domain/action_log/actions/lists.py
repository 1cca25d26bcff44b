"""Lists of actions: what takes one into the log, line by line by the log's own acts, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.actions import Said, Undertaken
from frankpledge.domain.action_log.actions.undone import put_back, standing_in_the_way, state_of, take_out
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.queries import actions_of, line_of
from frankpledge.domain.action_log.queries.incoming import COLUMNS
from frankpledge.domain.action_log.rules import COLOURS, NotAnAction, Progress, Status, in_words
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each
from frankpledge.ground.lists.rules import CLEARS, Change, Line, ListKind, NotTaken, Outcome, Taken, plain

KINDS: dict[str, Any] = {"group": Body, "organisation": Organisation, "person": Person, "deputy": Person}
LABELS = {
    "wording": "what is to be done", "group": "group", "organisation": "organisation", "person": "person",
    "deputy": "deputy", "evidence_wanted": "what will show it", "reference": "number in its plan", "due": "by when",
}  # fmt: skip
FIXED = {"agreed_on": "the day on which it was agreed", "origin": "where it was agreed"}
SHOWN = ("first_due", "slips", "last_said_on", "asks_for")


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep the log."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list of actions into the log: new ones are added, others changed where the list says something else."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    taking.tell_absent()
    return taking.outcome


@dataclass
class Taking:
    """A list on its way into the log, with what the log held before it."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)
    seen: dict[UUID, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        workspace, by = self.given.workspace, self.given.by
        self.rows: dict[str, dict[str, Any]] = {
            name: {str(row.pk): row for row in standing_rows(kind, workspace=workspace, viewer=by)}
            for name, kind in KINDS.items()
        }
        self.log = list(actions_of(workspace=workspace, viewer=by))
        self.by_number = {one.number: one for one in self.log}
        self.by_reference = {(one.body_id, plain(one.reference)): one for one in self.log if one.reference}
        self.by_wording = {(one.body_id, plain(one.wording)): one for one in self.log if one.status == Status.OPEN}

    def line(self, line: Line) -> None:
        """Take one line in."""
        if plain(line.typed.get("said", "")) in COLOURS:
            raise NotTaken(
                f"“{line.typed['said']}” is a colour, and does not say how it stands.", column="said",
                cure="Let its head mean “last_words”: the word is then kept as it was said.",
            )  # fmt: skip
        found = self.found(line)
        if found is None:
            self.add(line)
            return
        if found.pk in self.seen:
            raise NotTaken(f"row {self.seen[found.pk]} is of the same action {found.number}.", cure="Leave one.")
        self.change(found, line)
        self.seen[found.pk] = line.number

    def found(self, line: Line) -> Action | None:
        """Return the action that a line is of: by its number, by its number in a plan, or word for word."""
        if number := line["number"]:
            action = self.by_number.get(int(number)) if number.isdigit() else None
            if action is None:
                raise NotTaken(f"there is no action {number}.", cure="Leave it empty for a new one.", column="number")
            return action
        body = self.body(line)
        if body is None:
            return None
        if line["reference"]:
            return self.by_reference.get((body.pk, plain(line["reference"])))
        return self.by_wording.get((body.pk, plain(line["wording"])))

    def body(self, line: Line) -> Body | None:
        """Return the group of a line: its own, else that of lines which name none."""
        return self.row("group", line) or self.rows["group"].get(self.given.said.get("group", ""))

    def row(self, name: str, line: Line) -> Any:
        """Return the row that a word of a line stands for; None where none is said, or it is cleared."""
        said = line[name]
        return self.rows[name].get(said) if said and said != CLEARS else None

    # ---- a new action -----------------------------------------------------------------------------------------------

    def add(self, line: Line) -> None:
        """Record an action that the log does not hold."""
        body, organisation = self.body(line), self.row("organisation", line)
        for name, there in (("wording", line["wording"]), ("group", body), ("organisation", organisation)):
            if not there:
                raise NotTaken(f"it is new, and its {LABELS[name]} is not said.", column=name, cure="Fill it in.")
        agreed = line.day("agreed_on") or _day(self.given.said.get("agreed_on", ""))
        if agreed is None:
            raise NotTaken(
                "it is new, and it is not said when it was agreed.", column="agreed_on",
                cure="Fill it in, or give the day for all such lines when you send the list.",
            )  # fmt: skip
        assert body is not None  # told above
        given = Undertaken(
            wording=line["wording"], body=body, organisation=organisation, agreed_on=agreed, due=line.day("due"),
            person=self.row("person", line), deputy=self.row("deputy", line),
            evidence_wanted=_cleared(line["evidence_wanted"]), origin=_cleared(line["origin"]),
            reference=_cleared(line["reference"]),
        )  # fmt: skip
        made = actions.add_action(workspace=self.given.workspace, given=given, by=self.given.by)
        parts = [(LABELS[name], "", _told(given, name)) for name in LABELS if name != "wording" and _told(given, name)]
        parts += self.say(made, line)
        self.seen[made.pk] = line.number
        self.did(made, line, "new", given.wording, parts, was=None)

    # ---- one that is there ------------------------------------------------------------------------------------------

    def change(self, action: Action, line: Line) -> None:
        """Change what a list says otherwise of an action; what it does not say stays."""
        self.check_shown(action, line)
        was = state_of(action)
        parts = self.amend(action, line) + self.move(action, line) + self.say(action, line)
        if parts:
            self.did(action, line, "changed", f"{action}: {action.wording}", parts, was=was)
        else:
            self.outcome.unchanged += 1

    def check_shown(self, action: Action, line: Line) -> None:
        """Refuse a line that changes what follows from other things, or what never changes."""
        shown = line_of(action, on=clock.today())
        last = shown.last_at.date() if shown.last_at else None
        values = {"first_due": shown.first_due, "slips": shown.slips, "last_said_on": last, "asks_for": shown.asks_for}
        for name in SHOWN:
            if line[name] and line[name] != str(values[name] if values[name] is not None else ""):
                raise NotTaken("this follows from other things, and is not taken.", column=name, cure="Leave it.")
        for name, what in FIXED.items():
            if line[name] and plain(line[name]) != plain(str(getattr(action, name))):
                raise NotTaken(f"{what} does not change.", column=name, cure="Leave it as it was.")

    def amend(self, action: Action, line: Line) -> list[tuple[str, str, str]]:
        """Put right the wording, the group, who does it and what will show it; return the parts that changed."""
        before = Undertaken(
            action.wording, action.body, action.organisation, action.agreed_on, action.due, action.person,
            action.deputy, action.evidence_wanted, action.origin, action.origin_key, action.reference,
        )  # fmt: skip
        said: dict[str, Any] = {}
        for name in ("wording", "evidence_wanted", "reference"):
            if line[name] and plain(line[name]) != plain(getattr(action, name)):
                said[name] = _cleared(line[name])
        for name in KINDS:
            field_name = "body" if name == "group" else name
            if line[name] and (now := self.row(name, line)) != getattr(action, field_name):
                said[field_name] = now
        if not said:
            return []
        after = replace(before, **said)
        parts = [(label, _told(before, name), _told(after, name)) for name, label in LABELS.items() if name != "due"]
        actions.amend_action(action=action, given=after, by=self.given.by)
        return [part for part in parts if part[1] != part[2]]

    def move(self, action: Action, line: Line) -> list[tuple[str, str, str]]:
        """Move the date of an action, with the reason of its line or of all lines."""
        if not line["due"] or line.day("due") == action.due:
            return []
        reason = line["reason"] or self.given.said.get("reason", "")
        if not reason.strip():
            raise NotTaken(
                f"its date moves to {line['due']}, and it is not said why.", column="due",
                cure="Write it under a head “reason”, or give one reason for all when you send the list.",
            )  # fmt: skip
        was = action.due
        actions.move_date(action=action, due=line.day("due"), reason=reason, by=self.given.by)
        return [("by when", _date(was), f"{_date(action.due)} ({reason.strip()})")]

    def say(self, action: Action, line: Line) -> list[tuple[str, str, str]]:
        """Report what is said of an action, or let it end or go on; return the parts that are new."""
        last = action.reports.order_by("at").last()
        words, said = line["words"], line["said"]
        status = Status(line["status"]) if line["status"] else None
        if said == Progress.DONE and action.status == Status.OPEN and status in {None, Status.OPEN}:
            status = Status.COMPLETED
        if status is not None and status != action.status:
            return self.turn(action, line, status)
        new_words = bool(words) and plain(words) != plain(last.words if last else "")
        new_said = bool(said) and said != (last.said if last else "")
        if not (new_words or new_said):
            return []
        told = Progress(said) if said else Progress.NOTED
        if told in {Progress.STOPPED, Progress.REOPENED}:
            raise NotTaken(
                "an action is stopped or opened again under “status”.", column="said", cure="Write it there."
            )
        given = Said(told, words=words if new_words else (last.words if last else ""))
        actions.report_progress(action=action, given=given, by=self.given.by)
        return [(f"said ({told.label.lower()})", last.words if last else "", given.words)]

    def turn(self, action: Action, line: Line, status: Status) -> list[tuple[str, str, str]]:
        """Complete, stop, or open again an action."""
        was, reason = Status(action.status).label, line["reason"] or line["words"]
        if status is Status.COMPLETED:
            done_on = line.day("closed_on")
            given = Said(Progress.DONE, words=line["words"], evidence=_cleared(line["evidence"]), done_on=done_on)
            actions.report_progress(action=action, given=given, by=self.given.by)
            reason = given.evidence
        elif status is Status.STOPPED:
            actions.stop_action(action=action, reason=reason, by=self.given.by)
        else:
            actions.reopen_action(action=action, reason=reason, by=self.given.by)
        action.refresh_from_db(fields=["status", "closed_on"])
        return [("status", was, f"{status.label} ({reason.strip()})")]

    # ---- what is told -----------------------------------------------------------------------------------------------

    def did(
        self, action: Action, line: Line, kind: str, which: str, parts: list[tuple[str, str, str]], *, was: Any
    ) -> None:
        """Note what was done for a line, and what takes it back."""
        self.outcome.changes.append(Change(line.sheet, line.number, kind, which, tuple(parts)))
        fresh = Action.objects.get(pk=action.pk)
        self.outcome.steps.append({"action": str(action.pk), "was": was, "now": state_of(fresh)})

    def tell_absent(self) -> None:
        """Tell which actions of a plan are not in the list: nothing is done to them."""
        if not any(line["reference"] for line in self.given.lines):
            return
        bodies = {body.pk for line in self.given.lines if (body := self.body(line))}
        there = {plain(line["reference"]) for line in self.given.lines}
        there |= {plain(typed.get("reference", "")) for typed in self.given.passed_over}
        plan = [one for one in self.log if one.body_id in bodies and one.reference]
        absent = [one for one in plan if plain(one.reference) not in there]
        if absent:
            told = ", ".join(one.reference for one in sorted(absent, key=lambda one: one.number)[:30])
            self.outcome.notes.append(
                f"{len(absent):,} of the actions that have a number in this plan are not in the list: {told}. "
                "They stay as they are."
            )


def _told(given: Undertaken, name: str) -> str:
    value = getattr(given, "body" if name == "group" else name)
    return _date(value) if name == "due" else str(value) if value else ""


def _date(day: date | None) -> str:
    return in_words(day) if day else "ongoing"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _cleared(text: str) -> str:
    return "" if plain(text) == CLEARS else text


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: what it added leaves, what it changed is as it was. Refused where more was done since."""
    found = {str(one.pk): one for one in actions_of(workspace=workspace, viewer=by)}
    if touched := standing_in_the_way(workspace, steps, found):
        raise NotAnAction(
            f"more was done since to {', '.join(touched[:20])}.", cure="Put right what the list changed by hand."
        )
    for step in reversed(steps):
        action = found[step["action"]]
        if step["was"] is None:
            take_out(action=action, by=by)
        else:
            put_back(action=action, was=step["was"], by=by)


ACTIONS = ListKind(
    "action_log.actions", COLUMNS, check_may_keep, take, take_back, either=("number", "wording")
)  # fmt: skip
