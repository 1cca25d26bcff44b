"""The map in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.charts.chart import ChartTable, type_of_cell
from frankpledge.charts.maps.places import Classes, MapPlace
from frankpledge.charts.numerals import column_decimals, number
from frankpledge.charts.words import joined


def describe(places: Sequence[MapPlace], classes: Classes, unit: str) -> str:
    """Return how many areas each class holds, the highest by name, and how many have no number to show."""
    held = [p.value for p in places if p.value is not None]
    count = f"{len(places)} area{'s' * (len(places) != 1)}"
    parts = [f"Map of {count} shaded by {unit}."]
    found = {n: sum(classes.of(v) == n for v in held) for n in (0, *classes.numbers)}
    said = [f"{classes.words(n)} in {number(many)}" for n, many in found.items() if many]
    for why in sorted({p.why for p in places if p.value is None}):
        said.append(f"{why} in {number(sum(p.value is None and p.why == why for p in places))}")
    text = joined(said)
    parts.append(f"{text[:1].upper()}{text[1:]}.")
    top = [p for p in _ordered(places) if p.value][:3]
    decimals = column_decimals(held)
    if top:
        parts.append(f"Highest: {joined([f'{p.name} {number(p.value or 0.0, decimals)}' for p in top])}.")
    return " ".join(parts)


def table(places: Sequence[MapPlace], classes: Classes, unit: str) -> ChartTable:
    """Return one row an area, highest first, with the values as given."""
    rows: list[tuple[type_of_cell, ...]] = []
    for p in _ordered(places):
        shown = p.value if p.value is not None else p.why
        rows.append((p.name, p.code, shown, classes.words(classes.of(p.value)) if p.value is not None else p.why))
    return ChartTable(("Area", "Code", unit[:1].upper() + unit[1:], "Class"), tuple(rows))


def _ordered(places: Sequence[MapPlace]) -> list[MapPlace]:
    return sorted(places, key=lambda p: (p.value is None, -(p.value or 0.0), p.name, p.code))
