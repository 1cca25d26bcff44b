"""No page that ends in accident: a section whose last page would hold a few lines is set a little tighter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]
_LITTLE_MM = 95
"""How far down its last page, in millimetres from the edge, a section may end and still be worth drawing in."""


@dataclass(frozen=True)
class End:
    """Where a section begins and ends: its pages, and how far down the last one, in millimetres."""

    ref: str
    first: int
    last: int
    down: float


def fitted(pages: Data, ends: Callable[[Data], tuple[End, ...]]) -> Data:
    """Return the pages with those sections set tighter that are a page shorter for it, and only those.

    `ends` sets the pages and says where each section ends. Every section begins on a new page, so that none changes
    another.
    """
    loose = {end.ref: end for end in ends(pages)}
    hopeful = {ref for ref, end in loose.items() if end.last > end.first and end.down < _LITTLE_MM}
    if not hopeful:
        return pages
    shorter = {
        end.ref
        for end in ends(_tightened(pages, hopeful))
        if end.ref in hopeful and end.last - end.first < loose[end.ref].last - loose[end.ref].first
    }
    return _tightened(pages, shorter) if shorter else pages


def _tightened(pages: Data, refs: set[str]) -> Data:
    sections = [{**section, "tight": section["ref"] in refs} for section in pages["sections"]]
    return {**pages, "sections": sections}
