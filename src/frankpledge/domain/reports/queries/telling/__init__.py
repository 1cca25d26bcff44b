"""A report as a tree of blocks: what its template names, in that order, from what was gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from frankpledge.domain.reports.queries.material import Material
from frankpledge.domain.reports.queries.telling.ending import delivery, reading, revisions, risks
from frankpledge.domain.reports.queries.telling.exceptions import decisions, exceptions
from frankpledge.domain.reports.queries.telling.figures import Figures
from frankpledge.domain.reports.queries.telling.opening import lead, not_yet, sentence
from frankpledge.domain.reports.queries.telling.priorities import priorities
from frankpledge.domain.reports.queries.telling.tables import every_indicator
from frankpledge.ground import clock
from frankpledge.ground.documents.blocks import Block, Document, Plain, Section, Text
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.reports import Part, Values

DRAFT = "Draft, not approved"
WHICH = {
    Values.PUBLISHED: "those that two people put before the board",
    Values.KNOWN: "all that is known, before the board or not",
}
Told = Callable[[Material, Figures], Iterator[Section]]


def report_document(material: Material) -> Document:
    """Return the report as a tree. The same material gives the same tree."""
    wanted, figures = material.wanted, Figures(material)
    first = _first(material, figures)
    rest = [section for part in wanted.template.parts for section in _AFTER.get(part, _nothing)(material, figures)]
    day = clock.in_london(wanted.known_at).date()
    title = wanted.template.title if not wanted.theme else f"{wanted.template.title}: {wanted.theme}"
    return Document(
        title=f"{title}, {wanted.period.name}" if wanted.theme else f"{title}: {wanted.period.name}",
        subtitle=f"{wanted.period.words}, as known on {in_words(day)}",
        partnership=material.workspace.name,
        status=DRAFT,
        foot=f"{wanted.period.words}, as known on {in_words(day)}",
        cut_off=day,
        sections=(first, *rest),
        figures=figures.shown,
        cover=(
            ("For", wanted.template.readers),
            ("Status", DRAFT),
            ("Values as known on", in_words(day)),
            ("Which values", WHICH[wanted.template.values]),
        ),
        demonstration="All that this report tells is invented" if material.workspace.generated else "",
    )


def _first(material: Material, figures: Figures) -> Section:
    """Return the first section: the sentence that says it all, the officer's words, what stands out, what is asked."""
    parts = material.wanted.template.parts
    blocks: list[Block] = [sentence(material, figures), *not_yet(material)]
    for part in parts:
        blocks += [block for told in (_FIRST.get(part),) if told for block in told(material, figures)]
    if len(blocks) == 1 + bool(material.waiting):
        blocks.append(Plain((Text("Nothing stands out, and no decision is sought."),)))
    return Section(
        "exceptions", "Exceptions first", tuple(blocks), numbered=False, about="what changed, and what is asked"
    )


def _nothing(_material: Material, _figures: Figures) -> Iterator[Section]:
    yield from ()


_FIRST: dict[Part, Callable[[Material, Figures], Iterator[Block]]] = {
    Part.LEAD: lead,
    Part.EXCEPTIONS: exceptions,
    Part.DECISIONS: decisions,
}
_AFTER: dict[Part, Told] = {
    Part.TABLE: every_indicator,
    Part.PRIORITIES: priorities,
    Part.DELIVERY: delivery,
    Part.RISKS: risks,
    Part.REVISIONS: revisions,
    Part.READING: reading,
}
