"""Papers bound into one PDF: one numbering through the whole, bookmarks, and the tags of every paper that has them.

A paper that was generated keeps its tags. A page that somebody sent is one picture to a reader who listens, and says
its words; it is made a little smaller, so that its own foot and the number of the whole both have room.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from frankpledge.ground.documents.fonts import font_dir
from frankpledge.ground.documents.look import COLOUR, FONT

_STAMPS = Path(__file__).with_name("stamps.typ")
_A4 = (595.276, 841.89)
_SIDE, _TOP, _FOOT = 28.3, 56.0, 62.4
_NO_WORDS = "This page has no text that can be read out."
_ALT_LONGEST = 8_000


@dataclass(frozen=True)
class Leaf:
    """A paper to be bound: its pages, the number of the first, and how many numbers it takes up.

    Where it has fewer pages than numbers, as a sheet in the place of a withheld paper has, its last page bears those
    that are left. `words` are those of each page that somebody sent; None for a paper that was generated. `head` is
    printed at the head of a sent page, `foot` at its foot.
    """

    title: str
    content: bytes
    first: int
    takes: int
    words: tuple[str, ...] | None = None
    head: str = ""
    foot: str = ""


@dataclass(frozen=True)
class Whole:
    """What the PDF says of itself."""

    title: str
    author: str
    pages: int
    day: date


def numbers(leaf: Leaf, pages: int) -> tuple[str, ...]:
    """Return the number of each page of a leaf as it is printed: "12", or "12–15" for one that stands for several."""
    singles = [str(leaf.first + at) for at in range(pages - 1)]
    last, end = leaf.first + pages - 1, leaf.first + leaf.takes - 1
    return (*singles, f"{last}–{end}" if end > last else str(last))


def printed(number: str, of: int) -> str:
    """Return a page's number in words: "Page 12 of 48"."""
    return f"Page{'s' if '–' in number else ''} {number} of {of}"


def bind(leaves: Sequence[Leaf], whole: Whole) -> bytes:
    """Return the leaves as one PDF. The same leaves give the same bytes."""
    with pikepdf.new() as made:
        tags = _Tags(made)
        marks: list[tuple[str, int]] = []
        stamps: list[dict[str, Any]] = []
        for at, leaf in enumerate(leaves):
            begins = len(made.pages)
            with pikepdf.open(io.BytesIO(leaf.content)) as source:
                if leaf.words is None:
                    _add_generated(made, source, tags, f"p{at}-")
                else:
                    _add_sent(made, source, tags, leaf)
            marks.append((leaf.title, begins))
            stamps += _stamps(leaf, made.pages[begins:], whole)
        tags.keep(whole.title)
        _stamp(made, stamps)
        _describe(made, marks, stamps, whole)
        out = io.BytesIO()
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


# ---- pages -----------------------------------------------------------------------------------------------------


def _add_generated(made: pikepdf.Pdf, source: pikepdf.Pdf, tags: _Tags, prefix: str) -> None:
    begins = len(made.pages)
    made.pages.extend(source.pages)
    if Name.StructTreeRoot in source.Root:
        tags.take(source, made.pages[begins:], prefix)
    named = source.Root.get("/Names", Dictionary())
    if "/Dests" in named:
        copied = made.copy_foreign(source.make_indirect(named.Dests))
        tags.places.update(dict(pikepdf.NameTree(copied).items()))


def _add_sent(made: pikepdf.Pdf, source: pikepdf.Pdf, tags: _Tags, leaf: Leaf) -> None:
    for at, sheet in enumerate(source.pages):
        wide, high = _size(sheet)
        size = _A4 if high >= wide else (_A4[1], _A4[0])
        page = made.add_blank_page(page_size=size)
        drawn = made.copy_foreign(sheet.as_form_xobject())
        name = page.add_resource(drawn, Name.XObject, Name.Sent)
        frame = pikepdf.Rectangle(_SIDE, _FOOT, size[0] - _SIDE, size[1] - _TOP)
        placed = page.calc_form_xobject_placement(drawn, name, frame, allow_expand=True)
        page.contents_add(b"/Figure <</MCID 0>> BDC q %s Q EMC" % placed)
        words = leaf.words[at] if leaf.words and at < len(leaf.words) else ""
        said = " ".join(words.split())[:_ALT_LONGEST] or _NO_WORDS
        tags.picture(page, f"{leaf.title}, page {at + 1} of the paper. {said}")


def _size(sheet: pikepdf.Page) -> tuple[float, float]:
    left, low, right, top = (float(one) for one in sheet.trimbox)
    turned = int(sheet.obj.get("/Rotate", 0)) % 180 != 0
    wide, high = right - left, top - low
    return (high, wide) if turned else (wide, high)


# ---- tags ------------------------------------------------------------------------------------------------------


