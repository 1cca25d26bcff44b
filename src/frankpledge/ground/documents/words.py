"""Sentences: from one marked-up string to a line, and from a line back to the words that a reader sees.

`line("Police recorded {crime.this} crimes, **no change**.")` gives text, a live figure and strong words. Only these
marks exist: `{figure key}`, `**strong**`, `[words](#section)` or `[words](https://…)`, and a backslash before a mark
that is meant as itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from frankpledge.ground.documents.blocks import (
    Absent,
    Figure,
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
from frankpledge.refusal import Refusal

_TOKEN = re.compile(
    r"\\(?P<escaped>[\\{}*\[\]])|\{(?P<key>[^{}]*)\}|(?P<strong>\*\*)|\[(?P<words>[^\[\]]+)\]\((?P<target>[^()\s]+)\)"
)
_ADDRESS = re.compile(r"(https?://[^\s<>\"\\]+|mailto:[^\s<>\"\\]+)")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class BadLine(Refusal):
    """A sentence whose marks do not close, or which names a figure badly."""


def line(words: str, **pieces: Inline) -> Line:
    """Return the line that the marked-up words describe.

    A `{name}` given in `pieces` becomes that piece (a signal, a state, an absence), any other name a reference to the
    figure of that key. Refused: a strong mark that is not closed, an empty name, a brace left alone.
    """
    found: list[Inline] = []
    strong, last = False, 0
    for match in _TOKEN.finditer(words):
        found.extend(_words(words[last : match.start()], strong=strong, where=words))
        last = match.end()
        if match["strong"]:
            strong = not strong
        else:
            found.append(_piece(match, pieces, strong=strong, where=words))
    found.extend(_words(words[last:], strong=strong, where=words))
    if strong:
        raise BadLine("strong words are opened and not closed", where=words, cure="Write ** on both sides.")
    return tuple(_joined(found))


def plain_text(line: Line, figures: Mapping[str, Figure]) -> str:
    """Return the line as a reader hears it: figures printed, judgements in words."""
    return "".join(_heard(piece, figures) for piece in line)


def printable(words: str) -> str:
    """Return the words without the signs that no document, and not every database, can hold."""
    return UNPRINTABLE.sub("", words)


def may_be_linked(target: str) -> bool:
    """Return whether words may link to an address: a web page or a letter box, and nothing that runs."""
    return _ADDRESS.fullmatch(target) is not None


def _words(text: str, *, strong: bool, where: str) -> Iterator[Inline]:
    if "{" in text or "}" in text:
        raise BadLine("a brace stands alone", where=where, cure=r"Write \{ for a brace, {key} for a figure.")
    if text:
        yield Strong(text) if strong else Text(text)


def _piece(match: re.Match[str], pieces: Mapping[str, Inline], *, strong: bool, where: str) -> Inline:
    if match["escaped"]:
        return Strong(match["escaped"]) if strong else Text(match["escaped"])
    if match["words"]:
        return Link(match["words"], match["target"])
    key = match["key"].strip()
    if not key:
        raise BadLine("a figure without a name", where=where, cure="Write its key between the braces.")
    return pieces[key] if key in pieces else FigureRef(key)


def _joined(pieces: list[Inline]) -> Iterator[Inline]:
    """Yield the pieces with neighbouring text, and neighbouring strong words, made one."""
    held: Inline | None = None
    for piece in pieces:
        if isinstance(held, Text) and isinstance(piece, Text):
            held = Text(held.text + piece.text)
        elif isinstance(held, Strong) and isinstance(piece, Strong):
            held = Strong(held.text + piece.text)
        else:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held


def _heard(piece: Inline, figures: Mapping[str, Figure]) -> str:
    if isinstance(piece, Judgement):
        return mark(piece).words
    if isinstance(piece, FigureRef):
        return figures[piece.key].display
    if isinstance(piece, NoteMark):
        return f" (note {piece.letter})"
    if isinstance(piece, Absent):
        return piece.words
    if isinstance(piece, Spark):
        return piece.description
    return "" if isinstance(piece, Written) else piece.text


_ODD = re.compile(r"[^\w .()\-]+")


def file_name(name: str, *, longest: int) -> str:
    """Return a file's name as it is kept: no folders, no marks that a system could take amiss, its ending whole."""
    bare = _ODD.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .") or "file"
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[: longest - len(ending) - 1]}{dot}{ending}" if dot else bare[:longest]
