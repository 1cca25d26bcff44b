"""The tree of a document: what it says, in typed blocks, before anyone decides how it looks.

One tree feeds HTML, DOCX, ODT and PDF. A number in a sentence is a `FigureRef` to a `Figure` of the document, never
typed text. Everything here is frozen and turns into JSON and back without loss (`as_json`, `from_json` in `tree.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from frankpledge.ground.documents.figures import Figure as Figure  # noqa: PLC0414 (said to be ours to lend)

# ---- words in a line -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class FigureRef:
    """A live figure, by its key."""

    key: str


@dataclass(frozen=True)
class Signal:
    """Has it changed? verdict: higher | lower | none | cannot_tell.

    polarity says which is better: smaller | bigger | neither.
    """

    verdict: str
    polarity: str = "smaller"
    words: str = ""


@dataclass(frozen=True)
class Position:
    """Where it stands against the target. verdict: met | not_met | cannot_tell | no_target."""

    verdict: str
    words: str = ""


@dataclass(frozen=True)
class Quality:
    """How good the data is. steps: 3 good, 2 with care, 1 poor, 0 not usable."""

    steps: int
    words: str = ""


@dataclass(frozen=True)
class State:
    """How far a part is there. kind: present | incomplete | missing | nil | not_applicable."""

    kind: str
    words: str = ""


@dataclass(frozen=True)
class Absent:
    """No number, and why. kind: missing | suppressed | withheld."""

    kind: str
    words: str


@dataclass(frozen=True)
class Link:
    """To a section of this document (`#ref`) or an address (`https://…`)."""

    text: str
    target: str


@dataclass(frozen=True)
class NoteMark:
    """A raised letter in a table's cell that points to the note of that letter under the table."""

    letter: str


@dataclass(frozen=True)
class Written:
    """Where a paragraph of a person's words begins: which passage (its UUID in 32 digits) at which revision.

    It prints nothing. Word carries it, so that what was changed there can be brought back (`brought_back`).
    """

    passage: str
    revision: int


@dataclass(frozen=True)
class Spark:
    """The line of some last periods, as small as a word. `description` says what it shows to whoever cannot see it."""

    svg: str
    description: str


Inline = Text | Strong | FigureRef | Signal | Position | Quality | State | Absent | Link | NoteMark | Written | Spark
Line = tuple[Inline, ...]

# ---- blocks ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph (4.2) of a chapter, with a side note that says what a reader may doubt."""

    line: Line
    note: str = ""


@dataclass(frozen=True)
class Plain:
    """A paragraph without a number."""

    line: Line
    note: str = ""


@dataclass(frozen=True)
class Subheading:
    text: str


@dataclass(frozen=True)
class KeyFigures:
    """Up to four large numbers with their words: ((figure key, words), …)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SummaryPoint:
    """One sentence of the summary, with where to read more. `number` may be empty."""

    number: str
    line: Line
    reference: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart: SVG, its words as real text, and its numbers as a table (`columns`, `rows`) for whoever cannot see it.

    `name` is unique in the document; `description` is the alternative text and says what the picture shows. A note that
    begins with a number ("2. A portal opened") says in words what stands under that number in the drawing.
    """

    name: str
    title: str
    subtitle: str
    source: str
    description: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    numbered: bool = True
    generated: bool = False


@dataclass(frozen=True)
class Column:
    """A table column. align: left | right. `share` is its part of the width (0: as needed)."""

    head: str
    align: str = "left"
    share: float = 0


@dataclass(frozen=True)
class Row:
    """A row of cells, each a line; or the name of a group of rows (one cell, `group` true)."""

    cells: tuple[Line, ...]
    group: bool = False
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table under rules. Notes get the letters a, b, c … where a cell carries a `NoteMark`."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str = ""
    notes: tuple[str, ...] = ()
    numbered: bool = True
    generated: bool = False


@dataclass(frozen=True)
class SheetItem:
    """One thing in a cell of a sheet: its words, a softer line beneath, and a judgement or words to its right."""

    line: Line
    under: str = ""
    aside: Line = ()
    dash: bool = False


@dataclass(frozen=True)
class SheetRow:
    """A row of a sheet under its label: a cell a column, or, where `across`, so many items beside one another."""

    label: str
    under: str
    cells: tuple[tuple[SheetItem, ...], ...]
    across: bool = False


@dataclass(frozen=True)
class Sheet:
    """One landscape side that is read in columns: `lede` says what for, `aside` who; columns are (head, words beneath).

    A document of which it is the only block is set on one side, and has no cover.
    """

    lede: str
    aside: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[SheetRow, ...]
    generated: bool = False


@dataclass(frozen=True)
class Callout:
    """A block set apart. kind: note | demonstration | draft | warning."""

    kind: str
    title: str
    line: Line


@dataclass(frozen=True)
class Recommendation:
    """What the board is asked: a verb, the words, and who, when, at what cost, and what happens if not."""

    code: str
    verb: str
    line: Line
    evidence: str
    owner: str
    by: str
    cost: str
    otherwise: str


@dataclass(frozen=True)
class Standout:
    """What a report tells first: a large number, its words and its line beside a finding and what is said of it.

    `judgements` are labels with a judgement or an absence each; `lines` are paragraphs, the last of which may ask.
    """

    figure: str
    words: str
    title: str
    judgements: tuple[tuple[str, Inline], ...]
    lines: tuple[Line, ...]
    spark: Spark | None = None


@dataclass(frozen=True)
class Contents:
    """The list of sections, made from the document itself."""


@dataclass(frozen=True)
class HowToRead:
    """The key to signals, quality, missing and suppressed, and live figures."""


Block = (
    Paragraph
    | Plain
    | Subheading
    | KeyFigures
    | SummaryPoint
    | Picture
    | Table
    | Sheet
    | Callout
    | Recommendation
    | Standout
    | Contents
    | HowToRead
)


@dataclass(frozen=True)
class Section:
    """A chapter (numbered) or a front page (not). `ref` is its anchor; `about` its line in the contents."""

    ref: str
    title: str
    blocks: tuple[Block, ...]
    numbered: bool = True
    about: str = ""


@dataclass(frozen=True)
class Document:
    """The whole: cover, sections and every figure that they show.

    `cut_off` is the day as known on which all figures were read; it is also the one time stamp of every rendering, so
    that the same tree gives the same bytes. `status` is printed on the cover and in every foot ("Draft, not
    approved"). `cover` are label and words in order. `places` are the outlines for the cover's art: ((x, y, weight
    0..1), …) in 0..1 coordinates; `art` is finished cover art as SVG, 595 by 520, and then `places` may be empty.
    """

    title: str
    subtitle: str
    partnership: str
    status: str
    foot: str
    cut_off: date
    sections: tuple[Section, ...]
    figures: dict[str, Figure] = field(default_factory=dict)
    cover: tuple[tuple[str, str], ...] = ()
    marking: str = "OFFICIAL"
    disclosable: str = "Disclosable under the Freedom of Information Act 2000"
    demonstration: str = ""
    approved: bool = False
    language: str = "en-GB"
    places: tuple[tuple[float, float, float], ...] = ()
    art: str = ""
