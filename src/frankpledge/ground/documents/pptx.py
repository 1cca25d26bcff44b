"""PPTX: slides whose titles are real titles and whose charts are described, with the numbers in the speaker's notes.

Nothing hidden travels with it: no picture of the first slide, no settings of a printer, no names of who saved it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Emu, Mm, Pt

from frankpledge.ground.documents import cover, package, svg
from frankpledge.ground.documents.blocks import Absent, Document, FigureRef, Inline, Line, Spark, Standout, Strong
from frankpledge.ground.documents.checks import check
from frankpledge.ground.documents.judgements import Judgement, mark
from frankpledge.ground.documents.look import COLOUR, FONT, GENERATED
from frankpledge.ground.documents.office_words import flat
from frankpledge.ground.documents.slides import (
    AskSlide,
    KeySlide,
    PictureSlide,
    PointsSlide,
    Slide,
    StandoutSlide,
    slides,
)
from frankpledge.ground.documents.words import plain_text

_WIDE, _HIGH = Mm(338.67), Mm(190.5)
_SIDE, _TOP = Mm(18), Mm(14)
_INSIDE = Emu(_WIDE - 2 * _SIDE)
_BODY_TOP, _BODY_HIGH = Mm(46), Mm(124)
_CHART_HIGH, _LEGEND_LINE = Mm(116), Mm(5.5)
_FOOT_TOP = Mm(178)
_TITLE_ONLY = 5
_TITLE, _LARGE, _IN_WORDS, _BODY, _SMALL = Pt(30), Pt(54), Pt(30), Pt(20), Pt(12)
_LONG, _LONG_TITLE = 48, Pt(22)
_MANY, _SMALLER = 7, Pt(44)
_BANNER = (0.0, 0.62)
_HEAD = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="900" name="Rule"/>'
    '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
    '<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)


def render(document: Document) -> bytes:
    """Return the slides of the document. Refused where it is not whole."""
    check(document)
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDE, _HIGH
    _rule(deck.slide_layouts[_TITLE_ONLY])
    _cover(deck, document)
    for number, slide in enumerate(slides(document), start=2):
        _draw(deck, slide, document, number)
    return _finished(deck, document)


def _draw(deck: Any, slide: Slide, document: Document, number: int) -> None:
    match slide:
        case KeySlide(title=title, items=items):
            _key_figures(_page(deck, title, document, number), items, document)
        case PointsSlide(title=title, points=points):
            lines = tuple((point.number, point.line, point.reference) for point in points)
            _lines(_page(deck, title, document, number), lines, document)
        case StandoutSlide(standout=standout):
            _standout(_page(deck, standout.title, document, number), standout, document)
        case PictureSlide():
            _picture(_page(deck, slide.picture.title, document, number), slide)
        case AskSlide(title=title, asked=asked):
            _asked(_page(deck, title, document, number), asked, document)


# ---- slides --------------------------------------------------------------------------------------------------------


def _cover(deck: Any, document: Document) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    drawn = cover.art_of(document)
    if drawn:
        band = svg.cropped(drawn, top=_BANNER[0], bottom=_BANNER[1])
        _image(
            page, band, (Emu(0), Emu(0), _WIDE, Mm(84)), f"Cover art drawn from the places of {document.partnership}"
        )
    _title(page, document.title, (_SIDE, Mm(90), _INSIDE, Mm(26)), Pt(40))
    box = _box(page, (_SIDE, Mm(118), _INSIDE, Mm(52)))
    _write(box.paragraphs[0], (document.subtitle or document.partnership,), size=Pt(22))
    told = [document.partnership, document.status, *(f"{label}: {words}" for label, words in cover.rows(document)[1:3])]
    for words in told:
        _write(box.add_paragraph(), (flat(words),), size=Pt(16), colour="soft")
    _foot(page, f"{document.marking}. {document.disclosable}", document, number=1)


def _key_figures(page: Any, items: tuple[tuple[str, str], ...], document: Document) -> None:
    wide = Emu(_INSIDE // max(1, len(items)))
    for place, (key, words) in enumerate(items):
        box = _box(page, (Emu(_SIDE + place * wide), Mm(64), Emu(wide - Mm(6)), Mm(80)))
        figure = document.figures[key]
        there = figure.state == "value"
        large = _LARGE if len(figure.display) <= _MANY else _SMALLER
        size, colour = (large, "area") if there else (_IN_WORDS, "soft")
        _write(box.paragraphs[0], (figure.display.replace(" ", "\u00a0"),), size=size, bold=there, colour=colour)
        _write(box.add_paragraph(), (flat(words),), size=_BODY)
    _notes(page, (f"{document.figures[key].label}: {_told(document, key)}" for key, _ in items))


def _told(document: Document, key: str) -> str:
    figure = document.figures[key]
    parts = (figure.display, figure.unit, figure.area, figure.period, figure.denominator, figure.method, figure.source)
    return "; ".join(part for part in (*parts, figure.cut_off, figure.caveat) if part)


def _lines(page: Any, lines: tuple[tuple[str, Line, str], ...], document: Document) -> None:
    box = _box(page, (_SIDE, _BODY_TOP, _INSIDE, _BODY_HIGH))
    for place, (number, line, reference) in enumerate(lines):
        paragraph = box.paragraphs[0] if place == 0 else box.add_paragraph()
        paragraph.space_after = Pt(10)
        if number:
            _run(paragraph, f"{number}  ", _BODY, colour="soft")
        for piece in line:
            _piece(paragraph, piece, document)
        if reference:
            _run(paragraph, f"  {reference}", _SMALL, colour="soft")


def _picture(page: Any, slide: PictureSlide) -> None:
    picture = slide.picture
    box = _box(page, (_SIDE, Mm(38), _INSIDE, Mm(9)))
    _write(box.paragraphs[0], (flat(picture.subtitle),), size=Pt(16), colour="soft")
    size = svg.drawing(picture.svg)
    legend = slide.legend
    room = _CHART_HIGH - len(legend) * _LEGEND_LINE
    high = min(room, round(_INSIDE * size.height / size.width))
    wide = round(high * size.width / size.height)
    left = Emu(_SIDE + (_INSIDE - wide) // 2)
    _image(page, picture.svg, (left, Mm(49), Emu(wide), Emu(high)), flat(picture.description))
    if legend:
        named = _box(page, (_SIDE, Emu(Mm(49) + high + Mm(1)), _INSIDE, Emu(len(legend) * _LEGEND_LINE)))
        for place, note in enumerate(legend):
            _write(named.paragraphs[0] if place == 0 else named.add_paragraph(), (flat(note),), size=_SMALL)
    made = f" {GENERATED}." if picture.generated else ""
    source = _box(page, (_SIDE, Mm(167), _INSIDE, Mm(6)))
    _write(source.paragraphs[0], (flat(f"{slide.where}. Source: {picture.source}{made}"),), size=_SMALL, colour="soft")
    table = ("\t".join(row) for row in (picture.columns, *picture.rows))
    _notes(page, (picture.description, *picture.notes, "", *table))


def _standout(page: Any, block: Standout, document: Document) -> None:
    figure = document.figures[block.figure]
    there, wide = figure.state == "value", Mm(92)
    large = _LARGE if len(figure.display) <= _MANY else _IN_WORDS
    box = _box(page, (_SIDE, Mm(50), wide, Mm(50)))
    _write(box.paragraphs[0], (figure.display,), size=large, bold=there, colour="area" if there else "soft")
    _write(box.add_paragraph(), (flat(block.words),), size=Pt(16), colour="soft")
    if block.spark:
        size = svg.drawing(block.spark.svg)
        place = (_SIDE, Mm(112), wide, Emu(round(wide * size.height / size.width)))
        _image(page, block.spark.svg, place, flat(block.spark.description))
    told = _box(page, (Emu(_SIDE + wide + Mm(14)), Mm(50), Emu(_INSIDE - wide - Mm(14)), _BODY_HIGH))
    paragraph = told.paragraphs[0]
    paragraph.space_after = Pt(12)
    for label, piece in block.judgements:
        _run(paragraph, f"{label} ", Pt(16), colour="soft")
        _piece(paragraph, piece, document, size=Pt(16))
        _run(paragraph, "\u2003", Pt(16))
    for line in block.lines:
        paragraph = told.add_paragraph()
        paragraph.space_after = Pt(8)
        for piece in line:
            _piece(paragraph, piece, document, size=Pt(18))
    _notes(page, (f"{figure.label}: {_told(document, block.figure)}",))


def _asked(page: Any, asked: tuple[Any, ...], document: Document) -> None:
    box = _box(page, (_SIDE, _BODY_TOP, _INSIDE, _BODY_HIGH))
    for place, one in enumerate(asked):
        paragraph = box.paragraphs[0] if place == 0 else box.add_paragraph()
        _run(paragraph, f"{one.code}  ", _BODY, colour="soft")
        _run(paragraph, f"{one.verb} ", _BODY, bold=True)
        for piece in one.line:
            _piece(paragraph, piece, document)
        told = box.add_paragraph()
        told.space_after = Pt(12)
        facts = (("Owner", one.owner), ("By", one.by), ("If not", one.otherwise))
        said = " ".join(f"{label}: {words.rstrip('.')}." for label, words in facts if words.strip())
        _run(told, flat(said), Pt(14), colour="soft")


def _rule(layout: Any) -> None:
    """Draw the rule that opens every slide, on the layout, so that nobody hears of it."""
    for wide, high, colour in ((_INSIDE, Pt(0.75), "rule"), (Mm(18), Pt(3.5), "area")):
        drawn = _HEAD.format(x=int(_SIDE), y=int(Mm(11)), wide=int(wide), high=int(high), colour=COLOUR[colour][1:])
        layout.shapes._spTree.append(parse_xml(drawn))  # noqa: SLF001 (a layout takes no shapes otherwise)


# ---- parts of a slide ----------------------------------------------------------------------------------------------


def _page(deck: Any, title: str, document: Document, number: int) -> Any:
    page = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    _title(page, title, (_SIDE, _TOP, _INSIDE, Mm(26)), _TITLE)
    _foot(page, f"{document.title}. {document.foot}. {document.status}", document, number=number)
    return page


def _title(page: Any, words: str, place: tuple[Any, ...], size: Any) -> None:
    title = page.shapes.title
    title.left, title.top, title.width, title.height = place
    frame = title.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = 0
    _write(frame.paragraphs[0], (flat(words),), size=size if len(words) <= _LONG else min(size, _LONG_TITLE), bold=True)


def _box(page: Any, place: tuple[Any, ...]) -> Any:
    frame = page.shapes.add_textbox(*place).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    return frame


def _foot(page: Any, words: str, document: Document, *, number: int) -> None:
    made = f" {GENERATED}." if document.demonstration else ""
    box = _box(page, (_SIDE, _FOOT_TOP, Emu(_INSIDE - Mm(20)), Mm(8)))
    _write(box.paragraphs[0], (flat(f"{words}.{made}".replace("..", ".")),), size=_SMALL, colour="soft")
    count = _box(page, (Emu(_WIDE - _SIDE - Mm(18)), _FOOT_TOP, Mm(18), Mm(8)))
    _write(count.paragraphs[0], (str(number),), size=_SMALL, colour="soft")


def _image(page: Any, drawn: str, place: tuple[Any, ...], description: str) -> None:
    shape = page.shapes.add_picture(io.BytesIO(svg.png(drawn)), *place)
    told = shape._element.nvPicPr.cNvPr  # noqa: SLF001 (the library has no other way to describe a picture)
    told.set("descr", description)
    told.set("name", "Picture")


def _write(paragraph: Any, words: Iterable[str], *, size: Any, bold: bool = False, colour: str = "ink") -> None:
    for one in words:
        _run(paragraph, one, size, bold=bold, colour=colour)
    paragraph.alignment = PP_ALIGN.LEFT


def _run(paragraph: Any, words: str, size: Any, *, bold: bool = False, colour: str = "ink") -> None:
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold, run.font.name = size, bold, FONT
    run.font.color.rgb = RGBColor(*bytes.fromhex(COLOUR[colour][1:]))  # type: ignore[no-untyped-call]  # the library has no types


def _piece(paragraph: Any, piece: Inline, document: Document, *, size: Any = _BODY) -> None:
    if isinstance(piece, Spark):
        return
    if isinstance(piece, Judgement):
        shown = mark(piece)
        changed = shown.tone if shown.shape in ("up", "down") else "ink"
        _run(paragraph, f"{shown.character} {shown.words}", size, bold=changed != "ink", colour=changed)
        return
    heavy = isinstance(piece, Strong | FigureRef)
    soft = isinstance(piece, Absent)
    _run(paragraph, flat(plain_text((piece,), document.figures)), size, bold=heavy, colour="soft" if soft else "ink")


def _notes(page: Any, lines: Iterable[str]) -> None:
    page.notes_slide.notes_text_frame.text = "\n".join(lines)


# ---- the file ------------------------------------------------------------------------------------------------------


def _finished(deck: Any, document: Document) -> bytes:
    stamp = datetime(document.cut_off.year, document.cut_off.month, document.cut_off.day)  # noqa: DTZ001 (it has no zones)
    told = deck.core_properties
    told.title, told.author, told.language = document.title, document.partnership, document.language
    told.created = told.modified = stamp
    told.last_modified_by, told.revision, told.keywords, told.comments = document.partnership, 1, "", ""
    _drop(deck.part.package, "thumbnail")
    _drop(deck.part, "printerSettings")
    target = io.BytesIO()
    deck.save(target)
    parts = package.read(target.getvalue())
    return package.write(dict(sorted(parts.items())), stamp=document.cut_off)


def _drop(part: Any, kind: str) -> None:
    relations = part._rels  # noqa: SLF001 (nor to leave out what its template brings)
    for name in [name for name, one in relations.items() if one.reltype.endswith(f"/{kind}")]:
        relations.pop(name)
