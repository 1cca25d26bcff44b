"""DOCX: real styles, numbers and contents as fields, header rows marked, pictures described.

Pandoc writes the body; the package around it (styles, numbering, head, foot, properties) is ours alone, so that
nothing hidden travels with it and the same tree gives the same bytes.
"""

from __future__ import annotations

from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from frankpledge.ground.documents import docx_styles, docx_written, package
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.checks import check, generated, tables
from frankpledge.ground.documents.docx_styles import field
from frankpledge.ground.documents.look import GENERATED
from frankpledge.ground.documents.numbering import NumberedSection
from frankpledge.ground.documents.office import Ast, converted
from frankpledge.ground.documents.office_tables import SHORT
from frankpledge.ground.documents.office_words import flat, text
from frankpledge.ground.documents.sheet import sheet_of

_W = f"{{{docx_styles.SPACE}}}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/%s}"
_WIDE_EMU, _TALLEST_EMU = 6_120_000, 5_760_000
_SMALL_EMU = 1_800_000  # 50 mm: a small line in a row keeps its size
_PARTS = (
    ("styles", "styles"),
    ("numbering", "numbering"),
    ("settings", "settings"),
    ("fontTable", "fontTable"),
    ("header1", "header"),
    ("footer1", "footer"),
)


class _Docx:
    """What Word writes for itself."""

    name = "docx"
    raw = "openxml"

    def counter(self, kind: str, number: str) -> str:
        return field(f"SEQ {kind} \\* ARABIC", number)

    def heading(self, section: NumberedSection) -> Ast:
        anchor = [section.section.ref, [], []]
        if section.number:
            return {"t": "Header", "c": [1, anchor, [text(section.section.title)]]}
        style = "Contents heading" if section.is_contents else "Front heading"
        named = [section.section.ref, [], [["custom-style", style]]]
        return {"t": "Div", "c": [named, [{"t": "Para", "c": [text(section.section.title)]}]]}

    def contents(self, entries: tuple[NumberedSection, ...]) -> Ast:
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z'
            ' \\t "Front heading,1" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        last = len(entries) - 1
        lines = (_entry(e, begin if i == 0 else "", end if i == last else "") for i, e in enumerate(entries))
        return {"t": "RawBlock", "c": [self.raw, "".join(lines)]}


def render(document: Document) -> bytes:
    """Return the document as DOCX. Refused where it is not whole."""
    check(document)
    made = package.read(converted(document, _Docx()))
    relations = etree.fromstring(made["word/_rels/document.xml.rels"])
    media = {name: content for name, content in made.items() if name.startswith("word/media/")}
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _root_relations(),
        "docProps/core.xml": _core(document),
        "word/document.xml": _body(made["word/document.xml"], document),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/styles.xml": docx_styles.styles(document.language),
        "word/numbering.xml": docx_styles.numbering(),
        "word/settings.xml": docx_styles.settings(document.language),
        "word/fontTable.xml": docx_styles.font_table(),
        "word/header1.xml": _header(document),
        "word/footer1.xml": _footer(document),
        **dict(sorted(media.items())),
    }
    return package.write(parts, stamp=document.cut_off)


# ---- the body --------------------------------------------------------------------------------------------------


def _body(written: bytes, document: Document) -> bytes:
    root = etree.fromstring(written)
    body = root.find(f"{_W}body")
    docx_written.enclose(body)
    _keep_notes(body)
    for inline in root.iter(_DRAWING % "wordprocessingDrawing" + "inline"):
        _fit(inline)
    for table, known in zip(root.iter(f"{_W}tbl"), tables(document), strict=True):
        _finish(table, flat(known.title))
    for old in body.findall(f"{_W}sectPr"):
        body.remove(old)
    body.append(_section_properties(document))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _fit(inline: etree._Element) -> None:
    """Show the picture across the page, or as high as a page allows, and keep its description in one place."""
    extents = [inline.find(_DRAWING % "wordprocessingDrawing" + "extent"), *inline.iter(_DRAWING % "main" + "ext")]
    wide, high = int(extents[0].get("cx")), int(extents[0].get("cy"))
    if wide < _SMALL_EMU:
        return _described_once(inline)
    scale = min(_WIDE_EMU / wide, _TALLEST_EMU / high)
    for extent in extents:
        if extent.get("cx"):
            extent.set("cx", str(round(wide * scale)))
            extent.set("cy", str(round(high * scale)))
    return _described_once(inline)


def _described_once(inline: etree._Element) -> None:
    for properties in inline.iter(_DRAWING % "picture" + "cNvPr"):
        properties.attrib.pop("descr", None)


