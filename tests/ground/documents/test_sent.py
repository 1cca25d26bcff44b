"""Papers that people send: good ones are read, bad ones get a plain answer, and nothing of a hostile one goes on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from frankpledge.ground.documents.blocks import Picture, Plain, Subheading, Table, Text
from frankpledge.ground.documents.sent import BadPaper, SentLimits, read_sent
from tests.ground.documents.sent_files import armed, locked, marked_word, pdf, repacked, saved, word

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
XML_BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boo"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def many_pages() -> bytes:
    return pdf(*["x"] * 12)


def huge_page() -> bytes:
    with pikepdf.open(io.BytesIO(pdf("x"))) as made:
        made.pages[0].obj.MediaBox = Array([0, 0, 20_000, 20_000])
        return saved(made)


def no_page() -> bytes:
    with pikepdf.new() as made:
        return saved(made)


def postscript() -> bytes:
    """Return a PDF whose page draws by a PostScript program."""
    with pikepdf.open(io.BytesIO(pdf("x"))) as made:
        program = made.make_stream(b"%!PS (boo) print", {"/Type": Name.XObject, "/Subtype": Name.PS})
        made.pages[0].obj.Resources.XObject = Dictionary(P=program)
        return saved(made)


def polyglot() -> bytes:
    """Return a file that is a PDF and an archive at once."""
    out = io.BytesIO(pdf("x"))
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("boo.html", "boo")
    return out.getvalue()


def slipping() -> bytes:
    return repacked(word("a", "b"), change={"../../boo": b"boo"})


def twice() -> bytes:
    out = io.BytesIO(word("a", "b"))
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "<boo/>")
    return out.getvalue()


def bomb() -> bytes:
    """Return a small archive that unpacks to far more than a document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"\0" * 120_000_000)
    return out.getvalue()


def entities() -> bytes:
    return repacked(word("a", "b", kind="odt"), change={"content.xml": XML_BOMB})


def macros() -> bytes:
    return repacked(word("a", "b"), change={"word/vbaProject.bin": b"boo"})


def odt_macros() -> bytes:
    return repacked(word("a", "b", kind="odt"), change={"Basic/Standard/Module1.xml": b"<boo/>"})


def locked_odt() -> bytes:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    return repacked(word("a", "b", kind="odt"), change={"META-INF/manifest.xml": manifest})


def sheet() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


# name, file, a part of the reason
BAD: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("empty.pdf", lambda: b"", "is empty"),
    ("large.pdf", lambda: b"%PDF-1.7" + b"x" * 2_000_000 + b"%%EOF", "at most 1 are taken"),
    ("picture.pdf", lambda: PNG, "no PDF, DOCX or ODT, whatever its name says"),
    ("page.pdf", lambda: b"<html><script>boo</script></html>", "whatever its name says"),
    ("program.docx", lambda: b"MZ\x90\x00" + b"\0" * 200, "whatever its name says"),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 200, "whatever its name says"),
    ("rich.rtf", lambda: rb"{\rtf1 boo}", "whatever its name says"),
    ("leading.pdf", lambda: b"boo\n" + pdf("x"), "whatever its name says"),
    ("cut.pdf", lambda: pdf("x" * 50)[:-60], "cut short"),
    ("half.pdf", lambda: pdf("x" * 50)[:200], "cut short"),
    ("behind.pdf", lambda: pdf("x") + b"boo" * 2_000, "cut short, or something was put behind its end"),
    ("noise.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 8 + b"\n%%EOF", "damaged"),
    ("locked.pdf", locked, "locked with a password"),
    ("none.pdf", no_page, "has no page"),
    ("many.pdf", many_pages, "12 pages, and at most 10"),
    ("huge.pdf", huge_page, "larger than any paper"),
    ("program.pdf", postscript, "a program in PostScript"),
    ("both.pdf", polyglot, "a PDF and an archive at once"),
    ("cut.docx", lambda: word("a", "b")[:900], "cut short, damaged or locked"),
    ("archive.docx", sheet, "no DOCX and no ODT"),
    ("macros.docx", macros, "holds macros"),
    ("macros.odt", odt_macros, "holds macros"),
    ("slip.docx", slipping, "reaches outside it"),
    ("twice.docx", twice, "a part twice"),
    ("bomb.docx", bomb, "unpacks to more"),
    ("entities.odt", entities, "XML entities"),
    ("entities.docx", lambda: repacked(word("a", "b"), change={"word/document.xml": XML_BOMB}), "document type"),
    ("broken.docx", lambda: repacked(word("a", "b"), change={"word/document.xml": b"<w:document"}), "cannot be read"),
    ("locked.odt", locked_odt, "locked with a password"),
    ("nobody.docx", lambda: word("", kind="docx"), "no words"),
    ("no-body.docx", lambda: repacked(word("a", "b"), change={"word/document.xml": b"<a/>"}), "no words"),
)
LIMITS = SentLimits(most_bytes=1_000_000, pages=10)


