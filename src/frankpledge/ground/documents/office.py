"""The tree for pandoc: every paragraph in a named style, every chart a picture with its description.

DOCX and ODT differ only in what pandoc has no node for (numbers as fields, contents with page numbers): a `Flavour`
supplies those pieces as the format's own markup, built from escaped text.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator
from typing import Any, Protocol

import pypandoc

from frankpledge.ground.documents import cover, key, svg
from frankpledge.ground.documents.blocks import (
    Block,
    Callout,
    Contents,
    Document,
    HowToRead,
    KeyFigures,
    Paragraph,
    Picture,
    Plain,
    Recommendation,
    Sheet,
    Standout,
    Subheading,
    SummaryPoint,
    Table,
)
from frankpledge.ground.documents.look import GENERATED
from frankpledge.ground.documents.numbering import NumberedBlock, NumberedSection, numbered
from frankpledge.ground.documents.office_tables import notes, table_ast
from frankpledge.ground.documents.office_words import (
    flat,
    image,
    line_ast,
    paragraph,
    piece_ast,
    raw_inline,
    spark_ast,
    styled,
    text,
)
from frankpledge.ground.documents.sheet import as_table
from frankpledge.refusal import Refusal

Ast = dict[str, Any]
_LIMIT_SECONDS = 60
_DISPLAY_MM = 170
_TALLEST_MM = 160
_LONG_TITLE = 60
_STANDOUT_MM = 46.0
_BANNER = (0.17, 0.75)


class CannotConvert(Refusal):
    """Pandoc would not write the document, with its own reason."""


class Flavour(Protocol):
    """What one format writes for itself."""

    name: str
    raw: str

    def counter(self, kind: str, number: str) -> str:
        """Return the markup of a running number (Figure, Table) that the word processor can renumber."""

    def heading(self, section: NumberedSection) -> Ast:
        """Return the heading of a section, with its anchor, numbered or not."""

    def contents(self, entries: tuple[NumberedSection, ...]) -> Ast:
        """Return the contents as a field of the word processor."""


def converted(document: Document, flavour: Flavour) -> bytes:
    """Return what pandoc writes for the document. It may read no file and reach nothing."""
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": list(_blocks(document, flavour))}
    command = [str(pypandoc.get_pandoc_path()), "-f", "json", "-t", flavour.name, "--sandbox", "-o", "-"]
    done = subprocess.run(  # noqa: S603 (a fixed command; the document goes in by stdin)
        command, input=json.dumps(tree).encode(), capture_output=True, timeout=_LIMIT_SECONDS, check=False
    )
    if done.returncode or not done.stdout:
        reason = done.stderr.decode(errors="replace").strip()
        raise CannotConvert(f"the document cannot be written as {flavour.name}: {reason}", where=document.title)
    return done.stdout


def cover_description(document: Document) -> str:
    """Return what a reader who cannot see the cover's art is told."""
    return f"Cover art drawn from the places of {flat(document.partnership)}"


def _blocks(document: Document, flavour: Flavour) -> Iterator[Ast]:
    every = numbered(document)
    yield from _cover(document, flavour)
    for section in every:
        yield flavour.heading(section)
        for block in section.blocks:
            yield from _block(block, document, every, flavour)


def _cover(document: Document, flavour: Flavour) -> Iterator[Ast]:
    marked = [{"t": "Strong", "c": [text(document.marking)]}, text(f"\u2003{flat(document.disclosable)}")]
    yield paragraph(flavour.name, "Marking", marked)
    drawn = cover.art_of(document)
    if drawn:
        banner = svg.cropped(drawn, top=_BANNER[0], bottom=_BANNER[1])
        yield paragraph(flavour.name, "Cover art", [_image(banner, cover_description(document))])
    yield paragraph(
        flavour.name, "Title" if len(document.title) <= _LONG_TITLE else "Long title", [text(document.title)]
    )
    yield paragraph(flavour.name, "Subtitle", [text(document.subtitle or document.partnership)])
    for label, words in (("Partnership", document.partnership), *cover.rows(document)):
        yield paragraph(
            flavour.name, "Fact", [styled(flavour.name, "Soft", label), text(f"\t{flat(words)}", tabs=True)]
        )
    if document.demonstration:
        told = [{"t": "Strong", "c": [text("Demonstration.")]}, text(f" {flat(document.demonstration)}")]
        yield paragraph(flavour.name, "Callout demonstration", told)


