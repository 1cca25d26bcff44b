"""What the Home Office counts in a partnership or force over whole financial quarters, row by row of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frankpledge.analysis.periods import FinancialYear, Month, Quarter
from frankpledge.lake.areas import Area, slug_of
from frankpledge.lake.queries.csp_names import names_of
from frankpledge.lake.queries.window import BadWindow, window
from frankpledge.lake.store import Snapshot
from frankpledge.statute.recorded import is_counted, is_fraud, quarter_text

_COLUMNS = (
    "year", "quarter", "offence", "offence_group", "offence_subgroup", "offence_code", "n", "mark", "release_id",
    "sheet", "line",
)  # fmt: skip


class NotWholeQuarters(BadWindow):
    """A window that begins or ends within a financial quarter: the Home Office counts by quarters alone."""


@dataclass(frozen=True)
class RecordedRow:
    """One row of a table: an offence code in a quarter. `n` is None where the table prints a mark instead.

    `counted` is False for offences kept for outcomes alone; `fraud` is recorded but stands in no local total.
    """

    quarter: Quarter
    code: str
    offence: str
    group: str
    subgroup: str
    n: int | None
    mark: str
    counted: bool
    fraud: bool
    release_id: str
    sheet: str
    line: int

    @property
    def in_total(self) -> bool:
        """Return whether the row belongs to recorded crime without fraud."""
        return self.counted and not self.fraud


@dataclass(frozen=True)
class Recorded:
    """All rows of an area over a window, in the order of time and code; `missing` are the quarters without any."""

    area: Area
    table: str
    names: tuple[str, ...]
    quarters: tuple[Quarter, ...]
    missing: tuple[Quarter, ...]
    rows: tuple[RecordedRow, ...]

    @property
    def releases(self) -> tuple[str, ...]:
        """Return the releases that the rows came from."""
        return tuple(dict.fromkeys(row.release_id for row in self.rows))


def quarters(first: str, last: str) -> tuple[Quarter, ...]:
    """Return the financial quarters that a window of months is made of. Raises NotWholeQuarters."""
    span = window(first, last)
    found = tuple(dict.fromkeys(Quarter.of(month) for month in span.months()))
    if found[0].window.first != span.first or found[-1].window.last != span.last:
        raise NotWholeQuarters(
            f"{span.first.label} to {span.last.label} is not made of whole financial quarters.",
            cure="Begin with April, July, October or January, and end with June, September, December or March.",
        )
    return found


def recorded(snapshot: Snapshot, area: Area, *, first: str, last: str) -> Recorded | None:
    """Return what the Home Office counts in a partnership or police force area, None where its table says nothing.

    A force is read from the table by force, a partnership from the table by partnership: never one from the other.
    """
    wanted = quarters(first, last)
    table, names = _source(snapshot, area)
    if not names or not snapshot.has(table):
        return None
    rows = tuple(_rows(snapshot, table, names, wanted))
    held = {row.quarter for row in rows}
    if not held:
        return None
    missing = tuple(quarter for quarter in wanted if quarter not in held)
    return Recorded(area, table, tuple(name for _, name in names), wanted, missing, rows)


def _source(snapshot: Snapshot, area: Area) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the table that counts an area, and the pairs of force and name under which it does."""
    if area.kind == "force":
        return "recorded_crime", ((slug_of(area), ""),)
    if area.kind == "csp":
        return "recorded_crime_csp", names_of(snapshot, area)
    return "recorded_crime_csp", ()


def _rows(
    snapshot: Snapshot, name: str, names: Sequence[tuple[str, str]], wanted: Sequence[Quarter]
) -> Iterator[RecordedRow]:
    table = snapshot.table(name)
    years = sorted({str(FinancialYear(quarter.start)) for quarter in wanted})
    own = table.filter(table.force.isin(sorted({force for force, _ in names})) & table.year.isin(years))
    if name == "recorded_crime_csp":
        own = own.filter(own.csp_name.isin(sorted({csp for _, csp in names})))
    found = snapshot.arrow(own.select(*_COLUMNS).order_by("year", "quarter", "sheet", "line")).to_pylist()
    by_text = {str(quarter): quarter for quarter in wanted}
    for row in found:
        quarter = by_text.get(quarter_text(row["year"], row["quarter"]))
        if quarter is not None:
            yield _row(row, quarter)


def _row(row: Mapping[str, object], quarter: Quarter) -> RecordedRow:
    offence, code, group = (str(row[name] or "") for name in ("offence", "offence_code", "offence_group"))
    return RecordedRow(
        quarter=quarter,
        code=code,
        offence=offence,
        group=group,
        subgroup=str(row["offence_subgroup"] or ""),
        n=None if row["n"] is None else int(str(row["n"])),
        mark=str(row["mark"] or ""),
        counted=is_counted(offence=offence, code=code, year=str(FinancialYear(quarter.start))),
        fraud=is_fraud(group),
        release_id=str(row["release_id"]),
        sheet=str(row["sheet"] or ""),
        line=int(str(row["line"])),
    )


def quarters_within(first: str, last: str) -> tuple[Quarter, ...]:
    """Return the whole quarters that lie in a window of months, which may begin and end anywhere."""
    months = set(window(first, last).months())
    every = dict.fromkeys(Quarter.of(month) for month in sorted(months))
    return tuple(quarter for quarter in every if set(quarter.window.months()) <= months)


def months_of_quarters(wanted: Sequence[Quarter]) -> tuple[Month, ...]:
    """Return the months of some quarters, in order."""
    return tuple(month for quarter in wanted for month in quarter.window.months())
