"""ODT: the same named styles, chapters and paragraphs numbered by lists, contents with live page numbers.

Pandoc writes the body and loses the descriptions of pictures; they are put back here, in the order of the document.
The package around the body is ours alone, so that the same tree gives the same bytes.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from frankpledge.ground.documents import cover, odt_styles, package
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.checks import check, descriptions, generated
from frankpledge.ground.documents.look import GENERATED
from frankpledge.ground.documents.numbering import NumberedSection
from frankpledge.ground.documents.office import Ast, converted, cover_description
from frankpledge.ground.documents.office_tables import SHORT
from frankpledge.ground.documents.office_words import flat, paragraph, text

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _STYLE = _URN % "text", _URN % "table", _URN % "style"
_DRAW, _OFFICE, _SVG = _URN % "drawing", _URN % "office", _URN % "svg-compatible"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XLINK = "http://www.w3.org/1999/xlink"
_MIMETYPE = "application/vnd.oasis.opendocument.text"
_RUNNING = 84


class _Odt:
    """What an ODT writes for itself."""

    name = "odt"
    raw = "opendocument"

    def counter(self, kind: str, number: str) -> str:
        return (
            f'<text:sequence text:ref-name="ref{kind}{number}" text:name="{kind}" text:formula="ooow:{kind}+1"'
            f' style:num-format="1">{number}</text:sequence>'
        )

    def heading(self, section: NumberedSection) -> Ast:
        part = section.section
        if section.number:
            return {"t": "Header", "c": [1, [part.ref, [], []], [text(part.title)]]}
        if section.is_contents:
            return paragraph(self.name, "Contents heading", [text(part.title)])
        markup = (
            '<text:h text:style-name="Front_20_heading" text:outline-level="1" text:is-list-header="true">'
            f"<text:bookmark-start text:name={quoteattr(part.ref)}/>{escape(flat(part.title))}"
            f"<text:bookmark-end text:name={quoteattr(part.ref)}/></text:h>"
        )
        return {"t": "RawBlock", "c": [self.raw, markup]}

    def contents(self, entries: tuple[NumberedSection, ...]) -> Ast:
        lines = "".join(_entry(entry) for entry in entries)
        markup = (
            '<text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="1"/>'
            f"<text:index-body>{lines}</text:index-body></text:table-of-content>"
        )
        return {"t": "RawBlock", "c": [self.raw, markup]}


def render(document: Document) -> bytes:
    """Return the document as ODT. Refused where it is not whole."""
    check(document)
    made = package.read(converted(document, _Odt()))
    drawn = {name: content for name, content in sorted(made.items()) if name.startswith("Pictures/")}
    parts = {
        "mimetype": _MIMETYPE.encode(),
        "META-INF/manifest.xml": _manifest(tuple(drawn)),
        "meta.xml": _meta(document),
        "styles.xml": _styles(document),
        "content.xml": _content(made["content.xml"], document),
        **drawn,
    }
    return package.write(parts, stamp=document.cut_off, plain=("mimetype",))


# ---- the body --------------------------------------------------------------------------------------------------


def _content(written: bytes, document: Document) -> bytes:
    root = etree.fromstring(written)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    styles = root.find(f"{_OFFICE}automatic-styles")
    _describe(body, document)
    _rule(body, styles)
    _number(body, styles)
    for span in body.iter(f"{_TEXT}span"):
        if span.getparent().tag == f"{_TEXT}a":
            span.set(f"{_TEXT}style-name", "Internet_20_link")
    body.insert(0, _sequences())
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _describe(body: etree._Element, document: Document) -> None:
    """Give every picture its description, and stand it in its line."""
    told = list(descriptions(document))
    if cover.art_of(document):
        told.insert(0, cover_description(document))
    for frame, words in zip(body.iter(f"{_DRAW}frame"), told, strict=True):
        frame.set(f"{_TEXT}anchor-type", "as-char")
        described = etree.SubElement(frame, f"{_SVG}desc")
        described.text = flat(words)


def _rule(body: etree._Element, styles: etree._Element) -> None:
    """Draw tables with rules alone: firm under the head and the last row, fine between the others."""
    _replace_cell_styles(styles)
    short: set[str | None] = set()
    for table in body.iter(f"{_TABLE}table"):
        rows = list(table.iter(f"{_TABLE}table-row"))
        if len(rows) <= SHORT + 1:
            short.add(table.get(f"{_TABLE}style-name"))
        for row in rows:
            row.set(f"{_TABLE}style-name", "KeptRow")
        for cell in rows[-1].iter(f"{_TABLE}table-cell"):
            cell.set(f"{_TABLE}style-name", "TableLastRowCell")
    for style in styles.iter(f"{_STYLE}table-properties"):
        if style.getparent().get(f"{_STYLE}name") in short:
            style.set(f"{_STYLE}may-break-between-rows", "false")


def _replace_cell_styles(styles: etree._Element) -> None:
    """Put our cells and rows in the place of pandoc's."""
    for old in styles.findall(f"{_STYLE}style"):
        if old.get(f"{_STYLE}family") == "table-cell":
            styles.remove(old)
    for name, colour, points in (
        ("TableHeaderRowCell", "ink", 1.0),
        ("TableRowCell", "rule", 0.5),
        ("TableLastRowCell", "ink", 1.0),
    ):
        styles.append(etree.fromstring(odt_styles.cell_style(name, colour, points)))
    styles.append(etree.fromstring(odt_styles.row_style()))


