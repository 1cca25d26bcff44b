"""The register of indicators as a list: what takes one in, line by line by its own acts, and what takes it back.

A line may say an indicator, one of its definitions (known by the day since when it holds) and one of its targets
(likewise). An empty cell changes nothing. What a definition or target counts by is never written over; words of the
newest definition are put right, for a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ProtectedError

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.indicators.actions import keeping, register_indicator
from frankpledge.domain.indicators.actions.saying import (
    COLUMNS,
    DEFINED,
    TARGETS,
    WORDING,
    aimed_of,
    defined_of,
    defined_words,
    said_of,
    target_said_of,
)
from frankpledge.domain.indicators.models import Definition, Indicator, Target
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import indicators, newest_definition
from frankpledge.domain.indicators.rules import NotAnIndicator
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each, note_step, put_rows_back, settle_steps, stands
from frankpledge.ground.lists.rules import (
    CLEARS,
    Change,
    Line,
    ListKind,
    NotTaken,
    Outcome,
    Taken,
    plain,
    said_otherwise,
)
from frankpledge.refusal import Refusal

Parts = list[tuple[str, str, str]]
KINDS: Mapping[str, Any] = {
    "indicator": (
        Indicator,
        ("name", "supplier_id", "sensitive", "retired_on", "retired_because"),
        ("definitions", "targets", "values", "reckoned"),
    ),
    "definition": (
        Definition,
        (
            "number",
            "since",
            "words",
            "source",
            "caveats",
            "lag_days",
            "review_on",
            "reworded_at",
            "reworded_because",
            "withdrawn_at",
        ),
        ("values",),
    ),
    "target": (Target, ("since", "kind", "withdrawn_at"), ()),
}
NEW = ("name", "since", "measure", "numerator", "unit", "source", "origin", "every")


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep the register."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take the register in: what is new is put into it, what a line says otherwise is put right."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    settle_steps(taking.outcome, KINDS)
    return taking.outcome


@dataclass
class Taking:
    """A list on its way into the register."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)

    def __post_init__(self) -> None:
        place, by = self.given.workspace, self.given.by
        self.suppliers = {str(row.pk): row for row in standing_rows(Organisation, workspace=place, viewer=by)}

    def find(self, reference: str) -> Indicator | None:
        """Return the indicator of a short name; those that this list made are among them."""
        found = indicators(workspace=self.given.workspace, viewer=self.given.by)
        return next((one for one in found if plain(one.reference) == plain(reference)), None)

    def line(self, line: Line) -> None:
        """Take one line in: the act that refuses it is told under the column that it names."""
        indicator = self.find(line["reference"])
        try:
            parts = self.add(line) if indicator is None else self.change(indicator, line)
        except NotTaken:
            raise
        except Refusal as refusal:
            raise NotTaken(refusal.reason, cure=refusal.cure, column=_column(refusal.where, line)) from refusal
        if parts:
            kind, which = "changed" if indicator else "new", f"{line['reference']} {line['name']}".strip()
            self.outcome.changes.append(Change(line.sheet, line.number, kind, which, tuple(parts)))
        else:
            self.outcome.unchanged += 1

    def add(self, line: Line) -> Parts:
        """Put an indicator into the register, with its first definition and what is aimed at."""
        for name in NEW:
            if not line[name]:
                raise NotTaken(f"it is new, and its {name} is not said.", column=name, cure="Fill it in.")
        defined = defined_of(line, None, self.find)
        made = register_indicator(
            workspace=self.given.workspace, reference=line["reference"], name=line["name"], defined=defined,
            supplier=self.suppliers.get(line["supplier"]), sensitive=line["sensitive"] == "yes", by=self.given.by,
        )  # fmt: skip
        note_step(self.outcome, made, KINDS, None)
        first = made.definitions.get()
        note_step(self.outcome, first, KINDS, None)
        parts: Parts = [("measured", "", first.words), ("definition", "", f"1, since {first.since}")]
        return parts + self.aim(made, line) + self.retire(made, line)

    def change(self, indicator: Indicator, line: Line) -> Parts:
        """Change what a line says otherwise of an indicator."""
        was = stands(indicator, KINDS)
        parts = self.amend(indicator, line) + self.retire(indicator, line)
        if parts:
            note_step(self.outcome, indicator, KINDS, was)
        return parts + self.define(indicator, line) + self.aim(indicator, line)

    def amend(self, indicator: Indicator, line: Line) -> Parts:
        """Put name, supplier and sensitivity right where they differ."""
        name = line["name"] or indicator.name
        cleared = line["supplier"] == CLEARS
        supplier = None if cleared else self.suppliers.get(line["supplier"]) or indicator.supplier
        sensitive = line["sensitive"] == "yes" if line["sensitive"] else indicator.sensitive
        pairs = {
            "name": (indicator.name, name),
            "supplier": (str(indicator.supplier or ""), str(supplier or "")),
            "sensitive": (_yes(indicator.sensitive), _yes(sensitive)),
        }
        parts = [(label, was, now) for label, (was, now) in pairs.items() if was != now]
        if parts:
            keeping.amend_indicator(
                indicator=indicator, name=name, supplier=supplier, sensitive=sensitive, by=self.given.by
            )
        return parts

    def retire(self, indicator: Indicator, line: Line) -> Parts:
        """Retire an indicator, or take it up again, where the line says so."""
        if line["retired_on"] == CLEARS and indicator.retired_on:
            was = str(indicator.retired_on)
            keeping.take_up_again(indicator=indicator, by=self.given.by)
            return [("retired", was, "")]
        day = line.day("retired_on")
        if day is None or day == indicator.retired_on:
            return []
        keeping.retire_indicator(indicator=indicator, on=day, because=line["retired_because"], by=self.given.by)
        return [("retired", "", str(day))]

    def define(self, indicator: Indicator, line: Line) -> Parts:
        """Define an indicator anew from the day that a line says; one that holds from that day already stands."""
        said, since, last = [name for name in DEFINED if line[name]], line.day("since"), newest_definition(indicator)
        if since is None:
            if last is None or not set(said) <= set(WORDING):
                other = next(name for name in said if name not in WORDING or last is None)
                raise NotTaken(f"it is not said since when its {other} holds.", column="since", cure="Write the day.")
            return self.reword(indicator, last, line) if said else []
        held = indicator.definitions.filter(withdrawn_at__isnull=True, since=since).first()
        if held is not None:
            return self.reword(indicator, held, line)
        defined = defined_of(line, last, self.find)
        made = keeping.define_again(
            indicator=indicator, defined=defined, because=line["changed_because"], by=self.given.by
        )
        note_step(self.outcome, made, KINDS, None)
        return [("definition", f"{last.number}" if last else "", f"{made.number}, since {since}")]

    def reword(self, indicator: Indicator, held: Definition, line: Line) -> Parts:
        """Put right what the newest definition says where no number changes by it."""
        now = defined_of(line, held, self.find)
        other = said_otherwise(said_of(held), now, words=defined_words)
        self.check_same(indicator, held, other)
        if other:
            if not line["reworded_because"]:
                raise NotTaken(
                    f"it says another {other[0][0]}, and not why.", column="reworded_because", cure="Write why."
                )
            was = stands(held, KINDS)
            said = keeping.Wording(**{name: getattr(now, name) for name in WORDING})
            made = keeping.reword_definition(
                indicator=indicator, said=said, because=line["reworded_because"], by=self.given.by
            )
            note_step(self.outcome, made, KINDS, was)
        return other

    def check_same(self, indicator: Indicator, held: Definition, other: Parts) -> None:
        """Refuse to write over what values were counted by, and over a definition that another has followed."""
        newest = held == newest_definition(indicator)
        counted = [one for one in other if not newest or one[0].replace(" ", "_") not in WORDING]
        if counted:
            name, was, said = counted[0]
            raise NotTaken(
                f"definition {held.number} has another {name} since that day: “{was}”, and not “{said}”.",
                column=_column(name.replace(" ", "_"), None),
                cure="Let a new definition begin on a later day, and say why under “changed_because”.",
            )

    def aim(self, indicator: Indicator, line: Line) -> Parts:
        """Aim at what a line says from its day; a target that holds from that day already stands."""
        if not line["target_kind"]:
            if said := next((name for name in TARGETS if line[name]), ""):
                raise NotTaken(f"{said} is said, and no kind of target.", column="target_kind", cure="Fill it in.")
            return []
        aimed = aimed_of(line)
        held = indicator.targets.filter(since=aimed.since, withdrawn_at__isnull=True).first()
        if held is None:
            made = keeping.set_target(indicator=indicator, aimed=aimed, by=self.given.by)
            note_step(self.outcome, made, KINDS, None)
            return [("target", "", f"{aimed.kind.label}, since {aimed.since}")]
        other = said_otherwise(target_said_of(held), aimed, words=defined_words)
        if other:
            name, was, said = other[0]
            raise NotTaken(
                f"a target holds since that day with another {name}: “{was}”, and not “{said}”.",
                column="target_since", cure="Let a new target begin on another day.",
            )  # fmt: skip
        return []


def _yes(said: bool) -> str:
    return "yes" if said else "no"


# Where an act names a box otherwise than the list names its column.
_CALLED = {"because": "changed_because", "question": "records"}
_OF_TARGET = {"since": "target_since", "reason": "target_reason", "by": "target_by"}


def _column(where: str, line: Line | None) -> str:
    names = {column.name for column in COLUMNS}
    if line is not None and where == "because" and line["retired_on"] and not line["retired_because"]:
        return "retired_because"
    found = _CALLED.get(where, where)
    return found if found in names else "reference"


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: what it made leaves, the rest is as it was. Refused where more was done since."""
    check_may_keep(workspace, by)
    ordered = sorted(steps, key=lambda one: list(KINDS).index(one["kind"]))
    try:
        put_rows_back(steps=ordered, kinds=KINDS, workspace=workspace, by=by)
    except ProtectedError:
        raise NotAnIndicator(
            "returns, plans or other indicators stand on what it brought.", cure="Retire those indicators instead."
        ) from None


REGISTER = ListKind("indicators.register", COLUMNS, check_may_keep, take, take_back)
