"""Words brought back from Word: per passage the new paragraphs, their figures whole, and what was lost on the way.

Only the words between a passage's bookmarks come back. A figure is known by its control, its bookmark, or its style and
print, in this order; typed over, it is restored, and taken out, it is told. Tracked changes count as accepted. What is
not words (tables, pictures, notes) stays behind and is told. A paragraph written after a passage's last one comes back
from Word; LibreOffice keeps it outside the bookmark, so there it should be written before the last stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from frankpledge.ground.documents.docx_package import opened
from frankpledge.ground.documents.docx_styles import style_id
from frankpledge.ground.documents.docx_written import FIGURE, FIGURE_BOOKMARK, PASSAGE_BOOKMARK, W, figure_mark
from frankpledge.ground.documents.words import BadLine, line

_NAMED = f"{W}name"
_IDENTITY = f"{W}id"
_VALUE = f"{W}val"
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LEFT_OUT = {"tbl": "a table", "drawing": "a picture", "pict": "a picture", "object": "an object"}
_NOTES = {"footnoteReference": "a footnote", "endnoteReference": "an endnote"}
_SKIPPED = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr"})
_BLANKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}
# What would be a mark in a passage and was meant as itself.
_MARKS = re.compile(r"[{}]|\*\*|\[(?=[^\[\]]+\]\()|\\(?=[\\{}*\[\]])")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class Sent:
    """What was sent out of a passage: its paragraphs with their marks, and how its figures were printed, by name."""

    paragraphs: tuple[str, ...]
    figures: Mapping[str, str]


@dataclass(frozen=True)
class BroughtBack:
    """What came back of a passage. `revision` is the one that was sent; `told` says what was lost or put right.

    `found`: the passage is in the file at all. `changed`: its words differ from those that were sent.
    """

    passage: str
    revision: int
    paragraphs: tuple[str, ...]
    told: tuple[str, ...] = ()
    found: bool = True
    changed: bool = False

    @property
    def text(self) -> str:
        """Return the words as a passage keeps them."""
        return "\n\n".join(self.paragraphs)


def brought_back(content: bytes, sent: Mapping[str, Sent]) -> tuple[BroughtBack, ...]:
    """Return what became of each passage that was sent, by its 32 digits. Refused where the file is no safe DOCX."""
    body, targets = opened(content)
    read = _read(body, targets)
    return tuple(_compared(name, read.get(name), one) for name, one in sent.items())


# ---- reading ---------------------------------------------------------------------------------------------------


@dataclass
class _Token:
    """A piece of a paragraph: words, strong words, the words of a link (`target`), or a figure (`mark` or `name`)."""

    words: str
    strong: bool = False
    target: str = ""
    name: str = ""
    mark: str = ""
    styled: bool = False

    @property
    def like(self) -> tuple[object, ...]:
        return (self.strong, self.target, self.name, self.mark, self.styled)


@dataclass
class _Passage:
    revision: int
    paragraphs: list[list[_Token]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class _Reader:
    """Walks the body once, in order, knowing which passage and which figure it is in."""

    def __init__(self, body: etree._Element, targets: Mapping[str, str]) -> None:
        self.targets = targets
        self.found: dict[str, _Passage] = {}
        self.inside, self.mark, self.touched = "", "", ""
        self.tokens: list[_Token] = []
        self.starts = {mark.get(_IDENTITY): mark.get(_NAMED, "") for mark in body.iter(f"{W}bookmarkStart")}
        # LibreOffice begins a bookmark again in every paragraph and ends it once: the last end is the end.
        ends = (mark for mark in body.iter(f"{W}bookmarkEnd"))
        self.last = {self.starts.get(mark.get(_IDENTITY), ""): mark for mark in ends}

    def walk(self, node: etree._Element, *, target: str = "") -> None:
        for child in node:
            kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if kind in _SKIPPED or not kind:
                continue
            if kind == "p":
                self.paragraph(child)
            elif kind == "r":
                self.run(child, target)
            elif kind in ("bookmarkStart", "bookmarkEnd"):
                self.bookmark(child, begins=kind == "bookmarkStart")
            elif kind in _LEFT_OUT:
                self.tell(f"{_LEFT_OUT[kind]} was put in, and is left out: a passage holds words.")
            elif not self.control(child):
                self.walk(child, target=self.target(child) or target)

    def paragraph(self, node: etree._Element) -> None:
        outer, self.tokens = self.tokens, []
        self.touched = self.inside
        self.walk(node)
        if self.touched and any(token.words.strip() or token.name or token.mark for token in self.tokens):
            self.found[self.touched].paragraphs.append(self.tokens)
        self.tokens = outer

    def bookmark(self, node: etree._Element, *, begins: bool) -> None:
        name = node.get(_NAMED, "") if begins else self.starts.get(node.get(_IDENTITY), "")
        passage, figure = PASSAGE_BOOKMARK.fullmatch(name), FIGURE_BOOKMARK.fullmatch(name)
        if figure:
            self.mark = figure[1] if begins else ""
        if passage and begins:
            self.inside = self.touched = passage[1]
            self.found.setdefault(passage[1], _Passage(int(passage[2])))
        elif passage and self.last.get(name) is node:
            if not any(token.words.strip() for token in self.tokens):
                self.touched = ""
            self.inside = ""

    def control(self, node: etree._Element) -> bool:
        """Take a figure's control as one figure; return whether it was one."""
        tag = node.find(f"{W}sdtPr/{W}tag") if node.tag == f"{W}sdt" else None
        name = tag.get(_VALUE, "") if tag is not None else ""
        if not name.startswith(FIGURE):
            return False
        words = "".join(text.text or "" for text in node.iter(f"{W}t"))
        self.tokens.append(_Token(words, name=name.removeprefix(FIGURE)))
        return True

    def run(self, node: etree._Element, target: str) -> None:
        style, bold = node.find(f"{W}rPr/{W}rStyle"), node.find(f"{W}rPr/{W}b")
        styled = style is not None and style.get(_VALUE) in (style_id("Live figure"), style_id("Live figure absent"))
        strong = bold is not None and bold.get(_VALUE, "1") not in _OFF and not styled
        for child in node:
            kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
            words = (child.text or "") if kind == "t" else _BLANKS.get(kind)
            if words is not None:
                self.tokens.append(_Token(words, strong, target, mark=self.mark, styled=styled))
            elif kind in _NOTES or kind in _LEFT_OUT:
                what = _NOTES.get(kind) or _LEFT_OUT[kind]
                self.tell(f"{what} was put in, and is left out: a passage holds words.")

    def target(self, node: etree._Element) -> str:
        if node.tag != f"{W}hyperlink":
            return ""
        anchor = node.get(f"{W}anchor", "")
        return self.targets.get(node.get(_LINKED, ""), f"#{anchor}" if anchor else "")

    def tell(self, words: str) -> None:
        if self.inside:
            self.found[self.inside].told.append(words)


