"""A PDF that somebody sent, in the child process: written anew with its pages alone, and each page drawn and read.

What runs, opens, carries or hides (scripts, actions, attached files, forms, notes, layers) stays behind. What forms and
notes show on the page is kept as ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Name

from frankpledge.ground.documents.words import may_be_linked, printable
from frankpledge.refusal import Refusal

_DEPTH = 4
_LONGEST_SIDE = 1600
_QUALITY = 78
_MOST_WORDS = 20_000
_LONGEST_ADDRESS, _MOST_ADDRESSES = 500, 40
_LARGEST_POINTS = 14_400
_PAGE_KEEPS = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit", "/Group"}
_RUNS = {"/AA", "/A", "/JS", "/JavaScript", "/OpenAction", "/AF", "/Ref", "/OPI", "/Metadata", "/PieceInfo", "/EF"}
_STREAM_REACHES = {"/F", "/FFilter", "/FDecodeParms"}
_FOUND = (
    ("/JavaScript", "Scripts in it were taken out."),
    ("/JS", "Scripts in it were taken out."),
    ("/Launch", "What it would have started was taken out."),
    ("/EmbeddedFile", "Files attached to it were taken out."),
    ("/Filespec", "Files attached to it were taken out."),
    ("/RichMedia", "Films or sounds in it were taken out."),
    ("/XFA", "Its form was taken out; what it shows on the page is kept."),
    ("/AcroForm", "Its form was taken out; what it shows on the page is kept."),
    ("/OCProperties", "It had layers: all of them are shown."),
    (
        "/Annot",
        "Notes and links on its pages were taken out; what they show is kept, and addresses stand as words.",
    ),
)


class NotAPaper(Refusal):
    """A PDF that is not taken."""


def drawn(folder: Path, most_pages: int) -> dict[str, object]:
    """Write `clean.pdf` and a picture of each page, and return the words of the pages and what was taken out."""
    with opened(folder / "sent") as source:
        count = len(source.pages)
        if count > most_pages:
            raise NotAPaper(f"it has {count} pages, and at most {most_pages} are taken.", cure="Send it in parts.")
        told = list(dict.fromkeys(words for mark, words in _FOUND if mark in set(kinds_in(source))))
        addresses = [_addresses(page) for page in source.pages]
        clean(source, folder / "clean.pdf")
    return {"pages": list(_pages(folder, addresses)), "told": told}


def _addresses(page: pikepdf.Page) -> list[str]:
    """Return the addresses of pages and of mail that a page links to, each once, and of no other kind."""
    found: list[str] = []
    for note in page.obj.get("/Annots", []):
        deed = note.get("/A") if isinstance(note, pikepdf.Dictionary) else None
        if isinstance(deed, pikepdf.Dictionary) and deed.get("/S") == Name.URI:
            address = printable(str(deed.get("/URI", ""))).strip()
            if may_be_linked(address) and len(address) <= _LONGEST_ADDRESS and address not in found:
                found.append(address)
    return found[:_MOST_ADDRESSES]


def opened(path: Path) -> pikepdf.Pdf:
    """Return a PDF that can be opened without a password, and has pages."""
    try:
        source = pikepdf.open(path, inherit_page_attributes=True)
    except pikepdf.PasswordError:
        raise NotAPaper("the PDF is locked with a password.", cure="Save it without one.") from None
    except pikepdf.PdfError:
        raise NotAPaper("the PDF is damaged, and cannot be opened.", cure="Print it as PDF anew.") from None
    if not len(source.pages):
        source.close()
        raise NotAPaper("the PDF has no page.", cure="Send it with its pages.")
    return source


def clean(source: pikepdf.Pdf, path: Path) -> None:
    """Write the pages of a PDF, and nothing else of it, to a new one."""
    if Name.AcroForm in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("screen")
    with pikepdf.new() as made:
        made.pages.extend(source.pages)
        for page in made.pages:
            for name in set(page.obj.keys()) - _PAGE_KEEPS:
                del page.obj[name]
            if max(abs(float(one)) for one in page.mediabox) > _LARGEST_POINTS:
                raise NotAPaper("a page of it is larger than any paper.", cure="Print it as PDF on A4.")
        for one in made.objects:
            _disarm(one)
        for name in ("/Metadata", "/Outlines", "/Names", "/OpenAction", "/AA"):
            if name in made.Root:
                del made.Root[name]
        made.remove_unreferenced_resources()
        made.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _disarm(one: Any) -> None:
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return
    reaches = _STREAM_REACHES if isinstance(one, pikepdf.Stream) else set()
    keys = one.stream_dict if isinstance(one, pikepdf.Stream) else one
    for name in set(keys.keys()) & (_RUNS | reaches):
        del keys[name]
    if keys.get("/Subtype") == Name.PS:
        raise NotAPaper("it holds a program in PostScript.", cure="Print it as PDF anew.")


def kinds_in(source: pikepdf.Pdf) -> Iterator[str]:
    """Yield what tells of the kinds of thing in a file: keys, and the values of types and of actions."""
    for one in source.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield from _named(one)


def _named(one: Any, depth: int = 0) -> Iterator[str]:
    for name, value in one.items():
        yield str(name)
        if name in ("/Type", "/S", "/Subtype"):
            yield str(value)
        inner = value if isinstance(value, pikepdf.Array) else [value]
        for part in inner if depth < _DEPTH else ():
            if isinstance(part, pikepdf.Dictionary) and not part.is_indirect:
                yield from _named(part, depth + 1)


def _pages(folder: Path, addresses: list[list[str]]) -> Iterator[dict[str, object]]:
    opened = pypdfium2.PdfDocument(folder / "clean.pdf")
    for at in range(len(opened)):
        page = opened[at]
        wide, high = page.get_size()
        picture = page.render(scale=_LONGEST_SIDE / max(wide, high, 1)).to_pil().convert("RGB")
        picture.save(folder / f"{at}.webp", quality=_QUALITY, method=4)
        words = page.get_textpage().get_text_bounded()[:_MOST_WORDS]
        linked = [f"Links on this page: {', '.join(addresses[at])}"] if addresses[at] else []
        yield {"words": "\n".join([_tidy(words), *linked]).strip(), "width": picture.width, "height": picture.height}
        page.close()


def _tidy(words: str) -> str:
    lines = (" ".join(printable(line).split()) for line in words.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
