"""The whole on one page, and the grid in which the partnership writes what it will do: figures quoted, none new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frankpledge.domain.profiles.documents.book import Book
from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Column,
    Figure,
    KeyFigures,
    Line,
    Paragraph,
    Row,
    Subheading,
    SummaryPoint,
    Table,
    Text,
)
from frankpledge.ground.documents.words import line

KEYS = (
    ("level.total", "recorded in the period"),
    ("level.rate", "per 1,000 residents"),
    ("places.top", "in the busiest one place of twenty"),
    ("outcome.share", "ended without a suspect"),
)
POINTS = (("places", "Location"), ("time", "Time"), ("why", "Why it changed"), ("forecast", "Assessment"))
# What could be changed by a response, and what of it the data show; the sentence needs every figure that it names.
GRID = (
    ("Victim", "{victim.again} of {victim.all} victims were harmed more than once", ("victim.again", "victim.all")),
    ("Offender", "{outcome.share} ended without a suspect", ("outcome.share",)),
    (
        "Location",
        "{hot.count} of {hot.of} places are lasting hot spots; {places.top} lay in the busiest one place of twenty",
        ("hot.count", "hot.of", "places.top"),
    ),
    ("Location", "{places.top} lay in the busiest one place of twenty", ("places.top",)),
    ("Time", "{time.hours} fell in the busiest twelve hours of the week", ("time.hours",)),
    ("Time", "{time.season} of what varies beside the trend is season", ("time.season",)),
)
UNWRITTEN = "to be written"


def in_short(book: Book, scanned: Sequence[Block], told: Mapping[str, Sequence[Block]]) -> list[Block]:
    """Return the largest figures and the first sentence of each part, which the parts say in full."""
    keys = tuple((key, words) for key, words in KEYS if key in book.figures)
    points = [*_lines(scanned)[1:3], *(found for name, _ in POINTS for found in _lines(told[name])[:1])]
    names = ["Scanning"] * (len(points) - len(POINTS)) + [title for _, title in POINTS]
    return [
        Subheading("In short"),
        *([KeyFigures(keys)] if keys else []),
        *(SummaryPoint("", said, where) for said, where in zip(points, names, strict=True)),
    ]


def _lines(blocks: Sequence[Block]) -> list[Line]:
    return [block.line for block in blocks if isinstance(block, Paragraph)]


def response_grid(figures: Mapping[str, Figure]) -> Table:
    """Return what a response could change and what the data show of it; what is done is left to be written."""
    rows: list[Row] = []
    named: set[str] = set()
    for what, words, needed in GRID:
        if what not in named and all(key in figures for key in needed):
            named.add(what)
            rows.append(_row(what, line(words)))
    order = ("Victim", "Offender", "Location", "Time")
    rows += [_row(what, (Absent("missing", "not held"),)) for what in order if what not in named]
    rows.sort(key=lambda row: order.index(row.cells[0][0].text))  # type: ignore[union-attr]  # a Text, put there above
    return Table(
        title="What a response could change",
        subtitle="The partnership fills in what it chooses, who does it and by when",
        columns=(Column("What"), Column("What the data show", share=0.4), Column("Response"), Column("Who, by when")),
        rows=tuple(rows),
    )


def _row(what: str, shown: Line) -> Row:
    blank: Line = (Absent("withheld", UNWRITTEN),)
    return Row(((Text(what),), shown, blank, blank))
