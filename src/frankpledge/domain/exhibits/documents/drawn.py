"""Exhibits as they were drawn for one state of the evidence, kept so that a page or a rebuild need not draw them again.

The same manifest always means the same rows, so what was drawn of it stays true. Events that a partnership registers
beside the evidence are part of the view, and so of the key.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Generic, TypeVar

from frankpledge.analysis.periods import Window
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents import EXHIBITS, harm, peers
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.yardsticks.queries.chosen import choices
from frankpledge.ground.documents.blocks import Block, Figure
from frankpledge.statute.events import Event

READINGS, DRAWINGS = 16, 1_000
# What these show depends on what a partnership chose to be held against, not on the evidence alone.
CHOSEN = frozenset({*peers.EXHIBITS, *harm.EXHIBITS})
T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """What a document looks at: an area over a window, as known at one state of the evidence."""

    known: Known
    kind: str
    code: str
    window: Window
    generated: bool
    events: tuple[Event, ...] = ()

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Return what is the same wherever the same would be drawn."""
        roots = (str(self.known.open.root), str(self.known.own.root) if self.known.own else "")
        window = (str(self.window.first), str(self.window.last))
        return (*roots, self.known.manifest, self.kind, self.code, *window, self.generated, self.events)


@dataclass(frozen=True)
class Drawn:
    """The blocks of one exhibit, none where the evidence has nothing for it, and the figures that they quote."""

    blocks: tuple[Block, ...] = ()
    figures: tuple[Figure, ...] = ()


class Kept(Generic[T]):
    """The last so many answers, each worked out once, whichever thread asks first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held: OrderedDict[Hashable, T] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the answer of a key, made now where it is not held. Two threads may both make it; both are right."""
        with self.lock:
            if key in self.held:
                self.held.move_to_end(key)
                return self.held[key]
        made = make()
        with self.lock:
            self.held[key] = made
            while len(self.held) > self.most:
                self.held.popitem(last=False)
        return made


_readings: Kept[AreaReading] = Kept(READINGS)
_drawings: Kept[Drawn] = Kept(DRAWINGS)


def reading_of(view: View) -> AreaReading:
    """Return what the evidence says of the view; refused where nothing at all is recorded in its window."""
    return _readings.get(view.key, lambda: _read(view))


def drawn(view: View, name: str) -> Drawn:
    """Return an exhibit by its name. One that is no longer offered shows nothing."""
    if name not in EXHIBITS:
        return Drawn()
    chosen = choices(view.known.workspace) if name in CHOSEN else ()
    return _drawings.get((*view.key, *chosen, name), lambda: _draw(view, name))


def ledger_of(view: View) -> Ledger:
    """Return an empty ledger over the view."""
    return Ledger(reading_of(view), view.known)


def at_window(view: View, window: Window) -> View:
    """Return the same view over other months."""
    return replace(view, window=window)


def _read(view: View) -> AreaReading:
    found = find(view.known.open, view.code, kind=view.kind)
    return area_reading(view.known.open, area=found, window=view.window, generated=view.generated, events=view.events)


def _draw(view: View, name: str) -> Drawn:
    ledger = ledger_of(view)
    return Drawn(tuple(EXHIBITS[name](ledger)), tuple(ledger.figures.values()))
