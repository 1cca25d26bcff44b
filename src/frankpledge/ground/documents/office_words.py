"""Lines as pandoc inlines: named character styles, judgements as a character with words."""

from __future__ import annotations

import base64
import re
from typing import Any

from frankpledge.ground.documents import docx_written, svg
from frankpledge.ground.documents.blocks import (
    Absent,
    Document,
    FigureRef,
    Inline,
    Line,
    Link,
    NoteMark,
    Spark,
    Strong,
    Text,
    Written,
)
from frankpledge.ground.documents.judgements import Judgement, mark

Ast = dict[str, Any]
_BLANKS = re.compile(r"[ \t\r\n]+")
SPARK_MM = 24.0
_TONES = {"worse": "Worse", "better": "Better", "soft": "Soft"}


def flat(words: str) -> str:
    """Return the words on one line; hard spaces stay."""
    return _BLANKS.sub(" ", words)


def text(words: str, *, tabs: bool = False) -> Ast:
    """Return plain words. Tabs count only where they are asked for, since they move what follows."""
    return {"t": "Str", "c": words if tabs else flat(words)}


def style_name(format_name: str, style: str) -> str:
    """Return the name as the format keeps it: ODT writes the blanks of a style's name out."""
    return style.replace(" ", "_20_") if format_name == "odt" else style


def styled(format_name: str, style: str, words: str) -> Ast:
    """Return words in a named character style."""
    named = ["", [], [["custom-style", style_name(format_name, style)]]]
    return {"t": "Span", "c": [named, [text(words)]]}


def paragraph(format_name: str, style: str, inlines: list[Ast]) -> Ast:
    """Return a paragraph in a named style."""
    named = ["", [], [["custom-style", style_name(format_name, style)]]]
    return {"t": "Div", "c": [named, [{"t": "Para", "c": inlines or [text("\u00a0")]}]]}


def raw_inline(raw: str, markup: str) -> Ast:
    """Return markup of the format itself."""
    return {"t": "RawInline", "c": [raw, markup]}


def image(address: str, description: str, *, width_mm: float) -> Ast:
    """Return a picture of a width in millimetres with its description."""
    named = ["", [], [["width", f"{width_mm:.2f}mm"]]]
    return {"t": "Image", "c": [named, [text(description)], [address, ""]]}


def spark_ast(spark: Spark, *, width_mm: float) -> Ast:
    """Return a small line as a picture of its own, at three times its size in pixels."""
    address = f"data:image/png;base64,{base64.b64encode(svg.png(spark.svg, scale=3)).decode()}"
    return image(address, flat(spark.description), width_mm=width_mm)


def line_ast(line: Line, document: Document, format_name: str) -> list[Ast]:
    """Return the line as inlines. In Word a person's words carry where they came from, and their figures are locked."""
    if format_name == "docx" and any(isinstance(piece, Written) for piece in line):
        return [_held(piece, document) for piece in line]
    return [piece_ast(piece, document, format_name) for piece in line if not isinstance(piece, Written)]


def _held(piece: Inline, document: Document) -> Ast:
    match piece:
        case Written():
            return raw_inline("openxml", docx_written.beginning(piece))
        case FigureRef(key=key):
            return raw_inline("openxml", docx_written.figure_control(document.figures[key]))
    return piece_ast(piece, document, "docx")


def piece_ast(piece: Inline, document: Document, format_name: str) -> Ast:
    """Return one word of a line."""
    if isinstance(piece, Judgement | Spark):
        return _drawn(piece, format_name)
    match piece:
        case FigureRef(key=key):
            figure = document.figures[key]
            style = "Live figure" if figure.state == "value" else "Live figure absent"
            return styled(format_name, style, figure.display)
        case Strong(text=words):
            return {"t": "Strong", "c": [text(words)]}
        case Link(text=words, target=target):
            return {"t": "Link", "c": [["", [], []], [text(words)], [target, ""]]}
        case NoteMark(letter=letter):
            return {"t": "Superscript", "c": [text(letter)]}
        case Absent(words=words):
            return styled(format_name, "Soft", words)
        case Text(text=words):
            return text(words)
    raise AssertionError(f"a word without an office form: {type(piece).__name__}")


def _drawn(judgement: Judgement | Spark, format_name: str) -> Ast:
    if isinstance(judgement, Spark):
        return spark_ast(judgement, width_mm=SPARK_MM)
    shown = mark(judgement)
    words = f"{shown.character}\u00a0{shown.words}"
    if shown.shape in ("up", "down"):
        return styled(format_name, _TONES.get(shown.tone, "Changed"), words)
    return styled(format_name, "Soft", words) if shown.tone == "soft" else text(words)
