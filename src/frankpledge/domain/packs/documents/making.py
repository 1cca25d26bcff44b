"""Making a pack: every part set on its pages, those that did not change taken as they were, and numbers given out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from frankpledge.domain.packs.documents.front import OPEN, RESTRICTED, front, record, sheet
from frankpledge.domain.packs.models import Part
from frankpledge.domain.packs.queries.papers import file_of
from frankpledge.domain.packs.queries.source import FRONT, Source, SourcePart
from frankpledge.domain.packs.rules import firsts
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.paged import Fell, Paged, as_paper, paged
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.documents.tree import as_json, from_json, sections_from_json
from frankpledge.statute.deadlines import in_words

_ROUNDS = 4
Tell = Callable[[float, str], None]


@dataclass(frozen=True)
class Face:
    """A part as it is seen: its pages without numbers, how many, and its words with where they fell ("" for a PDF)."""

    content: bytes
    count: int
    reading: str = ""


@dataclass(frozen=True)
class MadePart:
    """A part on its pages; `instead` is what whoever it is withheld from sees in its place."""

    source: SourcePart
    whole: Face
    instead: Face | None
    first: int = 1

    @property
    def takes(self) -> int:
        """Return how many page numbers it takes up, whichever face is shown."""
        return max(self.whole.count, self.instead.count if self.instead else 0)


@dataclass(frozen=True)
class Made:
    """A pack that was made and is not yet kept."""

    source: Source
    parts: tuple[MadePart, ...]

    @property
    def pages(self) -> int:
        """Return how many page numbers it has."""
        return self.parts[-1].first + self.parts[-1].takes - 1


def made(source: Source, kept: Iterable[Part] = (), tell: Tell = lambda share, doing: None) -> Made:
    """Return the pack of a source. A part that an earlier build holds in the same state is not set again."""
    known = {(part.key, part.digest, part.restricted, part.because, part.note): part for part in kept}
    papers = []
    for at, part in enumerate(source.parts[1:]):
        tell(0.05 + 0.8 * at / len(source.parts), f"Setting “{part.title}”")
        earlier = known.get((part.key, part.digest, part.restricted, part.because, part.note))
        papers.append(_as_it_was(part, earlier) if earlier else _set(source, part))
    return Made(source, _numbered(source, tuple(papers)))


def _as_it_was(part: SourcePart, earlier: Part) -> MadePart:
    version = part.version
    count = version.pages if version and version.kind == "pdf" else _count(earlier.reading)
    instead = None
    if earlier.sheet_reading:
        instead = Face(bytes(earlier.sheet), _count(earlier.sheet_reading), earlier.sheet_reading)
    return MadePart(part, Face(bytes(earlier.content), count, earlier.reading), instead)


def _set(source: Source, part: SourcePart) -> MadePart:
    instead = _face(sheet(source, part)) if part.restricted else None
    if part.version is not None and part.version.kind == "pdf":
        shown = bytes(file_of(part.version).shown)
        return MadePart(part, Face(shown, part.version.pages), instead)
    words = record(source, part) if part.drawn else _document(source, part)
    document = as_paper(words, f"p{hashlib.sha256(part.key.encode()).hexdigest()[:6]}-")
    marking = RESTRICTED if part.secret else document.marking
    return MadePart(part, _face(replace(document, marking=marking)), instead)


def _document(source: Source, part: SourcePart) -> Document:
    """Return the words of a part: of an edition as it was approved, of a draft as it stands, of what was sent."""
    if part.kept is not None:
        document = document_of(part.kept)
        return replace(document, foot=" · ".join(filter(None, [part.note, document.foot])))
    assert part.version is not None
    assert part.paper is not None
    meeting, version = source.meeting, part.version
    return Document(
        title=part.title,
        subtitle=f"{part.paper.author}, for {meeting.body.name}, {in_words(meeting.on)}",
        partnership=meeting.workspace.name,
        status="",
        foot=part.note,
        cut_off=meeting.on,
        sections=sections_from_json(json.loads(bytes(file_of(version).shown))),
        cover=(("Status", f"Sent as {version.get_kind_display()}, set here in the look of all papers"),),
        marking=OPEN,
    )


# ---- pages -----------------------------------------------------------------------------------------------------------


def _numbered(source: Source, papers: tuple[MadePart, ...]) -> tuple[MadePart, ...]:
    """Return the parts with their first pages. The front tells them, and is set again until it takes up as many."""
    takes = 1
    for _ in range(_ROUNDS):
        begin = firsts([takes, *(part.takes for part in papers)])
        placed = [replace(part, first=first) for part, first in zip(papers, begin[1:], strict=True)]
        first = _front(source, placed)
        if first.takes == takes:
            return (first, *placed)
        takes = first.takes
    raise AssertionError("the front of a pack does not settle on its pages")


def _front(source: Source, placed: Iterable[MadePart]) -> MadePart:
    pages = {one.source.key: str(one.first) for one in placed}
    part = source.parts[0]
    instead = _face(front(source, pages, whole=False)) if part.restricted else None
    return MadePart(part, _face(front(source, pages, whole=True)), instead)


def _face(document: Document) -> Face:
    set_: Paged = paged(document)
    told = {"tree": as_json(document), "fell": [asdict(one) for one in set_.fell], "count": set_.count}
    return Face(set_.content, set_.count, json.dumps(told, ensure_ascii=False))


def _count(reading: str) -> int:
    return int(json.loads(reading)["count"])


def read_back(reading: str) -> tuple[Document, tuple[Fell, ...], int]:
    """Return what a part reads, where its blocks fell, and on how many pages."""
    told: Mapping[str, object] = json.loads(reading)
    fell = tuple(Fell(**one) for one in told["fell"])  # type: ignore[attr-defined]  # as `_face` wrote it
    return from_json(told["tree"]), fell, int(told["count"])  # type: ignore[arg-type,call-overload]


__all__ = ["FRONT", "Face", "Made", "MadePart", "made", "read_back"]
