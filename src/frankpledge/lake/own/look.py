"""A look at a file before it is loaded: each sheet's header, some rows, and how its columns are probably read."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from frankpledge.lake.limits import DEFAULT, Limits
from frankpledge.lake.own.desk import suggestion_for
from frankpledge.lake.own.grid import grids
from frankpledge.lake.own.layout import likeliest
from frankpledge.lake.own.returns import is_return
from frankpledge.lake.own.suggest import Suggestion
from frankpledge.lake.source import SourceFile

_SHOWN = 8


@dataclass(frozen=True)
class Look:
    """One sheet ("" for a text file). `headers` are all its columns, `words` those that a mapping is remembered by.

    `template`: it is one of our own and needs no mapping. `rows` are the first few under the header.
    """

    sheet: str
    line: int
    headers: tuple[str, ...]
    words: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    suggestion: Suggestion
    template: bool


def look(path: Path, *, called: str = "", limits: Limits = DEFAULT, supplier: str = "") -> tuple[Look, ...]:
    """Return every sheet of a file that seems to have a header, the likeliest first. Refuses what is no table."""
    name = called or path.name
    source = SourceFile(path, name, "", hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    found = []
    with tempfile.TemporaryDirectory(prefix="look-") as scratch:
        for grid in grids(source, Path(scratch), limits):
            rows = grid.peek()
            layout = likeliest(rows)
            if layout is None:
                continue
            below = tuple(tuple(cells) for line, cells in rows if line > layout.line)[:_SHOWN]
            guess = suggestion_for(grid, layout, data_set=_title(name), supplier=supplier)
            shown = Look(grid.sheet, layout.line, layout.names, layout.words, below, guess, is_return(layout))
            found.append((layout.likeness, shown))
    return tuple(shown for _, shown in sorted(found, key=lambda pair: -pair[0]))


def _title(name: str) -> str:
    """Return what a file is probably an edition of: its name without its ending."""
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ").replace("-", " ").strip()
