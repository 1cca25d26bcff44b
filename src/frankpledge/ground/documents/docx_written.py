"""People's words in Word: each passage under a bookmark, each figure in a locked control and under a bookmark too.

Word keeps a figure from being typed over. LibreOffice (7.4) keeps the controls and loses their names, but keeps
bookmarks, whose names it cuts at forty characters: so both are written, and `brought_back` finds the words either way.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr
from zlib import crc32

from lxml import etree

from frankpledge.ground.documents.blocks import Figure, Written
from frankpledge.ground.documents.docx_styles import SPACE, style_id

W = f"{{{SPACE}}}"
FIGURE = "fig:"
PASSAGE_BOOKMARK = re.compile(r"w_([0-9a-f]{32})_([0-9]+)")
FIGURE_BOOKMARK = re.compile(r"figure_([0-9a-f]{8})_[0-9]+")
_BEGINS = re.compile(r"begins_([0-9a-f]{32}_[0-9]+)")
# Numbers of bookmarks are one series: pandoc's own start at 1.
_FIRST_ID = 100_000


def figure_name(key: str) -> str:
    """Return the name of a figure within its passage: the last part of its key in the document."""
    return key.rsplit(".", 1)[-1]


def figure_mark(name: str) -> str:
    """Return the eight digits by which a bookmark knows a figure's name, which may be too long for one."""
    return f"{crc32(name.encode()):08x}"


def beginning(written: Written) -> str:
    """Return the markup at the head of a paragraph of a passage; `enclose` turns it into what Word keeps."""
    name = f"begins_{written.passage}_{written.revision}"
    return f'<w:bookmarkStart w:id="0" w:name={quoteattr(name)}/><w:bookmarkEnd w:id="0"/>'


def figure_control(figure: Figure) -> str:
    """Return a figure as a control whose content is locked; it may be taken out whole."""
    name = figure_name(figure.key)
    style = style_id("Live figure" if figure.state == "value" else "Live figure absent")
    words = escape(" ".join(figure.display.split()))
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(figure.label[:64])}/><w:tag w:val={quoteattr(FIGURE + name)}/>"
        '<w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>'
        f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )


def enclose(body: etree._Element) -> None:
    """Put the paragraphs of each passage that stand together under one bookmark, and each figure under one."""
    for number, control in enumerate(body.iter(f"{W}sdt")):
        name = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val").removeprefix(FIGURE)
        begin, end = _pair(f"figure_{figure_mark(name)}_{number}", _FIRST_ID + number)
        content = control.find(f"{W}sdtContent")
        content.insert(0, begin)
        content.append(end)
    runs = groupby(enumerate(list(body)), key=lambda at: _begun(at[1]))
    for number, (name, blocks) in enumerate((name, [one for _, one in run]) for name, run in runs):
        if name:
            _enclose(blocks, name, _FIRST_ID * 2 + number)


def _begun(block: etree._Element) -> str:
    """Return the passage and revision that a block begins, and take the mark away; nothing for any other block."""
    for mark in block.findall(f"{W}bookmarkStart"):
        found = _BEGINS.fullmatch(mark.get(f"{W}name", ""))
        if found:
            end = mark.getnext()
            block.remove(mark)
            block.remove(end)
            return found[1]
    return ""


def _enclose(blocks: list[etree._Element], name: str, number: int) -> None:
    begin, end = _pair(f"w_{name}", number)
    properties = blocks[0].find(f"{W}pPr")
    blocks[0].insert(0 if properties is None else 1, begin)
    # After the last paragraph and not in it, so that one more begun there is among the words that come back.
    blocks[-1].addnext(end)


def _pair(name: str, number: int) -> tuple[etree._Element, etree._Element]:
    begin, end = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
    for mark in (begin, end):
        mark.set(f"{W}id", str(number))
    begin.set(f"{W}name", name)
    return begin, end