# ---- blocks ----------------------------------------------------------------------------------------------------


def _block(
    numbered_block: NumberedBlock, document: Document, every: tuple[NumberedSection, ...], flavour: Flavour
) -> Iterator[Ast]:
    block, number = numbered_block.block, numbered_block.number
    match block:
        case Picture():
            yield from _picture(block, number, flavour)
        case Table() | Sheet():
            table = as_table(block) if isinstance(block, Sheet) else block
            yield from _titled(table, number, flavour)
            yield table_ast(table, document, flavour.name)
            yield from _sourced(table, flavour)
        case Recommendation():
            yield from _recommendation(block, document, flavour)
        case Standout():
            yield from _standout(block, document, flavour)
        case KeyFigures():
            yield from _key_figures(block, document, flavour)
        case Contents():
            yield flavour.contents(tuple(section for section in every if not section.is_contents))
        case HowToRead():
            yield from _how_to_read(document, flavour)
        case _:
            yield from _words_block(block, number, document, flavour)


def _words_block(block: Block, number: str, document: Document, flavour: Flavour) -> Iterator[Ast]:
    name = flavour.name
    match block:
        case Paragraph(line=line, note=note) | Plain(line=line, note=note):
            yield paragraph(name, "Numbered paragraph" if number else "Plain paragraph", line_ast(line, document, name))
            yield from _note(note, flavour)
        case SummaryPoint(number=point, line=line, reference=reference):
            lead = [styled(name, "Code", point), text("\t", tabs=True)] if point else [text("\t", tabs=True)]
            yield paragraph(name, "Summary point", [*lead, *line_ast(line, document, name)])
            yield from _note(reference, flavour)
        case Callout(kind=kind, title=title, line=line):
            style = f"Callout {kind}" if kind in ("warning", "demonstration") else "Callout"
            yield paragraph(name, style, [*_lead(title), *line_ast(line, document, name)])
        case Subheading(text=words):
            yield {"t": "Header", "c": [2, ["", [], []], [text(words)]]}


def _lead(title: str) -> list[Ast]:
    if not title:
        return []
    stop = "" if title.endswith(".") else "."
    return [{"t": "Strong", "c": [text(f"{title}{stop}")]}, text(" ")]


def _note(note: str, flavour: Flavour) -> Iterator[Ast]:
    if note:
        yield paragraph(flavour.name, "Side note", [text(note)])


def _key_figures(block: KeyFigures, document: Document, flavour: Flavour) -> Iterator[Ast]:
    made = any(document.figures[name].generated for name, _ in block.items)
    for place, (name, words) in enumerate(block.items, start=1):
        figure = document.figures[name]
        style = "Big figure" if figure.state == "value" else "Big figure absent"
        said = [styled(flavour.name, style, figure.display), text(f"\u2002{flat(words)}")]
        if made and place == len(block.items):
            said.extend([text("\u2002"), _made(flavour)])
        yield paragraph(flavour.name, "Key figure", said)


