"""What the Typst template sets: the tree as plain data, numbered, with judgements turned into shapes and words.

The data go to Typst as one JSON string, never as source, so that no words of a user can become code.
"""

from __future__ import annotations

import re
from textwrap import shorten
from typing import Any

from frankpledge.ground.documents import cover, key
from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Callout,
    Contents,
    Document,
    FigureRef,
    HowToRead,
    Inline,
    KeyFigures,
    Line,
    Link,
    NoteMark,
    Paragraph,
    Picture,
    Plain,
    Recommendation,
    Row,
    Sheet,
    SheetItem,
    Spark,
    Standout,
    Strong,
    Subheading,
    SummaryPoint,
    Table,
    Text,
    Written,
)
from frankpledge.ground.documents.checks import generated
from frankpledge.ground.documents.judgements import Judgement, mark
from frankpledge.ground.documents.look import COLOUR, FONT, GENERATED
from frankpledge.ground.documents.numbering import NumberedBlock, NumberedSection, numbered
from frankpledge.ground.documents.sheet import as_table
from frankpledge.ground.documents.svg import drawing

Data = dict[str, Any]
_BLANKS = re.compile(r"[ \t\r\n]+")
_LONG_WORD = re.compile(r"[^\s\-/–]{24,}")
_TALL_CELL = 700
_LONG_TABLE = 9
_RUNNING = 92
_LONE_WORD = 12


def pages(document: Document) -> Data:
    """Return everything that the template needs, as JSON values."""
    sections = numbered(document)
    language, _, region = document.language.partition("-")
    return {
        "name": _flat(document.title),
        "title": _heading(document.title),
        "running": _running(document),
        "subtitle": _together(document.subtitle),
        "partnership": _flat(document.partnership),
        "language": language,
        "region": region,
        "date": [document.cut_off.year, document.cut_off.month, document.cut_off.day],
        "marking": _flat(document.marking),
        "disclosable": _flat(document.disclosable),
        "foot": " · ".join(_flat(part) for part in (document.status, document.foot) if part.strip()),
        "generated": GENERATED if generated(document) else "",
        "demonstration": _flat(document.demonstration),
        "cover": [[_flat(label), _flat(words)] for label, words in cover.rows(document)],
        "art": cover.art_of(document) or cover.art(()),
        "colour": dict(COLOUR),
        "font": FONT,
        "sections": [_section(section, document, sections) for section in sections],
    }


# ---- sections and blocks ---------------------------------------------------------------------------------------


def _section(section: NumberedSection, document: Document, every: tuple[NumberedSection, ...]) -> Data:
    return {
        "ref": section.section.ref,
        "title": _heading(section.section.title),
        "number": section.number,
        "outlined": not section.is_contents,
        "tight": False,
        "runs_on": False,
        "blocks": [_block(block, document, every) for block in section.blocks],
    }


def _block(numbered_block: NumberedBlock, document: Document, every: tuple[NumberedSection, ...]) -> Data:
    block, number = numbered_block.block, numbered_block.number
    match block:
        case Picture():
            return _picture(block, number)
        case Table() | Sheet():
            return _table(as_table(block) if isinstance(block, Sheet) else block, number, document)
        case Recommendation():
            return _recommendation(block, document)
        case Standout():
            return _standout(block, document)
        case KeyFigures(items=items):
            shown = [[_figure(key_, document), _flat(words)] for key_, words in items]
            made = any(document.figures[key_].generated for key_, _ in items)
            return {"kind": "key-figures", "items": shown, "generated": made}
        case Contents():
            return {"kind": "contents", "entries": [_entry(section) for section in every if not section.is_contents]}
        case HowToRead():
            return _how_to_read(document)
    return _words_block(block, number, document)


