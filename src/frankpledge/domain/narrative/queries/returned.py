"""Passages that come back from Word: what changed in each, to be read before it is accepted by `actions.write_passage`.

The passage is written with the revision that was sent: whoever wrote in it meanwhile is not overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.passages import gathered, quoted_of
from frankpledge.domain.narrative.rules import paragraphs, sentences
from frankpledge.ground.documents.brought_back import BroughtBack, Sent, brought_back


@dataclass(frozen=True)
class Change:
    """Sentences that stand as they stood (`old` is `new`), came new (`old` empty), went (`new` empty) or changed."""

    old: str
    new: str


@dataclass(frozen=True)
class Returned:
    """A passage with what came back of it and the sentences that differ, in order."""

    passage: Passage
    back: BroughtBack
    changes: tuple[Change, ...]


def returned(content: bytes, passages: Iterable[Passage]) -> tuple[Returned, ...]:
    """Return what a DOCX brings back of some passages. Refused where it is no Word document that may be opened."""
    held = {passage.pk.hex: passage for passage in gathered(passages)}
    found = brought_back(content, {name: _sent(passage) for name, passage in held.items()})
    return tuple(Returned(held[one.passage], one, tuple(_changes(held[one.passage].text, one.text))) for one in found)


def _sent(passage: Passage) -> Sent:
    figures = {quoted.name: quoted.accepted().display for quoted in quoted_of(passage)}
    return Sent(paragraphs(passage.text), figures)


def _changes(before: str, after: str) -> Iterator[Change]:
    old, new = ([one.text for one in sentences(text)] for text in (before, after))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Change(" ".join(old[a:b]), " ".join(new[c:d]))
