"""What every drawing is: a picture, the words that belong to it, and the table of its numbers."""

from __future__ import annotations

from dataclasses import dataclass

type_of_cell = str | int | float | None


@dataclass(frozen=True)
class ChartTable:
    """The numbers behind a picture, for the details element, the CSV and a screen reader."""

    columns: tuple[str, ...]
    rows: tuple[tuple[type_of_cell, ...], ...]


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
