"""What a list says: its columns, its lines, what is wrong with them, and what it would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from frankpledge.refusal import Refusal

MOST_LINES = 5_000
LONGEST_WORD = 300
FEWEST_NAMED = 5
WRITTEN = (
    "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip
# What a word can mean besides what its column offers.
NOT_SAID, LEFT_OUT = "", "-"
# What clears a cell: an empty one changes nothing.
CLEARS = "none"
FEWEST_HEADS = 2
A_DAY = "2026-04-01 or 01/04/2026"


class NotAList(Refusal):
    """A file that is no list of this kind, or a list that is not in the state for what is asked."""


class NotAsShown(NotAList):
    """A list that would now change something else than what was shown: the register has moved on."""


class NotTaken(Refusal):
    """A line that cannot be taken. `column`: under which head the reason stands, by the column's name."""

    def __init__(self, reason: str, *, cure: str = "", column: str = "") -> None:
        super().__init__(reason, cure=cure)
        self.column = column


class ListState(StrEnum):
    """How far a list has come. `ASKED`: its heads are not understood yet."""

    ASKED = "asked"
    TRIED = "tried"
    APPLIED = "applied"
    UNDONE = "undone"


Words = Callable[[Any, Any], Sequence[tuple[str, str]]]


def of_kinds(kinds: Any) -> Words:
    """Return what lists kinds that are fixed, each with its label."""
    pairs = [(one.value, one.label) for one in kinds]
    return lambda *_: pairs


@dataclass(frozen=True)
class Column:
    """What stands under one head. `head` is what our own files call it, `called` what else it is known by.

    `words(workspace, viewer)` are the pairs of value and label that it may hold; `is_day` says that it holds a day,
    `several` that more than one head may be read into it, `only_shown` that it follows from others and is never taken.
    `reads` turns a word that is none of them into a value, where it can be read for what it says; None where not.
    """

    name: str
    head: str
    called: tuple[str, ...] = ()
    needed: bool = False
    help: str = ""
    several: bool = False
    only_shown: bool = False
    is_day: bool = False
    words: Words | None = None
    reads: Callable[[str], str | None] | None = None

    @property
    def heads(self) -> tuple[str, ...]:
        """Return every head by which it is known, in plain letters."""
        return tuple(plain(each) for each in (self.head, self.name, *self.called))


@dataclass(frozen=True)
class Line:
    """One line: what it says under each column that says anything. Words and days are values by then.

    `typed` is what stood there, `number` the row of the file.
    """

    sheet: str
    number: int
    cells: Mapping[str, str]
    typed: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    def day(self, name: str) -> date | None:
        """Return the day under a column; None where none is said, or it is cleared."""
        said = self[name]
        return date.fromisoformat(said) if said and said != CLEARS else None


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line: where it stands, why, and what cures it."""

    sheet: str
    number: int
    column: str
    reason: str
    cure: str = ""

    @property
    def words(self) -> str:
        """Return reason and cure."""
        return " ".join(filter(None, (self.reason, self.cure)))


@dataclass(frozen=True)
class Change:
    """What a line changes: `kind` in a word (new, changed, ends), of which thing, and each part with was and now."""

    sheet: str
    number: int
    kind: str
    which: str
    parts: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Outcome:
    """What came of a list: filled by whoever takes its lines in. `steps` are what taking back needs, in plain JSON."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True)
