"""Words go out to Word and come back with their figures whole; what was lost is told, and nothing harmful is opened."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.ground.documents import docx, html, odt
from frankpledge.ground.documents.blocks import Document, Figure, FigureRef, Paragraph, Section, Text, Written
from frankpledge.ground.documents.brought_back import BroughtBack, Sent, brought_back
from frankpledge.ground.documents.docx_package import NotADocx
from frankpledge.ground.documents.tree import as_json, from_json
from frankpledge.ground.documents.words import line, plain_text
from tests.ground.documents.samples import sample

ONE, TWO = "1" * 32, "2" * 32
FIGURES = {"drugs": "80", "drugs_before": "108", "none": "no data"}
SAID = (
    "Police recorded {drugs} drug offences, **not** {drugs_before}. See [here](https://example.org/x?a=1&b=2).",
    r"A brace \{ and two stars \*\* are meant; **{drugs} is strong** and {none} is not there.",
)
WORD = "word/document.xml"


def paragraphs(passage: str, said: tuple[str, ...]) -> tuple[Paragraph, ...]:
    keys = {name: FigureRef(f"p.{passage[:12]}.{name}") for name in FIGURES}
    return tuple(Paragraph((Written(passage, 3), *line(words, **keys))) for words in said)


def document(said: tuple[str, ...] = SAID) -> Document:
    figures = {
        key: Figure(key=key, display=display, label=f"All of {name}", value=1 if name != "none" else None)
        for passage in (ONE, TWO)
        for name, display in FIGURES.items()
        for key in [f"p.{passage[:12]}.{name}"]
    }
    figures = {key: replace(one, state="value" if one.value else "missing") for key, one in figures.items()}
    between = Paragraph((Text("Not to be changed."),))
    blocks = (between, *paragraphs(ONE, said), between, *paragraphs(TWO, ("Only {drugs}.",)), between)
    return replace(sample(), sections=(Section("words", "Words", blocks),), figures=figures)


SENT = {ONE: Sent(SAID, FIGURES), TWO: Sent(("Only {drugs}.",), FIGURES)}


@pytest.fixture(scope="module")
def out() -> bytes:
    return docx.render(document())


def edited(package: bytes, change: Callable[[str], str], part: str = WORD) -> bytes:
    """Return the package with one part changed as text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return made.getvalue()


def back(package: bytes) -> BroughtBack:
    first, second = brought_back(package, SENT)
    assert (second.paragraphs, second.changed, second.told) == (("Only {drugs}.",), False, ())
    return first


def test_what_nobody_touched_comes_back_as_it_was(out: bytes) -> None:
    one = back(out)
    assert (one.paragraphs, one.changed, one.told, one.revision, one.found) == (SAID, False, (), 3, True)
    assert one.text == "\n\n".join(SAID)


@settings(max_examples=25)
@given(st.lists(st.text(st.sampled_from("ab .,{}*[]()\\<&'\"é1"), min_size=1, max_size=30), min_size=1, max_size=3))
def test_whatever_words_are_written_come_back_as_the_same_line(written: list[str]) -> None:
    escape = str.maketrans({sign: f"\\{sign}" for sign in "\\{}*[]"})
    said = tuple(" ".join(f"x{words.translate(escape)}x".split()) for words in written)
    one, _ = brought_back(docx.render(document(said)), {ONE: Sent(said, FIGURES), TWO: SENT[TWO]})
    assert one.paragraphs == said
    assert not one.changed


def test_changed_words_come_back_with_their_figures(out: bytes) -> None:
    one = back(edited(out, lambda xml: xml.replace(" drug offences, ", " offences of drugs, and ")))
    assert one.paragraphs[0].startswith("Police recorded {drugs} offences of drugs, and **not** {drugs_before}.")
    assert (one.paragraphs[1], one.changed, one.told) == (SAID[1], True, ())


def test_a_paragraph_written_after_the_last_one_comes_back(out: bytes) -> None:
    new = (
        '<w:p><w:r><w:t xml:space="preserve">And </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>one more</w:t></w:r></w:p>'
    )
    end = '<w:bookmarkEnd w:id="200001"/>'
    assert out_of(out).count(end) == 1
    one = back(edited(out, lambda xml: xml.replace(end, new + end)))
    assert one.paragraphs == (*SAID, "And **one more**")


def test_tracked_changes_count_as_accepted(out: bytes) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>Police</w:delText></w:r></w:del>'
    added = '<w:ins w:id="2"><w:r><w:t xml:space="preserve">Officers recorded </w:t></w:r></w:ins>'
    old = '<w:r><w:t xml:space="preserve">Police recorded </w:t></w:r>'
    one = back(edited(out, lambda xml: xml.replace(old, deleted + added)))
    assert one.paragraphs[0].startswith("Officers recorded {drugs}")


def test_a_figure_typed_over_is_restored_and_told(out: bytes) -> None:
    one = back(edited(out, lambda xml: xml.replace(">108<", ">110<", 1)))
    assert one.paragraphs == SAID
    assert one.told == ("The figure {drugs_before} was typed over, 108 → 110: restored.",)


def test_a_figure_taken_out_is_told(out: bytes) -> None:
    def cut(xml: str) -> str:
        at = xml.index("fig:drugs_before")
        begin, end = xml.rindex("<w:sdt>", 0, at), xml.index("</w:sdt>", at) + len("</w:sdt>")
        return xml[:begin] + xml[end:]

    one = back(edited(out, cut))
    assert "{drugs_before}" not in one.text
    assert one.told == ("The figure {drugs_before} (108) was taken out.",)


