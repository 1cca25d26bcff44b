"""What stands out in a report: a number with its line beside what is said of it, in every format."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pikepdf
import pytest
from pptx import Presentation

from frankpledge.ground.documents import formats
from frankpledge.ground.documents.blocks import Document, Plain, Section, Spark, Standout, Text
from frankpledge.ground.documents.checks import UnfinishedDocument, check
from frankpledge.ground.documents.paged import as_paper
from frankpledge.ground.documents.tree import as_json, from_json
from tests.ground.documents.reported import exceptions, standout
from tests.ground.documents.test_pdf import tags

TITLE = "Shoplifting is higher for the eighth month"


def test_it_comes_back_from_json_as_it_was() -> None:
    assert from_json(as_json(exceptions())) == exceptions()


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(formats.FORMATS["pdf"].render(document)))


def test_a_report_that_tells_what_stands_out_begins_on_its_first_page_without_a_cover() -> None:
    told = exceptions()
    usual = replace(told, sections=(replace(told.sections[0], blocks=(Plain((Text(TITLE),)),)), *told.sections[1:]))
    assert len(opened(told).pages) < len(opened(usual).pages)


def test_the_small_line_is_described_to_whoever_cannot_see_the_pdf() -> None:
    held = opened(exceptions())
    told = [str(one.get("/Alt", "")) for one in tags(held)]
    assert any(words.startswith("Last 4 periods: 208, 241, no data and 266") for words in told)


def test_the_web_page_says_its_judgements_in_words_and_describes_its_line() -> None:
    page = formats.FORMATS["html"].render(exceptions()).decode()
    assert TITLE in page
    assert 'aria-label="Last 4 periods: 208, 241, no data and 266' in page


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_word_processors_get_the_words_and_keep_the_small_line_small(form: str) -> None:
    held = zipfile.ZipFile(io.BytesIO(formats.FORMATS[form].render(exceptions())))
    body = held.read("word/document.xml" if form == "docx" else "content.xml").decode()
    assert TITLE in body
    assert "Last 4 periods" in body
    if form == "docx":
        widths = [int(part.split('"')[0]) for part in body.split('<wp:extent cx="')[1:]]
        assert min(widths) < 1_800_000 < max(widths)


def test_slides_show_it_alone_with_its_line_described() -> None:
    deck = Presentation(io.BytesIO(formats.FORMATS["pptx"].render(exceptions())))
    page = next(slide for slide in deck.slides if slide.shapes.title.text == TITLE)
    said = " ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
    assert "9,980" in said
    assert "▲ higher" in said
    assert "Decide D1" in said


@pytest.mark.parametrize("form", sorted(formats.FORMATS))
def test_the_same_tree_gives_the_same_bytes(form: str) -> None:
    assert formats.FORMATS[form].render(exceptions()) == formats.FORMATS[form].render(exceptions())


@pytest.mark.parametrize(
    "broken",
    [
        replace(standout(), figure="nowhere"),
        replace(standout(), title=" "),
        replace(standout(), spark=Spark("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "words")),
    ],
)
def test_what_points_nowhere_says_nothing_or_runs_something_is_refused(broken: Standout) -> None:
    whole = replace(exceptions(), sections=(Section("one", "One", (broken,), numbered=False),))
    with pytest.raises(Exception, match=r"no figure|no title|may not hold") as refused:
        check(whole)
    assert isinstance(refused.value, UnfinishedDocument) or "picture" in str(refused.value)


def test_in_a_pack_its_figure_has_a_name_that_is_nobody_elses() -> None:
    kept = as_paper(exceptions(), "a1-")
    assert next(one.figure for one in kept.sections[0].blocks if isinstance(one, Standout)) == "a1-crime.this"
    check(kept)