def _words_block(block: Block, number: str, document: Document) -> Data:
    match block:
        case Paragraph(line=line, note=note) | Plain(line=line, note=note):
            return {"kind": "paragraph", "number": number, "line": _line(line, document), "note": _flat(note)}
        case SummaryPoint(number=point, line=line, reference=reference):
            said = _line(line, document)
            return {"kind": "summary-point", "number": _flat(point), "line": said, "note": _flat(reference)}
        case Callout(kind=kind, title=title, line=line):
            return {"kind": "callout", "tone": kind, "title": _flat(title), "line": _line(line, document)}
        case Subheading(text=text):
            return {"kind": "subheading", "text": _flat(text)}
    raise AssertionError(f"a block without a page form: {type(block).__name__}")


def _picture(picture: Picture, number: str) -> Data:
    size = drawing(picture.svg)
    return {
        "kind": "picture",
        "number": number,
        "title": _together(picture.title),
        "subtitle": _flat(picture.subtitle),
        "source": _flat(picture.source),
        "notes": [_flat(note) for note in picture.notes],
        "alt": _flat(picture.description),
        "svg": picture.svg,
        "tall": size.height / size.width,
        "generated": picture.generated,
    }


def _table(table: Table, number: str, document: Document) -> Data:
    lettered = any(isinstance(piece, NoteMark) for row in table.rows for cell in row.cells for piece in cell)
    letters = "abcdefghijklmnopqrstuvwxyz" if lettered else " " * len(table.notes)
    return {
        "kind": "table",
        "number": number,
        "title": _together(table.title),
        "subtitle": _flat(table.subtitle),
        "source": _flat(table.source),
        "notes": [[letter.strip(), _flat(note)] for letter, note in zip(letters, table.notes, strict=False)],
        "generated": table.generated,
        "heads": [_flat(column.head) for column in table.columns],
        "aligns": [column.align for column in table.columns],
        "shares": _shares(table),
        "rows": [_row(row, document) for row in table.rows],
        "long": len(table.rows) > _LONG_TABLE or _tallest(table) > _TALL_CELL,
        "tall": _tallest(table) > _TALL_CELL,
    }


def _row(row: Row, document: Document) -> Data:
    kind = "group" if row.group else "total" if row.total else "row"
    return {"kind": kind, "cells": [_line(cell, document, narrow=True) for cell in row.cells]}


def _shares(table: Table) -> list[float]:
    """Return each column's part; where nobody set any, words get room and numbers what they need."""
    shares = [float(column.share) for column in table.columns]
    if not any(shares):
        shares = [0.0 if column.align == "right" else 1.0 for column in table.columns]
        shares[0] = 1.6
    return shares


def _tallest(table: Table) -> int:
    return max(sum(len(getattr(piece, "text", "")) for piece in cell) for row in table.rows for cell in row.cells)


def _recommendation(block: Recommendation, document: Document) -> Data:
    facts = (("Owner", block.owner), ("By", block.by), ("Cost", block.cost), ("If not", block.otherwise))
    return {
        "kind": "recommendation",
        "code": _flat(block.code),
        "verb": _flat(block.verb),
        "line": _line(block.line, document),
        "evidence": _flat(block.evidence),
        "facts": [[label, _flat(words)] for label, words in facts if words.strip()],
    }


def _standout(block: Standout, document: Document) -> Data:
    return {
        "kind": "standout",
        "figure": _figure(block.figure, document),
        "words": _flat(block.words),
        "title": _together(block.title),
        "judgements": [[_flat(label), _piece(piece, document)] for label, piece in block.judgements],
        "lines": [_line(line, document) for line in block.lines],
        "spark": _piece(block.spark, document) if block.spark else None,
        "generated": document.figures[block.figure].generated,
    }


def _entry(section: NumberedSection) -> Data:
    return {
        "ref": section.section.ref,
        "number": section.number,
        "title": _flat(section.section.title),
        "about": _flat(section.section.about),
    }


def _how_to_read(document: Document) -> Data:
    rows = [
        {"family": row.family, "shapes": [_piece(shape, document) for shape in row.shapes], "meaning": row.meaning}
        for row in key.rows(document)
    ]
    return {"kind": "how-to-read", "lead": key.LEAD, "rows": rows, "closing": _line(key.closing(document), document)}


