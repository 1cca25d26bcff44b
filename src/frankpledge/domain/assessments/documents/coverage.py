"""The chapter on statutory coverage: what the law asks for, where it is, and what is not there."""

from __future__ import annotations

from frankpledge.domain.assessments.rules import Covered
from frankpledge.ground.documents.blocks import Block, Column, Paragraph, Row, Section, State, Strong, Table, Text


def chapter(contents: tuple[Covered, ...], inputs: tuple[Covered, ...], *, title: str, about: str) -> Section:
    """Return the coverage chapter: one table of contents, one of inputs, and the count of what applies."""
    applying = [c for c in (*contents, *inputs) if c.state != "not_applicable"]
    present = sum(c.state in ("present", "nil") for c in applying)
    incomplete = sum(c.state == "incomplete" for c in applying)
    missing = sum(c.state == "missing" for c in applying)
    blocks: list[Block] = [
        Paragraph(
            line=(
                Text("An assessment must contain certain matters and take account of certain information. Of the "),
                Strong(f"{len(applying)} parts that apply here, {present} are present, {incomplete} are incomplete "),
                Strong(f"and {missing} are missing."),
            ),
            note=f"{contents[0].source}; {inputs[0].source}",
        ),
        _table("Contents", "What the assessment must include", contents),
        _table("Inputs", "Information that the strategy group must consider", inputs),
    ]
    blocks += [
        Paragraph(line=(Text(c.why_not),), note=f"{c.code}: not applicable, and shown so that nobody has to wonder")
        for c in (*contents, *inputs)
        if c.state == "not_applicable"
    ]
    return Section(ref="coverage", title=title, about=about, blocks=tuple(blocks))


def _table(title: str, subtitle: str, parts: tuple[Covered, ...]) -> Table:
    there = sum(c.state in ("present", "nil") for c in parts)
    applying = sum(c.state != "not_applicable" for c in parts)
    return Table(
        title=f"{title}: {there} of {applying} are complete",
        subtitle=subtitle,
        columns=(
            Column("Item", share=0.1),
            Column("The law asks for", share=0.42),
            Column("Where", share=0.28),
            Column("State", share=0.2),
        ),
        rows=tuple(
            Row(cells=((Text(c.code),), (Text(c.words),), (Text(c.where),), (State(kind=c.state),))) for c in parts
        ),
        numbered=False,
    )
