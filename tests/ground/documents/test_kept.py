"""Files that are kept as they came: bad ones get a plain answer, and of good ones the sender is told what they show."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from frankpledge.ground.documents.kept import BadFile, look_at
from tests.ground.documents.bad_kept import OUTSIDE, Bad, bad_kept, package, picture
from tests.ground.documents.sent_files import marked_word, pdf, saved, word

CORPUS = bad_kept()
NAMES = [f"{at}-{one.kind}-{one.name}".replace(" ", "-") for at, one in enumerate(CORPUS)]


@pytest.mark.parametrize(
    "bad", CORPUS, ids=[f"{at}-{one.kind}-{one.name}".replace(" ", "-") for at, one in enumerate(CORPUS)]
)
def test_a_bad_file_is_not_kept_and_it_is_said_which_why_and_what_helps(bad: Bad) -> None:
    with pytest.raises(BadFile) as refused:
        look_at(bad.make(), name=bad.name)
    assert bad.says in refused.value.reason
    assert refused.value.where == bad.name
    assert refused.value.cure
    assert "Traceback" not in str(refused.value)


def _noted() -> bytes:
    with pikepdf.open(io.BytesIO(pdf("Page."))) as made:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("a remark"))
        made.pages[0].obj.Annots = Array([made.make_indirect(note)])
        return saved(made)


def _placed() -> bytes:
    facts = Image.Exif()
    facts[0x8825] = {1: "N", 2: (52.0, 3.0, 0.0)}
    return picture("JPEG", exif=facts)


HIDDEN = b'<workbook xmlns="x"><sheets><sheet name="Names" sheetId="1" state="hidden"/></sheets></workbook>'
CHANGED = b'<w:document xmlns:w="w"><w:ins w:author="x"/></w:document>'
ELSEWHERE = "It draws figures from another workbook."
RELS = "xl/externalLinks/_rels/externalLink1.xml.rels"
GOOD = (
    ("paper.pdf", lambda: pdf("First", "Second"), ()),
    ("noted.pdf", _noted, ("It has notes on its pages.",)),
    ("words.docx", lambda: word("Lamps", "Forty are out."), ()),
    ("marked.docx", marked_word, ()),
    ("words.odt", lambda: word("Lamps", "Forty are out.", kind="odt"), ()),
    ("slides.pptx", lambda: word("Lamps", "Forty are out.", kind="pptx"), ()),
    ("changed.docx", lambda: package("docx", {"word/document.xml": CHANGED}), ("It has tracked changes or remarks.",)),
    ("hidden.xlsx", lambda: package("xlsx", {"xl/workbook.xml": HIDDEN}), ("It has a hidden sheet.",)),
    ("drawn.xlsx", lambda: package("xlsx", {RELS: OUTSIDE % b"externalLinkPath"}), (ELSEWHERE,)),
    ("link.docx", lambda: package("docx", {"word/_rels/document.xml.rels": OUTSIDE % b"hyperlink"}), ()),
    ("photo.jpg", lambda: picture("JPEG"), ()),
    ("map.PNG", lambda: picture("PNG"), ()),
    ("list.csv", "who,change\nÉva,-5\n=1+1,\"a | b\"\n".encode, ()),
    ("old.csv", lambda: "who\nRhŷs\n".replace("ŷ", "y").encode("cp1252"), ()),
    ("wide.txt", lambda: "Café".encode("utf-16"), ()),
    ("mail.eml", lambda: b"From: a@b.example\nDate: Tue, 2 Dec 2025 09:00:00 +0000\nSubject: x\n\nWords.", ()),
)  # fmt: skip


@pytest.mark.parametrize(("name", "make", "told"), GOOD, ids=[name for name, *_ in GOOD])
def test_a_good_file_is_kept_and_its_sender_is_told_what_it_shows(
    name: str, make: object, told: tuple[str, ...]
) -> None:
    kept = look_at(make(), name=name)  # type: ignore[operator]
    assert kept.kind == name.rpartition(".")[2].lower()
    assert kept.media_type
    assert kept.told == told


def test_a_picture_that_says_where_it_was_taken_is_told_of() -> None:
    assert look_at(_placed(), name="photo.jpg").told == ("The picture says where it was taken.",)
