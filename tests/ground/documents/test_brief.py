"""The two-page summary: two pages whatever the document, saying nothing that the document does not."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from frankpledge.ground.documents import pdf
from frankpledge.ground.documents.blocks import Document, Plain, Recommendation, SummaryPoint, Table
from frankpledge.ground.documents.brief import MOST_ASKED, brief
from tests.ground.documents.samples import odd, sample


def long() -> Document:
    """Return the sample with a dozen sentences and a dozen requests."""
    document = sample()
    front, *rest = document.sections
    points = [block for block in front.blocks if isinstance(block, SummaryPoint)]
    asks = [block for block in rest[-1].blocks if isinstance(block, Recommendation)]
    return replace(
        document,
        sections=(
            replace(front, blocks=(*front.blocks, *points * 4)),
            *rest[:-1],
            replace(rest[-1], blocks=(*rest[-1].blocks, *asks * 6)),
        ),
    )


@pytest.mark.parametrize("made", [sample, odd, long])
def test_a_summary_has_two_pages_and_the_same_bytes_again(made: object) -> None:
    document = made()  # type: ignore[operator]
    first = pdf.render_brief(document)

    assert len(pikepdf.open(io.BytesIO(first)).pages) == 2
    assert first == pdf.render_brief(document)


def test_it_quotes_the_document_s_own_sentences_and_figures() -> None:
    document = sample()
    said = {block.line for section in document.sections for block in section.blocks if isinstance(block, SummaryPoint)}
    quoted = [block for block in brief(document).sections[0].blocks if isinstance(block, SummaryPoint)]

    assert {block.line for block in quoted} == said
    assert brief(document).figures == document.figures


def test_more_requests_than_a_page_holds_are_counted_and_not_dropped_in_silence() -> None:
    asked = next(block for block in brief(long()).sections[1].blocks if isinstance(block, Table))

    assert len(asked.rows) == MOST_ASKED
    assert asked.notes == ("7 more in the document itself.",)


def test_it_says_what_it_is_drawn_from() -> None:
    (told,) = (block for block in brief(sample()).sections[1].blocks if isinstance(block, Plain))

    assert "“Strategic assessment 2025/26” (draft, not approved)" in told.line[0].text  # type: ignore[union-attr]
