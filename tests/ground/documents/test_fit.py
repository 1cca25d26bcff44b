"""A section is set tighter only where that saves a page that would hold a few lines."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf

from frankpledge.ground.documents import pdf
from frankpledge.ground.documents.blocks import Document, Paragraph, Section
from frankpledge.ground.documents.pdf_fit import End, fitted
from frankpledge.ground.documents.words import line
from tests.ground.documents.samples import sample

PAGES = {"sections": [{"ref": ref, "tight": False, "runs_on": False, "number": ""} for ref in ("a", "b", "c", "d")]}
NUMBERED = {"sections": [{**part, "number": str(at)} for at, part in enumerate(PAGES["sections"], start=1)]}


def set_as(loose: dict[str, End], tight: dict[str, End]) -> Any:
    def ends(pages: dict[str, Any]) -> tuple[End, ...]:
        return tuple((tight if part["tight"] else loose)[part["ref"]] for part in pages["sections"])

    return ends


def tight_ones(pages: dict[str, Any]) -> list[str]:
    return [part["ref"] for part in pages["sections"] if part["tight"]]


def test_only_sections_that_become_shorter_are_set_tighter() -> None:
    loose = {
        "a": End("a", 2, 3, 40),  # a few lines on a second page: helped
        "b": End("b", 4, 5, 60),  # the same, and not helped
        "c": End("c", 6, 7, 200),  # a good second page
        "d": End("d", 8, 8, 40),  # one short page
    }
    tight = {"a": End("a", 2, 2, 270), "b": End("b", 3, 4, 30)}
    assert tight_ones(fitted(PAGES, set_as(loose, tight))) == ["a"]


def test_pages_without_a_poor_last_page_stay_as_they_are() -> None:
    loose = {ref: End(ref, 1, 1, 50) for ref in "abcd"}
    assert fitted(PAGES, set_as(loose, {})) == PAGES


def running_on(ends: dict[str, End]) -> list[str]:
    return [part["ref"] for part in fitted(NUMBERED, set_as(ends, {}))["sections"] if part["runs_on"]]


def test_a_short_chapter_follows_the_one_before_where_it_finds_room() -> None:
    ends = {
        "a": End("a", 2, 2, 120),
        "b": End("b", 3, 3, 75),  # 50 mm: from 136 to 186
        "c": End("c", 4, 4, 75),  # and again, to 252
        "d": End("d", 5, 5, 75),  # no room is left
    }
    assert running_on(ends) == ["b", "c"]


def test_a_longer_chapter_begins_its_own_page() -> None:
    ends = {"a": End("a", 2, 2, 60), "b": End("b", 3, 3, 150), "c": End("c", 4, 5, 100), "d": End("d", 6, 6, 60)}
    assert running_on(ends) == ["d"]


def poured(heights: dict[str, float]) -> Any:
    """Return how chapters of these heights (mm) end when each begins on a new page, or 16 mm below the one before."""

    def ends(pages: dict[str, Any]) -> tuple[End, ...]:
        page, down, told = 1, 25.0, []
        for part in pages["sections"]:
            page, down = (page, down + 16) if part["runs_on"] else (page + 1, 25.0)
            first = page
            whole, down = divmod(down - 25 + heights[part["ref"]], 243)
            page, down = page + int(whole), down + 25
            told.append(End(part["ref"], first, page, down))
        return tuple(told)

    return ends


def test_a_longer_chapter_begins_on_a_roomy_page_only_where_that_saves_one() -> None:
    saves = {"a": 100.0, "b": 350.0, "c": 240.0, "d": 240.0}
    assert [p["ref"] for p in fitted(NUMBERED, poured(saves))["sections"] if p["runs_on"]] == ["b"]
    gains_nothing = {"a": 100.0, "b": 450.0, "c": 240.0, "d": 240.0}
    assert not any(p["runs_on"] for p in fitted(NUMBERED, poured(gains_nothing))["sections"])
    full_before = {"a": 200.0, "b": 250.0, "c": 240.0, "d": 240.0}
    assert not any(p["runs_on"] for p in fitted(NUMBERED, poured(full_before))["sections"])


def test_a_front_page_stands_alone() -> None:
    ends = {ref: End(ref, 1, 1, 60) for ref in "abcd"}
    assert fitted(PAGES, set_as(ends, {})) == PAGES


def with_paragraphs(count: int) -> Document:
    words = line("A sentence of some length about very little, so that the paragraph has two lines on the page. " * 2)
    return replace(sample(), sections=(Section("a", "A", (Paragraph(words),) * count),))


def length(document: Document) -> int:
    with pikepdf.open(io.BytesIO(pdf.render(document))) as made:
        return len(made.pages)


def test_a_lone_paragraph_is_brought_back_to_the_page_before() -> None:
    lengths = [length(with_paragraphs(count)) for count in range(14, 22)]
    assert lengths == sorted(lengths)
    most = max(count for count, pages in zip(range(14, 22), lengths, strict=True) if pages == 2)
    assert pdf.pages(with_paragraphs(most))["sections"][0]["tight"] is False
    ends = pdf._ends(pdf.pages(with_paragraphs(most)))
    assert (ends[0].first, ends[0].last) == (2, 3)
