"""DOCX and ODT: real styles, numbers by lists and fields, marked heads, described pictures, nothing hidden."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import ModuleType

import pytest
from lxml import etree

from frankpledge.ground.documents import docx, odt
from frankpledge.ground.documents.blocks import Column, Document, Row, Section, Subheading, Text
from frankpledge.ground.documents.office_styles import CHARACTERS, PARAGRAPHS
from frankpledge.ground.documents.words import line
from tests.ground.documents.samples import change_table, odd, picture, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, STYLE, DRAW, SVG = (ODF % name for name in ("text", "table", "style", "drawing", "svg-compatible"))
RAW = '<w:p/> & "quotes" </text:p> ]]> {\\rtf'


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@cache
def sampled(renderer: ModuleType) -> dict[str, bytes]:
    return parts(renderer.render(sample()))


def word(document: Document | None = None, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring((parts(docx.render(document)) if document else sampled(docx))[part])


def text_document(document: Document | None = None, part: str = "content.xml") -> etree._Element:
    return etree.fromstring((parts(odt.render(document)) if document else sampled(odt))[part])


def words(node: etree._Element) -> str:
    return "".join(node.itertext())


def styled(root: etree._Element, style: str) -> list[str]:
    return [
        "".join(part.text or "" for part in paragraph.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p")
        if [node.get(f"{W}val") for node in paragraph.iterfind(f"{W}pPr/{W}pStyle")] == [style]
    ]


# ---- DOCX ----------------------------------------------------------------------------------------------------------


def test_word_has_every_paragraph_in_a_style_that_is_there() -> None:
    known = {style.get(f"{W}styleId") for style in word(part="word/styles.xml").iter(f"{W}style")}
    used = {node.get(f"{W}val") for node in word().iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert used <= known
    assert {style.name.replace(" ", "") for style in (*PARAGRAPHS, *CHARACTERS)} <= known


def test_word_numbers_chapters_and_paragraphs_by_one_list() -> None:
    styles = word(part="word/styles.xml")
    levels = {
        style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}numPr") is not None
    }
    assert levels == {"Heading1": "0", "Numberedparagraph": "1"}
    shown = [level.get(f"{W}val") for level in word(part="word/numbering.xml").iter(f"{W}lvlText")]
    assert shown == ["%1", "%1.%2"]
    assert styled(word(), "Heading1") == ["Neighbourhood crime", "Recommendations asked of the board"]


def test_word_keeps_numbers_of_figures_contents_and_pages_as_fields() -> None:
    asked = [field.get(f"{W}instr").strip() for field in word().iter(f"{W}fldSimple")]
    assert asked == [
        r"SEQ Figure \* ARABIC",
        r"PAGEREF summary \h",
        r"PAGEREF theft \h",
        r"PAGEREF decisions \h",
        r"SEQ Table \* ARABIC",
    ]
    assert [node.text.strip().split()[0] for node in word().iter(f"{W}instrText")] == ["TOC"]
    foot = word(part="word/footer1.xml")
    assert [field.get(f"{W}instr").strip() for field in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert word(part="word/settings.xml").find(f"{W}updateFields").get(f"{W}val") == "true"


def test_every_inner_link_of_word_meets_a_bookmark() -> None:
    root = word()
    marks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")} <= marks
    assert {"summary", "theft", "decisions"} <= marks


def test_word_marks_and_repeats_table_heads_and_merges_nothing_but_group_names() -> None:
    tables = list(word().iter(f"{W}tbl"))
    assert len(tables) == 2
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    merged = [cell for cell in tables[0].iter(f"{W}tc") if cell.find(f"{W}tcPr/{W}gridSpan") is not None]
    assert [words(cell).strip() for cell in merged] == ["Theft", "Other"]
    assert not list(tables[0].iter(f"{W}vMerge"))
    assert tables[0].find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == change_table().title


def test_word_describes_every_picture_and_shows_it_across_the_page() -> None:
    space = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    inlines = list(word().iter(f"{space}inline"))
    told = [inline.find(f"{space}docPr").get("descr") for inline in inlines]
    assert told == ["Cover art drawn from the places of Invented Community Safety Partnership", picture().description]
    assert {inline.find(f"{space}extent").get("cx") for inline in inlines} == {"6120000"}


def test_word_keeps_a_paragraph_on_the_page_of_the_note_under_it() -> None:
    body = list(word().find(f"{W}body"))
    found = 0
    for one, under in pairwise(body):
        if [node.get(f"{W}val") for node in under.iterfind(f"{W}pPr/{W}pStyle")] == ["Sidenote"] and one.tag == f"{W}p":
            assert one.find(f"{W}pPr/{W}keepNext") is not None, words(one)
            found += 1
    assert found > 1


def test_a_head_over_numbers_takes_no_room_from_the_numbers() -> None:
    table = replace(
        change_table(),
        columns=(Column("Offence", share=0.34), Column("Number", "right"), Column("Share of all the harm", "right")),
        rows=(Row(cells=((Text("Assault with intent to cause serious harm"),), (Text("70,879"),), (Text("1%"),))),),
        notes=(),
    )
    document = replace(sample(), sections=(Section("a", "A", (table,)),))
    wide = [int(column.get(f"{W}w")) for column in word(document).iter(f"{W}gridCol")]
    assert wide[1] == wide[2]
    assert wide[1] > sum(wide) / 7


def test_word_says_judgements_in_words_with_a_character() -> None:
    said = words(word())
    for judgement in ("▲ higher", "▼ lower", "= no detectable change", "▮▮▯ with care", "◐ incomplete"):
        assert judgement.replace(" ", "\u00a0", 1) in said


def test_word_has_the_marking_above_and_the_status_below_every_page_but_the_cover() -> None:
    assert "OFFICIAL" in words(word(part="word/header1.xml"))
    assert "Generated data" in words(word(part="word/header1.xml"))
    assert "Draft, not approved" in words(word(part="word/footer1.xml"))
    assert word().find(f"{W}body/{W}sectPr/{W}titlePg") is not None


def test_word_is_in_british_english_and_names_only_the_document_and_its_partnership() -> None:
    assert word(part="word/styles.xml").find(f".//{W}lang").get(f"{W}val") == "en-GB"
    core = words(word(part="docProps/core.xml"))
    assert core == (
        "Strategic assessment 2025/26Invented Community Safety Partnershipen-GB2026-01-09T00:00:00Z2026-01-09T00:00:00Z"
    )


def test_word_carries_no_part_but_those_it_shows() -> None:
    names = {name for name in sampled(docx) if not name.startswith("word/media/")}
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/header1.xml",
        "word/footer1.xml",
    }
    assert b"data:image" not in sampled(docx)["word/document.xml"]


# ---- ODT -----------------------------------------------------------------------------------------------------------


def test_text_document_has_every_paragraph_in_a_style_that_is_there() -> None:
    package = parts(odt.render(sample()))
    trees = [etree.fromstring(package[part]) for part in ("styles.xml", "content.xml")]
    known = {style.get(f"{STYLE}name") for tree in trees for style in tree.iter(f"{STYLE}style", f"{TEXT}list-style")}
    used = {node.get(f"{TEXT}style-name") for node in trees[1].iter() if node.get(f"{TEXT}style-name")}
    assert used <= known


def test_text_document_numbers_chapters_and_their_paragraphs_by_lists_that_go_on() -> None:
    root = text_document()
    lists = [(one.get(f"{TEXT}style-name"), words(one)[:12]) for one in root.iter(f"{TEXT}list")]
    assert [name for name, _ in lists] == ["Chapters", *["Chapter_1"] * 3, "Chapters", "Chapter_2"]
    ids = {one.get("{http://www.w3.org/XML/1998/namespace}id") for one in root.iter(f"{TEXT}list")}
    goes_on = [one.get(f"{TEXT}continue-list") for one in root.iter(f"{TEXT}list") if one.get(f"{TEXT}continue-list")]
    assert goes_on == ["Chapter_1-1", "Chapter_1-2", "Chapters-1"]
    assert set(goes_on) <= ids
    prefixes = {node.get(f"{STYLE}num-prefix") for node in root.iter(f"{TEXT}list-level-style-number")}
    assert prefixes == {"", "1.", "2."}


def test_text_document_keeps_pages_and_numbers_of_figures_as_fields() -> None:
    root = text_document()
    pages = [node.get(f"{TEXT}ref-name") for node in root.iter(f"{TEXT}bookmark-ref")]
    marks = {node.get(f"{TEXT}name") for node in root.iter(f"{TEXT}bookmark-start", f"{TEXT}bookmark")}
    assert pages == ["summary", "theft", "decisions"]
    assert set(pages) <= marks
    assert [node.get(f"{TEXT}name") for node in root.iter(f"{TEXT}sequence")] == ["Figure", "Table"]
    assert len(list(text_document(part="styles.xml").iter(f"{TEXT}page-number"))) == 1


def test_text_document_describes_every_picture() -> None:
    told = [frame.findtext(f"{SVG}desc") for frame in text_document().iter(f"{DRAW}frame")]
    assert told == ["Cover art drawn from the places of Invented Community Safety Partnership", picture().description]


def test_text_document_marks_table_heads_and_draws_rules_alone() -> None:
    tables = list(text_document().iter(f"{TABLE}table"))
    assert [len(list(table.iter(f"{TABLE}table-header-rows"))) for table in tables] == [1, 1]
    last = list(tables[0].iter(f"{TABLE}table-row"))[-1]
    assert {cell.get(f"{TABLE}style-name") for cell in last.iter(f"{TABLE}table-cell")} == {"TableLastRowCell"}


def test_text_document_begins_with_its_kind_and_carries_no_part_but_those_it_shows() -> None:
    made = odt.render(sample())
    assert made[30:38] == b"mimetype"
    assert made[38:77] == b"application/vnd.oasis.opendocument.text"
    names = {name for name in parts(made) if not name.startswith("Pictures/")}
    assert names == {"mimetype", "META-INF/manifest.xml", "meta.xml", "styles.xml", "content.xml"}


# ---- both ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [word, text_document])
def test_no_words_of_a_user_become_markup(make: object) -> None:
    table = replace(change_table(), title=RAW, source=RAW, notes=(RAW,))
    section = Section("a", RAW, (Subheading(RAW), table, picture(title=RAW, description=f"{RAW}!")), about=RAW)
    front = Section("b", RAW, (*sample().sections[1].blocks,), numbered=False)
    document = replace(sample(), title=RAW, partnership=RAW, status=RAW, sections=(front, section), cover=((RAW, RAW),))
    assert callable(make)
    assert words(make(document)).count(RAW) >= 8


@pytest.mark.parametrize("renderer", [docx, odt])
def test_a_long_and_odd_document_is_written_too(renderer: object) -> None:
    made = parts(renderer.render(odd()))  # type: ignore[attr-defined]
    body = made.get("word/document.xml") or made["content.xml"]
    said = words(etree.fromstring(body))
    assert "Place 40" in said
    assert said.count("Llanfair") > 6


@pytest.mark.parametrize("make", [word, text_document])
def test_a_document_without_places_has_no_cover_art(make: object) -> None:
    assert callable(make)
    root = make(replace(sample(), places=(), sections=(Section("a", "A", (Subheading("B"), change_table())),)))
    assert "Cover art" not in etree.tostring(root).decode()


def test_a_line_of_text_keeps_its_words_together() -> None:
    document = replace(sample(), sections=(Section("a", "A", (change_table(),)),))
    assert line("a  b") != line("a b")
    assert "Anti-social behaviour" in words(word(document))