# ---- a sheet -------------------------------------------------------------------------------------------------------


def sheet_pages(document: Document, sheet: Sheet, *, size: float, air: float) -> Data:
    """Return what the template of a sheet needs. `size` of its letters, and `air` above each row, in points."""
    plain = pages(document)
    return {
        **{name: plain[name] for name in ("name", "partnership", "language", "region", "date", "marking", "foot")},
        **{name: plain[name] for name in ("generated", "demonstration", "colour", "font")},
        "title": _flat(document.title), "lede": _flat(sheet.lede), "aside": _flat(sheet.aside),
        "size": size, "air": air,
        "columns": [[_flat(head), _flat(under)] for head, under in sheet.columns],
        "rows": [
            {
                "label": _flat(row.label), "under": _flat(row.under), "across": row.across,
                "cells": [[_item(one, document) for one in cell] for cell in row.cells],
            }
            for row in sheet.rows
        ],
    }  # fmt: skip


def _item(one: SheetItem, document: Document) -> Data:
    told = _line(one.line, document, narrow=True)
    return {"line": told, "under": _flat(one.under), "aside": _line(one.aside, document), "dash": one.dash}


# ---- words -----------------------------------------------------------------------------------------------------


def _line(line: Line, document: Document, *, narrow: bool = False) -> list[Data]:
    pieces = [_piece(piece, document) for piece in line if not isinstance(piece, Written)]
    if narrow:
        for piece in pieces:
            if "text" in piece:
                piece["text"] = _LONG_WORD.sub(_breakable, piece["text"])
    return pieces


def _piece(piece: Inline, document: Document) -> Data:
    if isinstance(piece, Judgement | Spark):
        return _drawn(piece)
    match piece:
        case FigureRef(key=name):
            return {"kind": "figure", **_figure(name, document)}
        case Link(text=text, target=target):
            return {"kind": "link", "text": _flat(text), "target": target}
        case NoteMark(letter=letter):
            return {"kind": "note-mark", "text": letter}
        case Absent(words=words):
            return {"kind": "absent", "text": _flat(words)}
        case Strong(text=text):
            return {"kind": "strong", "text": _flat(text)}
        case Text(text=text):
            return {"kind": "text", "text": _flat(text)}
    raise AssertionError(f"a word without a page form: {type(piece).__name__}")


def _drawn(piece: Judgement | Spark) -> Data:
    if isinstance(piece, Spark):
        return {"kind": "spark", "svg": piece.svg, "alt": _flat(piece.description)}
    shown = mark(piece)
    return {"kind": "mark", "shape": shown.shape, "words": _flat(shown.words), "tone": shown.tone}


def _figure(name: str, document: Document) -> Data:
    figure = document.figures[name]
    return {"text": _flat(figure.display), "there": figure.state == "value"}


def _flat(text: str) -> str:
    """Return the words on one line; hard spaces stay."""
    return _BLANKS.sub(" ", text)


def _together(text: str) -> str:
    """Return a title whose last word does not stand alone on a line: a short one keeps to the word before."""
    before, blank, last = _flat(text).rpartition(" ")
    return f"{before}\u00a0{last}" if blank and len(last) <= _LONE_WORD else f"{before}{blank}{last}"


def _heading(text: str) -> str:
    """Return a title on one line, whose very long words may break: large type has little room."""
    return _LONG_WORD.sub(_breakable, _flat(text))


def _running(document: Document) -> str:
    """Return the words at the head of every page, cut at a word where they would not fit on one line."""
    return shorten(f"{_flat(document.partnership)} · {_flat(document.title)}", width=_RUNNING, placeholder=" …")


def _breakable(word: re.Match[str]) -> str:
    """Return a very long word with places where a narrow cell may break it."""
    letters = word[0]
    return "\u200b".join(letters[start : start + 12] for start in range(0, len(letters), 12))