def _number(body: etree._Element, styles: etree._Element) -> None:
    """Put each chapter into the list of chapters, and each numbered paragraph into its chapter's own."""
    styles.append(etree.fromstring(odt_styles.chapters_list()))
    lists: list[str] = []
    chapter = 0
    for node in list(body):
        name = node.get(f"{_TEXT}style-name")
        if node.tag == f"{_TEXT}h" and name == "Heading_20_1":
            chapter += 1
            styles.append(etree.fromstring(odt_styles.paragraphs_list(str(chapter))))
            _listed(node, "Chapters", lists)
        elif name == "Numbered_20_paragraph":
            _listed(node, f"Chapter_{chapter}", lists)


def _listed(node: etree._Element, style: str, lists: list[str]) -> None:
    """Put the node into the list of this style, which goes on where it has begun."""
    held = etree.Element(f"{_TEXT}list")
    held.set(f"{_TEXT}style-name", style)
    if style in lists:
        held.set(f"{_TEXT}continue-list", f"{style}-{lists.count(style)}")
    lists.append(style)
    held.set("{http://www.w3.org/XML/1998/namespace}id", f"{style}-{lists.count(style)}")
    node.getparent().replace(node, held)
    etree.SubElement(held, f"{_TEXT}list-item").append(node)
    node.tail = None


def _sequences() -> etree._Element:
    names = "".join(
        f'<text:sequence-decl text:display-outline-level="0" text:name="{kind}"/>' for kind in ("Figure", "Table")
    )
    return etree.fromstring(f"<text:sequence-decls {odt_styles.SPACES}>{names}</text:sequence-decls>")


def _entry(section: NumberedSection) -> str:
    ref = quoteattr(section.section.ref)
    link = f'<text:a xmlns:xlink="{_XLINK}" xlink:type="simple" xlink:href="#{section.section.ref}">'
    page = f'<text:bookmark-ref text:reference-format="page" text:ref-name={ref}/>'
    return (
        f'<text:p text:style-name="Contents_20_entry">{section.number}<text:tab/>{link}'
        f"{escape(flat(section.section.title))}</text:a><text:tab/>{page}</text:p>"
    )


# ---- the package -----------------------------------------------------------------------------------------------


def _styles(document: Document) -> bytes:
    running = f"{flat(document.partnership)} · {flat(document.title)}"
    made = f"{GENERATED} · " if generated(document) else ""
    return odt_styles.styles(
        language=document.language,
        left=running if len(running) <= _RUNNING else f"{running[: _RUNNING - 1]}…",
        right=made + flat(document.marking),
        foot=" · ".join(flat(part) for part in (document.status, document.foot) if part.strip()),
    )


def _meta(document: Document) -> bytes:
    stamp = f"{document.cut_off.isoformat()}T00:00:00"
    return (
        f'{_HEAD}<office:document-meta {odt_styles.SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' office:version="1.3"><office:meta><dc:title>{escape(flat(document.title))}</dc:title>'
        f"<dc:creator>{escape(flat(document.partnership))}</dc:creator><dc:language>{escape(document.language)}</dc:language>"
        f"<meta:creation-date>{stamp}</meta:creation-date><dc:date>{stamp}</dc:date></office:meta></office:document-meta>"
    ).encode()


def _manifest(drawn: tuple[str, ...]) -> bytes:
    kinds = [("/", _MIMETYPE), *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml"))]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in [*kinds, *((name, "image/png") for name in drawn)]
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    head = f'{_HEAD}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
    return f"{head}{entries}</manifest:manifest>".encode()
