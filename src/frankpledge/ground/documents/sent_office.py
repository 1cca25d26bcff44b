"""A DOCX or ODT that somebody sent, in the child process: its words, lists, tables and pictures as blocks of our tree.

Pandoc reads it in its sandbox. Tracked changes count as accepted and comments stay behind; pictures are drawn anew, so
that nothing of a picture's own file goes on. The look of the file is not kept: its papers look like all others.
"""

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypandoc
from PIL import Image

from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    Inline,
    Line,
    Link,
    Picture,
    Plain,
    Row,
    Section,
    Strong,
    Subheading,
    Table,
    Text,
)
from frankpledge.ground.documents.tree import sections_as_json
from frankpledge.ground.documents.words import may_be_linked, printable
from frankpledge.refusal import Refusal

Json = dict[str, Any]
_CHAPTER = 2
_WIDEST, _MOST_DOTS = 1600, 40_000_000
_PLACES = ("word/", "")
_HEAP = "-M400m"


_NAMED = ("Quoted", "Cite", "Span")
_WORDS: dict[str, Callable[[Any], str]] = {
    "Str": str,
    "Code": lambda held: str(held[1]),
    "Math": lambda held: str(held[1]),
    "Space": lambda _: " ",
    "SoftBreak": lambda _: " ",
    "LineBreak": lambda _: " ",
}


class NotWords(Refusal):
    """A file whose words cannot be read."""


def words(kind: str, folder: Path) -> dict[str, object]:
    """Return the sections of the file as JSON, and what was left out of it."""
    command = [str(pypandoc.get_pandoc_path()), "+RTS", _HEAP, "-RTS", "-f", kind, "-t", "json", "--sandbox"]
    command += ["--track-changes=accept"] if kind == "docx" else []
    made = subprocess.run([*command, str(folder / "sent")], capture_output=True, check=False)  # noqa: S603 (our pandoc)
    if made.returncode:
        raise NotWords("its words cannot be read.", cure="Save it anew, or print it as PDF.")
    with zipfile.ZipFile(folder / "sent") as package:
        reader = _Reader(package)
        sections = reader.sections(json.loads(made.stdout)["blocks"])
    if not sections:
        raise NotWords("it has no words.", cure="Send it with its content.")
    return {"sections": sections_as_json(sections), "told": list(dict.fromkeys(reader.told))}


