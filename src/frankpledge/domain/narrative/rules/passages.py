"""Passages: paragraphs of words with `**strong**` and `{name}` for a quoted figure, and the sentences in them.

The marks are those of `ground.documents.words.line`. A blank line parts paragraphs. Sentences are told apart by their
stops alone, so that a claim can be attached to one; nothing is inferred from what they say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.ground.documents.blocks import FigureRef, Line, Link
from frankpledge.ground.documents.words import line, may_be_linked
from frankpledge.refusal import Refusal

MOST = 20_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_BREAK = re.compile(r"\n[ \t]*\n")
_STOP = re.compile(r"(?<=[.!?…])(?:[\"'”’)\]]|\*\*)*\s+(?=(?:\*\*)?[\"'“‘(\[]*[A-Z0-9{£])")
_ALWAYS_GOES_ON = frozenset(
    {"e.g", "i.e", "mr", "mrs", "ms", "dr", "st", "cf", "vs", "rev", "cllr", "supt", "insp", "sgt"}
)
_GOES_ON_TO_A_NUMBER = frozenset(
    {"no", "nos", "reg", "regs", "s", "ss", "para", "paras", "fig", "p", "pp", "vol", "sch", "art", "ch", "approx"}
)
_LAST_WORD = re.compile(r"([\w.]*\w)\.$")


class BadPassage(Refusal):
    """Words whose marks do not close, that name a figure badly, or that are too many."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage, with its marks: its number in the passage and that of its paragraph."""

    number: int
    text: str
    paragraph: int = 1


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a passage, each on one line."""
    spaced = (" ".join(part.split()) for part in _BREAK.split(text.replace("\r\n", "\n").replace("\r", "\n")))
    return tuple(part for part in spaced if part)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a passage in order."""
    found: list[Sentence] = []
    for place, paragraph in enumerate(paragraphs(text), start=1):
        for words in _split(paragraph):
            found.append(Sentence(len(found) + 1, words, place))
    return tuple(found)


def sentence_of(text: str, name: str) -> Sentence | None:
    """Return the first sentence that quotes a figure; None where no sentence does."""
    return next((one for one in sentences(text) if name in names(one.text)), None)


def names(text: str) -> tuple[str, ...]:
    """Return the names of the figures that the words quote, each once, in order. Marks are not checked."""
    bare = re.sub(r"\\[\\{}*\[\]]", "", text)
    return tuple(dict.fromkeys(found.strip() for found in re.findall(r"\{([^{}]*)\}", bare)))


def lines(text: str, keys: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the line of each paragraph, figures referred to by the document's keys.

    Refused where marks do not close, where a name is badly made or not among the keys, where a link leads to no web
    address (it would stop every document that the passage stands in), and beyond 20,000 characters.
    """
    if len(text) > MOST:
        raise BadPassage(f"{len(text):,} characters are too many for one passage.", cure="Part it in two.")
    for name in names(text):
        if not _NAME.fullmatch(name):
            raise BadPassage(
                f"“{name}” cannot be the name of a figure.", cure="Use small letters, digits and _, a letter first."
            )
        if name not in keys:
            raise BadPassage(
                f"no figure of this passage is called “{name}”.", cure="Insert the figure, or mend its name."
            )
    pieces = {name: FigureRef(key) for name, key in keys.items()}
    found = tuple(line(paragraph, **pieces) for paragraph in paragraphs(text))
    for piece in (piece for words in found for piece in words if isinstance(piece, Link)):
        if not may_be_linked(piece.target):
            raise BadPassage(
                f"“{piece.target}” is no address that may be linked.", cure="Link to a page that begins with https://."
            )
    return found


def _split(paragraph: str) -> list[str]:
    """Return the sentences of one paragraph; joined by a space they are the paragraph again."""
    parts, start = [], 0
    for stop in _STOP.finditer(paragraph):
        end = start + len(paragraph[start : stop.end()].rstrip())
        if not _goes_on(paragraph[start : stop.start()], paragraph[stop.end() :]):
            parts.append(paragraph[start:end])
            start = stop.end()
    return [part for part in (*parts, paragraph[start:]) if part]


def _goes_on(before: str, after: str) -> bool:
    """Return whether a stop ends an abbreviation or an initial and not the sentence."""
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[1]
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    lowered = word.lower()
    return lowered in _ALWAYS_GOES_ON or (lowered in _GOES_ON_TO_A_NUMBER and after[:1].isdigit())
