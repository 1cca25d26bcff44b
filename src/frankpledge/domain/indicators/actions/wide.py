"""Wide sheets of values: indicators down, periods across, as partnerships keep them; each cell a number or a reason.

An indicator with two numbers has two rows, each saying which it is. What a cell does not say stays as it is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction

from frankpledge.analysis.periods import FinancialYear, Month, Quarter
from frankpledge.domain.indicators.actions import Written, record_value
from frankpledge.domain.indicators.actions.lists import check_may_record, take_back
from frankpledge.domain.indicators.models import Definition, Indicator
from frankpledge.domain.indicators.queries import definition_on, indicators
from frankpledge.domain.indicators.queries.values import Known, known_values
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Status, figure
from frankpledge.domain.indicators.rules.reading import joined_heads, period_under, read_head
from frankpledge.domain.indicators.rules.windows import label_of
from frankpledge.ground import clock
from frankpledge.ground.lists.rules import Change, Column, Fault, Line, ListKind, NotTaken, Outcome, Taken, plain
from frankpledge.refusal import Refusal

OFFERED_YEARS = 6
NO_DATA = "no data"
NUMBERS = (
    ("numerator", "First number"), ("denominator", "Second number"), ("value", "Figure as printed"),
)  # fmt: skip
HEADS_MEAN = "Write 2025/26 Q2, September 2025 or 2025/26 over the column."


def offered_periods(*_: object) -> Sequence[tuple[str, str]]:
    """Return the periods that a head may be said to mean: years, quarters and months, the newest first."""
    this = Month.of(clock.today())
    years = [FinancialYear(this.year - back) for back in range(OFFERED_YEARS)]
    quarters = [Quarter.of(this - 3 * back) for back in range(4 * OFFERED_YEARS)]
    months = [this - back for back in range(12 * OFFERED_YEARS)]
    names = [*map(str, years), *map(str, quarters), *(month.label for month in months)]
    return [(name, name) for name in names]


COLUMNS = (
    Column("reference", "reference", ("ref", "ref.", "code", "short name", "indicator number", "no", "no.")),
    Column("name", "name", ("indicator", "measure", "indicator name", "performance indicator", "title")),
    Column("number", "number", ("which number", "row", "numerator or denominator"), words=lambda *_: NUMBERS),
    Column("counts", "counts", only_shown=True),
    Column("because", "because", ("reason", "why")),
    Column("period", "period", needed=True, words=offered_periods, reads=read_head),
    Column("figure", "figure", needed=True),
)


def take(given: Taken) -> Outcome:
    """Take a wide sheet in: every cell that is new is written down, one that differs corrects what is known."""
    taking = Taking(given)
    for line in given.lines:
        taking.cell(line)
    for period in taking.periods.values():
        if period.wrong:
            taking.lay_aside(period)
        else:
            taking.write(period)
    return taking.outcome


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: a number, or why there is none."""

    line: Line
    number: Decimal | None
    missing: str


@dataclass
class Period:
    """The cells of one indicator and period, by which number each is; `wrong` where one of them cannot be taken."""

    indicator: Indicator
    definition: Definition
    starts: date
    ends: date
    cells: dict[str, Cell] = field(default_factory=dict)
    wrong: bool = False

    @property
    def first(self) -> Line:
        """Return the line of its first cell."""
        return next(iter(self.cells.values())).line


