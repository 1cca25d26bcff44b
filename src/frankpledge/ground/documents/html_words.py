"""Lines as HTML: text escaped, live figures as links to their facts, judgements as a shape with words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from html import escape

from frankpledge.ground.documents import svg
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
from frankpledge.ground.documents.judgements import Judgement, Mark, mark
from frankpledge.ground.documents.look import GENERATED

MADE = f'<span class="made">{GENERATED}</span>'
_RING = '<circle cx="7" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"{}/>'
_STEP = '<rect x="{}" y="{}" width="4.5" height="{}" fill="{}" stroke="currentColor" stroke-width="1"/>'
_LEVEL = '<path d="M0 5h14M0 11h14" stroke="currentColor" stroke-width="2.6"/>'
_SHAPES: Mapping[str, tuple[int, str]] = {
    "up": (14, '<path d="M7 1l7 14H0z" fill="currentColor"/>'),
    "down": (14, '<path d="M7 15L0 1h14z" fill="currentColor"/>'),
    "level": (14, _LEVEL),
    "query": (
        14,
        _RING.format(' stroke-dasharray="3 2"')
        + '<path d="M5 6.4a2 2 0 1 1 2.8 1.8c-.6.3-.8.6-.8 1.4M7 11v1.4" fill="none" stroke="currentColor"/>',
    ),
    "ring-in": (14, _RING.format("") + '<circle cx="7" cy="8" r="3" fill="currentColor"/>'),
    "ring-edge": (18, _RING.format("") + '<circle cx="13" cy="8" r="3.4" fill="currentColor"/>'),
    "ring-out": (22, _RING.format("") + '<circle cx="18" cy="8" r="3.4" fill="currentColor"/>'),
    "ring-none": (14, _RING.format(' stroke-dasharray="3 2"')),
    "disc-full": (14, _RING.format("") + '<circle cx="7" cy="8" r="6" fill="currentColor"/>'),
    "disc-half": (14, _RING.format("") + '<path d="M7 2a6 6 0 0 0 0 12z" fill="currentColor"/>'),
    "disc-open": (14, _RING.format("")),
    "dash": (14, '<path d="M1 8h11" stroke="currentColor" stroke-width="2"/>'),
}


def line_html(line: Line, document: Document) -> str:
    """Return the line as HTML, everything that a person wrote escaped."""
    return "".join(_piece(piece, document) for piece in line if not isinstance(piece, Written))


def figure_anchor(key: str) -> str:
    """Return the id under which a figure's facts stand; keys may hold anything, ids may not."""
    return f"figure-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _piece(piece: Inline, document: Document) -> str:
    if isinstance(piece, Judgement | Spark):
        return f'<span class="spark">{_spark(piece)}</span>' if isinstance(piece, Spark) else _mark(mark(piece))
    match piece:
        case FigureRef(key=key):
            figure = document.figures[key]
            kind = "figure" if figure.state == "value" else "figure absent"
            return f'<a class="{kind}" href="#{figure_anchor(key)}">{escape(figure.display)}</a>'
        case Strong(text=text):
            return f"<strong>{escape(text)}</strong>"
        case Link(text=text, target=target):
            return f'<a href="{escape(target)}">{escape(text)}</a>'
        case NoteMark(letter=letter):
            return f"<sup>{escape(letter)}</sup>"
        case Absent(words=words):
            return f'<span class="absent">{escape(words)}</span>'
        case Text(text=text):
            return escape(text)
    raise AssertionError(f"a word without an HTML form: {type(piece).__name__}")


def _spark(spark: Spark) -> str:
    name = f"spark-{hashlib.sha256(spark.svg.encode()).hexdigest()[:12]}"
    return svg.inline(spark.svg, name=name, description=spark.description)


def _mark(shown: Mark) -> str:
    change = " change" if shown.shape in ("up", "down") else ""
    return f'<span class="mark {shown.tone}{change}">{_shape(shown.shape)}{escape(shown.words)}</span>'


def _shape(name: str) -> str:
    wide, drawn = _SHAPES[name] if name in _SHAPES else (20, _steps(int(name.removeprefix("steps-"))))
    return f'<svg aria-hidden="true" focusable="false" viewBox="0 0 {wide} 16">{drawn}</svg>'


def _steps(filled: int) -> str:
    heights = (5, 9.5, 14.5)
    return "".join(
        _STEP.format(1 + 6 * i, 15.5 - high, high, "currentColor" if i < filled else "none")
        for i, high in enumerate(heights)
    )
