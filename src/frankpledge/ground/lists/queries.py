"""Reading lists: a file as heads and lines, lines as what they say, and the lists that came in."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.lists import rules
from frankpledge.ground.lists.models import KnownHead, KnownWord, SentList
from frankpledge.ground.lists.rules import (
    CLEARS,
    LEFT_OUT,
    LONGEST_WORD,
    NOT_SAID,
    Column,
    Fault,
    Line,
    ListKind,
    plain,
)
from frankpledge.lake.limits import DEFAULT
from frankpledge.lake.own.grid import Grid, grids
from frankpledge.lake.source import SourceFile

Cells = tuple[int, int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """One sheet that is read: its name, the row of its heads, and the heads."""

    name: str
    row: int
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """What a file holds: its sheets, and each line below their heads as (place of its sheet, row, cells)."""

    sheets: tuple[Sheet, ...]
    lines: tuple[Cells, ...]


def read_file(path: Path, *, called: str, kind: ListKind, workspace: Workspace) -> Read:
    """Return a list as a file holds it: every sheet whose heads are known, else every one that has heads at all.

    Refuses a file in which no row could be a header, and one without lines.
    """
    content = path.read_bytes()
    source = SourceFile(path, called, "", hashlib.sha256(content).hexdigest(), len(content))
    known = rules.known_heads(kind, heads_said(kind, workspace))
    with tempfile.TemporaryDirectory(prefix="lists-") as scratch:
        found = grids(source, Path(scratch), DEFAULT)
        tables = [(grid, row) for grid in found if (row := _header(grid, known, kind))]
        tables = tables or [(grid, row) for grid in found if (row := rules.likely_heads(grid.peek()))]
        if not tables:
            raise rules.NotAList(
                "no row of it has heads over columns.", where=called,
                cure="Take the list as a file from its page, and fill that in.",
            )  # fmt: skip
        sheets = tuple(Sheet(grid.sheet, line, _named(cells)) for grid, (line, cells) in tables)
        lines = tuple(line for at, (grid, row) in enumerate(tables) for line in _below(at, grid, row[0]))
    rules.check_length(len(lines), where=called)
    return Read(sheets, lines)


def _header(grid: Grid, known: Mapping[str, str], kind: ListKind) -> tuple[int, list[str]] | None:
    rows = grid.peek()
    at = next((place for place, row in enumerate(rows) if rules.has_heads(row[1], known, kind)), None)
    if at is None:
        return None
    if kind.joined is None:
        return rows[at]
    last, heads = kind.joined(rows, at)
    return rows[last][0], heads


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split())[:LONGEST_WORD] for cell in cells)


def _below(at: int, grid: Grid, header: int) -> Iterator[Cells]:
    for number, cells in grid.rows(after=header):
        if any(cells):
            yield at, number, [cell.lstrip("'") if cell[:1] == "'" else cell for cell in cells]


def heads_said(kind: ListKind, workspace: Workspace) -> dict[str, str]:
    """Return what was said of heads in a partnership: the head in plain letters to the column, "" for one not read."""
    rows = KnownHead.objects.filter(workspace=workspace, kind=kind.key)
    return {one.head: one.column for one in rows}


def words_said(kind: ListKind, workspace: Workspace) -> dict[tuple[str, str], str]:
    """Return what was said of words in a partnership: (column, word in plain letters) to what it means."""
    rows = KnownWord.objects.filter(workspace=workspace, kind=kind.key)
    return {(one.column, one.word): one.means for one in rows}


# ---- what lines say --------------------------------------------------------------------------------------------------


@dataclass
class Reading:
    """Lines as what they say. `unknown`: words that nobody said the meaning of, by column, with how often."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out: int = 0
    passed_over: list[Mapping[str, str]] = field(default_factory=list)


