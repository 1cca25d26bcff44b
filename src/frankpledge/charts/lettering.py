"""How wide words are, before anyone draws them: the layout is made with these, so that no label leaves its picture."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

_TABLE: Final[dict[str, dict[str, int]]] = tomllib.loads(
    (files("frankpledge.charts") / "lettering.toml").read_text(encoding="utf-8"),
)
_UNKNOWN: Final[int] = 1000  # a full em: an alphabet that the table does not hold may run wide, never over the edge
SEMIBOLD: Final[int] = 600
REGULAR: Final[int] = 400


@lru_cache(maxsize=4096)
def text_width(words: str, size: float, weight: int = REGULAR) -> float:
    """Return the width of one line of words in pixels, without kerning (which only makes it narrower)."""
    table = _TABLE["semibold" if weight >= SEMIBOLD else "regular"]
    return sum(_advance(letter, table) for letter in words) * size / 1000


def _advance(letter: str, table: dict[str, int]) -> int:
    if letter in table:
        return table[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return 0 if unicodedata.combining(letter) else table.get(base, _UNKNOWN)


def wrap(words: str, room: float, size: float, weight: int = REGULAR) -> tuple[str, ...]:
    """Return the words in lines that fit the room. A word that is wider than the room is broken with a hyphen."""
    lines: list[str] = []
    line = ""
    for word in _pieces(words.split(), room, size, weight):
        joined = f"{line} {word}" if line else word
        if line and text_width(joined, size, weight) > room:
            lines.append(line)
            line = word
        else:
            line = joined
    return (*lines, line) if line else tuple(lines)


def _pieces(words: list[str], room: float, size: float, weight: int) -> list[str]:
    pieces: list[str] = []
    for word in words:
        rest = word
        while text_width(rest, size, weight) > room and len(rest) > 2:
            cut = max(n for n in range(1, len(rest)) if n == 1 or text_width(rest[:n] + "-", size, weight) <= room)
            pieces.append(rest[:cut] + "-")
            rest = rest[cut:]
        pieces.append(rest)
    return pieces


def block_width(lines: tuple[str, ...], size: float, weight: int = REGULAR) -> float:
    """Return the width of the longest line."""
    return max((text_width(line, size, weight) for line in lines), default=0.0)


def shorten(words: str, room: float, size: float, weight: int = REGULAR, *, lines: int) -> tuple[str, ...]:
    """Return at most so many lines; what does not fit ends in an ellipsis (the table keeps the whole name)."""
    wrapped = wrap(words, room, size, weight)
    if len(wrapped) <= lines:
        return wrapped
    last = wrapped[lines - 1]
    while last and text_width(f"{last}…", size, weight) > room:
        last = last[:-1].rstrip()
    return (*wrapped[: lines - 1], f"{last}…")
