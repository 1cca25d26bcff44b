"""A photograph or a PDF that somebody sent of themselves, in the child process: written anew with what it shows alone.

A picture is drawn anew from its dots, turned as it is held: where and when it was taken, by which device and what its
maker wrote beside it stay behind. A PDF keeps its pages (`sent_pdf`), and the photographs on them lose the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name
from PIL import Image, ImageOps

from frankpledge.ground.documents.kept_child import looked_at
from frankpledge.ground.documents.sent_pdf import clean, opened
from frankpledge.refusal import Refusal

CLEAN = "clean"
_PLACE, _REST = "The picture says where it was taken.", "Where and when it was taken was taken out of the picture."
_QUALITY, _LONGEST_SIDE = 88, 4_000
# Parts of a JPEG that say how it is drawn: all of the others tell of it.
_BEGIN, _SCAN = b"\xff\xd8", 0xDA
_TELLING = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


class NotCleaned(Refusal):
    """A file of which what it tells besides cannot be taken out."""


def cleaned(kind: str, folder: Path, pages: int) -> dict[str, object]:
    """Write `clean` in the folder, and return what its sender should know of it."""
    told = [words for words in looked_at(kind, folder / "sent")["told"] if words != _PLACE]  # type: ignore[attr-defined]
    if kind == "pdf":
        _pdf(folder, pages)
    else:
        _picture(kind, folder)
        told.append(_REST)
    return {"told": told}


def _picture(kind: str, folder: Path) -> None:
    """Draw a picture anew: its dots, and nothing else of its file."""
    with Image.open(folder / "sent", formats=("PNG", "JPEG")) as found:
        found.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        drawn = ImageOps.exif_transpose(found).convert("RGBA" if kind == "png" else "RGB")
    fresh = Image.new(drawn.mode, drawn.size)
    fresh.paste(drawn)
    fresh.save(folder / CLEAN, "PNG" if kind == "png" else "JPEG", quality=_QUALITY, optimize=True)


def _pdf(folder: Path, most_pages: int) -> None:
    with opened(folder / "sent") as source:
        if len(source.pages) > most_pages:
            raise NotCleaned(
                f"it has {len(source.pages)} pages, and at most {most_pages} are taken.", cure="Send it in parts."
            )
        clean(source, folder / "pages.pdf")
    with pikepdf.open(folder / "pages.pdf") as made:
        for one in made.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image:
                _photograph(one)
        if Name.Info in made.trailer:
            del made.trailer.Info
        made.save(folder / CLEAN, deterministic_id=True)


def _photograph(stream: Any) -> None:
    """Take out of a photograph on a page what its file told besides."""
    filters = [str(one) for one in _several(stream.get("/Filter"))]
    if "/JPXDecode" in filters:
        raise NotCleaned("a picture in it is of a rare kind, which may tell where it was taken.", cure=_ANEW)
    if "/DCTDecode" not in filters:
        return
    before, raw = filters[: filters.index("/DCTDecode")], stream.read_raw_bytes()
    if filters[-1] != "/DCTDecode" or set(before) - {"/FlateDecode"}:
        raise NotCleaned("a picture in it is packed as no program packs one.", cure=_ANEW)
    for _ in before:
        raw = zlib.decompress(raw)
    stream.write(without_words(raw), filter=Name.DCTDecode)


_ANEW = "Print it as PDF anew, and send that."


def without_words(jpeg: bytes) -> bytes:
    """Return a JPEG without the parts that tell of it (EXIF, XMP, remarks): its dots are untouched."""
    if not jpeg.startswith(_BEGIN):
        raise NotCleaned("a picture in it is damaged.", cure=_ANEW)
    return _BEGIN + b"".join(_parts(jpeg))


def _parts(jpeg: bytes) -> Iterator[bytes]:
    at = len(_BEGIN)
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        mark = jpeg[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        if mark == _SCAN:
            end = jpeg.rfind(b"\xff\xd9")
            yield jpeg[at : end + 2 if end > at else len(jpeg)]
            return
        size = 2 if mark in _ALONE else 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if mark not in _TELLING:
            yield jpeg[at : at + size]
        at += size


def _several(held: Any) -> list[Any]:
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]