@dataclass
class Reader:
    """What is known of heads and words in a partnership, by which lines are read."""

    kind: ListKind
    workspace: Workspace
    viewer: User

    def __post_init__(self) -> None:
        self.known = rules.known_heads(self.kind, heads_said(self.kind, self.workspace))
        self.said = words_said(self.kind, self.workspace)
        self.offered = {
            column.name: tuple(column.words(self.workspace, self.viewer))
            for column in self.kind.columns
            if column.words
        }
        self.own = {name: _by_label(pairs) for name, pairs in self.offered.items()}

    def not_read(self, sheets: Sequence[Sheet]) -> list[str]:
        """Return the heads that no column is read from."""
        heads = dict.fromkeys(head for sheet in sheets for head in sheet.heads if head)
        return [] if self.kind.across else [head for head in heads if not self.known.get(plain(head))]

    def read(self, sheets: Sequence[Sheet], lines: Sequence[Cells]) -> Reading:
        """Return what every line says."""
        found = Reading()
        for at, number, cells in lines:
            sheet = sheets[at]
            for typed in self._typed(sheet, cells):
                self._line(found, sheet, number, typed)
        return found

    def _typed(self, sheet: Sheet, cells: Sequence[str]) -> Iterator[dict[str, str]]:
        """Yield what stands under each column in a row: once, or for each head that a table of two ways has."""
        typed: dict[str, str] = {}
        others: list[tuple[str, str]] = []
        for head, cell in zip(sheet.heads, cells, strict=False):
            name = self.known.get(plain(head), "")
            if not name:
                others.append((head, cell))
            elif self.kind.column(name).several:
                typed[name] = self._joined(typed.get(name, ""), sheet, name, head, cell)
            elif cell and not typed.get(name):
                typed[name] = cell
        if not self.kind.across:
            yield typed
            return
        for head, cell in others:
            if head and cell:
                yield {**typed, self.kind.across: head, self.kind.beneath: cell}

    def _joined(self, before: str, sheet: Sheet, name: str, head: str, cell: str) -> str:
        """Return the cells of several heads as one text; each with its head where there is more than one."""
        alone = sum(self.known.get(plain(each)) == name for each in sheet.heads) == 1
        told = cell if alone or not cell else f"{head}: {cell}"
        return "\n".join(filter(None, (before, told)))

    def _line(self, found: Reading, sheet: Sheet, number: int, typed: dict[str, str]) -> None:
        values = {name: self._value(self.kind.column(name), text) for name, text in typed.items()}
        if any(value == LEFT_OUT and self._asked(name) for name, value in values.items()):
            found.left_out += 1
            found.passed_over.append(typed)
            return
        if self.kind.across and values.get(self.kind.across, "") is None:
            values.pop(self.kind.beneath, None)  # what stands under a head means nothing before the head does
        cells = {name: value for name, value in values.items() if value}
        unknown = [self.kind.column(name) for name, value in values.items() if value is None]
        faults = [self._unknown(found, sheet, number, column, typed[column.name], typed) for column in unknown]
        faults += [self._lacking(sheet, number, column) for column in self.kind.columns if self._lacks(column, typed)]
        if faults:
            found.faults += faults
            found.passed_over.append(typed)
        else:
            found.lines.append(Line(sheet.name, number, cells, typed))

    def _asked(self, name: str) -> bool:
        column = self.kind.column(name)
        return bool(column.words) or column.is_day

    def _lacks(self, column: Column, typed: Mapping[str, str]) -> bool:
        return column.needed and not typed.get(column.name)

    def _lacking(self, sheet: Sheet, number: int, column: Column) -> Fault:
        return Fault(sheet.name, number, self._head(sheet, column.name), f"{column.head} is empty.", "Fill it in.")

    def _value(self, column: Column, text: str) -> str | None:
        """Return what a cell means; None where that is not known."""
        if not text or not (column.words or column.is_day):
            return text
        said = self.said.get((column.name, plain(text)))
        if said is not None and self._stands(column, said):
            return said
        if plain(text) == CLEARS and not column.needed:
            return CLEARS
        if column.is_day:
            day = rules.day_of(text)
            return day.isoformat() if day else None
        own = self.own[column.name].get(plain(text))
        return column.reads(text) if own is None and column.reads else own

    def _stands(self, column: Column, value: str) -> bool:
        """Return whether what was said of a word is still offered: an organisation may have ended since."""
        if column.is_day or value in {NOT_SAID, LEFT_OUT, CLEARS}:
            return True
        return any(value == offered for offered, _ in self.offered[column.name])

    def _unknown(
        self, found: Reading, sheet: Sheet, number: int, column: Column, text: str, typed: Mapping[str, str]
    ) -> Fault:
        word = " ".join(text.split())[:LONGEST_WORD]
        found.unknown[column.name, word] += 1
        where = text if column.name == self.kind.across else self._head(sheet, column.name)
        if column.name == self.kind.beneath:
            where = typed.get(self.kind.across, where)
        what = "a day" if column.is_day else f"known under {column.head}"
        known = rules.A_DAY if column.is_day else _some([label for _, label in self.offered[column.name]])
        return Fault(
            sheet.name, number, where, f"{rules.begin_of_unknown(word)}{what}.",
            f"Say on the page what it means, or write {known}.",
        )  # fmt: skip

    def _head(self, sheet: Sheet, name: str) -> str:
        return head_of(self.known, sheet.heads, name) or self.kind.column(name).head


def head_of(known: Mapping[str, str], heads: Sequence[str], name: str) -> str:
    """Return the head of a sheet that a column is read from; nothing where none is."""
    return next((head for head in heads if known.get(plain(head)) == name), "")


def _by_label(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the value of each label, and of each value itself; a label that two things share means neither."""
    often = Counter(plain(label) for _, label in pairs)
    labels = {plain(label): value for value, label in pairs if often[plain(label)] == 1}
    return {**{plain(value): value for value, _ in pairs}, **labels}


def _some(labels: Sequence[str]) -> str:
    if not labels:
        return "one that is recorded first"
    more = ", …" if len(labels) > rules.FEWEST_NAMED else ""
    return f"one of: {', '.join(labels[: rules.FEWEST_NAMED])}{more}"


# ---- the lists that came in ------------------------------------------------------------------------------------------


def lists_of(kind: ListKind, *, workspace: Workspace, viewer: User) -> QuerySet[SentList]:
    """Return the lists of a kind that came in, the latest first."""
    found = SentList.objects.filter(workspace=workspace, kind=kind.key, workspace__in=workspaces_of(viewer))
    return found.select_related("sent_by", "workspace")


def list_of(identity: UUID, *, kind: ListKind, workspace: Workspace, viewer: User) -> SentList | None:
    """Return one list; None where there is none that the viewer may see."""
    return lists_of(kind, workspace=workspace, viewer=viewer).filter(pk=identity).first()


def sheets_of(sent: SentList) -> tuple[Sheet, ...]:
    """Return the sheets of a list."""
    return tuple(Sheet(name, row, tuple(heads)) for name, row, heads in sent.heads)
