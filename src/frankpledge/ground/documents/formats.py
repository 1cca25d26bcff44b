"""The formats of a document, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from frankpledge.ground.documents import docx, html, odt, pdf, pptx, xlsx
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.html import HTML_POLICY
from frankpledge.ground.documents.scan import check_clean
from frankpledge.refusal import Refusal

__all__ = ["FORMATS", "HTML_POLICY", "ONE_PAGE", "Format", "UnknownFormat", "rendered"]


class UnknownFormat(Refusal):
    """A format that no document is written in."""


@dataclass(frozen=True)
class Format:
    """A format: its name (also the ending of its files), what it is called on a page, and how it is made.

    Whatever is made is looked through for what it might hold besides what it shows.
    """

    name: str
    label: str
    media_type: str
    make: Callable[[Document], bytes]

    def render(self, document: Document) -> bytes:
        """Return a document as a fresh file, refused where it holds more than it shows."""
        return check_clean(self.make(document), self.name, author=document.partnership)


_EVERY = (
    Format("html", "Web page", "text/html; charset=utf-8", html.render),
    Format("pdf", "PDF", "application/pdf", pdf.render),
    Format("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.render),
    Format("odt", "OpenDocument text", "application/vnd.oasis.opendocument.text", odt.render),
    Format(
        "xlsx",
        "Spreadsheet of figures",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx.render,
    ),
    Format(
        "pptx",
        "Slides",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        pptx.render,
    ),
    Format("brief.pdf", "Two-page summary", "application/pdf", pdf.render_brief),
)
# For a statement of one page: the PDF without a cover.
ONE_PAGE = Format("pdf", "PDF", "application/pdf", pdf.render_one_page)
FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _EVERY})


def rendered(document: Document, formats: Iterable[str] = tuple(FORMATS)) -> dict[str, bytes]:
    """Return the document in each of the named formats. An unknown name is refused before anything is made."""
    wanted = tuple(formats)
    for name in wanted:
        if name not in FORMATS:
            raise UnknownFormat(f"no document is written as {name!r}", cure=f"Choose from {', '.join(FORMATS)}.")
    return {name: FORMATS[name].render(document) for name in wanted}
