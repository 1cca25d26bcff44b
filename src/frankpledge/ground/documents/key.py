"""How to read this document: the key to its shapes, showing only the families that the document uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.ground.documents.blocks import (
    Document,
    FigureRef,
    Inline,
    Line,
    Position,
    Quality,
    Recommendation,
    Signal,
    Standout,
    State,
    Strong,
    Table,
    Text,
)

LEAD = "These facts are kept apart, and are never joined into one colour."


@dataclass(frozen=True)
class KeyRow:
    """One line of the key: the family (empty where it is the same as above), its shapes, and what they mean."""

    family: str
    shapes: tuple[Inline, ...]
    meaning: str


_SIGNAL = (
    KeyRow(
        "Signal",
        (Signal("higher"), Signal("lower")),
        "Has it changed by more than chance explains? Rust if that is worse, blue if better, black if neither.",
    ),
    KeyRow(
        "", (Signal("none", words="no detectable change"),), "The data would show a change of some size, and do not."
    ),
    KeyRow("", (Signal("cannot_tell"),), "The data cannot answer; what would be needed is said."),
)
_POSITION = (
    KeyRow("Position", (Position("met"), Position("not_met")), "Against the target, if the interval is clear of it."),
    KeyRow("", (Position("cannot_tell"),), "The interval spans the target, or the numbers are too few."),
)
_QUALITY = (KeyRow("Data quality", (Quality(3), Quality(2), Quality(1)), "How complete and timely the source is."),)
_STATE = (
    KeyRow(
        "Coverage",
        (State("present"), State("incomplete"), State("missing")),
        "Whether what the law asks for is in this document.",
    ),
    KeyRow("", (State("nil"), State("not_applicable")), "Asked for and nothing to tell; or not asked for here."),
)


def rows(document: Document) -> tuple[KeyRow, ...]:
    """Return the lines of the key for the families that the document uses; signal and quality always."""
    used = {type(piece) for piece in _pieces(document)}
    return (
        *_SIGNAL,
        *(_POSITION if Position in used else ()),
        *_QUALITY,
        *(_STATE if State in used else ()),
    )


def closing(document: Document) -> Line:
    """Return the paragraph on live figures and the three kinds of absence, with one of the document's figures."""
    example = next((key for key, figure in document.figures.items() if figure.state == "value"), None)
    such = (Text(", such as "), FigureRef(example), Text(",")) if example else ()
    return (
        Text("A number with a fine line under it"),
        *such,
        Text(" was fetched from the record when this document was built. It can be opened in the web edition, and is "),
        Text("listed with its source in the spreadsheet of figures. "),
        Strong("No data"),
        Text(", "),
        Strong("not shown"),
        Text(" and "),
        Strong("0"),
        Text(" are three different things and are written so. “Changed” is used only where a stated test says so."),
    )


def _pieces(document: Document) -> Iterator[Inline]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell
            elif isinstance(block, Standout):
                yield from (piece for _, piece in block.judgements)
            elif not isinstance(block, Recommendation) and hasattr(block, "line"):
                yield from block.line