def _read(body: etree._Element, targets: Mapping[str, str]) -> dict[str, _Passage]:
    reader = _Reader(body, targets)
    reader.walk(body)
    return reader.found


# ---- comparing -------------------------------------------------------------------------------------------------


def _compared(name: str, read: _Passage | None, sent: Sent) -> BroughtBack:
    if read is None:
        gone = "This passage is not in the file: its bookmark was taken out with its words."
        return BroughtBack(name, 0, sent.paragraphs, (gone,), found=False)
    told = [f"{words[:1].upper()}{words[1:]}" for words in dict.fromkeys(read.told)]
    kept: set[str] = set()
    paragraphs = tuple(_written(tokens, sent, kept, told) for tokens in read.paragraphs)
    for figure, display in sent.figures.items():
        if figure not in kept and any(f"{{{figure}}}" in paragraph for paragraph in sent.paragraphs):
            told.append(f"The figure {{{figure}}} ({display}) was taken out.")
    as_sent = {_parsed(paragraph): paragraph for paragraph in sent.paragraphs}
    same = tuple(as_sent.get(_parsed(paragraph), paragraph) for paragraph in paragraphs)
    return BroughtBack(name, read.revision, same, tuple(told), changed=same != sent.paragraphs)


def _written(tokens: list[_Token], sent: Sent, kept: set[str], told: list[str]) -> str:
    """Return a paragraph with its marks, as a passage keeps it."""
    parts = []
    for token in _joined(tokens):
        figure = _figure(token, sent)
        if figure:
            parts.append(f"{{{figure}}}")
            kept.add(figure)
            was, said = sent.figures[figure], " ".join(token.words.split())
            if said != " ".join(was.split()):
                told.append(f"The figure {{{figure}}} was typed over, {was} → {said}: restored.")
        else:
            parts.append(_marked(token))
    return " ".join("".join(parts).split())


def _joined(tokens: list[_Token]) -> Iterator[_Token]:
    held: _Token | None = None
    for token in tokens:
        if held is not None and held.like == token.like and not token.name:
            held = _Token(held.words + token.words, token.strong, token.target, "", token.mark, token.styled)
            continue
        if held is not None:
            yield held
        held = token
    if held is not None:
        yield held


def _figure(token: _Token, sent: Sent) -> str:
    """Return which figure of the passage a piece is; nothing for words, and for a figure of another passage."""
    if token.name:
        return token.name if token.name in sent.figures else ""
    if token.mark:
        return next((name for name in sent.figures if figure_mark(name) == token.mark), "")
    alike = [name for name, display in sent.figures.items() if token.styled and display == token.words.strip()]
    return alike[0] if len(alike) == 1 else ""


def _marked(token: _Token) -> str:
    words = _MARKS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), token.words)
    if token.target and token.words.strip():
        return f"[{words}]({token.target})"
    return f"**{words}**" if token.strong and words else words


def _parsed(paragraph: str) -> object:
    try:
        return line(" ".join(paragraph.split()))
    except BadLine:
        return paragraph