@pytest.mark.parametrize("gone", ["controls", "controls and bookmarks"])
def test_a_figure_is_known_without_its_control_and_even_without_its_bookmark(out: bytes, gone: str) -> None:
    def strip(xml: str) -> str:
        import re

        xml = re.sub(r"<w:sdtPr>.*?</w:sdtPr>", "<w:sdtPr/>", xml)
        return re.sub(r'<w:bookmarkStart [^>]*w:name="figure_[^>]*/>', "", xml) if "bookmarks" in gone else xml

    one = back(edited(out, strip))
    assert (one.paragraphs, one.told) == (SAID, ())


def test_a_passage_whose_bookmark_is_gone_is_told_and_stays_as_it_was(out: bytes) -> None:
    one, two = brought_back(edited(out, lambda xml: xml.replace(f"w_{ONE}_3", "elsewhere")), SENT)
    assert (one.found, one.changed, one.paragraphs) == (False, False, SAID)
    assert "not in the file" in one.told[0]
    assert two.found


def test_what_is_not_words_is_left_out_and_told(out: bytes) -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:bookmarkEnd w:id="200001"/>'
    first = '<w:r><w:t xml:space="preserve">Police recorded '
    one = back(edited(out, lambda xml: xml.replace(end, table + end).replace(first, note + first)))
    assert one.paragraphs == SAID
    assert one.told == (
        "A footnote was put in, and is left out: a passage holds words.",
        "A table was put in, and is left out: a passage holds words.",
    )


def test_the_mark_of_a_passage_prints_nothing_and_is_kept_in_the_tree() -> None:
    one = document()
    assert from_json(as_json(one)) == one
    first = one.sections[0].blocks[1]
    assert isinstance(first, Paragraph)
    assert plain_text(first.line, one.figures).startswith("Police recorded 80 drug offences, not 108.")
    bare = replace(one, sections=(replace(one.sections[0], blocks=tuple(map(unmarked, one.sections[0].blocks))),))
    assert html.render(one) == html.render(bare)
    assert odt.render(one) == odt.render(bare)


def unmarked(block: object) -> object:
    assert isinstance(block, Paragraph)
    return replace(block, line=tuple(piece for piece in block.line if not isinstance(piece, Written)))


def out_of(package: bytes, part: str = WORD) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(part).decode()


def test_a_figures_content_is_locked_in_word_and_bookmarks_keep_within_forty_characters(out: bytes) -> None:
    import re

    xml = out_of(out)
    assert xml.count('<w:lock w:val="contentLocked"/>') == xml.count('<w:tag w:val="fig:') == 5
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml)
    identities = re.findall(r'<w:bookmarkStart [^>]*w:id="([^"]+)"', xml)
    assert max(map(len, names)) <= 40
    assert len(set(names)) == len(names)
    assert len(set(identities)) == len(identities)
    assert "begins_" not in xml


# ---- what may not be opened --------------------------------------------------------------------------------------


def doctype(xml: str) -> str:
    head, _, rest = xml.partition("?>")
    return f'{head}?><!DOCTYPE w [<!ENTITY x "boom">]>{rest.replace("Police", "&x;", 1)}'


@pytest.mark.parametrize(
    ("change", "part", "why"),
    [
        (doctype, WORD, "document type"),
        (lambda xml: xml[:-30], WORD, "cannot be read"),
        (lambda xml: "<w/>", WORD, "no words"),
        (lambda xml: xml.replace("document.main", "document.macroEnabled.main"), "[Content_Types].xml", "macros"),
    ],
)
def test_a_harmful_or_broken_part_is_refused(out: bytes, change: Callable[[str], str], part: str, why: str) -> None:
    with pytest.raises(NotADocx, match=why):
        brought_back(edited(out, change, part), SENT)


def test_no_word_document_a_macro_a_bomb_and_too_large_a_file_are_refused(out: bytes) -> None:
    for content in (b"", b"%PDF-1.7", out[:200]):
        with pytest.raises(NotADocx, match="not a Word document"):
            brought_back(content, SENT)
    macros, bomb = io.BytesIO(out), io.BytesIO(out)
    with zipfile.ZipFile(macros, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(NotADocx, match="macros"):
        brought_back(macros.getvalue(), SENT)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/x.png", b"0" * 100_000_001)
    with pytest.raises(NotADocx, match="unpacks to more"):
        brought_back(bomb.getvalue(), SENT)
    with pytest.raises(NotADocx, match="over 20 MB"):
        brought_back(out + b"0" * 20_000_001, SENT)


# ---- a real word processor -------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice_saves_it_again_and_the_words_still_come_back(out: bytes, tmp_path: Path) -> None:
    sent = edited(out, lambda xml: xml.replace(" drug offences, ", " offences, then ").replace(">108<", ">110<", 1))
    (tmp_path / "sent.docx").write_bytes(sent)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "docx", "--outdir", f"{tmp_path}/back", "sent.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    one = back((tmp_path / "back" / "sent.docx").read_bytes())
    assert one.paragraphs == (SAID[0].replace(" drug offences, ", " offences, then "), SAID[1])
    assert one.told == ("The figure {drugs_before} was typed over, 108 → 110: restored.",)
