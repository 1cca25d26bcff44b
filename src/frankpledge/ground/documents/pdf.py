"""PDF: tagged, with alternative texts, for a reader who listens (PDF/UA-1) and for the archive (PDF/A-2a).

Typst checks both standards as it writes and refuses what does not keep them. Only the bundled fonts are used, nothing
is fetched, and the one time stamp is the cut-off.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from frankpledge.ground.documents.blocks import Document, Sheet, Standout
from frankpledge.ground.documents.brief import brief
from frankpledge.ground.documents.checks import check
from frankpledge.ground.documents.fonts import font_dir
from frankpledge.ground.documents.pdf_fit import End, fitted
from frankpledge.ground.documents.pdf_pages import pages, sheet_pages
from frankpledge.ground.documents.sheet import sheet_of
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from typst import PDFStandard

_TEMPLATE = Path(__file__).with_name("house.typ")
_SHEET = Path(__file__).with_name("sheet.typ")
# Letters and the air above a row, in points: the first that let a sheet stand on one side.
_SIZES = ((10.8, 13), (10.8, 9.5), (10.8, 7), (10.2, 6.5), (9.6, 6.5), (9.0, 6), (8.4, 5))
_STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]


class CannotTypeset(Refusal):
    """Typst would not set the document, with its own reason."""


def render(document: Document) -> bytes:
    """Return the document as PDF/UA-1 and PDF/A-2a. Refused where it is not whole or cannot be set."""
    check(document)
    if any(isinstance(block, Standout) for section in document.sections for block in section.blocks):
        return set_as_pdf(document, _without_a_cover(document))
    sheet = sheet_of(document)
    if sheet is not None:
        return set_as_pdf(document, _one_side(document, sheet), template=_SHEET)
    return set_as_pdf(document, fitted(pages(document), _ends))


def _without_a_cover(document: Document) -> dict[str, Any]:
    """Return the pages of a document that tells what stands out: it begins at once, and its sections run on.

    One that begins with a long table begins a page of its own, so that no head of a table ends a page.
    """
    told = pages(document)
    sections = [
        {**section, "runs_on": at > 0 and not section["blocks"][0].get("long", False)}
        for at, section in enumerate(told["sections"])
    ]
    return {**told, "short": True, "sections": sections}


def render_brief(document: Document) -> bytes:
    """Return the two-page summary of the document, to the same standards."""
    check(document)
    short = brief(document)
    check(short)
    return set_as_pdf(short, {**pages(short), "short": True})


def render_one_page(document: Document) -> bytes:
    """Return a short document without a cover, its title at the head of its first page, to the same standards."""
    check(document)
    return set_as_pdf(document, {**pages(document), "short": True})


def _one_side(document: Document, sheet: Sheet) -> dict[str, Any]:
    """Return a sheet in the largest letters that let it stand on one side; refused where none do."""
    for size, air in _SIZES:
        told = sheet_pages(document, sheet, size=size, air=air)
        if json.loads(queried(told, "<pages>", template=_SHEET)) == [1]:
            return told
    raise CannotTypeset(
        "the page says more than one side holds.", where=document.title,
        cure="Say it in fewer words: of a priority its name, one finding, one outcome, and the steps that matter most.",
    )  # fmt: skip


def set_as_pdf(document: Document, set_pages: dict[str, Any], *, template: Path = _TEMPLATE) -> bytes:
    """Return the document as PDF from what the template is given. Refused where Typst will not set it."""
    stamp = datetime.combine(document.cut_off, time(), tzinfo=UTC)
    try:
        made = typst.compile(
            template,
            root=template.parent,
            font_paths=[font_dir()],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=_inputs(set_pages),
            pdf_standards=_STANDARDS,
            timestamp=int(stamp.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotTypeset(
            f"the document cannot be set: {error.message}",
            where=document.title,
            cure="Write it in letters that the bundled fonts hold: Latin, Greek and Cyrillic with their marks.",
        ) from None
    if not isinstance(made, bytes):
        raise CannotTypeset("no PDF came back", where=document.title)
    return made


def _ends(set_pages: dict[str, Any]) -> tuple[End, ...]:
    """Return where each section ends when these pages are set."""
    told = queried(set_pages, "<end>")
    return tuple(End(**end) for end in json.loads(told))


def queried(set_pages: dict[str, Any], label: str, *, template: Path = _TEMPLATE) -> str:
    """Return, as JSON, the values under a label when these pages are set."""
    return typst.query(
        template,
        label,
        field="value",
        root=_TEMPLATE.parent,
        font_paths=[font_dir()],
        ignore_system_fonts=True,
        sys_inputs=_inputs(set_pages),
    )


def _inputs(set_pages: dict[str, Any]) -> dict[str, str]:
    return {"pages": json.dumps(set_pages, ensure_ascii=False, allow_nan=False)}
