"""What rests on what? One row a stage from the first to the last, its places as boxes, and a line for each tie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frankpledge.charts.chart import Chart, ChartTable
from frankpledge.charts.drawing import Box, Sheet, leading
from frankpledge.charts.lettering import REGULAR, SEMIBOLD, shorten
from frankpledge.charts.theme import Sizes, is_narrow, sizes
from frankpledge.charts.words import Words, joined

_GAP, _PAD, _BETWEEN, _LINES = 10.0, 8.0, 26.0, 3


@dataclass(frozen=True)
class Knot:
    """One place: its own key, the stage that is its row, its name. `here`: the place from which one looks."""

    key: str
    stage: str
    label: str
    here: bool = False


@dataclass(frozen=True)
class _Drawn:
    """A box of the picture, with the keys of the places that it stands for."""

    keys: tuple[str, ...]
    label: str
    box: Box
    here: bool = False


def thread(
    words: Words, *, stages: Sequence[str], knots: Sequence[Knot], ties: Sequence[tuple[str, str]], width: int = 600
) -> Chart:
    """Return the picture: the stages that have a place, from top to bottom, and a line from each place to what follows.

    A row holds as many boxes as fit; the rest stand in a last one that says how many. The table has every place. A tie
    of a place that is not there, two places of one key, or a stage that is not given, is a ValueError.
    """
    keys = Counter(one.key for one in knots)
    strange = {key for tie in ties for key in tie} - set(keys) | {one.stage for one in knots} - set(stages)
    if not knots or strange or max(keys.values()) > 1:
        raise ValueError(f"a thread of places that are not there, or there twice: {sorted(strange)}")
    sheet, letters = Sheet(words.name, width), sizes(width)
    rows = [(stage, [one for one in knots if one.stage == stage]) for stage in stages]
    boxes, height = _placed([row for row in rows if row[1]], width, letters)
    _lines(sheet, boxes, ties)
    for one in boxes:
        _box(sheet, one, letters)
    for stage, top in _heads([row for row in rows if row[1]], letters):
        sheet.text((0, top), stage, size=letters.small, weight=SEMIBOLD, colour="soft", halo="paper")
    return words.chart(sheet, height=height, description=_describe(rows, ties), table=_table(rows, knots, ties))


def _row_height(letters: Sizes) -> float:
    return letters.line + _LINES * leading(letters.label) + 2 * _PAD + _BETWEEN


def _heads(rows: Sequence[tuple[str, list[Knot]]], letters: Sizes) -> list[tuple[str, float]]:
    return [(stage, number * _row_height(letters) + letters.line / 2) for number, (stage, _) in enumerate(rows)]


def _placed(rows: Sequence[tuple[str, list[Knot]]], width: int, letters: Sizes) -> tuple[list[_Drawn], float]:
    """Return the boxes, those of a row side by side, and how high they stand together."""
    most = 2 if is_narrow(width) else 4
    boxes: list[_Drawn] = []
    for number, (_, knots) in enumerate(rows):
        top = number * _row_height(letters) + letters.line
        shown = sorted(knots, key=lambda one: not one.here)
        kept = shown if len(shown) <= most else shown[: most - 1]
        rest = shown[len(kept) :]
        groups: list[tuple[tuple[str, ...], str, bool]] = [((one.key,), one.label, one.here) for one in kept]
        groups += [(tuple(one.key for one in rest), f"and {len(rest)} more", False)] if rest else []
        wide = (width - _GAP * (most - 1)) / most
        bottom = top + _LINES * leading(letters.label) + 2 * _PAD
        for place, (keys, label, here) in enumerate(groups):
            left = place * (wide + _GAP)
            boxes.append(_Drawn(keys, label, Box(left + 1, top, left + wide - 1, bottom), here))
    return boxes, len(rows) * _row_height(letters) - _BETWEEN + 4


def _lines(sheet: Sheet, boxes: Sequence[_Drawn], ties: Sequence[tuple[str, str]]) -> None:
    """Draw each tie once, under the boxes; two places of one row are joined at their feet."""
    at = {key: one for one in boxes for key in one.keys}
    for first, second in sorted({(at[a].keys, at[b].keys) for a, b in ties if at[a] != at[b]}):
        a, b = at[first[0]], at[second[0]]
        here = a.here or b.here
        start, end = _middle(a.box), _middle(b.box)
        stroke, thick = ("area", 2.0) if here else ("edge", 1.25)
        if a.box.top == b.box.top:
            foot = a.box.bottom + _BETWEEN / 3
            sheet.path([(start, a.box.bottom), (start, foot), (end, foot), (end, b.box.bottom)],
                       stroke=stroke, width=thick)  # fmt: skip
        else:
            upper, lower = sorted((a.box, b.box), key=lambda box: box.top)
            sheet.path(_way(sheet, upper, lower), stroke=stroke, width=thick)


def _way(sheet: Sheet, upper: Box, lower: Box) -> list[tuple[float, float]]:
    """Return the way of a tie: straight to the next row, and beside the boxes of any row that lies between."""
    start, end = (_middle(upper), upper.bottom), (_middle(lower), lower.top)
    if lower.top - upper.bottom < upper.bottom - upper.top:
        return [start, end]
    beside = upper.right + 1 + _GAP / 2
    beside = beside if beside < sheet.width else upper.left - 1 - _GAP / 2
    return [start, (beside, upper.bottom + _BETWEEN / 2), (beside, lower.top - _BETWEEN / 2), end]


def _middle(box: Box) -> float:
    return (box.left + box.right) / 2


def _box(sheet: Sheet, one: _Drawn, letters: Sizes) -> None:
    fill, ink, edge = ("area", "paper", "area") if one.here else ("wash", "ink", "rule")
    sheet.rect(one.box, fill=fill, stroke=edge, width=1)
    weight = SEMIBOLD if one.here else REGULAR
    said = shorten(one.label, one.box.right - one.box.left - 2 * _PAD, letters.label, weight, lines=_LINES)
    at = (one.box.left + _PAD, one.box.top + _PAD + leading(letters.label) / 2)
    sheet.lines(at, said, size=letters.label, weight=weight, colour=ink)


def _describe(rows: Sequence[tuple[str, list[Knot]]], ties: Sequence[tuple[str, str]]) -> str:
    held = [f"{len(knots)} under {stage}" for stage, knots in rows if knots]
    many = "one tie" if len(ties) == 1 else f"{len(ties)} ties"
    return f"Places from top to bottom: {joined(held)}; {many} between them."


def _table(
    rows: Sequence[tuple[str, list[Knot]]], knots: Sequence[Knot], ties: Sequence[tuple[str, str]]
) -> ChartTable:
    names: Mapping[str, str] = {one.key: one.label for one in knots}
    found: list[tuple[str, ...]] = []
    for stage, here in rows:
        for one in here:
            on = [names[earlier] for earlier, later in ties if later == one.key]
            found.append((stage, one.label, "; ".join(on) or "nothing shown here"))
    return ChartTable(("Stage", "Place", "Rests on"), tuple(found))
