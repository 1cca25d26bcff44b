"""The assurance statement: one page for the board and for scrutiny on how the partnership's duties stand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience
from frankpledge.domain.duties.presenters.words import code_of, mark_of, state_words, title_of
from frankpledge.domain.duties.presenters.year import binding, doubt_words, opening, part_lines
from frankpledge.domain.duties.queries.register import Owed, Position
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    Document,
    Figure,
    KeyFigures,
    Plain,
    Row,
    Section,
    State,
    Table,
    Text,
)
from frankpledge.ground.documents.formats import FORMATS, ONE_PAGE, Format
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.obligations import State as Standing

FORMS: dict[str, Format] = {"html": FORMATS["html"], "pdf": ONE_PAGE, "docx": FORMATS["docx"], "odt": FORMATS["odt"]}
MOST_NAMED = 6  # so that all of it stands on one page
_COUNTED = {
    Standing.MET: ("met", "met, with evidence"),
    Standing.DUE: ("due", "due later"),
    Standing.LATE: ("late", "late"),
    Standing.NOT_EVIDENCED: ("not_evidenced", "not evidenced"),
}


def statement(position: Position, workspace: Workspace) -> Document:
    """Return the assurance statement of a year as the duties stand on a day."""
    figures = {f"duties.{name}": _figure(position, state, name) for state, (name, _) in _COUNTED.items()}
    asked = (*_owed(position, Standing.LATE), *_owed(position, Standing.NOT_EVIDENCED))
    blocks: list[Block] = [
        Plain((Text(opening(position)),)),
        KeyFigures(tuple((f"duties.{name}", words) for name, words in _COUNTED.values())),
        _parts(position),
    ]
    if asked:
        blocks.append(_exceptions(asked))
    more = len(asked) - MOST_NAMED
    closing = f"{more} more of these stand{'s' if more == 1 else ''} in the register. " if more > 0 else ""
    blocks.append(Plain((Text(closing + doubt_words(position)),)))
    return Document(
        title="Assurance statement",
        subtitle=f"Statutory duties in {position.year}, as they stand on {in_words(position.today)}",
        partnership=workspace.name,
        status="For the board and for scrutiny",
        foot=f"Assurance statement {position.year}, {in_words(position.today)}",
        cut_off=position.today,
        sections=(Section("duties", "How the duties stand", tuple(blocks), numbered=False),),
        figures=figures,
        cover=(("Year", str(position.year)), ("As at", in_words(position.today))),
        demonstration="Every obligation and every piece of evidence here is invented." if workspace.generated else "",
    )


def statement_files(document: Document, formats: Iterable[str]) -> dict[str, bytes]:
    """Return the statement in the formats named."""
    return {name: FORMS[name].render(document) for name in formats}


def write_statement(
    position: Position, workspace: Workspace, *, formats: Iterable[str], folder: Path, by: User
) -> tuple[Path, ...]:
    """Write the statement in the formats named, after recording that it left; return the files."""
    made = statement_files(statement(position, workspace), formats)
    what = f"assurance statement {position.year}"
    release(audience=Audience.WORKSPACE, cells=(), what=what, workspace=workspace, by=by)
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{workspace.slug}-assurance-statement-{str(position.year).replace('/', '-')}"
    paths = tuple(folder / f"{stem}.{form}" for form in made)
    for path, content in zip(paths, made.values(), strict=True):
        path.write_bytes(content)
    return paths


def _owed(position: Position, state: Standing) -> tuple[Owed, ...]:
    return tuple(one for one in position.owed if one.obligation.state is state)


def _figure(position: Position, state: Standing, name: str) -> Figure:
    number = position.count(state)
    return Figure(
        key=f"duties.{name}",
        display=f"{number:,}",
        label=f"Obligations {_COUNTED[state][1]}",
        value=number,
        unit="obligations",
        period=str(position.year),
        denominator=f"{len(binding(position))} obligations that bind in the year",
        source="the register of duties",
        cut_off=in_words(position.today),
        method="A duty counts once for each period or event for which it is owed.",
    )


def _parts(position: Position) -> Table:
    rows = [
        Row(tuple((Text(cell),) for cell in (line.part, *map(str, _numbers(line))))) for line in part_lines(position)
    ]
    return Table(
        title="How each part stands",
        subtitle="Obligations of the year",
        columns=(
            Column("Part", share=0.44), *(Column(head, "right", share=0.14) for head in ("Met", "Due", "Late")),
            Column("Not evidenced", "right", share=0.14),
        ),
        rows=tuple(rows),
        numbered=False,
    )  # fmt: skip


def _numbers(line: object) -> tuple[int, ...]:
    return tuple(getattr(line, name) for name in ("met", "due", "late", "not_evidenced"))


def _exceptions(asked: tuple[Owed, ...]) -> Table:
    """Return what needs the board's eye, the late first, with who answers for it and what the law says."""
    return Table(
        title="What needs attention",
        subtitle="Late first, then what nothing proves yet",
        columns=(Column("Duty", share=0.43), Column("Who answers", share=0.27), Column("State", share=0.3)),
        rows=tuple(
            Row(
                (
                    (Text(f"{title_of(one)} ({code_of(one.duty)})"),),
                    (Text(one.owner or "nobody yet"),),
                    (State(mark_of(one.obligation.state), state_words(one.obligation)),),
                )
            )
            for one in asked[:MOST_NAMED]
        ),
        numbered=False,
    )