class _Tags:
    """The one tree of tags: a part for each paper, and which tag each piece of each page belongs to."""

    def __init__(self, made: pikepdf.Pdf) -> None:
        self.made = made
        self.root = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.whole = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array()))
        self.next = 0
        self.numbers: list[Any] = []
        self.roles: dict[str, Any] = {}
        self.named: dict[str, Any] = {}
        self.places: dict[str, Any] = {}

    def take(self, source: pikepdf.Pdf, pages: Iterable[pikepdf.Page], prefix: str) -> None:
        """Take over the tags of a paper whose pages are here already."""
        tree = self.made.copy_foreign(source.Root.StructTreeRoot)
        by_number = dict(pikepdf.NumberTree(tree.ParentTree).items())
        for number, owners in by_number.items():
            self.numbers += [self.next + int(number), owners]
        for page in pages:
            for one in (page.obj, *page.obj.get("/Annots", ())):
                for key in ("/StructParents", "/StructParent"):
                    if key in one:
                        one[key] = self.next + int(one[key])
        self.next += max((int(number) for number in by_number), default=-1) + 1
        self.roles.update(tree.get("/RoleMap", {}).items())
        parts = tree.K if isinstance(tree.K, Array) else [tree.K]
        for part in parts:
            part.S, part.P = Name.Part, self.whole
            self.whole.K.append(part)
            self._rename(part, prefix)

    def _rename(self, top: Any, prefix: str) -> None:
        """Give the cells of a paper's tables names that no other paper's have."""
        waiting = [top]
        while waiting:
            one = waiting.pop()
            if "/ID" in one:
                one.ID = String(f"{prefix}{one.ID}")
                self.named[str(one.ID)] = one
            for facts in _several(one.get("/A")):
                if isinstance(facts, Dictionary) and "/Headers" in facts:
                    facts.Headers = Array([String(f"{prefix}{name}") for name in facts.Headers])
            waiting += [child for child in _several(one.get("/K")) if isinstance(child, Dictionary) and "/S" in child]

    def picture(self, page: pikepdf.Page, words: str) -> None:
        """Note that all of a page is one picture, with its words."""
        tag = Dictionary(Type=Name.StructElem, S=Name.Figure, P=self.whole, Pg=page.obj, K=0, Alt=String(words))
        box = Array([float(one) for one in page.mediabox])
        tag.A = Array([Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)])
        kept = self.made.make_indirect(tag)
        self.whole.K.append(kept)
        page.obj.StructParents = self.next
        self.numbers += [self.next, self.made.make_indirect(Array([kept]))]
        self.next += 1

    def keep(self, title: str) -> None:
        """Write the tree into the PDF."""
        self.whole.T = String(title)
        self.root.K = Array([self.whole])
        self.root.ParentTree = self.made.make_indirect(Dictionary(Nums=Array(self.numbers)))
        self.root.ParentTreeNextKey = self.next
        self.root.RoleMap = Dictionary(self.roles)
        if self.named:
            self.root.IDTree = _tree(self.made, self.named)
        self.made.Root.StructTreeRoot = self.root
        self.made.Root.MarkInfo = Dictionary(Marked=True)
        if self.places:
            self.made.Root.Names = Dictionary(Dests=_tree(self.made, self.places))


def _tree(made: pikepdf.Pdf, named: Mapping[str, Any]) -> Any:
    names: list[Any] = []
    for name in sorted(named, key=lambda one: one.encode()):
        names += [String(name), named[name]]
    return made.make_indirect(Dictionary(Names=Array(names)))


def _several(held: Any) -> list[Any]:
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


# ---- what is printed over the pages ----------------------------------------------------------------------------


def _stamps(leaf: Leaf, pages: Sequence[pikepdf.Page], whole: Whole) -> Iterator[dict[str, Any]]:
    for number, page in zip(numbers(leaf, len(pages)), pages, strict=True):
        wide = float(page.mediabox[2]) > float(page.mediabox[3])
        yield {"left": leaf.foot, "right": printed(number, whole.pages), "head": leaf.head, "wide": wide, "at": number}


def _stamp(made: pikepdf.Pdf, stamps: list[dict[str, Any]]) -> None:
    told = {"pages": stamps, "font": FONT, "soft": COLOUR["soft"]}
    drawn = typst.compile(
        _STAMPS,
        root=_STAMPS.parent,
        font_paths=[font_dir()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"stamps": json.dumps(told, ensure_ascii=False)},
        timestamp=0,
        pdf_tags=False,
    )
    with pikepdf.open(io.BytesIO(drawn)) as over:
        for page, stamp in zip(made.pages, over.pages, strict=True):
            name = page.add_resource(made.copy_foreign(stamp.as_form_xobject()), Name.XObject, Name.Stamp)
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q\n/Artifact <</Type /Pagination>> BDC q %s Do Q EMC" % str(name).encode())


def _describe(made: pikepdf.Pdf, marks: list[tuple[str, int]], stamps: list[dict[str, Any]], whole: Whole) -> None:
    with made.open_outline() as outline:
        outline.root.extend(OutlineItem(title, at) for title, at in marks)
    labels: list[Any] = []
    for at, stamp in enumerate(stamps):
        labels += [at, Dictionary(P=String(stamp["at"]))]
    made.Root.PageLabels = Dictionary(Nums=Array(labels))
    made.Root.PageMode = Name.UseOutlines
    made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    made.Root.Lang = String("en-GB")
    moment = datetime.combine(whole.day, time(), tzinfo=UTC)
    with made.open_metadata(set_pikepdf_as_editor=False) as told:
        told["dc:title"], told["dc:creator"], told["dc:language"] = whole.title, [whole.author], ["en-GB"]
        told["xmp:CreateDate"] = moment.isoformat()