class _Reader:
    """Walks what pandoc read, in order."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.told: list[str] = []
        self.pictures: list[Picture] = []
        self.drawn = 0
        self.notes: list[str] = []
        self.noted = 0

    def sections(self, blocks: list[Json]) -> tuple[Section, ...]:
        """Return the blocks under their headings of the first two levels; what stands before them is "The paper"."""
        parts: list[tuple[str, list[Block]]] = [("The paper", [])]
        for one in blocks:
            if one["t"] == "Header" and one["c"][0] <= _CHAPTER and self.text(one["c"][2]).strip():
                self._end(parts[-1][1])
                parts.append((self.text(one["c"][2]).strip()[:300], []))
            else:
                parts[-1][1].extend(self.block(one))
        self._end(parts[-1][1])
        kept = [part for part in parts if part[1] or part[0] != "The paper"]
        return tuple(
            Section(f"s{at}", title, tuple(found) or (Plain((Text("–"),)),), numbered=False)
            for at, (title, found) in enumerate(kept, 1)
        )

    def _end(self, found: list[Block]) -> None:
        found.extend(Plain((Text(said),)) for said in self.notes)
        self.notes = []

    def block(self, one: Json, lead: str = "") -> Iterator[Block]:
        """Yield the blocks that one of pandoc's becomes; one of no known kind becomes what is within it."""
        kind, held = one["t"], one.get("c", [])
        if kind in ("Para", "Plain"):
            yield from self._paragraph(held, lead)
        elif kind in ("BulletList", "OrderedList"):
            yield from self._list(kind, held, lead)
        elif kind == "Header":
            said = self.text(held[2]).strip()
            yield from (Subheading(said),) if said else ()
        elif kind == "Table":
            yield from self._table(held)
        else:
            yield from self._blocks(_within(kind, held), lead)

    def _blocks(self, blocks: list[Json], lead: str = "") -> Iterator[Block]:
        for one in blocks:
            yield from self.block(one, lead)
            lead = ""

    def _list(self, kind: str, held: Any, lead: str) -> Iterator[Block]:
        items = held if kind == "BulletList" else held[1]
        first = 1 if kind == "BulletList" else held[0][0]
        for at, item in enumerate(items, first):
            mark = "•\u00a0" if kind == "BulletList" else f"{at}.\u00a0"
            yield from self._blocks(item, f"{lead}{mark}")

    def _paragraph(self, inlines: list[Json], lead: str) -> Iterator[Block]:
        line = _joined([Text(lead), *self.line(inlines)])
        if any(getattr(piece, "text", "").strip() for piece in line):
            yield Plain(line)
        yield from self.pictures
        self.pictures = []

    def line(self, inlines: list[Json], *, strong: bool = False) -> Iterator[Inline]:
        for one in inlines:
            kind, held = one["t"], one.get("c", [])
            if kind in _WORDS:
                yield _said(_WORDS[kind](held), strong=strong)
            elif kind == "Link":
                yield self._link(held, strong=strong)
            elif kind == "Image":
                self._picture(held)
            elif kind == "Note":
                yield self._note(held)
            elif kind != "RawInline":
                inner = held[1] if kind in _NAMED else held
                yield from self.line(inner, strong=strong or kind == "Strong")

    def text(self, inlines: list[Json]) -> str:
        """Return inlines as plain words."""
        return " ".join("".join(getattr(piece, "text", "") for piece in self.line(inlines)).split())

    def _link(self, held: Any, *, strong: bool) -> Inline:
        said, target = self.text(held[1]), held[2][0]
        return Link(said, target) if said and may_be_linked(target) else _said(said, strong=strong)

    def _note(self, blocks: list[Json]) -> Inline:
        self.noted += 1
        said = " ".join(self.text(one["c"]) for one in blocks if one["t"] in ("Para", "Plain"))
        self.notes.append(f"Note {self.noted}. {said}")
        return Text(f" (note {self.noted})")

    # ---- tables ------------------------------------------------------------------------------------------------

    def _table(self, held: Any) -> Iterator[Block]:
        caption, head, bodies = held[1], held[3], held[4]
        rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *held[5][1]]
        cells = [self._cells(row) for row in rows]
        wide = max((len(row) for row in cells), default=0)
        if not wide:
            return
        filled = [(*row, *[()] * (wide - len(row))) for row in cells]
        heads = [_plain(cell) for cell in filled[0]] if head[1] else [""] * wide
        body = filled[1:] if head[1] else filled
        if not any(one.strip() for one in heads):
            heads = [f"Column {at}" for at in range(1, wide + 1)]
        title = " ".join(self.text(one["c"]) for one in caption[1] if one["t"] in ("Para", "Plain")) or "Table"
        if body:
            columns = tuple(Column(one) for one in heads)
            yield Table(title, "", columns, tuple(Row(tuple(row)) for row in body), numbered=False)
        yield from self.pictures
        self.pictures = []

    def _cells(self, row: Any) -> list[Line]:
        found: list[Line] = []
        for _, _, _, wide, blocks in row[1]:
            pieces: list[Inline] = []
            for block in self._blocks(blocks):
                line = block.line if isinstance(block, Plain) else ()
                pieces += [*([Text(" ")] if pieces else []), *line]
            found += [_joined(pieces), *[()] * (wide - 1)]
        return found

    # ---- pictures ----------------------------------------------------------------------------------------------

    def _picture(self, held: Any) -> None:
        name, said = str(held[2][0]), self.text(held[1])
        dots = next((self._dots(f"{place}{name}") for place in _PLACES if f"{place}{name}" in self._names()), None)
        if dots is None:
            self.told.append("A picture in it cannot be shown, and is left out.")
            return
        self.drawn += 1
        title = f"Picture {self.drawn}"
        description = said if said and said != title else "The sender did not describe it."
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {dots.width} {dots.height}">'
        place = f'<image width="{dots.width}" height="{dots.height}" href="{_as_address(dots)}"/>'
        told, rows = ("What it shows",), ((description,),)
        made = Picture(f"d{self.drawn}", title, "", "", description, f"{head}{place}</svg>", told, rows, numbered=False)
        self.pictures.append(made)

    def _names(self) -> set[str]:
        return set(self.package.namelist())

    def _dots(self, name: str) -> Image.Image | None:
        try:
            with Image.open(io.BytesIO(self.package.read(name)), formats=("PNG", "JPEG", "GIF", "BMP")) as found:
                if found.width * found.height > _MOST_DOTS:
                    return None
                made = found.convert("RGB")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None
        made.thumbnail((_WIDEST, _WIDEST))
        return made


def _within(kind: str, held: Any) -> list[Json]:
    """Return the blocks within one that is a frame around others."""
    if kind == "BlockQuote":
        return list(held)
    if kind in ("Div", "Figure"):
        return list(held[-1])
    if kind == "CodeBlock":
        return [{"t": "Para", "c": [{"t": "Str", "c": held[1]}]}]
    if kind == "LineBlock":
        return [{"t": "Para", "c": line} for line in held]
    if kind == "DefinitionList":
        return [
            block for term, meanings in held for block in ({"t": "Para", "c": term}, *(b for m in meanings for b in m))
        ]
    return []


def _as_address(dots: Image.Image) -> str:
    target = io.BytesIO()
    Image.frombytes(dots.mode, dots.size, dots.tobytes()).save(target, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(target.getvalue()).decode()}"


def _said(words_: str, *, strong: bool) -> Inline:
    kept = printable(words_)
    return Strong(kept) if strong else Text(kept)


def _joined(pieces: list[Inline]) -> Line:
    """Return a line with neighbours of one kind made one."""
    found: list[Inline] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, Text | Strong) and type(last) is type(piece):
            found[-1] = type(piece)(last.text + piece.text)
        elif not isinstance(piece, Text | Strong) or piece.text:
            found.append(piece)
    return tuple(found)


def _plain(line: Line) -> str:
    return " ".join("".join(getattr(piece, "text", "") for piece in line).split())
