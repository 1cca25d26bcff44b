"""The blocks of a document on a page of the workspace: the same words, figures and pictures, in the page's own look.

`numbered_blocks` numbers the paragraphs of one chapter; a live figure leads to its facts, which `facts_of` lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Callout,
    Figure,
    FigureRef,
    Inline,
    KeyFigures,
    Line,
    Link,
    NoteMark,
    Paragraph,
    Picture,
    Plain,
    Position,
    Quality,
    Recommendation,
    Sheet,
    SheetItem,
    Signal,
    Spark,
    Standout,
    State,
    Strong,
    Subheading,
    SummaryPoint,
    Table,
    Text,
    Written,
)
from frankpledge.ground.documents.svg import inline
from frankpledge.ground.ui.components import component

Figures = Mapping[str, Figure]
SIGNALS = {"higher": "higher", "lower": "lower", "none": "no detectable change", "cannot_tell": "cannot tell"}
POSITIONS = {"met": "meets", "not_met": "misses", "cannot_tell": "close", "no_target": "no_target"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class FigureFacts:
    """A figure with all that a reader may ask of it, under the anchor that its sentence leads to."""

    anchor: str
    label: str
    display: str
    facts: tuple[tuple[str, str], ...]


class Numbers:
    """The running numbers of the paragraphs of one chapter."""

    def __init__(self, chapter: str) -> None:
        self.chapter, self.last = chapter, 0

    def of(self, block: Block) -> str:
        """Return the number of a block, nothing where it has none."""
        if not isinstance(block, Paragraph) or not self.chapter:
            return ""
        self.last += 1
        return f"{self.chapter}.{self.last}"


def drawn_blocks(
    blocks: Iterable[Block], figures: Figures, numbers: Numbers, *, stale: frozenset[str] = frozenset()
) -> SafeString:
    """Return blocks as HTML. `stale` are the keys of figures that are no longer as written."""
    return SafeString("\n".join(drawn_block(block, figures, numbers.of(block), stale) for block in blocks))


def drawn_block(block: Block, figures: Figures, number: str, stale: frozenset[str] = frozenset()) -> SafeString:
    """Return one block as HTML, with its number."""
    match block:
        case Paragraph() | Plain() | SummaryPoint():
            return _paragraph(block, figures, number, stale)
        case Subheading(text=text):
            return component("subheading", words=text)
        case Picture():
            return _picture(block)
        case Table() | Sheet():
            return _sheet(block, figures) if isinstance(block, Sheet) else _table(block, figures, stale)
        case Callout() | Recommendation():
            return _set_apart(block, figures, stale)
        case KeyFigures(items=items):
            pairs = [(said, figures[key].display) for key, said in items]
            return component("summary", items=pairs)
        case Standout():
            return _standout(block, figures, stale)
    raise TypeError(f"no page shows a {type(block).__name__}")


def _sheet(sheet: Sheet, figures: Figures) -> SafeString:
    def item(one: SheetItem) -> tuple[SafeString, str, SafeString, bool]:
        return words(one.line, figures), one.under, words(one.aside, figures), one.dash

    heads = [name for name, _ in sheet.columns]
    rows = [
        (row, [item(one) for cell in row.cells for one in cell])
        if row.across
        else (row, [(head, [item(one) for one in cell]) for head, cell in zip(heads, row.cells, strict=True)])
        for row in sheet.rows
    ]
    return component("sheet", sheet=sheet, rows=rows, wide=len(heads))


def _paragraph(
    block: Paragraph | Plain | SummaryPoint, figures: Figures, number: str, stale: frozenset[str]
) -> SafeString:
    if isinstance(block, SummaryPoint):
        number, note = block.number, block.reference
    else:
        note = block.note
    return component("paragraph", number=number, words=words(block.line, figures, stale), note=note)


def _set_apart(block: Callout | Recommendation, figures: Figures, stale: frozenset[str]) -> SafeString:
    if isinstance(block, Callout):
        return component("callout", title=block.title, words=words(block.line, figures, stale))
    said = SafeString(f"<strong>{escape(block.verb)}</strong> {words(block.line, figures, stale)}")
    facts = [("Owner", block.owner), ("By", block.by), ("Cost", block.cost), ("If not", block.otherwise)]
    return component("callout", title=block.code, words=said, facts=[fact for fact in facts if fact[1]])


def _standout(block: Standout, figures: Figures, stale: frozenset[str]) -> SafeString:
    judged = [(label, words((piece,), figures, stale)) for label, piece in block.judgements]
    return component(
        "standout",
        title=block.title,
        display=figures[block.figure].display,
        href=f"#{anchor(block.figure)}",
        there=figures[block.figure].state == "value",
        words=block.words,
        drawing=_spark(block.spark) if block.spark else "",
        judged=judged,
        said=[words(line, figures, stale) for line in block.lines],
    )


@lru_cache(maxsize=512)
def _spark(spark: Spark) -> SafeString:
    name = f"spark-{hashlib.sha256(spark.svg.encode()).hexdigest()[:12]}"
    return SafeString(f'<span class="spark">{inline(spark.svg, name=name, description=spark.description)}</span>')


def words(line: Line, figures: Figures, stale: frozenset[str] = frozenset()) -> SafeString:
    """Return a line as HTML, everything that a person wrote escaped."""
    return SafeString("".join(_piece(piece, figures, stale) for piece in line))


def facts_of(figures: Iterable[Figure]) -> tuple[FigureFacts, ...]:
    """Return the facts of figures, for the list that live figures lead to."""
    return tuple(FigureFacts(anchor(one.key), one.label, one.display, tuple(_facts(one))) for one in figures)


def anchor(key: str) -> str:
    """Return the id under which a figure's facts stand."""
    return f"figure-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _facts(figure: Figure) -> Iterator[tuple[str, str]]:
    named = (
        ("Area", figure.area),
        ("Period", figure.period),
        ("Out of", figure.denominator),
        ("Source", figure.source),
        ("Method", figure.method),
        ("Caveat", figure.caveat),
        ("Known", figure.cut_off),
    )
    yield from ((label, said) for label, said in named if said)
    if figure.generated:
        yield "Data", "generated"


