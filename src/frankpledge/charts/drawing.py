"""The sheet that pictures are drawn on: plain SVG with the words of its role, and a record of where words stand.

Pictures are written as SVG by hand and not through a plotting library: each label is measured before it is set, moved
when another is in its way and wrapped at the width of a phone, and the same values give the same bytes everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from frankpledge.charts import theme
from frankpledge.charts.lettering import REGULAR, text_width

Point = tuple[float, float]
CENTRE: Final[float] = 0.34  # of the size: from the middle of a line of words down to the foot of its letters
_CONTROL: Final[re.Pattern[str]] = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, for asking whether two things are in each other's way."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def wider(self, by: float) -> Box:
        """Return the box with so much more at its left and right."""
        return Box(self.left - by, self.top, self.right + by, self.bottom)

    def within(self, other: Box) -> bool:
        """Return whether this lies wholly inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def px(value: float) -> str:
    """Return a coordinate with at most one decimal, never "-0"."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def slug(name: str) -> str:
    """Return a name that may be part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "chart"


class Sheet:
    """A picture while it is being drawn. Colours are tokens of the theme; y of words is the middle of their line."""

    def __init__(self, name: str, width: int) -> None:
        self.width = width
        self.id = f"{slug(name)}-{width}"
        self.words: list[Box] = []
        self._parts: list[str] = []
        self._patterns: set[str] = set()
        self._window: Box | None = None

    def _paint(self, fill: str, stroke: str, width: float, dash: str) -> str:
        classes = [f"fp-f-{fill}"] * bool(fill) + [f"fp-s-{stroke}"] * bool(stroke)
        parts = [f'class="{" ".join(classes)}"'] if classes else []
        parts.append(f'fill="{theme.colour(fill)}"' if fill else 'fill="none"')
        if stroke:
            parts.append(f'stroke="{theme.colour(stroke)}" stroke-width="{width:g}"')
        if dash:
            parts.append(f'stroke-dasharray="{dash}"')
        return " ".join(parts)

    def line(self, a: Point, b: Point, *, stroke: str, width: float = 1, dash: str = "") -> None:
        """Draw a straight line."""
        ends = f'x1="{px(a[0])}" y1="{px(a[1])}" x2="{px(b[0])}" y2="{px(b[1])}"'
        self._parts.append(f"<line {ends} {self._paint('', stroke, width, dash)}/>")

    def path(
        self, points: Sequence[Point], *, fill: str = "", stroke: str = "", width: float = 1, dash: str = "",
        closed: bool = False,
    ) -> None:  # fmt: skip
        """Draw a line through points, or with `closed` a shape."""
        self.rings([points], fill=fill, stroke=stroke, width=width, dash=dash, closed=closed)

    def rings(
        self, rings: Sequence[Sequence[Point]], *, fill: str = "", stroke: str = "", width: float = 1, dash: str = "",
        closed: bool = True,
    ) -> None:  # fmt: skip
        """Draw several rings as one shape, so that a ring inside another is a hole."""
        d = "".join(f"M{'L'.join(f'{px(x)},{px(y)}' for x, y in ring)}{'Z' if closed else ''}" for ring in rings)
        rule = ' fill-rule="evenodd"' if len(rings) > 1 else ""
        paint = self._paint(fill, stroke, width, dash)
        self._parts.append(f'<path d="{d}" {paint}{rule} stroke-linejoin="round"/>')

    def rect(self, box: Box, *, fill: str = "", stroke: str = "", width: float = 1, dash: str = "") -> None:
        """Draw a rectangle."""
        at = f'x="{px(box.left)}" y="{px(box.top)}"'
        extent = f'width="{px(box.right - box.left)}" height="{px(box.bottom - box.top)}"'
        self._parts.append(f"<rect {at} {extent} {self._paint(fill, stroke, width, dash)}/>")

    def circle(
        self, at: Point, radius: float, *, fill: str = "", stroke: str = "", width: float = 1, dash: str = ""
    ) -> None:
        """Draw a circle."""
        where = f'cx="{px(at[0])}" cy="{px(at[1])}" r="{radius:g}"'
        self._parts.append(f"<circle {where} {self._paint(fill, stroke, width, dash)}/>")

    def triangle(self, at: Point, size: float, *, up: bool, fill: str, stroke: str = "paper") -> None:
        """Draw the mark of a signal, pointing up or down; an edge of paper lifts it off the line."""
        x, y = at
        tip, foot = (-size, size * 0.7) if up else (size, -size * 0.7)
        self.path(
            [(x, y + tip), (x + size, y + foot), (x - size, y + foot)],
            fill=fill,
            stroke=stroke,
            width=1.25 if stroke == "paper" else 1.75,
            closed=True,
        )

    def hatch(self, rings: Sequence[Sequence[Point]], *, stroke: str = "other") -> None:
        """Draw a shape in diagonal hatch: there is a number, and it is not shown."""
        self._patterns.add(stroke)
        d = "".join(f"M{'L'.join(f'{px(x)},{px(y)}' for x, y in ring)}Z" for ring in rings)
        rule = ' fill-rule="evenodd"' if len(rings) > 1 else ""
        self._parts.append(f'<path d="{d}" class="fp-f-paper" fill="{theme.colour("paper")}"{rule}/>')
        edge = f'class="fp-s-{stroke}" stroke="{theme.colour(stroke)}" stroke-width="0.75"'
        self._parts.append(
            f'<path d="{d}" fill="url(#{self.id}-hatch-{stroke})" {edge}{rule} stroke-linejoin="round"/>'
        )

    @contextmanager
    def clipped(self, window: Box) -> Iterator[None]:
        """Draw what follows inside a window and cut it at its edge; a sheet has one such window."""
        self._window = window
        self._parts.append(f'<g clip-path="url(#{self.id}-clip)">')
        yield
        self._parts.append("</g>")

    def text(
        self, at: Point, words: str, *, size: float, weight: int = REGULAR, colour: str = "ink", anchor: str = "start",
        halo: str = "",
    ) -> Box:  # fmt: skip
        """Set one line of words around the middle height `at[1]`; a halo keeps it readable over other marks."""
        box = self.box_of(at, words, size=size, weight=weight, anchor=anchor)
        self.words.append(box)
        where = f'x="{px(at[0])}" y="{px(at[1] + CENTRE * size)}" font-size="{size:g}" font-weight="{weight}"'
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        clean = escape(_CONTROL.sub("", words))
        if halo:
            # Drawn twice, because not every renderer knows paint-order.
            edge = f'class="fp-f-{halo} fp-s-{halo}" fill="{theme.colour(halo)}" stroke="{theme.colour(halo)}"'
            self._parts.append(
                f'<text {where}{side} {edge} stroke-width="4" stroke-linejoin="round" aria-hidden="true">{clean}</text>'
            )
        self._parts.append(f'<text {where}{side} class="fp-f-{colour}" fill="{theme.colour(colour)}">{clean}</text>')
        return box

    def lines(
        self, at: Point, lines: Sequence[str], *, size: float, weight: int = REGULAR, colour: str = "ink",
        anchor: str = "start", halo: str = "",
    ) -> None:  # fmt: skip
        """Set several lines below each other; `at` is the middle of the first."""
        for i, words in enumerate(lines):
            self.text(
                (at[0], at[1] + i * leading(size)),
                words,
                size=size,
                weight=weight,
                colour=colour,
                anchor=anchor,
                halo=halo,
            )

    def box_of(self, at: Point, words: str, *, size: float, weight: int = REGULAR, anchor: str = "start") -> Box:
        """Return where a line of words would stand."""
        wide = text_width(words, size, weight)
        left = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        return Box(left, at[1] - size * 0.6, left + wide, at[1] + size * 0.6)

    def is_free(self, box: Box) -> bool:
        """Return whether no words stand there yet."""
        return not any(box.meets(other) for other in self.words)

    def finish(self, height: float, *, title: str, description: str) -> str:
        """Return the SVG: an image with its name and its description, and nothing from anywhere else."""
        tall = round(height)
        heads = f'aria-labelledby="{self.id}-title" aria-describedby="{self.id}-desc"'
        defs = "".join(self._pattern(stroke) for stroke in sorted(self._patterns)) + self._clip()
        ground = f'<rect width="{self.width}" height="{tall}" class="fp-f-paper" fill="{theme.colour("paper")}"/>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {heads} width="{self.width}" height="{tall}" '
            f'viewBox="0 0 {self.width} {tall}" font-family={quoteattr(theme.FONT)}>'
            f'<title id="{self.id}-title">{escape(_CONTROL.sub("", title))}</title>'
            f'<desc id="{self.id}-desc">{escape(_CONTROL.sub("", description))}</desc>'
            f"{f'<defs>{defs}</defs>' if defs else ''}{ground}{''.join(self._parts)}</svg>"
        )

    def _clip(self) -> str:
        if self._window is None:
            return ""
        x, y, right, bottom = self._window.left, self._window.top, self._window.right, self._window.bottom
        rect = f'<rect x="{px(x)}" y="{px(y)}" width="{px(right - x)}" height="{px(bottom - y)}"/>'
        return f'<clipPath id="{self.id}-clip">{rect}</clipPath>'

    def _pattern(self, stroke: str) -> str:
        where = f'id="{self.id}-hatch-{stroke}" width="6" height="6" patternUnits="userSpaceOnUse"'
        d = "M-1.5,1.5L1.5,-1.5M0,6L6,0M4.5,7.5L7.5,4.5"
        return f'<pattern {where}><path d="{d}" {self._paint("", stroke, 1, "")}/></pattern>'


def leading(size: float) -> float:
    """Return the distance between lines of words of this size."""
    return round(size * 1.25, 1)


def spread(middles: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return the middles moved apart, in their order and inside top and bottom, so that no two blocks meet."""
    order = sorted(range(len(middles)), key=lambda i: middles[i])
    placed = list(middles)
    edge = top
    for i in order:
        placed[i] = max(placed[i], edge + heights[i] / 2)
        edge = placed[i] + heights[i] / 2
    edge = bottom
    for i in reversed(order):
        placed[i] = min(placed[i], edge - heights[i] / 2)
        edge = placed[i] - heights[i] / 2
    return placed