@dataclass
class Taking:
    """A sheet on its way into the register, with what was known before it."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)
    periods: dict[tuple[str, date, date], Period] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = list(indicators(workspace=self.given.workspace, viewer=self.given.by))
        self.by_reference = {plain(one.reference): one for one in found}
        self.by_name: dict[str, list[Indicator]] = {}
        for one in found:
            self.by_name.setdefault(plain(one.name), []).append(one)
        self.definitions: dict[tuple[str, date], Definition | None] = {}
        self.known = {
            (one.reference, value.starts, value.ends): value
            for one, values in known_values(found).items()
            for value in values
        }

    def cell(self, line: Line) -> None:
        """Lay one cell beside the others of its period; what cannot be laid there is told at its cell."""
        try:
            self.lay(line)
        except NotTaken as refusal:
            column = line.typed.get("period", "") if refusal.column in {"", "figure", "period"} else refusal.column
            self.outcome.faults.append(Fault(line.sheet, line.number, column, refusal.reason, refusal.cure))

    def lay(self, line: Line) -> None:
        """Lay one cell beside the others of its period."""
        indicator = self.indicator(line)
        definition = self.definition(indicator, clock.today())
        found = period_under(line["period"], Every(definition.every), definition.start_month)
        if found is None:
            raise NotTaken(f"“{line['period']}” begins and ends no period of {indicator.reference}.", cure=HEADS_MEAN)
        starts, ends = found
        period = self.periods.setdefault(
            (indicator.reference, starts, ends),
            Period(indicator, self.definition(indicator, starts), starts, ends),
        )
        which = line["number"] or ("numerator" if period.definition.measure == Measure.COUNT else "value")
        try:
            if which in period.cells:
                row, cure = period.cells[which].line.number, "Leave one, or say under “number” which it is."
                raise NotTaken(f"row {row} says this number already.", cure=cure)
            period.cells[which] = self.said(line)
        except NotTaken:
            period.wrong = True
            raise

    def indicator(self, line: Line) -> Indicator:
        """Return the indicator of a row: by its short name, else by its name where only one has that."""
        reference, name = line["reference"], line["name"]
        if reference:
            found = self.by_reference.get(plain(reference))
            if found is None:
                raise NotTaken(
                    f"there is no indicator “{reference}”.", column="reference",
                    cure="Use its short name, or put it into the register first.",
                )  # fmt: skip
            return found
        named = self.by_name.get(plain(name), [])
        if len(named) != 1:
            told = "no indicator is" if not named else f"{len(named)} indicators are"
            raise NotTaken(
                f"{told} called “{name}”." if name else "it is not said of which indicator.", column="name",
                cure="Write its short name under “reference”.",
            )  # fmt: skip
        return named[0]

    def definition(self, indicator: Indicator, day: date) -> Definition:
        """Return the definition of a day, asked for once."""
        key = (indicator.reference, day)
        if key not in self.definitions:
            self.definitions[key] = definition_on(indicator, day)
        found = self.definitions[key]
        if found is None:
            raise NotTaken(f"{indicator.reference} has no definition.", column="reference", cure="Define it first.")
        return found

    def said(self, line: Line) -> Cell:
        """Return what a cell says: a number, or “no data: why”; anything else is told."""
        text = line["figure"].strip()
        if plain(text).startswith(NO_DATA):
            why = text[len(NO_DATA) :].lstrip(" :-–,").removeprefix("because").strip()
            if not why:
                raise NotTaken("there is no data, and it is not said why.", cure="Write “no data: ” and the reason.")
            return Cell(line, None, why)
        try:
            return Cell(line, Decimal(text.replace(",", "").removesuffix("%").strip()), "")
        except InvalidOperation:
            raise NotTaken(
                f"“{text}” is no number.", cure="Write digits, 0 where it is 0, or “no data: ” and the reason."
            ) from None

    def lay_aside(self, period: Period) -> None:
        """Say at each cell whose other number cannot be taken that it is left out too: half of a value is none."""
        wrong = {(one.sheet, one.number, one.column) for one in self.outcome.faults}
        for cell in period.cells.values():
            line = cell.line
            if (line.sheet, line.number, line.typed.get("period", "")) in wrong:
                continue
            reason, cure = "its other number cannot be taken, so this one is left out too.", "Put that one right."
            self.outcome.faults.append(Fault(line.sheet, line.number, line.typed.get("period", ""), reason, cure))

    def write(self, period: Period) -> None:
        """Write the cells of a period down as one value, told at their lines; a refusal at the cell that it is of."""
        key = (period.indicator.reference, period.starts, period.ends)
        known = self.known.get(key)
        numbers = numbers_of(period, known)
        if known is not None and alike(numbers, known, period.definition):
            self.outcome.unchanged += len(period.cells)
            return
        first = period.first
        status = Status.REVISED if known else Status.PROVISIONAL
        because = next((one.line["because"] for one in period.cells.values() if one.line["because"]), "")
        written = Written(
            period.starts, period.ends, numbers, status=status,
            because=because or self.given.said.get("reason", ""), came_from=f"Sheet {self.given.name}",
        )  # fmt: skip
        try:
            with transaction.atomic():
                made = record_value(indicator=period.indicator, written=written, by=self.given.by)
        except Refusal as refusal:
            self.outcome.faults.append(fault_of(period, refusal))
            self.lay_aside(period)
            return
        which = f"{period.indicator.reference}, {label_of(period.starts, period.ends)}"
        parts = tuple(_part(name, cell, period.definition, known) for name, cell in period.cells.items())
        self.outcome.changes.append(Change(first.sheet, first.number, "corrected" if known else "new", which, parts))
        self.outcome.steps.append({"value": str(made.pk)})


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _part(name: str, cell: Cell, definition: Definition, known: Known | None) -> tuple[str, str, str]:
    """Return what a cell changes: which number of which row, what is known of it, and what the cell says."""
    label = getattr(definition, name) if name in {"numerator", "denominator"} else definition.unit or "figure"
    before = getattr(known.numbers, name) if known else None
    was = _number(before) if before is not None else f"no data: {known.numbers.missing}" if known else ""
    now = f"no data: {cell.missing}" if cell.number is None else _number(cell.number)
    return f"{label}, row {cell.line.number}", was, now


def numbers_of(period: Period, known: Known | None) -> Numbers:
    """Return the numbers of a period: what its cells say, and of the other number what is known of it."""
    cells = period.cells
    missing = next((one.missing for one in cells.values() if one.missing), "")
    said = {name: one.number for name, one in cells.items()}
    if missing and not any(number is not None for number in said.values()):
        return Numbers(missing=missing)
    before = known.numbers if known and "value" not in said and not missing else Numbers()
    return Numbers(
        said.get("numerator", before.numerator), said.get("denominator", before.denominator), said.get("value"), missing
    )


def alike(numbers: Numbers, known: Known, definition: Definition) -> bool:
    """Return whether a sheet says what is known: the same numbers, or the figure that they make to its decimals."""
    if numbers == known.numbers:
        return True
    if (
        numbers.value is None
        or numbers.numerator is not None
        or known.figure is None
        or known.numbers.value is not None
    ):
        return False
    made = figure(Measure(definition.measure), per=definition.per, numbers=known.numbers)
    return made is not None and round(made, definition.decimals) == round(numbers.value, definition.decimals)


def fault_of(period: Period, refusal: Refusal) -> Fault:
    """Return why a period cannot be taken, at the cell that the refusal names, else at the first."""
    if refusal.where == "because":
        line = period.first
        return Fault(line.sheet, line.number, line.typed.get("period", ""), refusal.reason, refusal.cure)
    reasons = [one for one in period.cells.values() if one.missing]
    cell = period.cells.get(refusal.where) or (reasons[0] if refusal.where == "missing" and reasons else None)
    line = cell.line if cell else period.first
    return Fault(line.sheet, line.number, line.typed.get("period", ""), refusal.reason, refusal.cure)


WIDE = ListKind(
    "indicators.wide", COLUMNS, check_may_record, take, take_back, across="period", beneath="figure",
    either=("reference", "name"), joined=joined_heads,
)  # fmt: skip
