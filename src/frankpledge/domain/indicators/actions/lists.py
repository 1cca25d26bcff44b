"""Lists of values: what takes one into the register, line by line by its own acts, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from frankpledge.domain.indicators.actions import Written, record_value
from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.indicators.queries.values import Known, known_values
from frankpledge.domain.indicators.rules import NotAValue, Numbers, Status
from frankpledge.domain.indicators.rules.reading import read_period
from frankpledge.domain.indicators.rules.windows import label_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.lists.actions import attempt_each
from frankpledge.ground.lists.rules import Change, Column, Line, ListKind, NotTaken, Outcome, Taken, of_kinds, plain

COLUMNS = (
    Column("reference", "reference", ("indicator", "short name", "code"), needed=True),
    Column("name", "name", ("title",), only_shown=True),
    Column(
        "period", "period", ("quarter", "month", "when"), needed=True,
        help="2025/26 Q2, September 2025, 2025/26, or 2025-07-01 to 2025-09-30",
    ),
    Column("numerator", "numerator", ("first number", "count", "number")),
    Column("denominator", "denominator", ("second number", "of", "base")),
    Column("figure", "figure", only_shown=True),
    Column("printed", "printed", ("figure as printed", "value as printed")),
    Column("missing", "missing", ("no data because", "reason for no data")),
    Column("status", "status", words=of_kinds(Status)),
    Column("because", "because", ("reason", "why")),
    Column("comment", "comment", ("note", "remark")),
    Column("known_on", "known_on", only_shown=True),
)  # fmt: skip
NUMBERS = ("numerator", "denominator", "printed")


def check_may_record(workspace: Workspace, user: User) -> None:
    """Refuse whoever writes no values down."""
    check_granted(GRANTS, Capability.RECORD, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list of values in: what is new is written down, what differs is corrected where the list says why."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    return taking.outcome


@dataclass
class Taking:
    """A list on its way into the register, with what was known before it."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)
    seen: dict[tuple[str, date, date], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = list(indicators(workspace=self.given.workspace, viewer=self.given.by))
        self.by_reference = {plain(one.reference): one for one in found}
        self.known: dict[tuple[str, date, date], Known] = {
            (one.reference, value.starts, value.ends): value
            for one, values in known_values(found).items()
            for value in values
        }

    def line(self, line: Line) -> None:
        """Take one line in."""
        indicator = self.by_reference.get(plain(line["reference"]))
        if indicator is None:
            raise NotTaken(
                f"there is no indicator “{line['reference']}”.", column="reference", cure="Use its short name."
            )
        starts, ends = self.period(line)
        key = (indicator.reference, starts, ends)
        if key in self.seen:
            raise NotTaken(f"row {self.seen[key]} is of the same period.", column="period", cure="Leave one.")
        numbers, known = self.numbers(line), self.known.get(key)
        if known is not None and known.numbers == numbers:
            self.outcome.unchanged += 1
        else:
            self.write(line, indicator, Written(starts, ends, numbers), known)
        self.seen[key] = line.number

    def period(self, line: Line) -> tuple[date, date]:
        """Return the period of a line."""
        found = read_period(line["period"])
        if found is None:
            raise NotTaken(
                f"“{line['period']}” is no period.", column="period",
                cure="Write 2025/26 Q2, September 2025, 2025/26, or 2025-07-01 to 2025-09-30.",
            )  # fmt: skip
        return found

    def numbers(self, line: Line) -> Numbers:
        """Return the numbers of a line; a word where a number belongs is told with its head."""
        said: dict[str, Decimal | None] = {}
        for name in NUMBERS:
            text = line[name].replace(",", "").removesuffix("%").strip()
            try:
                said[name] = Decimal(text) if text else None
            except InvalidOperation:
                raise NotTaken(
                    f"“{line[name]}” is no number.", column=name, cure="Write digits; a reason stands under “missing”."
                ) from None
        return Numbers(said["numerator"], said["denominator"], said["printed"], line["missing"])

    def write(self, line: Line, indicator: Indicator, bare: Written, known: Known | None) -> None:
        """Write a value down, or correct the one that is known."""
        status = Status(line["status"]) if line["status"] else Status.REVISED if known else Status.PROVISIONAL
        because = line["because"] or self.given.said.get("reason", "")
        written = Written(
            bare.starts, bare.ends, bare.numbers, status=status, because=because, comment=line["comment"],
            came_from=f"List {self.given.name}",
        )  # fmt: skip
        try:
            made = record_value(indicator=indicator, written=written, by=self.given.by)
        except NotAValue as refusal:
            column = "printed" if refusal.where == "value" else refusal.where
            raise NotTaken(refusal.reason, cure=refusal.cure, column=column) from refusal
        which = f"{indicator.reference}, {label_of(written.starts, written.ends)}"
        parts = (("value", told_numbers(known.numbers) if known else "", told_numbers(written.numbers)),)
        self.outcome.changes.append(Change(line.sheet, line.number, "corrected" if known else "new", which, parts))
        self.outcome.steps.append({"value": str(made.pk)})


def told_numbers(numbers: Numbers) -> str:
    """Return the numbers of a value in words."""
    if numbers.missing:
        return f"none: {numbers.missing}"
    if numbers.value is not None:
        return f"{numbers.value.normalize():f} as printed"
    of = f" of {numbers.denominator.normalize():f}" if numbers.denominator is not None else ""
    return f"{(numbers.numerator or Decimal(0)).normalize():f}{of}"


def take_back(workspace: Workspace, steps: Sequence[Any], name: str, by: User) -> None:
    """Take a list back: its values are withdrawn. Refused where one stands before the board by now."""
    rows = list(Value.objects.filter(workspace=workspace, pk__in=[step["value"] for step in steps]))
    if any(one.published_at for one in rows):
        raise NotAValue("values of it stand before the board.", cure="Correct them, with the reason, instead.")
    for one in rows:
        withdraw_value(value=one, because=f"The list {name} was taken back.", by=by)


@transaction.atomic
def withdraw_value(*, value: Value, because: str, by: User) -> None:
    """Take back a value that was written down by mistake; what was known before it stands again."""
    check_granted(GRANTS, Capability.RECORD, workspace=value.workspace, user=by)
    value.withdrawn_at, value.withdrawn_because = clock.now(), because
    value.save(update_fields=("withdrawn_at", "withdrawn_because"))
    told = {"indicator": value.indicator.name, "period": f"{value.starts} to {value.ends}"}
    record("indicators.value_withdrawn", value, by=by, facts=told)


VALUES = ListKind("indicators.values", COLUMNS, check_may_record, take, take_back)
