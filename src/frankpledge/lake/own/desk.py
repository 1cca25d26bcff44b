"""Opens a partnership's own files: by our own templates at once, by any other layout once a person has confirmed it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from frankpledge.lake.limits import Limits
from frankpledge.lake.own.grid import Grid, grids
from frankpledge.lake.own.indicators import Values
from frankpledge.lake.own.layout import Layout, layouts, likeliest
from frankpledge.lake.own.locate import Locator
from frankpledge.lake.own.mapping import Mapping, NotMapped, check_needed, plain
from frankpledge.lake.own.records import read_records
from frankpledge.lake.own.returns import Returns, is_return
from frankpledge.lake.own.suggest import Suggestion, suggest
from frankpledge.lake.source import BadFile, Head, Reading, SourceFile

RECORDS, INDICATORS, RETURN = "own_records", "own_indicators", "own_return"
LABELS = {RECORDS: "Force extract", INDICATORS: "Indicators of a partner", RETURN: "Return of a data set"}


@dataclass(frozen=True)
class _Found:
    """A sheet whose layout is known: by a mapping, or (None) as one of our templates."""

    grid: Grid
    layout: Layout
    mapping: Mapping | None

    @property
    def reader(self) -> str:
        """Return who reads it."""
        if self.mapping is None:
            return RETURN
        return RECORDS if self.mapping.kind == "records" else INDICATORS


@dataclass(frozen=True)
class OwnDesk:
    """`mappings` are those remembered, by the digest of their headers; `mapping` the one confirmed for this load.

    `is_area` says whether the name or code of an area is known; without it no area is asked about.
    """

    today: date
    mappings: Pairs[str, Mapping] = field(default_factory=dict)
    mapping: Mapping | None = None
    locator: Locator | None = None
    is_area: Callable[[str], bool] | None = None

    def read(self, source: SourceFile, *, scratch: Path, limits: Limits) -> tuple[str, Reading]:
        """Return who read the file, and its rows. Refuses one that no template or confirmed mapping fits."""
        sheets = grids(source, scratch, limits)
        found = [one for one in map(self._find, sheets) if one]
        if not found:
            raise self._unknown(source, sheets)
        reader = found[0].reader
        taken = [one for one in found if one.reader == reader]
        if reader == RECORDS:
            taken = taken[:1]
        try:
            for one in taken:
                _check_once(one)
            reading = self._reading(reader, taken)
        except BadFile as error:
            raise _placed(error, source) from error
        unread = [sheet.sheet for sheet in sheets if sheet.sheet and sheet not in [one.grid for one in taken]]
        return reader, replace(reading, quality={**reading.quality, "sheets_not_read": unread})

    def _reading(self, reader: str, taken: list[_Found]) -> Reading:
        first = taken[0]
        if reader == RETURN:
            returns = Returns(self.locator, self.today)
            for one in taken:
                returns.take(one.grid, one.layout)
            return returns.reading()
        assert first.mapping is not None
        if reader == RECORDS:
            return read_records(
                first.grid,
                header_line=first.layout.line,
                headers=first.layout.names,
                mapping=first.mapping,
                locator=self.locator,
                today=self.today,
            )
        values = Values(first.mapping, self.today, self.is_area)
        for one in taken:
            values.take(one.grid, one.layout)
        return values.reading()

    def _find(self, grid: Grid) -> _Found | None:
        """Return how a sheet is read: the row that a template, this load's mapping or a remembered one fits.

        Of several that fit it is the one with most periods (years may stand in a row over their quarters), else the
        first.
        """
        fitting = [found for layout in layouts(grid.peek()) if (found := self._fitting(grid, layout))]
        return max(fitting, key=lambda found: found.layout.periods, default=None)

    def _fitting(self, grid: Grid, layout: Layout) -> _Found | None:
        if is_return(layout):
            return _Found(grid, layout, None)
        if self.mapping and self._fits(layout, self.mapping):
            return _Found(grid, layout, self.mapping)
        remembered = self.mappings.get(layout.digest)
        return _Found(grid, layout, remembered) if remembered else None

    @staticmethod
    def _fits(layout: Layout, mapping: Mapping) -> bool:
        return layout.holds(mapping) and (mapping.kind != "wide" or layout.periods > 0)

    def _unknown(self, source: SourceFile, sheets: tuple[Grid, ...]) -> BadFile:
        """Return the refusal of a file whose columns nobody has confirmed, with what they probably are."""
        guesses = [(grid, layout) for grid in sheets if (layout := likeliest(grid.peek()))]
        if not guesses:
            return BadFile(
                "no row of it looks like a header.", where=source.where, cure="Put the names of the columns above it."
            )
        grid, layout = max(guesses, key=lambda guess: guess[1].likeness)
        where = " › ".join(part for part in (source.where, grid.sheet) if part) + f", line {layout.line}"
        if self.mapping:
            try:
                check_needed(self.mapping, layout.names, where=where)
                _check_all(self.mapping, layout, where)
            except NotMapped as error:
                return error
        return NotMapped(
            f"nobody has said yet how its columns are read ({', '.join(layout.names[:8])}).",
            where=where,
            cure=_offer(suggestion_for(grid, layout)),
        )


def _check_once(found: _Found) -> None:
    """Refuse a sheet in which a column that is read stands twice: nobody knows which one is meant."""
    read = {plain(theirs) for _, theirs in found.mapping.columns} if found.mapping else None
    seen: set[str] = set()
    for name in found.layout.words:
        key = plain(name)
        if key in seen and (read is None or key in read):
            where = f"{found.grid.sheet or 'the file'}, line {found.layout.line}"
            raise BadFile(f"the column {name!r} stands twice.", where=where, cure="Remove or rename one of the two.")
        seen.add(key)


def suggestion_for(grid: Grid, layout: Layout, *, data_set: str = "", supplier: str = "") -> Suggestion:
    """Return how a sheet is probably read."""
    rows = tuple(tuple(cells) for line, cells in grid.peek() if line > layout.line)
    return suggest(Head(kind="csv", header=layout.names, rows=rows), data_set=data_set, supplier=supplier)


def _check_all(mapping: Mapping, layout: Layout, where: str) -> None:
    there = {name.casefold() for name in layout.names}
    gone = next((theirs for _, theirs in mapping.columns if theirs.casefold() not in there), "")
    raise NotMapped(
        f"its column {gone!r}, which the mapping takes, is not in the file." if gone else "no column is a period.",
        where=where,
        cure="Confirm how the columns of this file are read.",
    )


def _offer(found: Suggestion) -> str:
    pairs = ", ".join(f"{ours} ← {theirs!r}" for ours, theirs in found.mapping.columns[:6])
    missing = f"; not found: {', '.join(found.missing)}" if found.missing else ""
    return f"Confirm its columns. They seem to be: {pairs or 'none that is known'}{missing}."


def _placed(error: BadFile, source: SourceFile) -> BadFile:
    """Return the refusal with the file's name before the place in it."""
    where = f"{source.where} › {error.where}" if error.where else source.where
    made = BadFile(error.reason, where=where, cure=error.cure)
    made.problems = error.problems
    return made
