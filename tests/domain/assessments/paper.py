"""Reading a tree of blocks as a reader does, for tests of what a document says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from frankpledge.analysis.periods import Month
from frankpledge.domain.assessments.documents import Commission, Made, document
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.ground.documents.blocks import Absent, Document, FigureRef, Section, State, Strong, Text
from frankpledge.statute.contents import contents, inputs
from frankpledge.statute.template import Template, assessment_template

LAST = Month(2025, 12)


def commission(*, nation: str = "england", two_tier: bool = True) -> Commission:
    """Return what the law asks of a partnership's assessment."""
    on = LAST.last_day
    return Commission(
        partnership="Tithing Community Safety Partnership",
        year="2025/26",
        approve_by=on.replace(year=on.year + 1, month=3),
        contents=contents(on=on, nation=nation, two_tier=two_tier),
        inputs=inputs(on=on, nation=nation, two_tier=two_tier),
        template=assessment_template(),
    )


def drafted(reading: AreaReading, **asked: Any) -> Document:
    """Return the draft for a reading."""
    law, ledger = commission(**asked), Ledger(reading)
    return document(ledger, law, shown(ledger, law.template), cut_off=reading.known_on)


def shown(ledger: Ledger, template: Template) -> tuple[Made, ...]:
    """Return the chapters of the template for which the evidence has something, with nothing written in them."""
    made = []
    for plan in template.chapters:
        blocks = tuple(block for name in plan.exhibits if name in EXHIBITS for block in EXHIBITS[name](ledger))
        if blocks:
            meets = {need for name in plan.exhibits for need in template.exhibit_provides.get(name, ())}
            section = Section(ref=plan.ref, title=plan.title, about=plan.about, blocks=blocks)
            made.append(Made(section, {}, frozenset(plan.provides) | meets))
    return tuple(made)


def section(document: Document, ref: str) -> Section:
    """Return a section by its ref."""
    return next(one for one in document.sections if one.ref == ref)


def nodes(part: object) -> Iterator[object]:
    """Yield a part of a tree and all parts within it, in reading order."""
    yield part
    if is_dataclass(part) and not isinstance(part, type):
        for each in fields(part):
            yield from nodes(getattr(part, each.name))
    elif isinstance(part, tuple):
        for each in part:
            yield from nodes(each)


def quoted(part: object) -> set[str]:
    """Return the keys of all figures that a part quotes."""
    return {node.key for node in nodes(part) if isinstance(node, FigureRef)}


def words(document: Document, ref: str) -> str:
    """Return the words of a section, figures printed and judgements by their names."""
    return "".join(_heard(section(document, ref).blocks, document))


PRINTED: dict[type, Callable[[Any, Document], str]] = {
    Text: lambda part, _: part.text,
    Strong: lambda part, _: part.text,
    Absent: lambda part, _: part.words,
    State: lambda part, _: part.kind,
    FigureRef: lambda part, document: document.figures[part.key].display,
    str: lambda part, _: f" | {part} | ",
}


def _heard(part: object, document: Document) -> Iterator[str]:
    if type(part) in PRINTED:
        yield PRINTED[type(part)](part, document)
    elif isinstance(part, tuple):
        for each in part:
            yield from _heard(each, document)
    elif is_dataclass(part) and not isinstance(part, type):
        for each in fields(part):
            yield from _heard(getattr(part, each.name), document)
