"""What people send of themselves is written anew: nothing of a photograph says where, when or by what it was taken."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image, PngImagePlugin

from frankpledge.ground.documents.cleaned import MOST_MEGABYTES, cleaned
from frankpledge.ground.documents.kept import BadFile
from tests.ground.documents.bad_kept import picture
from tests.ground.documents.sent_files import armed, pdf, saved

TOLD = b"Blenheim telephone"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Blenheim telephone</x:xmpmeta>"


def placed(form: str = "JPEG") -> bytes:
    """Return a photograph held upright, with its place, its device, XMP and a remark."""
    facts = Image.Exif()
    facts[0x010F], facts[0x0132], facts[0x0112] = "Blenheim telephone", "2026:05:01 02:00:00", 6
    facts[0x8825] = {1: "N", 2: (52.0, 3.0, 0.0), 3: "W", 4: (2.0, 43.0, 0.0)}
    more: dict[str, object] = {"comment": TOLD, "xmp": XMP} if form == "JPEG" else {"pnginfo": _said()}
    return picture(form, exif=facts, **more)


def _said() -> PngImagePlugin.PngInfo:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", TOLD.decode())
    said.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return said


def printed() -> bytes:
    """Return a PDF by somebody, on whose page stands the photograph as it is."""
    with pikepdf.open(io.BytesIO(pdf("A diary"))) as made:
        shown = made.make_stream(placed(), Type=Name.XObject, Subtype=Name.Image, Width=30, Height=20,
                                 ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode)  # fmt: skip
        page = made.pages[0]
        page.obj.Resources.XObject = Dictionary(Photo=shown)
        page.contents_add(b"q 30 0 0 20 50 50 cm /Photo Do Q")
        made.docinfo["/Author"] = TOLD.decode()
        with made.open_metadata() as told:
            told["dc:creator"] = [TOLD.decode()]
        return saved(made)


def within(content: bytes) -> bytes:
    """Return all that a PDF holds, unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as made:
        made.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                  stream_decode_level=pikepdf.StreamDecodeLevel.generalized)  # fmt: skip
    return out.getvalue()


@pytest.mark.parametrize(("form", "name"), [("JPEG", "photo.JPG"), ("JPEG", "photo.jpeg"), ("PNG", "photo.png")])
def test_a_photograph_keeps_its_dots_and_loses_its_place_its_day_and_its_device(form: str, name: str) -> None:
    before = placed(form)
    assert (b"Exif" in before or b"eXIf" in before, TOLD in before) == (True, True)
    made = cleaned(before, name=name)
    for mark in (b"Exif", b"eXIf", b"Blenheim", b"xmpmeta", b"2026:05", b"tEXt", b"iTXt", b"ICC_PROFILE"):
        assert mark not in made.content
    with Image.open(io.BytesIO(made.content)) as shown:
        assert (dict(shown.getexif()), shown.size) == ({}, (20, 30))  # it stands as it was held
    assert made.told == ("Where and when it was taken was taken out of the picture.",)


def test_a_pdf_keeps_its_pages_and_loses_its_author_and_what_the_photographs_on_it_tell() -> None:
    before = within(printed())
    assert (b"Exif" in before, before.count(b"Blenheim") > 2) == (True, True)
    made = cleaned(printed(), name="diary.pdf")
    after = within(made.content)
    for mark in (b"Exif", b"Blenheim", b"xmpmeta", b"/Author", b"/Producer", b"/Metadata"):
        assert mark not in after
    with pikepdf.open(io.BytesIO(made.content)) as whole:
        shown = pikepdf.PdfImage(whole.pages[0].obj.Resources.XObject.Photo).as_pil_image()
        assert (len(whole.pages), shown.size) == (1, (30, 20))


@pytest.mark.parametrize(
    ("content", "name", "says", "cure"),
    [
        (b"x", "film.mp4", ".mp4 is not taken", "we ask for it"),
        (b"x", "photo.HEIC", ".heic is not taken", "save it as JPG"),
        (b"x", "diary.docx", ".docx is not taken", "Save it as PDF"),
        (b"x", "diary", "does not say what it is", "Send JPG"),
        (b"", "photo.jpg", "empty", "with its content"),
        (pdf("Page"), "photo.jpg", "no JPG", "right name"),
        (b"\xff\xd8\xff" + bytes(90), "photo.jpg", "damaged", "Save it anew"),
        (b"\xff\xd8\xff" + bytes(MOST_MEGABYTES * 1024 * 1024), "photo.jpg", "at most 10", "smaller"),
        (armed(), "diary.pdf", "scripts", "Print it as PDF"),
        (b"<html><script>", "diary.txt", "web page", "Print it as PDF"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_told_why_and_what_helps(content: bytes, name: str, says: str, cure: str) -> None:
    with pytest.raises(BadFile) as refused:
        cleaned(content, name=name)
    assert says in refused.value.reason
    assert cure in refused.value.cure
    assert refused.value.where == name


def test_a_diary_in_plain_words_is_kept_in_utf_8() -> None:
    assert cleaned("3 May: schreiende M\xf6wen".encode("cp1252"), name="diary.txt").content.decode() == (
        "3 May: schreiende Möwen"
    )
