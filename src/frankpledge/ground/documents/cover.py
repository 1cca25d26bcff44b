"""The cover's art, drawn from the partnership's own places: a field of hexagons, lighter where more was recorded.

Another partnership gets another cover. Without places the cover is plain; nothing is invented.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.look import COLOUR

Place = tuple[float, float, float]
WIDTH, HEIGHT = 595, 520
_CENTRE, _REACH = (362.0, 262.0), 265.0
_RADIUS = 16.0
_MOST = 400
_WORDS, _LONG_WORDS, _LONG_TITLE = 0.6, 0.38, 45
_QUIET = 0.16
"""White words on a hexagon no lighter than this keep 6 to 1."""
_SPREAD = 0.55
"""Under 1, so that the many quiet places beside one busy town are still told apart."""


def art_of(document: Document) -> str:
    """Return the document's own art where it brings one, else what its places give; empty where it has neither."""
    if document.art:
        return document.art
    words_from = _LONG_WORDS if len(document.title) > _LONG_TITLE else _WORDS
    return art(document.places, words_from=words_from) if document.places else ""


def art(places: Sequence[Place], *, words_from: float = 0.6) -> str:
    """Return the art as SVG, 595 by 520. Places are (x, y, weight), each from 0 to 1, y upwards.

    No hexagon is light under the words of the cover: the marking above, and the title from `words_from` of the height.
    """
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{COLOUR["area"]}"/>'
    cells = "".join(
        _cell(x, y, min(light, _QUIET) if _is_under_words(x, y, words_from) else light)
        for x, y, light in _cells(tuple(places))
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
    return f"{head}{ground}{cells}</svg>"


def rows(document: Document) -> tuple[tuple[str, str], ...]:
    """Return the rows of the cover; the status stands first where the document does not place it itself."""
    if any(label == "Status" for label, _ in document.cover):
        return document.cover
    return (("Status", document.status), *document.cover)


def _cells(places: tuple[Place, ...]) -> list[tuple[float, float, float]]:
    """Return the hexagons that lie among the places, each with its light from 0 to 1."""
    if not places:
        return []
    placed = [(_CENTRE[0] + (x - 0.5) * 2 * _REACH, _CENTRE[1] - (y - 0.5) * 2 * _REACH, w) for x, y, w in places]
    near = _nearness([(x, y) for x, y, _ in placed])
    found = []
    for x, y in _grid():
        distances = [math.hypot(x - px, y - py) for px, py, _ in placed]
        if min(distances) <= near:
            heat = max(
                w * math.exp(-((d / (1.4 * _RADIUS)) ** 2)) for d, (_, _, w) in zip(distances, placed, strict=True)
            )
            found.append((x, y, min(0.92, 0.05 + _grain(x, y) + 0.85 * heat**_SPREAD)))
    return found


def _is_under_words(x: float, y: float, words_from: float) -> bool:
    """Return whether the marking or the title may stand on a hexagon, whose corners reach a radius further."""
    is_title = x - _RADIUS < 0.76 * WIDTH and y + _RADIUS > words_from * HEIGHT
    return is_title or y - _RADIUS < 0.13 * HEIGHT


def _nearness(points: list[tuple[float, float]]) -> float:
    """Return how far from a place its ground reaches: the wider places lie apart, the further."""
    if len(points) < 2:
        return 3 * _RADIUS
    sample = points[:: max(1, len(points) // _MOST)]
    apart = sorted(min(math.dist(a, b) for b in points if b is not a) for a in sample)
    return max(1.2 * _RADIUS, 1.15 * apart[int(0.9 * (len(apart) - 1))])


def _grid() -> list[tuple[float, float]]:
    wide, high = _RADIUS * math.sqrt(3), _RADIUS * 1.5
    rows = int((HEIGHT + 2 * _RADIUS) / high) + 1
    return [
        (wide * (column + 0.5 * (row % 2)), high * row)
        for row in range(rows)
        for column in range(int(WIDTH / wide) + 2)
    ]


def _grain(x: float, y: float) -> float:
    """Return a small unevenness that is the same for the same place, so that the field is not flat."""
    return 0.05 * ((round(x) * 73_856_093 ^ round(y) * 19_349_663) % 97) / 97


def _cell(x: float, y: float, light: float) -> str:
    corners = (
        (x + 0.94 * _RADIUS * math.sin(math.pi / 3 * i), y + 0.94 * _RADIUS * math.cos(math.pi / 3 * i))
        for i in range(6)
    )
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return f'<polygon points="{points}" fill="{COLOUR["paper"]}" fill-opacity="{light:.2f}"/>'
