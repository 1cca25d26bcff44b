"""The PDF: tagged to two standards, described, in the bundled fonts, and never made of anybody's code."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from frankpledge.ground.documents import fonts, pdf
from frankpledge.ground.documents.blocks import Document, Paragraph, Plain, Section, Subheading, Text
from frankpledge.ground.documents.pdf_pages import pages
from tests.ground.documents.samples import change_table, odd, picture, sample

CODE = st.lists(
    st.sampled_from(
        [
            *"#[]{}()$*_`@<>\\\"'=-a éŵ−£",
            *("//", "/*", "*/", "\\u{41}", "#import", '#read("house.typ")', "#panic()", "#let x = 1"),
        ]
    ),
    min_size=1,
    max_size=14,
).map("".join)


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render(document)))


def elements(node: pikepdf.Object, found: list[pikepdf.Object] | None = None) -> list[pikepdf.Object]:
    """Return every structure element below one, in order."""
    found = [] if found is None else found
    children = node.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found.append(child)
            elements(child, found)
    return found


def tags(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return elements(document.Root.StructTreeRoot)


def test_it_says_that_it_keeps_both_standards_and_what_it_is() -> None:
    with opened(sample()) as made:
        told = made.open_metadata()
        assert (told["pdfuaid:part"], told["pdfaid:part"], told["pdfaid:conformance"]) == ("1", "2", "A")
        assert told["dc:title"] == "Strategic assessment 2025/26, Invented Community Safety Partnership"
        assert made.Root.Lang == "en-GB"
        assert made.Root.MarkInfo.Marked
        assert made.Root.ViewerPreferences.DisplayDocTitle


def test_every_figure_is_described_and_tables_have_heads() -> None:
    with opened(sample()) as made:
        found = tags(made)
        assert [str(tag.Alt) for tag in found if tag.S == "/Figure"] == [picture().description]
        kinds = [str(tag.S) for tag in found]
        assert kinds.count("/Table") == 2
        assert kinds.count("/TH") == 5 + 4
        assert kinds.count("/H1") == 5


def test_headings_are_bookmarks() -> None:
    with opened(sample()) as made, made.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "What matters, in three sentences",
            "1 Neighbourhood crime",
            "2 Recommendations asked of the board",
        ]


def test_only_the_bundled_fonts_are_used_and_they_are_embedded() -> None:
    with opened(sample()) as made:
        used = {str(font.BaseFont).split("+")[-1] for page in made.pages for font in page.Resources.Font.values()}
    assert used == {"SourceSans3-Regular", "SourceSans3-Semibold"}


def test_nothing_runs_and_nothing_travels_with_it() -> None:
    with opened(sample()) as made:
        assert "/OpenAction" not in made.Root
        assert "/AA" not in made.Root
        assert not made.attachments
        assert b"/JavaScript" not in pdf.render(sample())


def test_a_table_longer_than_a_page_repeats_its_head() -> None:
    with opened(odd()) as made:
        table = next(tag for tag in tags(made) if tag.S == "/Table")
        pages = {tag.Pg.objgen for tag in elements(table) if "/Pg" in tag}
    assert len(pages) == 2


def test_the_last_word_of_a_title_does_not_stand_alone() -> None:
    shown = pages(replace(sample(), subtitle="Crime in the invented county, year ending December 2025"))
    assert shown["subtitle"].endswith("ending December\u00a02025")
    assert pages(replace(sample(), subtitle="Neighbourhoodliness"))["subtitle"] == "Neighbourhoodliness"
    assert pages(replace(sample(), subtitle="on interconnectedness"))["subtitle"] == "on interconnectedness"


def test_words_that_no_bundled_font_holds_are_refused_with_the_letter() -> None:
    document = replace(sample(), sections=(Section("a", "A", (Plain((Text("so 中 so"),)),)),))
    with pytest.raises(pdf.CannotTypeset, match="中"):
        pdf.render(document)


def test_without_the_bundled_fonts_it_is_refused_with_the_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "_BUILT", tmp_path)
    with pytest.raises(fonts.FontsMissing, match="make assets"):
        pdf.render(sample())


@effort(max_examples=15)
@given(words=CODE)
def test_no_words_of_a_user_become_code(words: str) -> None:
    said = f"a{words}b"
    blocks = (
        Paragraph((Text(said),), said),
        Subheading(said),
        replace(change_table(), title=said, subtitle=said, source=said, notes=(said,)),
        picture(title=said, source=said, description=f"{said}."),
    )
    document = replace(sample(), title=said, sections=(Section("a", said, blocks, about=said),), cover=((said, said),))
    with opened(document) as made:
        flat = " ".join(said.split())
        assert made.open_metadata()["dc:title"] == f"{flat}, Invented Community Safety Partnership"
        assert [" ".join(str(tag.Alt).split()) for tag in tags(made) if tag.S == "/Figure"] == [f"{flat}."]
        with made.open_outline() as outline:
            # Long words may break: the places where they may are not letters.
            assert outline.root[0].title.replace("\u200b", "") == f"1 {flat}"