def _keep_notes(body: etree._Element) -> None:
    """Keep each paragraph on the page of the note or source under it: alone on a page they say nothing."""
    notes = [docx_styles.style_id(name) for name in ("Side note", "Source")]
    for one, following in pairwise(body.findall(f"{_W}p")):
        style, under = (paragraph.find(f"{_W}pPr/{_W}pStyle") for paragraph in (one, following))
        if style is not None and under is not None and under.get(f"{_W}val") in notes:
            style.addnext(etree.Element(f"{_W}keepNext"))


def _finish(table: etree._Element, title: str) -> None:
    """Name the table for a screen reader; keep each row, a short table, and the ends of a long one on one page."""
    properties = table.find(f"{_W}tblPr")
    etree.SubElement(properties, f"{_W}tblCaption").set(f"{_W}val", title)
    rows = list(table.iter(f"{_W}tr"))
    kept = rows if len(rows) <= SHORT + 1 else (*rows[:3], *rows[-3:])  # and the source under the last
    for paragraph in (p for row in kept for p in row.iter(f"{_W}pPr")):
        paragraph.insert(1, etree.Element(f"{_W}keepNext"))
    for row in rows:
        marks = row.find(f"{_W}trPr")
        if marks is None:
            marks = etree.Element(f"{_W}trPr")
            row.insert(0, marks)
        marks.insert(0, etree.Element(f"{_W}cantSplit"))


def _section_properties(document: Document) -> etree._Element:
    lies = sheet_of(document) is not None
    page = 'w:w="16838" w:h="11906" w:orient="landscape"' if lies else 'w:w="11906" w:h="16838"'
    return etree.fromstring(
        f'<w:sectPr xmlns:w="{docx_styles.SPACE}" xmlns:r="{_OFFICE}/relationships">'
        '<w:headerReference w:type="default" r:id="rIdheader1"/><w:footerReference w:type="default" r:id="rIdfooter1"/>'
        f'<w:pgSz {page}/><w:pgMar w:top="1420" w:right="1134" w:bottom="1300" w:left="1134"'
        ' w:header="700" w:footer="600" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _entry(section: NumberedSection, begin: str, end: str) -> str:
    number = f"<w:r><w:t>{section.number}</w:t></w:r>"
    title = f'<w:r><w:t xml:space="preserve">{escape(flat(section.section.title))}</w:t></w:r>'
    page = field(f"PAGEREF {section.section.ref} \\h", "")
    tab = "<w:r><w:tab/></w:r>"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{begin}<w:hyperlink w:anchor={quoteattr(section.section.ref)}>'
        f"{number}{tab}{title}{tab}{page}</w:hyperlink>{end}</w:p>"
    )


# ---- the package -----------------------------------------------------------------------------------------------


def _header(document: Document) -> bytes:
    made = f"{GENERATED} · " if generated(document) else ""
    left = f"{flat(document.partnership)} · {flat(document.title)}"
    if len(left) > 84:
        left = f"{left[:83]}…"
    right = f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(made + flat(document.marking))}</w:t></w:r>'
    return docx_styles.margin_part("hdr", left, right, style="Pagehead")


def _footer(document: Document) -> bytes:
    words = " · ".join(flat(part) for part in (document.status, document.foot) if part.strip())
    right = (
        f'<w:r><w:t xml:space="preserve">Page </w:t></w:r>{field("PAGE", "1")}'
        f'<w:r><w:t xml:space="preserve"> of </w:t></w:r>{field("NUMPAGES", "1")}'
    )
    return docx_styles.margin_part("ftr", words, right, style="Pagefoot")


def _core(document: Document) -> bytes:
    stamp = f"{document.cut_off.isoformat()}T00:00:00Z"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(flat(document.title))}</dc:title><dc:creator>{escape(flat(document.partnership))}</dc:creator>"
        f"<dc:language>{escape(document.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    ).encode()


def _content_types() -> bytes:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in _PARTS
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    ).encode()


def _root_relations() -> bytes:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    ).encode()


def _relations(written: etree._Element) -> bytes:
    """Return the relations of the body: our parts, and of pandoc's only its pictures and links."""
    kept = [
        (relation.get("Id"), relation.get("Type"), relation.get("Target"), relation.get("TargetMode"))
        for relation in written
        if relation.get("Type").rsplit("/", 1)[-1] in ("image", "hyperlink")
    ]
    ours = [(f"rId{part}", f"{_OFFICE}/relationships/{kind}", f"{part}.xml", None) for part, kind in _PARTS]
    lines = "".join(
        f"<Relationship Id={quoteattr(identity)} Type={quoteattr(kind)} Target={quoteattr(target)}"
        f"{' TargetMode=' + quoteattr(mode) if mode else ''}/>"
        for identity, kind, target, mode in [*ours, *sorted(kept)]
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()
