"""What a place and a tie are, which way a tie runs, and how far one walks along them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from frankpledge.ground.documents.words import printable
from frankpledge.refusal import Refusal

MOST_WHY = 500  # signs
FARTHEST = 8  # steps from a place: from evidence to outcome


class NotATie(Refusal):
    """What was given makes no tie, or ends none."""


class NoSuchPlace(Refusal):
    """There is no such place here, or the reader may not see it: the two look the same."""


class Stage(StrEnum):
    """Where on the thread a kind of thing stands, from what is known to what came of it."""

    EVIDENCE = "evidence"
    FINDING = "finding"
    RISK = "risk"
    PRIORITY = "priority"
    OBJECTIVE = "objective"
    DECISION = "decision"
    ACTION = "action"
    INDICATOR = "indicator"
    MONEY = "money"
    OUTCOME = "outcome"

    @property
    def label(self) -> str:
        """Return the stage as it is shown."""
        return self.value.capitalize()

    @property
    def order(self) -> int:
        """Return its place among the stages, from 0."""
        return list(Stage).index(self)


@dataclass(frozen=True, order=True)
class Ref:
    """Which thing: its kind, as the ledger names it, and its identifier within that kind."""

    kind: str
    about: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.about}"


@dataclass(frozen=True)
class Place:
    """One thing as a person may see it: its name, its page, how it stands in a line, and whose it is.

    `over`: nothing more is to be done with it. `on`: the day that it is of or due.
    """

    ref: Ref
    title: str
    href: str
    words: str = ""
    whose: str = ""
    over: bool = False
    on: date | None = None


@dataclass(frozen=True)
class PlacesAsked:
    """Of which workspace, for whom, and which things of a kind are asked for; `abouts` None: all of them."""

    workspace: Any
    viewer: Any
    abouts: frozenset[str] | None = None

    def among(self, rows: Any) -> Any:
        """Return those of some rows that are asked for, by their keys."""
        return rows if self.abouts is None else rows.filter(pk__in=self.abouts)


@dataclass(frozen=True)
class Implied:
    """A tie that an app's own rows say: `later` follows from `earlier`, and why, in words that hold no casework."""

    earlier: Ref
    later: Ref
    why: str


@dataclass(frozen=True)
class PlaceKind:
    """A kind of thing that is a place on the thread.

    `read(PlacesAsked)` yields those that the viewer may see, filtered in the query. `implied(workspace)` yields the
    ties that the app's own rows say of things of this kind; whoever reads sees one only where they may see both ends.
    `plural` stands over a list of them.
    """

    kind: str
    label: str
    plural: str
    stage: Stage
    read: Callable[[PlacesAsked], Iterable[Place]]
    implied: Callable[[Any], Iterable[Implied]] = field(default=lambda workspace: ())


@dataclass(frozen=True)
class Edge:
    """A tie as it is walked along. `tie` is its identifier where a person made it; empty where rows imply it."""

    earlier: Ref
    later: Ref
    why: str = ""
    tie: str = ""
    who: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Reached:
    """A place that was come to: by which tie, from which place, after how many steps."""

    ref: Ref
    edge: Edge
    come_from: Ref
    steps: int


class Way(StrEnum):
    """Which way one walks: back to what a thing rests on, or on to what follows from it."""

    BACK = "back"
    ON = "on"


@dataclass(frozen=True)
class Web:
    """All ties of a workspace, to be walked along from any place."""

    earlier: Mapping[Ref, tuple[Edge, ...]]
    later: Mapping[Ref, tuple[Edge, ...]]

    def beside(self, ref: Ref, way: Way) -> tuple[Edge, ...]:
        """Return the ties that lead from a place one step that way."""
        return (self.earlier if way is Way.BACK else self.later).get(ref, ())

    def walk(self, start: Ref, way: Way, *, seen: Collection[Ref] | None = None) -> tuple[Reached, ...]:
        """Return what is come to from a place one way, nearest first, each once. `seen`: what may be trodden on."""
        found: list[Reached] = []
        known, here = {start}, [start]
        for steps in range(1, FARTHEST + 1):
            nearest: list[Ref] = []
            for at in here:
                for edge in self.beside(at, way):
                    to = edge.earlier if way is Way.BACK else edge.later
                    if to in known or (seen is not None and to not in seen):
                        continue
                    known.add(to)
                    nearest.append(to)
                    found.append(Reached(to, edge, at, steps))
            here = nearest
        return tuple(found)


def web_of(edges: Iterable[Edge]) -> Web:
    """Return ties in the shape in which they are walked along; of two between the same places a person's stays."""
    kept: dict[tuple[Ref, Ref], Edge] = {}
    for edge in edges:
        if edge.earlier != edge.later and (edge.tie or (edge.earlier, edge.later) not in kept):
            kept[edge.earlier, edge.later] = edge
    earlier, later = defaultdict(list), defaultdict(list)
    for edge in kept.values():
        earlier[edge.later].append(edge)
        later[edge.earlier].append(edge)
    return Web({ref: tuple(found) for ref, found in earlier.items()}, {ref: tuple(f) for ref, f in later.items()})


def check_why(words: str, *, what: str = "a tie") -> str:
    """Return why, cleaned; refused without a word or with far too many."""
    said = printable(words).strip()
    if not said:
        raise NotATie(f"it is not said why {what} is so.", where="Why", cure="Say in a sentence why.")
    if len(said) > MOST_WHY:
        raise NotATie(f"{len(said)} signs are too many.", where="Why", cure=f"Use at most {MOST_WHY}.")
    return said


def check_two(one: Ref, other: Ref) -> None:
    """Refuse to tie a thing to itself."""
    if one == other:
        raise NotATie("a thing rests on others, not on itself.", where="To what", cure="Choose another thing.")


def check_new(*, there: bool, back: bool) -> None:
    """Refuse a tie that is there already, and one that runs against it."""
    if there:
        raise NotATie("these two are tied already.", where="To what", cure="Untie them first, or leave it as it is.")
    if back:
        raise NotATie(
            "the tie between these two runs the other way.", where="Which way",
            cure="Nothing rests on what follows from it: untie them first.",
        )  # fmt: skip


def check_open(*, ended: bool) -> None:
    """Refuse to end a tie twice."""
    if ended:
        raise NotATie("this tie was ended already.", cure="Nothing is left to do.")
