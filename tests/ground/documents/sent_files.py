"""Files as people send them, good ones and bad."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypandoc
from pikepdf import Array, Dictionary, Name, String
from PIL import Image


def pdf(*pages: str, size: tuple[float, float] = (595, 842)) -> bytes:
    """Return a PDF with these words on its pages; a page of no words holds a square only."""
    with pikepdf.new() as made:
        _fill(made, pages, size)
        return saved(made)


def saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def _fill(made: pikepdf.Pdf, pages: tuple[str, ...], size: tuple[float, float]) -> None:
    letters = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for words in pages:
        page = made.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=letters))
        drawn = f"BT /F1 14 Tf 72 {size[1] - 90} Td ({words}) Tj ET" if words else "100 100 200 200 re f"
        page.contents_add(drawn.encode())


def armed() -> bytes:
    """Return a PDF that runs a script, starts a program, carries a file, and says who wrote it."""
    with pikepdf.new() as made:
        _fill(made, ("Armed words.",), (595, 842))
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('boo-script')"))
        made.Root.OpenAction = script
        made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
        start = Dictionary(S=Name.Launch, F=String("boo-launch.exe"))
        made.pages[0].obj.Annots = Array(
            [
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 100, 100]), A=start),
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=Array([0, 0, 9, 9]),
                    A=Dictionary(S=Name.URI, URI=String("https://boo-link.example")),
                ),
            ]
        )
        made.pages[0].obj.AA = Dictionary(O=script)
        made.attachments["boo-attached.txt"] = b"boo-content"
        with made.open_metadata() as told:
            told["dc:creator"] = ["boo-author"]
        made.docinfo["/Author"] = "boo-author"
        return saved(made)


def locked(password: str = "key") -> bytes:
    """Return a PDF that needs a password."""
    with pikepdf.new() as made:
        _fill(made, ("Locked.",), (595, 842))
        out = io.BytesIO()
        made.save(out, encryption=pikepdf.Encryption(user=password, owner=password))
        return out.getvalue()


def word(title: str, *paragraphs: str, kind: str = "docx") -> bytes:
    """Return a Word (or OpenDocument) file with a heading and paragraphs."""
    blocks = [{"t": "Header", "c": [1, ["", [], []], _inlines(title)]}]
    blocks += [{"t": "Para", "c": _inlines(words)} for words in paragraphs]
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    command = [str(pypandoc.get_pandoc_path()), "-f", "json", "-t", kind, "-o", "-"]
    return subprocess.run(command, input=json.dumps(tree).encode(), capture_output=True, check=True).stdout


def _inlines(words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for at, one in enumerate(words.split()):
        found += [*([{"t": "Space"}] if at else []), {"t": "Str", "c": one}]
    return found


def repacked(content: bytes, *, change: Mapping[str, bytes | None]) -> bytes:
    """Return an archive with parts changed, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if change.get(name, b"") is not None:
                new.writestr(name, change[name] or b"" if name in change else old.read(name))
        for name, held in change.items():
            if held is not None and name not in old.namelist():
                new.writestr(name, held)
    return out.getvalue()


def marked_word() -> bytes:
    """Return a Word file with a list, steps, a table, a picture, a note, a link, and one that would run something."""
    dot = io.BytesIO()
    Image.new("RGB", (30, 20), "black").save(dot, "PNG")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "lamp.png").write_bytes(dot.getvalue())
        told = (
            "# Lamps\n\nWords[^1] and [a page](https://example.org/a) and [boo](javascript:boo).\n\n"
            "- first\n- second\n\n1. step one\n2. step two\n\n### Deeper\n\n"
            "| Street | Lamps |\n|--|--|\n| High | 4 |\n\n"
            "![A lamp](lamp.png)\n\n[^1]: What is counted.\n"
        )
        command = [str(pypandoc.get_pandoc_path()), "-f", "markdown", "-t", "docx", "-o", "-"]
        made = subprocess.run(command, input=told.encode(), capture_output=True, check=True, cwd=folder)
    return made.stdout