def _standout(block: Standout, document: Document, flavour: Flavour) -> Iterator[Ast]:
    name, figure = flavour.name, document.figures[block.figure]
    style = "Big figure" if figure.state == "value" else "Big figure absent"
    yield paragraph(name, "Standout title", [text(block.title)])
    yield paragraph(name, "Standout number", [styled(name, style, figure.display), text(f"\u2002{flat(block.words)}")])
    if block.spark:
        yield paragraph(name, "Standout number", [spark_ast(block.spark, width_mm=_STANDOUT_MM)])
    judged: list[Ast] = []
    for label, piece in block.judgements:
        judged += [styled(name, "Soft", label), text("\u00a0"), piece_ast(piece, document, name), text("\u2003")]
    yield paragraph(name, "Standout judgements", judged)
    for line in block.lines:
        yield paragraph(name, "Standout words", line_ast(line, document, name))


def _recommendation(block: Recommendation, document: Document, flavour: Flavour) -> Iterator[Ast]:
    name = flavour.name
    asked = [
        styled(name, "Code", block.code),
        text("\t", tabs=True),
        {"t": "Strong", "c": [text(block.verb)]},
        text(" "),
    ]
    yield paragraph(name, "Recommendation", [*asked, *line_ast(block.line, document, name)])
    if block.evidence:
        yield paragraph(name, "Recommendation evidence", [text(block.evidence)])
    facts = (("Owner", block.owner), ("By", block.by), ("Cost", block.cost), ("If not", block.otherwise))
    for label, words in facts:
        if words.strip():
            told = [styled(name, "Soft", label), text(f"\t{flat(words)}", tabs=True)]
            yield paragraph(name, "Recommendation fact", told)


def _how_to_read(document: Document, flavour: Flavour) -> Iterator[Ast]:
    name = flavour.name
    yield {"t": "Header", "c": [2, ["", [], []], [text("How to read this document")]]}
    yield paragraph(name, "Body", [text(key.LEAD)])
    for row in key.rows(document):
        family = [{"t": "Strong", "c": [text(row.family)]}] if row.family else []
        shapes = [node for shape in row.shapes for node in (piece_ast(shape, document, name), text("\u2002"))]
        told = [*family, text("\t", tabs=True), *shapes, text(f"– {row.meaning}")]
        yield paragraph(name, "Fact", told)
    yield paragraph(name, "Body", line_ast(key.closing(document), document, name))


# ---- pictures and tables ---------------------------------------------------------------------------------------


def _picture(picture: Picture, number: str, flavour: Flavour) -> Iterator[Ast]:
    yield from _titled(picture, number, flavour)
    yield paragraph(flavour.name, "Chart", [_image(picture.svg, flat(picture.description))])
    yield from _sourced(picture, flavour)


def _titled(block: Picture | Table, number: str, flavour: Flavour) -> Iterator[Ast]:
    kind, _, count = number.partition(" ")
    lead = (
        [
            styled(flavour.name, "Soft", f"{kind} "),
            raw_inline(flavour.raw, flavour.counter(kind, count)),
            text("\u2002"),
        ]
        if number
        else []
    )
    yield paragraph(flavour.name, "Chart title", [*lead, text(block.title)])
    if block.subtitle:
        yield paragraph(flavour.name, "Chart subtitle", [text(block.subtitle)])


def _sourced(block: Picture | Table, flavour: Flavour) -> Iterator[Ast]:
    said: list[Ast] = []
    if block.source:
        said.append(text(f"Source: {block.source}{'' if block.source.endswith('.') else '.'} "))
    if block.generated:
        said.append(_made(flavour))
    if said:
        yield paragraph(flavour.name, "Source", said)
    yield from notes(block, flavour.name)


def _made(flavour: Flavour) -> Ast:
    return styled(flavour.name, "Generated data", f"\u00a0{GENERATED}\u00a0")


def _image(drawn: str, description: str) -> Ast:
    """Return the picture at twice its size in pixels, shown across the page or as high as a page allows."""
    size = svg.drawing(drawn)
    wide = min(_DISPLAY_MM, _TALLEST_MM * size.width / size.height)
    address = f"data:image/png;base64,{base64.b64encode(svg.png(drawn)).decode()}"
    return image(address, description, width_mm=wide)
