"""The strategy as a document: what it means here, needs, whom it asked, its year, what came of it, its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.serious_violence.queries import Whole
from frankpledge.domain.serious_violence.rules import Done, Sort
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    Document,
    Paragraph,
    Plain,
    Row,
    Section,
    Subheading,
    Table,
    Text,
)
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.queries import document_of
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.serious_violence import Item, items

CHAPTERS = (
    ("definition", "What serious violence means here", ("definition", "penalty", "victims", "prevalence", "community")),
    ("needs", "Needs", ("kinds", "causes")),
    ("strategy", "Strategy", ("strategy",)),
)


def strategy_document(found: Whole) -> Document:
    """Return a strategy as it stands."""
    strategy, known = found.strategy, {one.id: one for one in items()}
    sections = [
        Section(ref, title, tuple(_written(found, [known[name] for name in names])), about=title)
        for ref, title, names in CHAPTERS
    ]
    sections += [_consulted(found), _year(found), _effect(found), _served(found), _gaps(found)]
    return Document(
        title=strategy.title,
        subtitle=f"From {in_words(strategy.starts)}",
        partnership=strategy.workspace.name,
        status="Draft, not approved",
        foot=f"as on {in_words(found.on)}",
        cut_off=found.on,
        sections=tuple(sections),
    )


def _written(found: Whole, asked: Iterable[Item]) -> Iterator[Block]:
    for item in asked:
        yield Subheading(item.label)
        said = found.words.get(item.id)
        for words in said.split("\n\n") if said else ():
            yield Paragraph((Text(" ".join(words.split())),))
        if not said:
            yield Plain((Text("Not written yet."),))


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], empty: str) -> Block:
    cells = tuple(Row(tuple((Text(cell or "–"),) for cell in row)) for row in rows)
    return Table(title, "", tuple(Column(head) for head in heads), cells) if cells else Plain((Text(empty),))


def _consulted(found: Whole) -> Section:
    rows = (
        (one.name, Sort(one.sort).label, in_words(one.asked_on),
         one.answer if one.answered_on else "No answer came", one.used)
        for one in found.consulted
    )  # fmt: skip
    blocks = [_table("Who was consulted", ("Who", "Sort", "Asked", "Answered", "What was made of it"), rows,
                     "Nobody was consulted yet.")]  # fmt: skip
    none = [Sort(name).label.lower() for name in found.strategy.none]
    if none:
        blocks.append(Plain((Text(f"The area has no {' and no '.join(none)}."),)))
    return Section(
        "consulted", "Consultation", tuple(blocks), about="educational, prison and youth custody authorities"
    )


def _year(found: Whole) -> Section:
    rows = (
        (one.words, one.lead.name, in_words(one.due) if one.due else "", Done(one.done).label, one.effect)
        for one in found.lines
        if one.year == found.year
    )
    heads = ("What is done", "By whom", "By when", "How far", "What came of it")
    return Section("year", f"Work plan of {found.year}", (_table("Work plan", heads, rows, "Nothing is planned yet."),),
                   about="what is done this year")  # fmt: skip


def _effect(found: Whole) -> Section:
    blocks: list[Block] = []
    for one in found.looks:
        blocks += [Subheading(f"Review of {in_words(one.on)}"), Paragraph((Text(one.effect),))]
        blocks += [Paragraph((Text(f"To be revised: {one.revise}"),))] if one.revise else []
    return Section("effect", "Review and effect", tuple(blocks or [Plain((Text("It was not reviewed yet."),))]),
                   about="what came of it")  # fmt: skip


def _served(found: Whole) -> Section:
    rows = ((one.name, f"{in_words(one.signed_on)}, {one.signed_by}" if one.signed_on else "Not yet")
            for one in found.served)  # fmt: skip
    table = _table("Whom it serves", ("Partnership", "Signed up"), rows, "No partnership is named.")
    return Section("served", "Whom it serves", (table,), about="each partnership signs up")


def _gaps(found: Whole) -> Section:
    rows = ((one.item.label, one.state.capitalize(), one.words, f"{one.item.provision} ({one.item.confidence})")
            for one in found.stands if one.item.form != "edition")  # fmt: skip
    table = _table("What the duty asks for", ("Asked for", "State", "How it stands", "Provision"), rows, "Nothing.")
    return Section("duty", "What the duty asks for", (table,), about="what is there and what is missing")


def leaving(found: Whole, form: str, *, by: User) -> bytes:
    """Return a strategy in one format, after recording that it left: its newest edition, or else as a draft."""
    strategy = found.strategy
    cells = [Cell(key=str(strategy.pk), value=None, policy=Policy.RESTRICTED)]
    release(audience=Audience.WORKSPACE, cells=cells, what=strategy.title, workspace=strategy.workspace, by=by)
    document = document_of(found.editions[0]) if found.editions else strategy_document(found)
    return FORMATS[form].render(document)
