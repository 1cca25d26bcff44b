"""What every drawing is: a picture, the words that belong to it, and the table of its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.charts.numerals import number, printed_decimals

type_of_cell = str | int | float | None


@dataclass(frozen=True)
class ChartTable:
    """The numbers behind a picture: `rows` as they were given, for a CSV, and `printed`, for a reader."""

    columns: tuple[str, ...]
    rows: tuple[tuple[type_of_cell, ...], ...]

    @property
    def printed(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows as words: one number of decimals a column, commas, a true minus."""
        decimals = [
            printed_decimals([c for c in column if isinstance(c, int | float)])
            for column in zip(*self.rows, strict=True)
        ]
        return tuple(
            tuple(number(c, d) if isinstance(c, int | float) else c or "" for c, d in zip(row, decimals, strict=True))
            for row in self.rows
        )


@dataclass(frozen=True)
class Chart:
    """A finished picture. Title (a finding), subtitle, source and description are real text and never empty.

    `svg` carries role=img, <title> and <desc>; `width` and `height` are its pixels. The description says what the
    picture shows and never repeats the title.
    """

    name: str
    title: str
    subtitle: str
    source: str
    description: str
    svg: str
    width: int
    height: int
    table: ChartTable
    notes: tuple[str, ...] = ()
    generated: bool = False

    def __post_init__(self) -> None:
        for field in ("name", "title", "subtitle", "source", "description", "svg"):
            if not getattr(self, field).strip():
                raise ValueError(f"a chart without its {field}")
        if self.description == self.title:
            raise ValueError(f"{self.name}: the description must describe, not repeat the title")