@pytest.mark.parametrize(("name", "make", "reason"), BAD, ids=[name for name, *_ in BAD])
def test_a_bad_file_gets_a_plain_answer(name: str, make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(BadPaper, match=reason) as refused:
        read_sent(make(), name=name, limits=LIMITS)
    assert refused.value.where == name
    assert refused.value.cure
    assert "Traceback" not in str(refused.value)


def test_what_takes_too_long_is_ended_and_told() -> None:
    with pytest.raises(BadPaper, match=r"more memory or time|could not be read within"):
        read_sent(pdf(*["x"] * 9), name="slow.pdf", limits=SentLimits(seconds=0))


def test_what_needs_too_much_memory_is_ended_and_told() -> None:
    with pytest.raises(BadPaper, match=r"more memory or time|cannot be read"):
        read_sent(pdf("x"), name="big.pdf", limits=SentLimits(memory=60_000_000))


# ---- good files ------------------------------------------------------------------------------------------------------


def test_a_pdf_is_read_page_by_page_with_a_picture_of_each() -> None:
    sent = read_sent(pdf("First page.", "", "Third page."), name="a.pdf")
    assert [page.words for page in sent.pages] == ["First page.", "", "Third page."]
    with Image.open(io.BytesIO(sent.pages[1].picture)) as drawn:
        assert (drawn.format, drawn.width, drawn.height) == ("WEBP", sent.pages[1].width, sent.pages[1].height)
        assert drawn.convert("L").getextrema()[0] < 40
    assert sent.told == ()


def test_nothing_that_runs_opens_or_carries_stays_in_a_pdf() -> None:
    sent = read_sent(armed(), name="a.pdf")
    with pikepdf.open(io.BytesIO(sent.content)) as clean:
        whole = b"".join(one.unparse(resolved=True) for one in clean.objects if not isinstance(one, pikepdf.Stream))
        assert not clean.attachments
        assert set(clean.Root.keys()) == {"/Type", "/Pages"}
        assert "/Annots" not in clean.pages[0].obj
        assert not clean.docinfo
    for word_ in (b"boo-script", b"boo-launch", b"boo-attached", b"boo-content", b"boo-author", b"boo-link", b"/JS"):
        assert word_ not in whole, word_
        assert word_ not in sent.content, word_
    assert "Scripts in it were taken out." in sent.told
    assert "Files attached to it were taken out." in sent.told
    assert "What it would have started was taken out." in sent.told
    assert [page.words for page in sent.pages] == ["Armed words.\nLinks on this page: https://boo-link.example"]


def test_of_links_to_pages_and_mail_the_addresses_are_kept_as_words_and_of_others_nothing() -> None:
    with pikepdf.open(io.BytesIO(pdf("See the page.", "None here."))) as made:
        targets = (
            "https://example.org/a",
            "mailto:a@example.org",
            "javascript:boo",
            "file:///boo",
            "https://example.org/a",
        )
        made.pages[0].obj.Annots = Array(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
                A=Dictionary(S=Name.URI, URI=String(target)),
            )
            for target in targets
        )  # fmt: skip
        sent = read_sent(saved(made), name="a.pdf")
    assert [page.words for page in sent.pages] == [
        "See the page.\nLinks on this page: https://example.org/a, mailto:a@example.org",
        "None here.",
    ]
    assert b"example.org" not in sent.content
    assert any("addresses stand as words" in words for words in sent.told)


def test_what_a_form_and_a_note_show_on_the_page_is_kept_as_ink() -> None:
    with pikepdf.open(io.BytesIO(pdf("Page."))) as made:
        ink = made.make_stream(b"0 0 100 50 re f", {"/Type": Name.XObject, "/Subtype": Name.Form})
        ink.BBox = Array([0, 0, 100, 50])
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([200, 200, 300, 250]), F=4)
        note.AP = Dictionary(N=ink)
        made.pages[0].obj.Annots = Array([made.make_indirect(note)])
        sent = read_sent(saved(made), name="a.pdf")
    drawn = pypdfium2.PdfDocument(sent.content)[0].render(scale=0.5).to_pil().convert("L")
    assert drawn.getpixel((125, (842 - 225) // 2)) < 40


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_word_file_becomes_sections_of_words(kind: str) -> None:
    sent = read_sent(word("Lamps", "Forty are out.", "Ten are mended.", kind=kind), name=f"a.{kind}")
    assert [(one.title, one.blocks) for one in sent.sections] == [
        ("Lamps", (Plain((Text("Forty are out."),)), Plain((Text("Ten are mended."),))))
    ]


def test_lists_tables_pictures_notes_and_links_of_a_word_file_are_kept_and_its_address_of_nothing() -> None:
    sent = read_sent(marked_word(), name="a.docx")
    blocks = [block for section in sent.sections for block in section.blocks]
    said = ["".join(getattr(piece, "text", "") for piece in one.line) for one in blocks if isinstance(one, Plain)]
    assert "•\u00a0first" in said
    assert "2.\u00a0step two" in said
    assert any(words.startswith("Note 1. ") for words in said)
    assert any(isinstance(one, Subheading) and one.text == "Deeper" for one in blocks)
    table = next(one for one in blocks if isinstance(one, Table))
    assert [column.head for column in table.columns] == ["Street", "Lamps"]
    assert [["".join(p.text for p in cell) for cell in row.cells] for row in table.rows] == [["High", "4"]]  # type: ignore[union-attr]
    picture = next(one for one in blocks if isinstance(one, Picture))
    assert picture.description == "A lamp"
    assert "data:image/png;base64," in picture.svg
    assert "javascript" not in repr(sent.sections)
