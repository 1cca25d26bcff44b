"""Slides: one thing each, under its finding, described for whoever cannot see it, and nothing hidden in the file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from pptx import Presentation

from frankpledge.ground.documents import pptx
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.slides import AskSlide, KeySlide, PictureSlide, PointsSlide, slides
from tests.ground.documents.samples import odd, sample


@pytest.fixture(scope="module")
def deck() -> Any:
    return Presentation(io.BytesIO(pptx.render(sample())))


def heard(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_slides_follow_the_document_from_summary_to_what_is_asked() -> None:
    kinds = [type(slide) for slide in slides(sample())]

    assert kinds == [KeySlide, PointsSlide, PictureSlide, AskSlide]


def test_a_chart_that_comes_twice_is_shown_once() -> None:
    document = sample()
    twice = Document(**{**vars(document), "sections": (*document.sections, *document.sections)})

    assert sum(isinstance(slide, PictureSlide) for slide in slides(twice)) == sum(
        isinstance(slide, PictureSlide) for slide in slides(document)
    )


def test_every_slide_has_a_real_title_and_the_chart_s_is_its_finding(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]

    assert titles == [
        "Strategic assessment 2025/26",
        "The year in numbers",
        "What matters, in three sentences",
        "Shoplifting is the largest of seven types",
        "The board is asked",
    ]


def test_every_picture_is_described_and_its_numbers_stand_in_the_notes(deck: Any) -> None:
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]

    assert len(pictures) == 2
    assert all(shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures)
    assert "Shoplifting\t937" in deck.slides[3].notes_slide.notes_text_frame.text


def test_figures_are_printed_and_what_is_missing_is_said(deck: Any) -> None:
    assert "9,980" in heard(deck.slides[1])
    assert "no\u00a0data" in heard(deck.slides[1])
    assert "Police recorded 9,980 crimes, against 9,730: no detectable change." in heard(deck.slides[2])


def test_every_slide_says_that_it_is_a_draft_and_what_is_generated(deck: Any) -> None:
    assert all("Draft, not approved" in heard(slide) for slide in deck.slides)
    assert all("Generated data" in heard(slide) for slide in deck.slides)


@pytest.mark.parametrize("made", [sample, odd])
def test_the_same_tree_gives_the_same_bytes_and_nothing_hidden(made: Any) -> None:
    first = pptx.render(made())
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()

    assert first == pptx.render(made())
    assert not [name for name in names if "thumbnail" in name or "printerSettings" in name or "comment" in name]