class Taken:
    """What a register is asked to take in: the lines, where, by whom, and what was said of all of them beside.

    `passed_over` is what was typed in lines that are wrong, or that the sender leaves out: they are in the list too.
    """

    workspace: Any
    lines: tuple[Line, ...]
    said: Mapping[str, str]
    name: str
    by: Any
    passed_over: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class ListKind:
    """A kind of list. `check(workspace, user)` refuses who may not; `take` takes lines in by the app's own actions.

    `undo(workspace, steps, name, by)` takes it back. `across` names the column of which every other head is a word, and
    `beneath` the one whose cells stand under them: a table of two ways is read as a line for each cell. A list that is
    `whole` is taken in whole or not at all; of others, lines that are wrong may be left out. Of `either` columns
    at least one must have a head. `joined(rows, at)` reads heads that stand in two rows, the header among them: it
    returns the place of the last and the heads as one.
    """

    key: str
    columns: tuple[Column, ...]
    check: Callable[[Any, Any], None]
    take: Callable[[Taken], Outcome]
    undo: Callable[[Any, Sequence[Any], str, Any], None]
    across: str = ""
    beneath: str = ""
    whole: bool = False
    either: tuple[str, ...] = ()
    joined: Callable[[Sequence[tuple[int, list[str]]], int], tuple[int, list[str]]] | None = None

    def column(self, name: str) -> Column:
        """Return the column of a name."""
        return next(one for one in self.columns if one.name == name)

    @property
    def headed(self) -> tuple[Column, ...]:
        """Return the columns that have a head of their own."""
        return tuple(one for one in self.columns if one.name not in {self.across, self.beneath})


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number of things."""
    return f"1 {one}" if count == 1 else f"{count:,} {many or one + 's'}"


def wrong_parts(faults: Iterable[Sequence[Any]], kind: ListKind) -> tuple[set[Any], set[Any]]:
    """Return the lines of a list that cannot be taken, and of a table of two ways the single cells of other lines.

    A fault is sheet, row, head, reason and cure. In a table of two ways one under a head of its own spoils its whole
    line, and one under a word of the heads spoils a cell.
    """
    places = {(sheet, number, column) for sheet, number, column, *_ in faults}
    own = {"", *(head for column in kind.headed for head in column.heads)}
    lines = {(sheet, number) for sheet, number, column in places if not kind.across or plain(column) in own}
    return lines, {one for one in places if one[:2] not in lines}


def wrong_words(faults: Iterable[Sequence[Any]], kind: ListKind) -> str:
    """Return how many lines (of a table of two ways: lines and cells) cannot be taken; empty where all can."""
    lines, cells = wrong_parts(faults, kind)
    told = [counted(len(lines), "row" if kind.across else "line")] if lines else []
    return " and ".join([*told, *([counted(len(cells), "cell")] if cells else [])])


def plain(text: str) -> str:
    """Return a head or word as it is compared: in small letters, single spaces, without what a file puts before it."""
    return " ".join(text.lstrip("'").casefold().replace("_", " ").split())


def said_otherwise(was: object, now: object, *, words: Callable[[Any], str]) -> list[tuple[str, str, str]]:
    """Return which facts differ in words between two of a kind: the name of each, what stood there, what stands now."""
    told = ((name.replace("_", " "), words(getattr(was, name)), words(getattr(now, name))) for name in vars(now))
    return [one for one in told if one[1] != one[2]]


def begin_of_unknown(word: str) -> str:
    """Return how the reason begins why a word that is not known makes its line wrong."""
    return f"“{word}” is not "


def known_heads(kind: ListKind, remembered: Mapping[str, str]) -> dict[str, str]:
    """Return which column each head that is known means; what people said of a head goes before what we call it."""
    own = {head: column.name for column in reversed(kind.headed) for head in column.heads}
    return {**own, **remembered}


def has_heads(cells: Sequence[str], known: Mapping[str, str], kind: ListKind) -> bool:
    """Return whether a row is a header that is understood: all that is needed, and two heads or more."""
    found = {known[plain(cell)] for cell in cells if known.get(plain(cell))}
    fewest = 1 if kind.across else FEWEST_HEADS
    return len(found) >= fewest and not lacking(kind, cells, known)


def likely_heads(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]] | None:
    """Return the row that is most likely a header, for its heads to be asked about: the first that is nearly as wide.

    A title over a table fills one cell or two; a header has a word over nearly every column.
    """
    widest = max((sum(map(bool, cells)) for _, cells in rows), default=0)
    if widest < FEWEST_HEADS:
        return None
    return next(row for row in rows if sum(map(bool, row[1])) * 3 >= widest * 2)


def lacking(kind: ListKind, heads: Iterable[str], known: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns that are needed and that no head means; of those of which one is enough, all or none."""
    found = {known.get(plain(head), "") for head in heads}
    either = () if found & set(kind.either) else kind.either
    return tuple(one for one in kind.headed if (one.needed and one.name not in found) or one.name in either)


def day_of(text: str) -> date | None:
    """Return a day, however it is usually written; None for what is no day. A month or a season is none."""
    for form in WRITTEN:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def check_length(count: int, *, where: str) -> None:
    """Refuse a list without lines, and one that is longer than can be looked through."""
    if not count:
        raise NotAList("it has no line below its heads.", where=where, cure="Send it when it is filled in.")
    if count > MOST_LINES:
        said = f"it has {count:,} lines, and {MOST_LINES:,} are taken."
        raise NotAList(said, where=where, cure="Send it in parts.")


def check_state(state: str, *, wanted: Sequence[ListState]) -> None:
    """Refuse what is not in the state for it."""
    if state not in wanted:
        told = {
            ListState.ASKED: "its heads are not understood yet.",
            ListState.TRIED: "this list was never applied.",
            ListState.APPLIED: "this list is applied already.",
            ListState.UNDONE: "this list was taken back already.",
        }[ListState(state)]
        raise NotAList(told, cure="Its page says how it stands.")


def check_untouched(touched: Sequence[str]) -> None:
    """Refuse to take a list back from rows to which more was done since."""
    if touched:
        raise NotAList(
            f"more was done since to {', '.join(touched[:20])}.", cure="Put right what the list changed by hand."
        )


def check_takable(*, wrong: str, changes: int, leave_out: bool, whole: bool) -> None:
    """Refuse a list of which something is wrong, unless it is to be left out and may; and one that changes nothing."""
    if wrong and (whole or not leave_out):
        raise NotAList(
            f"{wrong} of it cannot be taken.",
            cure="Put these right in the copy with remarks, and send it.",
        )
    if not changes:
        raise NotAList("it changes nothing.", cure="Everything in it is in the register already.")
