"""What the larger components are given: finished words and numbers, frozen, in the order in which they are read.

A cell, a value or a note may be text, which is escaped, or what `components.component` made, which is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Fact:
    """One of up to four large numbers: what it is, the number (or a judgement), its frame in words, its own page."""

    label: str
    value: str
    words: str = ""
    in_words: bool = False
    href: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table. Numbers stand to the right; `wide_only` leaves it out on a phone that does not stack."""

    head: str
    right: bool = False
    wide_only: bool = False


@dataclass(frozen=True)
class Row:
    """A row: its first cell names it and may lead somewhere. `quiet` shrinks on a phone, having nothing to say.

    `choose` is what a box before it sends as `chosen`, where the table stands in a form.
    """

    cells: tuple[str, ...]
    href: str = ""
    quiet: bool = False
    strong: bool = False
    choose: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption. `total` is its foot. `stacked` turns rows into labelled lines on a phone.

    `even` columns are as wide as those of another such table above or beneath.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    caption_hidden: bool = False
    stacked: bool = True
    even: bool = False

    def __post_init__(self) -> None:
        for row in (*self.rows, *((self.total,) if self.total else ())):
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{self.caption}: a row of {len(row.cells)} cells under {len(self.columns)} heads")


@dataclass(frozen=True)
class Crumb:
    """A step of the way here. The last has no address: it is this page."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Covered:
    """A part and how far it is there. kind: present | incomplete | missing | nil | not_applicable."""

    label: str
    kind: str
    words: str = ""
    href: str = ""


@dataclass(frozen=True)
class Happened:
    """A line of a timeline: when, who, and what they did as a sentence without its subject."""

    at: datetime
    who: str
    words: str
    href: str = ""


@dataclass(frozen=True)
class Choice:
    """A link of a list, with a line beneath it."""

    words: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Task:
    """One thing to do: its title leads to it, a tag dates it, a sentence says why."""

    title: str
    href: str = ""
    words: str = ""
    tag: str = ""
    late: bool = False


@dataclass(frozen=True)
class ThreadStep:
    """A knot of the golden thread. state: done | part | now | to_come."""

    title: str
    words: str
    state: str
    href: str = ""


@dataclass(frozen=True)
class Button:
    """A link that looks like a button. kind: first | second | warning. At most one first in view."""

    words: str
    href: str
    kind: str = "second"


@dataclass(frozen=True)
class Pages:
    """Which pages a list has and which is shown. `query` is what the address keeps besides the page ("type=drugs&")."""

    number: int
    last: int
    query: str = ""
    shown: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        near = {1, self.last, self.number - 1, self.number, self.number + 1}
        object.__setattr__(self, "shown", tuple(sorted(page for page in near if 1 <= page <= self.last)))