def _piece(piece: Inline, figures: Figures, stale: frozenset[str]) -> str:
    match piece:
        case FigureRef(key=key):
            href = f"#{anchor(key)}"
            return component("figure", display=figures[key].display, href=href, stale=key in stale)
        case Strong(text=text):
            return f"<strong>{escape(text)}</strong>"
        case Link(text=text, target=target):
            return f'<a href="{escape(target)}">{escape(text)}</a>'
        case NoteMark(letter=letter):
            return f"<sup>{escape(letter)}</sup>"
        case Text(text=text):
            return escape(text)
        case Written():
            return ""
        case Spark():
            return _spark(piece)
    return _judgement(piece)


def _judgement(piece: Inline) -> str:
    match piece:
        case Absent(words=said):
            return component("absent", kind="missing", words=said)
        case Signal():
            said = piece.words or SIGNALS[piece.verdict]
            return component("signal", verdict=piece.verdict, polarity=piece.polarity, words=said)
        case Position(verdict=verdict, words=said):
            return component("position", standing=POSITIONS[verdict], words=said)
        case Quality(steps=steps, words=said):
            return component("quality", steps=steps, words=said)
        case State(kind=kind, words=said):
            return component("state", kind=kind, words=said)
    raise TypeError(f"no page shows a {type(piece).__name__}")


@lru_cache(maxsize=512)
def _picture(picture: Picture) -> SafeString:
    drawing = SafeString(inline(picture.svg, name=picture.name, description=picture.description))
    return SafeString(render_to_string("ui/components/picture.html", {"picture": picture, "drawing": drawing}))


def _table(table: Table, figures: Figures, stale: frozenset[str]) -> SafeString:
    columns = [(column.head, column.align == "right") for column in table.columns]
    rows = [
        (
            row,
            words(row.cells[0], figures, stale),
            [
                (c.align == "right", c.head, words(cell, figures, stale))
                for c, cell in zip(table.columns[1:], row.cells[1:], strict=False)
            ],
        )
        for row in table.rows
    ]
    notes = list(zip(LETTERS, table.notes, strict=False))
    return component("document_table", table=table, columns=columns, body=rows, wide=len(columns), notes=notes)
