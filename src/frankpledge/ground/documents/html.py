"""HTML: one file that stands alone, for a screen, a phone, a screen reader and a printer.

No scripts, nothing fetched, one style sheet inside. Every figure in a sentence leads to the list of figures at the
end, where its source, period, denominator and caveats stand.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape
from pathlib import Path

from frankpledge.ground.documents import cover, svg
from frankpledge.ground.documents.blocks import Document, Figure
from frankpledge.ground.documents.checks import check, generated
from frankpledge.ground.documents.fonts import web_fonts
from frankpledge.ground.documents.html_blocks import block_html
from frankpledge.ground.documents.html_words import MADE, figure_anchor
from frankpledge.ground.documents.look import COLOUR, FONT
from frankpledge.ground.documents.numbering import NumberedSection, numbered

_STYLE = Path(__file__).with_name("html.css")
# What a document may do wherever it is opened: its styles and letters stand in it, and it fetches nothing.
HTML_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "connect-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "font-src": ["data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
_POLICY = "; ".join(f"{what} {' '.join(where)}" for what, where in HTML_POLICY.items())
_FIGURE_FACTS = (
    ("Area", "area"),
    ("Period", "period"),
    ("Denominator", "denominator"),
    ("Source", "source"),
    ("Known on", "cut_off"),
    ("Method", "method"),
    ("Caveat", "caveat"),
)


def render(document: Document) -> bytes:
    """Return the document as one HTML file, UTF-8. Refused where it is not whole."""
    check(document)
    sections = numbered(document)
    parts = (
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f'<meta name="dcterms.date" content="{document.cut_off.isoformat()}">',
        f"<title>{escape(document.title)} – {escape(document.partnership)}</title>",
        f"<style>{style()}</style></head><body>",
        '<a class="skip" href="#main">Skip to the document</a>',
        _cover(document),
        f'<main id="main" class="wrap" tabindex="-1">{_front(document)}',
        *(_section(section, document, sections) for section in sections),
        figures_list(document),
        "</main>",
        _foot(document),
        "</body></html>\n",
    )
    return "\n".join(part for part in parts if part).encode()


def _cover(document: Document) -> str:
    drawn = cover.art_of(document)
    art = svg.decoration(drawn) if drawn else ""
    return (
        f'<header class="cover">{art}<div class="wrap">'
        f'<p class="marking"><strong>{escape(document.marking)}</strong> {escape(document.disclosable)}</p>'
        f"<p>{escape(document.partnership)}</p><h1>{escape(document.title)}</h1>"
        f'<p class="subtitle">{escape(document.subtitle)}</p></div></header>'
    )


def _front(document: Document) -> str:
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in cover.rows(document))
    told = (
        '<div class="callout is-demonstration"><p><strong>Demonstration.</strong> '
        f"{escape(document.demonstration)}</p></div>"
        if document.demonstration
        else ""
    )
    return f'<dl class="facts">{facts}</dl>{told}'


def _section(section: NumberedSection, document: Document, every: tuple[NumberedSection, ...]) -> str:
    part = section.section
    number = f'<span class="chapter">{section.number}</span> ' if section.number else ""
    blocks = "\n".join(block_html(block, document, every) for block in section.blocks)
    return (
        f'<section id="{part.ref}" aria-labelledby="{part.ref}-title">'
        f'<h2 id="{part.ref}-title">{number}{escape(part.title)}</h2>\n{blocks}</section>'
    )


def figures_list(document: Document, *, level: int = 2, anchor: str = "all-figures") -> str:
    """Return the list of figures, each with all that a reader may ask of it; nothing where there are none."""
    if not document.figures:
        return ""
    shown = "".join(_figure(figure) for figure in document.figures.values())
    return (
        f'<section id="{anchor}" aria-labelledby="{anchor}-title">'
        f'<h{level} id="{anchor}-title">Every figure in this document</h{level}>'
        "<p>Each number that a sentence quotes, with where it comes from. "
        "No data, not shown and 0 are three things.</p>"
        f'<ul class="figures">{shown}</ul></section>'
    )


def _figure(figure: Figure) -> str:
    facts = [(label, str(getattr(figure, field))) for label, field in _FIGURE_FACTS]
    if figure.state != "value":
        facts.insert(0, ("State", figure.state))
    told = " ".join(f"<span>{label}: {escape(words)}.</span>" for label, words in facts if words)
    made = f" {MADE}" if figure.generated else ""
    said = f"{escape(figure.label)}: <strong>{escape(figure.display)}</strong>{made}"
    return (
        f'<li id="{figure_anchor(figure.key)}"><p>{said}</p>'
        f'<p class="sub">{told.replace("..</span>", ".</span>")}</p></li>'
    )


def _foot(document: Document) -> str:
    words = " · ".join(part for part in (document.marking, document.status, document.foot) if part.strip())
    made = f" {MADE}" if generated(document) else ""
    return f'<footer><div class="wrap"><p>{escape(words)}{made}</p></div></footer>'


@lru_cache(maxsize=1)
def style() -> str:
    """Return the one style sheet of a document that stands alone."""
    tokens = "; ".join(f"--{name}: {value}" for name, value in COLOUR.items())
    faces = "\n".join(_face(weight, content) for weight, content in web_fonts().items())
    return f"{faces}\n:root {{ {tokens} }}\n{_STYLE.read_text(encoding='utf-8')}"


def _face(weight: int, content: bytes) -> str:
    """Return the typeface inside the page: the pictures' words were measured in it."""
    source = f"url(data:font/woff2;base64,{base64.b64encode(content).decode()}) format('woff2')"
    return f"@font-face {{ font-family: '{FONT}'; font-weight: {weight}; src: {source} }}"
