"""What the ONS printed of a partnership or force for a year ending: counts and rates, with marks and notes."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.lake.areas import Area
from frankpledge.lake.places import plain_name
from frankpledge.lake.queries.window import window
from frankpledge.lake.store import Snapshot


@dataclass(frozen=True)
class LevelCell:
    """One printed figure, or the mark in its place: what of, per what, and the cell it stands in.

    state: known, missing or suppressed; three things, of which none is zero.
    """

    measure: str
    group: str
    value: float | None
    state: str
    mark: str
    per: int | None
    base: str
    release_id: str
    sheet: str
    line: int
    column: str


@dataclass(frozen=True)
class Levels:
    """All that is printed of an area for a year ending; `notes` are those of the sheets that it stands in."""

    area: Area
    name: str
    last: Month
    cells: tuple[LevelCell, ...]
    residents: int | None
    notes: tuple[str, ...]

    def cell(self, measure: str, group: str) -> LevelCell | None:
        """Return the figure of a measure (count, rate, change) and group, in whatever case it is printed."""
        wanted = group.casefold()
        found = (one for one in self.cells if one.measure == measure and one.group.casefold() == wanted)
        return next(found, None)

    @property
    def total(self) -> LevelCell | None:
        """Return the count of recorded crime without fraud."""
        return next((one for one in self.cells if one.measure == "count" and _is_total(one.group)), None)

    @property
    def total_rate(self) -> LevelCell | None:
        """Return the rate of recorded crime without fraud."""
        return next((one for one in self.cells if one.measure == "rate" and _is_total(one.group)), None)


def ons_levels(snapshot: Snapshot, area: Area, *, first: str, last: str) -> Levels | None:
    """Return what the ONS printed of an area for exactly these twelve months; None where nothing is.

    Any other window has no answer: the tables are of years ending, and half a year is no year.
    """
    span = window(first, last)
    if span != year_ending(span.last) or area.kind not in ("csp", "force") or not snapshot.has("csp_levels"):
        return None
    table = snapshot.table("csp_levels")
    rows = snapshot.arrow(
        table.filter(
            (table.area_kind == area.kind)
            & (table.first_month == str(span.first))
            & (table.last_month == str(span.last))
        ).order_by("sheet", "line")
    ).to_pylist()
    own = [row for row in rows if row["area_code"] == area.code]
    if not own:
        names = {plain_name(name) for name in (area.name, *area.other_names)}
        own = [row for row in rows if not row["area_code"] and plain_name(row["area_name"]) in names]
    if not own:
        return None
    people = [row["residents"] for row in own if row["residents"] is not None]
    return Levels(
        area=area,
        name=own[0]["area_name"],
        last=span.last,
        cells=tuple(_cell(row) for row in own),
        residents=round(people[0]) if people else None,
        notes=_notes(snapshot, {(row["release_id"], row["sheet"]) for row in own}),
    )


def _cell(row: dict[str, object]) -> LevelCell:
    return LevelCell(
        measure=str(row["measure"]),
        group=str(row["offence_group"]),
        value=None if row["value"] is None else float(str(row["value"])),
        state=str(row["state"]),
        mark=str(row["mark"] or ""),
        per=None if row["per"] is None else int(str(row["per"])),
        base=str(row["base"] or ""),
        release_id=str(row["release_id"]),
        sheet=str(row["sheet"] or ""),
        line=int(str(row["line"])),
        column=str(row["column"]),
    )


def _notes(snapshot: Snapshot, at: set[tuple[str, str]]) -> tuple[str, ...]:
    """Return the lines around the tables, and those of the workbook's sheets of notes, in order."""
    releases = {release for release, _ in at}
    tables = {sheet for _, sheet in at}
    rows = snapshot.read("table_notes").sort_by([("sheet", "ascending"), ("line", "ascending")]).to_pylist()
    own = [row for row in rows if row["release_id"] in releases]
    return tuple(
        dict.fromkeys(row["text"] for row in own if row["sheet"] in tables or "note" in str(row["sheet"]).casefold())
    )


def _is_total(group: str) -> bool:
    return group.casefold().startswith("total recorded crime")
