"""The two-page summary: what matters on one side, the chart and what is asked on the other.

Made from the document's own front page and recommendations, so that it can say nothing that the document does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    Document,
    KeyFigures,
    Picture,
    Plain,
    Recommendation,
    Row,
    Section,
    SummaryPoint,
    Table,
    Text,
)

MOST_ASKED = 7
MOST_POINTS = 7


def brief(document: Document) -> Document:
    """Return the document of two sections: its front page's figures and sentences, and its chart and requests."""
    front = [block for section in document.sections if not section.numbered for block in section.blocks]
    asked = [block for section in document.sections for block in section.blocks if isinstance(block, Recommendation)]
    title = next((s.title for s in document.sections if any(isinstance(b, KeyFigures) for b in s.blocks)), "In short")
    points = [replace(block, reference="") for block in front if isinstance(block, SummaryPoint)]
    matters: tuple[Block, ...] = (*(block for block in front if isinstance(block, KeyFigures)), *points[:MOST_POINTS])
    sections = (
        Section("matters", title, matters or (Plain((Text(document.subtitle),)),), numbered=False),
        Section("asked", "What is behind it and what is asked", tuple(_behind(front, asked, document)), numbered=False),
    )
    return replace(document, sections=sections)


def _behind(front: list[Block], asked: list[Recommendation], document: Document) -> Iterator[Block]:
    chart = next((block for block in front if isinstance(block, Picture)), None)
    if chart is not None:
        yield replace(chart, numbered=False)
    if asked:
        yield _table(asked)
    yield Plain(
        (
            Text(
                f"This summary is drawn from “{document.title}” ({document.status.lower()}), which names the source,"
                " period and base of every figure, its method, and what cannot be said."
            ),
        )
    )


def _table(asked: list[Recommendation]) -> Table:
    more = len(asked) - MOST_ASKED
    return Table(
        title="The board is asked",
        subtitle="",
        columns=(
            Column("", share=0.07),
            Column("Request", share=0.55),
            Column("Owner", share=0.22),
            Column("By", share=0.16),
        ),
        rows=tuple(
            Row(
                (
                    (Text(one.code),),
                    (Text(f"{one.verb} "), *one.line),
                    (Text(one.owner),),
                    (Text(one.by),),
                )
            )
            for one in asked[:MOST_ASKED]
        ),
        notes=(f"{more} more in the document itself.",) if more > 0 else (),
        numbered=False,
    )
