"""A pack as one HTML file that stands alone: every paper in order, the number of each page where it begins, no scripts.

Generated papers are words; a page that somebody sent is a picture with its words under it, so that a phone and a screen
reader have both. Nothing is fetched: pictures and letters stand in the file.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.html import HTML_POLICY, figures_list, style
from frankpledge.ground.documents.html_blocks import block_html
from frankpledge.ground.documents.paged import LaidSection, pages_begun, with_row_marks
from frankpledge.ground.documents.sent import SentPage

_STYLE = Path(__file__).with_name("pack.css")
_POLICY = "; ".join(f"{what} {' '.join(where)}" for what, where in {**HTML_POLICY, "img-src": ["data:"]}.items())
NO_WORDS = "No text in this page: it is a picture only. Ask whoever sent the paper for its words."


@dataclass(frozen=True)
class Paper:
    """A paper of the file: its words as they were laid on pages, or the pages that somebody sent.

    `first` is the number of its first page, `last` of its last in the whole; `note` says of which item and version.
    """

    anchor: str
    title: str
    note: str
    first: int
    last: int
    document: Document | None = None
    sections: tuple[LaidSection, ...] = ()
    pages: tuple[SentPage, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What the file says of itself."""

    title: str
    subtitle: str
    partnership: str
    marking: str
    foot: str
    pages: int


def pack_html(papers: Sequence[Paper], facts: Facts) -> bytes:
    """Return the pack as one HTML file, UTF-8."""
    parts = (
        "<!DOCTYPE html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(facts.title)} – {escape(facts.partnership)}</title>",
        f"<style>{style()}\n{_STYLE.read_text(encoding='utf-8')}</style></head><body>",
        '<a class="skip" href="#main">Skip to the papers</a>',
        _cover(facts),
        f'<main id="main" class="wrap" tabindex="-1">{_contents(papers)}',
        *(_paper(paper, facts) for paper in papers),
        f'</main><footer><div class="wrap"><p>{escape(facts.foot)}</p></div></footer></body></html>\n',
    )
    return "\n".join(parts).encode()


def _cover(facts: Facts) -> str:
    return (
        f'<header class="cover"><div class="wrap"><p class="marking"><strong>{escape(facts.marking)}</strong></p>'
        f"<p>{escape(facts.partnership)}</p><h1>{escape(facts.title)}</h1>"
        f'<p class="subtitle">{escape(facts.subtitle)}</p></div></header>'
    )


def _contents(papers: Sequence[Paper]) -> str:
    entries = "".join(
        f'<li><span class="number">{paper.first}</span><span><a href="#{paper.anchor}">{escape(paper.title)}</a>'
        f'<span class="about">{escape(paper.note)}</span></span></li>'
        for paper in papers
    )
    head = "<h2>Papers, and the pages that they begin on</h2>"
    return f'<nav class="papers" aria-label="Papers">{head}<ul class="contents">{entries}</ul></nav>'


def _paper(paper: Paper, facts: Facts) -> str:
    body = "".join(_laid(paper, facts) if paper.document else _sent(paper, facts))
    listed = figures_list(paper.document, level=3, anchor=f"{paper.anchor}-figures") if paper.document else ""
    return (
        f'<article id="{paper.anchor}" aria-labelledby="{paper.anchor}-title">'
        f'<h2 id="{paper.anchor}-title">{escape(paper.title)}</h2>'
        f'<p class="sub">{escape(paper.note)}</p>{body}{listed}</article>'
    )


def page_mark(first: int, last: int, facts: Facts) -> str:
    """Return the mark of the page, or pages, that begin here."""
    words = f"Pages {first}–{last}" if last > first else f"Page {first}"
    return f'<span class="page" id="page-{first}">{words} of {facts.pages}</span>'


def _laid(paper: Paper, facts: Facts) -> Iterator[str]:
    assert paper.document is not None
    shown, end = 0, max((_last(section) for section in paper.sections), default=1)

    def mark(page: int) -> str:
        number = paper.first + page - 1
        return page_mark(number, paper.last if page == end else number, facts)

    for section in paper.sections:
        yield "".join(f"<p>{mark(page)}</p>" for page in pages_begun(shown, section.page))
        shown = max(shown, section.page)
        number = f'<span class="chapter">{section.number}</span> ' if section.number else ""
        yield f'<section id="{section.ref}"><h3>{number}{escape(section.title)}</h3>'
        for one in section.blocks:
            yield "".join(f"<p>{mark(page)}</p>" for page in pages_begun(shown, one.page))
            shown = max(shown, one.page)
            yield with_row_marks(block_html(one.numbered_block, paper.document, ()), one.rows, mark)
            shown = max([shown, *(page for _, page in one.rows)])
        yield "</section>"


def _last(section: LaidSection) -> int:
    return max([section.page, *(page for one in section.blocks for page in (one.page, *(p for _, p in one.rows)))])


def _sent(paper: Paper, facts: Facts) -> Iterator[str]:
    for at, page in enumerate(paper.pages):
        number = paper.first + at
        address = f"data:image/webp;base64,{base64.b64encode(page.picture).decode()}"
        yield f"<section><p>{page_mark(number, number, facts)}</p>"
        yield (
            f'<img class="sheet" width="{page.width}" height="{page.height}" src="{address}"'
            f' alt="Page {number} as it was sent. Its words follow.">'
        )
        yield f"<details><summary>Words of page {number}</summary>{words_html(page.words)}</details></section>"


def words_html(words: str) -> str:
    """Return the words of a page that somebody sent; of one without any, that it has none."""
    if not words.strip():
        return f'<p class="absent">{NO_WORDS}</p>'
    return "".join(f"<p>{escape(line)}</p>" for line in words.split("\n"))
