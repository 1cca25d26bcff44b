"""No page that ends in accident: a section that would leave a few lines over is set tighter, a chapter runs on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Data = dict[str, Any]
_LITTLE_MM = 95
"""How far down its last page, in millimetres from the edge, a section may end and still be worth drawing in."""

_TOP_MM, _FOOT_MM = 25, 268
_SHORT_MM = 110
"""A chapter of no more than this follows the one before on its page, where it finds room."""
_BETWEEN_MM = 16
_ROOMY_MM = 160
"""A chapter that ends above this leaves much of its page empty: the next may begin there, where that saves a page."""


@dataclass(frozen=True)
class End:
    """Where a section begins and ends: its pages, and how far down the last one, in millimetres."""

    ref: str
    first: int
    last: int
    down: float


def fitted(pages: Data, ends: Callable[[Data], tuple[End, ...]]) -> Data:
    """Return the pages with those sections set tighter that are a page shorter for it, and short ones running on.

    `ends` sets the pages and says where each section ends. While sections are set tighter each begins on a new page, so
    that none changes another; longer chapters that run on are tried one by one.
    """
    loose = {end.ref: end for end in ends(pages)}
    hopeful = {ref for ref, end in loose.items() if end.last > end.first and end.down < _LITTLE_MM}
    if not hopeful:
        return _saving(_running_on(pages, loose), ends)
    tight = {end.ref: end for end in ends(_tightened(pages, hopeful)) if end.ref in hopeful}
    shorter = {ref for ref, end in tight.items() if end.last - end.first < loose[ref].last - loose[ref].first}
    short_ones = _running_on(_tightened(pages, shorter), {**loose, **{ref: tight[ref] for ref in shorter}})
    return _saving(short_ones, ends)


def _running_on(pages: Data, ends: dict[str, End]) -> Data:
    """Return the pages with each short chapter marked that finds room below the chapter before it."""
    sections, down = [], float(_FOOT_MM)
    for section in pages["sections"]:
        end = ends[section["ref"]]
        high = end.down - _TOP_MM
        short = bool(section["number"]) and end.first == end.last and high <= _SHORT_MM
        room = short and down + _BETWEEN_MM + high <= _FOOT_MM
        sections.append({**section, "runs_on": True} if room else section)
        down = down + _BETWEEN_MM + high if room else end.down if section["number"] else float(_FOOT_MM)
    return {**pages, "sections": sections}


def _saving(pages: Data, ends: Callable[[Data], tuple[End, ...]]) -> Data:
    """Return the pages with each longer chapter marked to run on that saves a page by beginning on a roomy one."""
    told: dict[str, End] = {}
    for before, section in pairwise(pages["sections"]):
        if section["runs_on"] or not (before["number"] and section["number"]):
            continue
        told = told or {end.ref: end for end in ends(pages)}
        if told[before["ref"]].down > _ROOMY_MM:
            continue
        tried = _marked(pages, section["ref"])
        found = {end.ref: end for end in ends(tried)}
        if max(end.last for end in found.values()) < max(end.last for end in told.values()):
            pages, told = tried, found
    return pages


def _marked(pages: Data, ref: str) -> Data:
    sections = [{**section, "runs_on": section["runs_on"] or section["ref"] == ref} for section in pages["sections"]]
    return {**pages, "sections": sections}


def _tightened(pages: Data, refs: set[str]) -> Data:
    sections = [{**section, "tight": section["ref"] in refs} for section in pages["sections"]]
    return {**pages, "sections": sections}
